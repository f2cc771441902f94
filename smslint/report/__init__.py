"""Writers: what a run has found, in the words of a terminal, a program or a machine.

A writer is told of the run, then of each message, then of the totals, and answers with text each time; where the text
goes is not its business. The table below is every format there is.
"""

from __future__ import annotations

from smslint.report.record import Item, Location, Run, Style, Summary, Writer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FORMATS", "Item", "Location", "Run", "Style", "Summary", "Writer", "writer"]


def _text(style: Style) -> Writer:
    from smslint.report.text import TextWriter

    return TextWriter(style)


def _concise(style: Style) -> Writer:
    from smslint.report.concise import ConciseWriter

    return ConciseWriter(style)


def _json(style: Style) -> Writer:
    from smslint.report.json import JsonWriter

    return JsonWriter()


def _jsonl(style: Style) -> Writer:
    from smslint.report.json import JsonLinesWriter

    return JsonLinesWriter()


FORMATS: dict[str, Callable[[Style], Writer]] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "jsonl": _jsonl,
}


def writer(name: str, style: Style) -> Writer:
    """The writer of a format of the table. Raises KeyError for another name: the command line offers only these."""
    return FORMATS[name](style)
