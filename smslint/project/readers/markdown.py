"""Markdown: fenced blocks marked `sms`. Words after the mark are context: ```sms use_case=otp first_message=true."""

from __future__ import annotations

from functools import partial

from smslint.context import Context
from smslint.corpus.decode import InputError
from smslint.corpus.rows import row_context
from smslint.errors import ContextError
from smslint.project.escapes import verbatim
from smslint.project.piece import Piece, Unreadable
from smslint.project.places import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.project.places import Places
    from smslint.project.source import Source

MARKS = ("sms", "mms")


def read_markdown(source: Source) -> Iterator[Piece | Unreadable]:
    """Every marked block."""
    from markdown_it import MarkdownIt

    for token in MarkdownIt().parse(source.text):
        words = token.info.split()
        if token.type != "fence" or not words or words[0].lower() not in MARKS or token.map is None:
            continue
        spans = _spans(source, token.map[0] + 2, token.content)
        try:
            fields = _fields(words[1:])
        except (ValueError, TypeError, InputError, ContextError) as error:
            yield Unreadable(f"{error}; mend the words behind `{words[0]}`", source.offset(token.map[0] + 1))
            continue
        make = partial(_make, source, spans)
        yield Piece((), spans[0][0], spans[-1][1], make, verbatim, sure=True, fields=fields)


def _spans(source: Source, number: int, content: str) -> list[tuple[int, int]]:
    """Where the lines of a block stand, from a line of the file on: behind the signs of a quote and the indentation of a list."""
    spans = []
    for place, line in enumerate(content.rstrip("\n").split("\n"), number):
        written = source.line(place)
        end = source.offset(place) + len(written)
        spans.append((end - len(line if written.endswith(line) else written.lstrip(" \t>")), end))
    return spans


def _make(source: Source, spans: list[tuple[int, int]]) -> tuple[str, Places]:
    writing, last = Writing(source), None
    for start, end in spans:
        if last is not None:
            writing.put("\n", last, start)
        writing.plain(start, end)
        last = end
    return writing.done(spans[0][0])


def _fields(words: list[str]) -> dict[str, Any]:
    """Context out of `name=value` words. Raises ValueError for other words, and what a Context and its reader raise."""
    fields: dict[str, Any] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise ValueError(f"{word[:40]!r} after `sms` is no context, which is written as name=value, use_case=otp")
        fields[name] = {"true": True, "false": False}.get(value, int(value) if value.isdecimal() else value)
    known = row_context({"context": fields})
    Context(**known)
    return known
