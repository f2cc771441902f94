"""Writers: what a run has found, in the words of a terminal, a program or a machine.

A writer is told of the run, then of each message, then of the totals, and answers with text each time; where the text
goes is not its business. The table below is every format there is.
"""

from __future__ import annotations

from smslint.report.location import Location
from smslint.report.record import Item, Run, Style, Summary, Writer

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


def _sarif(style: Style) -> Writer:
    from smslint.report.sarif import SarifWriter

    return SarifWriter()


def _junit(style: Style) -> Writer:
    from smslint.report.junit import JUnitWriter

    return JUnitWriter()


def _github(style: Style) -> Writer:
    from smslint.report.github import GitHubWriter

    return GitHubWriter()


def _gitlab(style: Style) -> Writer:
    from smslint.report.gitlab import GitLabWriter

    return GitLabWriter()


def _rdjson(style: Style) -> Writer:
    from smslint.report.rdjson import RdjsonWriter

    return RdjsonWriter()


FORMATS: dict[str, Callable[[Style], Writer]] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "jsonl": _jsonl,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "gitlab": _gitlab,
    "rdjson": _rdjson,
}


def writer(name: str, style: Style) -> Writer:
    """The writer of a format of the table. Raises KeyError for another name: the command line offers only these."""
    return FORMATS[name](style)
