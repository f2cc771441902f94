"""Template files (Jinja, Liquid, Handlebars, Mustache, Go, ERB): one message a file, its comments left out, never rendered."""

from __future__ import annotations

import re
from functools import partial

from smslint.project.escapes import verbatim
from smslint.project.piece import Piece
from smslint.project.places import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smslint.project.places import Places
    from smslint.project.source import Source

_COMMENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "jinja": ((r"\{#", "#}"),),
    "liquid": ((r"\{%-?\s{0,9}comment\s{0,9}-?%\}", r"\{%-?\s{0,9}endcomment\s{0,9}-?%\}"), (r"\{%-?\s{0,9}#", "%}")),
    "handlebars": ((r"\{\{!--", "--}}"), (r"\{\{!(?!--)", "}}")),
    "go": ((r"\{\{-?\s{0,9}/\*", r"\*/\s{0,9}-?\}\}"),),
    "erb": (("<%#", "%>"),),
}
"""How comments begin and end, as patterns."""
SYNTAX = {"jinja": "{{}}", "liquid": "{{}}", "handlebars": "{{}}", "go": "go-template", "erb": "<% %>"}


def template_reader(dialect: str) -> Callable[[Source], Iterator[Piece]]:
    """A reader of one dialect."""
    return partial(_read, dialect)


def _read(dialect: str, source: Source) -> Iterator[Piece]:
    text = source.text
    parts = list(_kept(list(_comments(dialect, text)), text))
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


def _comments(dialect: str, text: str) -> Iterator[tuple[int, int]]:
    """Where comments stand; one that does not end is none, and then no later one of its kind does."""
    kinds = [(re.compile(begin), re.compile(end)) for begin, end in _COMMENTS[dialect]]
    place = 0
    while kinds:
        found = [(begin.search(text, place), number) for number, (begin, _) in enumerate(kinds)]
        starts = [(*match.span(), number) for match, number in found if match is not None]
        if not starts:
            return
        start, inside, number = min(starts)
        close = kinds[number][1].search(text, inside)
        if close is None:
            del kinds[number]
            continue
        yield start, close.end()
        place = close.end()


def _kept(comments: list[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """What is left between comments; a line that holds nothing but a comment goes with it."""
    place, blank = 0, re.compile(r"[ \t]*\r?\n")
    for start, end in comments:
        alone = not text[text.rfind("\n", 0, start) + 1 : start].strip()
        following = blank.match(text, end)
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
