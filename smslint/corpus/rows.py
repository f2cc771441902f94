"""Rows of JSON, read with suspicion: one meaning only, bounded depth, and errors that never quote the row."""

from __future__ import annotations

import json

from smslint.corpus.decode import InputError, decode
from smslint.model import CONTEXT_FIELDS, did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_DEPTH = 20
FIELDS = frozenset(CONTEXT_FIELDS)
OF_ROW = ('a row is {"text": "...", "context": {...}}', "mend or remove the row")
OF_CONTEXT = ('a context is {"brand": "Larch", "use_case": "marketing"}', "mend it")
"""What an object should look like, and what to do with one that is faulty."""


def parse_object(data: bytes, at_start: bool = True, of: tuple[str, str] = OF_ROW) -> dict[str, Any]:
    """One JSON object. Raises InputError for anything else, for repeated keys and for deep nesting.

    of: how the object looks where it is right, and what to do where it is not.
    """
    shape, remedy = of
    text = decode(data, at_start)
    if _depth(text) > MAX_DEPTH:
        raise InputError(f"nested deeper than {MAX_DEPTH} levels; {shape}")
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        fault = error.msg.removesuffix(" at")
        raise InputError(f"not valid JSON at column {error.colno} ({fault}); {remedy}") from None
    except ValueError:
        raise InputError(f"a number with too many digits; {remedy}") from None
    if not isinstance(value, dict):
        raise InputError(f"not an object; {shape}")
    return value


def row_text(row: dict[str, Any]) -> str:
    """The message of a row. Raises InputError when it has none."""
    if "text" not in row:
        raise InputError(f'no "text" in this row{did_you_mean("text", row)}')
    if not isinstance(row["text"], str):
        raise InputError('"text" is not a text; write it in quotes')
    return str(row["text"])


def row_id(row: dict[str, Any]) -> str | None:
    """The identifier of a row, if it has one."""
    value = row.get("id")
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None


def row_context(row: dict[str, Any]) -> dict[str, Any]:
    """The context fields of a row: those in `context`, and those beside the text. Null means not known."""
    inner = row.get("context")
    if inner is None:
        inner = {}
    if not isinstance(inner, dict):
        raise InputError('"context" is not an object')
    for name in inner:
        if name not in FIELDS:
            raise InputError(f"unknown context field {name!r}{did_you_mean(name, CONTEXT_FIELDS)}")
    fields = {name: row[name] for name in row if name in FIELDS} | inner
    if isinstance(fields.get("sent_at"), str):
        fields["sent_at"] = _time(fields["sent_at"])
    return {name: value for name, value in fields.items() if value is not None}


def _time(value: str) -> Any:
    from datetime import datetime

    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise InputError("sent_at is no moment; write it as 2026-03-01T09:30-05:00") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise InputError(f"the key {twice!r} stands twice; keep one")
    return row


def _no_constant(name: str) -> Any:
    raise InputError(f"{name} is no JSON; write null where nothing is known")


def _depth(text: str) -> int:
    """How deep the brackets nest, those in strings aside; exact only where there are enough to matter."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return 0
    depth = deepest = 0
    quoted = escaped = False
    for character in text:
        if escaped:
            escaped = False
        elif quoted:
            escaped = character == "\\"
            quoted = character != '"'
        elif character == '"':
            quoted = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest
