"""TOML: every string, in its four styles."""

from __future__ import annotations

import re
from functools import partial

from smslint.project.escapes import Without, escaper, unescape
from smslint.project.piece import Piece
from smslint.project.places import Writing
from smslint.project.toml import parse_toml
from smslint.project.toml_places import TomlPlaces

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smslint.project.places import Places
    from smslint.project.source import Source

_BREAK = re.compile(r"\\[ \t]*\r?\n\s*|\r\n")


def read_toml(source: Source) -> Iterator[Piece]:
    """Every string value."""
    parse_toml(source.text)
    for path, start, end in TomlPlaces(source.text).values:
        if source.text[start] in "\"'":
            yield Piece(path, start, end, partial(_make, source, start, end), _writer(source.text, start))


def _writer(text: str, start: int) -> Callable[[str], str | None]:
    if text.startswith('"""', start):
        return escaper('"', newline="\n")
    if text.startswith("'''", start):
        return Without("'")
    return escaper('"') if text[start] == '"' else Without("'\n")


def _make(source: Source, start: int, end: int) -> tuple[str, Places]:
    text, quote = source.text, source.text[start]
    writing, size = Writing(source), 3 if text.startswith(quote * 3, start) else 1
    place, stop = start + size, end - size
    if size == 3 and text[place : place + 1] in ("\n", "\r"):
        place = text.find("\n", place) + 1
    first = place
    for match in _BREAK.finditer(text, place, stop) if size == 3 else ():
        if match[0][0] == "\\" and (quote == "'" or _is_escaped(text, match.start())):
            continue
        _piece(writing, place, match.start(), quote)
        if match[0][0] == "\r":
            writing.put("\n", *match.span())
        place = match.end()
    _piece(writing, place, stop, quote)
    return writing.done(first)


def _piece(writing: Writing, start: int, end: int, quote: str) -> None:
    if quote == '"':
        unescape(writing, start, end, "toml")
    else:
        writing.plain(start, end)


def _is_escaped(text: str, place: int) -> bool:
    count = 0
    while text[place - 1 - count] == "\\":
        count += 1
    return count % 2 == 1
