"""Markdown: fenced blocks marked `sms`. Words after the mark are context: ```sms use_case=otp first_message=true."""

from __future__ import annotations

from functools import partial

from smslint.project.escapes import verbatim
from smslint.project.piece import Piece, Unreadable
from smslint.project.readers.text import lines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.project.source import Source

MARKS = ("sms", "mms")


def read_markdown(source: Source) -> Iterator[Piece | Unreadable]:
    """Every marked block."""
    from markdown_it import MarkdownIt

    for token in MarkdownIt().parse(source.text):
        words = token.info.split()
        if token.type != "fence" or not words or words[0].lower() not in MARKS or token.map is None:
            continue
        first, last = token.map
        start = source.offset(first + 2)
        end = source.offset(last if _is_closed(source, last, token.markup) else last + 1)
        end = max(start, start + len(source.text[start:end].rstrip("\r\n")))
        indent = len(source.line(first + 1)) - len(source.line(first + 1).lstrip(" \t"))
        try:
            fields = _fields(words[1:])
        except ValueError as error:
            yield Unreadable(str(error), source.offset(first + 1))
            continue
        yield Piece((), start, end, partial(lines_of, source, start, end, indent), verbatim, sure=True, fields=fields)


def _is_closed(source: Source, last: int, markup: str) -> bool:
    return source.line(last).lstrip(" \t>").startswith(markup)


def _fields(words: list[str]) -> dict[str, Any]:
    """Context out of `name=value` words. Raises ValueError for other words."""
    fields: dict[str, Any] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise ValueError(f"{word[:40]!r} after `sms` is no context; write name=value, as use_case=otp")
        fields[name] = {"true": True, "false": False}.get(value, int(value) if value.isdecimal() else value)
    return fields
