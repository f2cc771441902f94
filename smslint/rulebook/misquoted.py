"""A quote that is not closed where its author meant, told at that quote: the parser gives up many lines below."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.events import ScalarEvent

_BEHIND = {"'": "double a single quote inside of single quotes", '"': "put all of it in single quotes"}
"""Style of the quotes -> what to do when text follows the closing one."""


def quote_fault(error: yaml.YAMLError, last: ScalarEvent | None) -> tuple[Any, str] | None:
    """(mark, what is wrong) when a quote is to blame for an error of the parser, or None.

    last: the text that was read last.
    """
    problem, where = getattr(error, "problem", None) or "", getattr(error, "problem_mark", None)
    if "quoted scalar" in (getattr(error, "context", None) or "") and problem.startswith("found unexpected"):
        return getattr(error, "context_mark", None), "the quote that opens here is never closed; close it"
    if where is None or "expected" not in problem or last is None or last.style not in _BEHIND:
        return None
    return _followed(last, where)


def _followed(text: ScalarEvent, where: Any) -> tuple[Any, str] | None:
    """The fault of a quoted text that other text follows on the line where its quotes close."""
    first: Any = text.start_mark
    last: Any = text.end_mark
    if where.line != last.line or where.column - last.column not in (0, 1):
        return None
    if first.line == last.line:
        return where, f"text goes on behind the quote that closes here; {_BEHIND[text.style or '']}"
    return first, f"the quote that opens here closes on line {last.line + 1} only, where text follows; close it on its own line"
