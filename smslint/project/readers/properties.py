"""Java's .properties: `key = value` with escapes and lines that go on."""

from __future__ import annotations

import re
from functools import partial

from smslint.project.escapes import escaper, unescape
from smslint.project.piece import Piece
from smslint.project.places import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.project.places import Places
    from smslint.project.source import Source

_ENTRY = re.compile(
    r"^[ \t\f]*(?![#!\s])((?:\\.|[^\\\s=:])*)(?:[ \t\f]*[=:]|[ \t\f])[ \t\f]*((?:\\(?:\r\n|[\s\S])|[^\\\r\n])*)", re.MULTILINE
)
_CONTINUED = re.compile(r"\\(?:\r\n|\n|\r)[ \t\f]*")


def read_properties(source: Source) -> Iterator[Piece]:
    """Every value."""
    for match in _ENTRY.finditer(source.text):
        key = match[1].replace("\\", "")
        yield Piece(
            tuple(key.split(".")), match.start(2), match.end(2),
            partial(_make, source, match.start(2), match.end(2)), escaper("\\"),
        )  # fmt: skip


def _make(source: Source, start: int, end: int) -> tuple[str, Places]:
    writing = Writing(source)
    place = start
    for match in _CONTINUED.finditer(source.text, start, end):
        unescape(writing, place, match.start(), "properties")
        place = match.end()
    unescape(writing, place, end, "properties")
    return writing.done(start)
