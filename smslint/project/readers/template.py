"""Template files (Jinja, Liquid, Handlebars, Mustache, Go, ERB): one message a file, its comments left out, never rendered."""

from __future__ import annotations

import re
from functools import partial

from smslint.project.escapes import verbatim
from smslint.project.found import Writing
from smslint.project.piece import Piece

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smslint.project.found import Places
    from smslint.project.source import Source

_COMMENTS = {
    "jinja": re.compile(r"\{#[\s\S]*?#\}"),
    "liquid": re.compile(r"\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}|\{%-?\s*#[\s\S]*?%\}"),
    "handlebars": re.compile(r"\{\{!--[\s\S]*?--\}\}|\{\{![\s\S]*?\}\}"),
    "go": re.compile(r"\{\{-?\s*/\*[\s\S]*?\*/\s*-?\}\}"),
    "erb": re.compile(r"<%#[\s\S]*?%>"),
}
SYNTAX = {"jinja": "{{}}", "liquid": "{{}}", "handlebars": "{{}}", "go": "go-template", "erb": "<% %>"}


def template_reader(dialect: str) -> Callable[[Source], Iterator[Piece]]:
    """A reader of one dialect."""
    return partial(_read, dialect)


def _read(dialect: str, source: Source) -> Iterator[Piece]:
    text = source.text
    parts = list(_kept(_COMMENTS[dialect], text))
    while parts and not text[parts[0][0] : parts[0][1]].strip():
        parts.pop(0)
    while parts and not text[parts[-1][0] : parts[-1][1]].strip():
        parts.pop()
    if not parts:
        return
    first, last = parts[0][0], parts[-1][1]
    start = last - len(text[first:last].lstrip())
    end = first + len(text[first:last].rstrip())
    inside = [(max(a, start), min(b, end)) for a, b in parts]
    yield Piece((), start, end, partial(_make, source, inside), verbatim, syntax=SYNTAX[dialect], sure=True)


def _kept(comments: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """What is left between comments; a line that holds nothing but a comment goes with it."""
    place = 0
    for match in comments.finditer(text):
        start, end = match.span()
        alone = not text[text.rfind("\n", 0, start) + 1 : start].strip()
        following = re.compile(r"[ \t]*\r?\n").match(text, end)
        yield place, start
        place = following.end() if alone and following else end
    yield place, len(text)


def _make(source: Source, parts: list[tuple[int, int]]) -> tuple[str, Places]:
    writing = Writing(source)
    for start, end in parts:
        place = start
        for match in re.compile("\r\n").finditer(source.text, start, end):
            writing.plain(place, match.start())
            writing.put("\n", *match.span())
            place = match.end()
        writing.plain(place, end)
    return writing.done(parts[0][0])
