"""`smslint lint TEXT`: one message."""

from __future__ import annotations

from smslint.cli import console
from smslint.cli.setup import fails, make_context, make_linter
from smslint.layers import rules_out
from smslint.report import Item, Location, Run, Summary, writer
from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def lint(params: Mapping[str, Any]) -> int:
    """Judge one message and write what was found; returns the exit code."""
    context = make_context(params)
    linter = make_linter(params)
    text, location = _message(params["text"])
    if text is None:
        return console.UNREAD
    if rules_out(context.sender, context.sender_type):
        console.say(f"the number of the sender is of another kind than sender_type, {context.sender_type}, by which it is judged")
    report = linter.lint(text, context)
    summary = Summary()
    summary.add(report)
    out = writer(params.get("format") or "text", console.style(params, totals=False))
    run = Run(linter.ruleset, __version__)
    console.write(out.begin(run) + out.item(Item(report, location)) + out.end(summary))
    return console.FOUND if fails(report, params) else console.CLEAN


def _message(text: str) -> tuple[str | None, Location]:
    if text != "-" and text.isascii():
        return text, Location()
    from smslint.cli.inputs import argument_text, whole_text
    from smslint.errors import SmslintError

    try:
        return (argument_text(text), Location()) if text != "-" else (whole_text(console.stdin()), Location("-"))
    except SmslintError as error:
        console.say(f"{'<stdin>' if text == '-' else 'TEXT'}: {error}")
        return None, Location("-")
