"""gettext: the translation of each entry, or its msgid where there is none yet."""

from __future__ import annotations

import re
from functools import partial

from smslint.project.escapes import escaper, unescape
from smslint.project.piece import Piece, Unreadable
from smslint.project.places import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.project.places import Places
    from smslint.project.source import Source

    Spans = list[tuple[int, int]]

_LINE = re.compile(
    r'[ \t]*(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)?[ \t]*"(?P<text>(?:\\.|[^"\\\n])*)"[ \t]*\r?'
    r"|(?P<comment>#[^\n]*)|\r?)(?:\n|\Z)"
)
_ESCAPE = escaper('"')


class _Entry:
    """An entry as it grows: the pieces of each part of it, and what its comments say about where it is used."""

    def __init__(self) -> None:
        self.parts: dict[str, Spans] = {}
        self.comments = ""
        self.word = ""


def read_po(source: Source) -> Iterator[Piece]:
    """The texts of all entries. Raises Unreadable where a line is none of gettext's."""
    entry, place, text = _Entry(), 0, source.text
    while place < len(text):
        match = _LINE.match(text, place)
        if match is None:
            raise Unreadable("not a line of gettext; a text stands in quotes", place)
        word = match["word"]
        if entry.parts and (match["comment"] is not None or word in ("msgctxt", "msgid")) and entry.word.startswith("msgstr"):
            yield from _pieces(source, entry)
            entry = _Entry()
        _take(entry, match)
        if match.end() == place:
            break
        place = match.end()
    yield from _pieces(source, entry)


def _take(entry: _Entry, match: re.Match[str]) -> None:
    if match["comment"] is not None:
        entry.comments += match["comment"] + "\n"
    elif match["text"] is not None:
        if match["word"]:
            entry.word = match["word"]
        entry.parts.setdefault(entry.word, []).append(match.span("text"))


def _pieces(source: Source, entry: _Entry) -> Iterator[Piece]:
    if not entry.parts or "#~" in entry.comments[:2]:
        return
    context = _text(source, entry.parts.get("msgctxt", []))[0]
    identity = _text(source, entry.parts.get("msgid", []))[0]
    if not identity:
        return
    hint = _references(entry.comments)
    syntax = "printf" if "c-format" in entry.comments or "python-format" in entry.comments else None
    filled = {word: spans for word, spans in entry.parts.items() if word.startswith("msgstr") and _text(source, spans)[0]}
    for word, spans in (filled or {w: s for w, s in entry.parts.items() if w in ("msgid", "msgid_plural")}).items():
        number = word.partition("[")[2].rstrip("]")
        key = tuple(part for part in (*hint, context, identity if not context else "", number) if part)
        yield Piece(key, spans[0][0], spans[-1][1], partial(_text, source, spans), _ESCAPE, syntax=syntax)


def _references(comments: str) -> tuple[str, ...]:
    """`sms`, where the comments of an entry name a source file of texts."""
    return ("sms",) if re.search(r"^#[:.].*(?<![a-z])(?:sms|mms)(?![a-z])", comments, re.MULTILINE | re.IGNORECASE) else ()


def _text(source: Source, spans: Spans) -> tuple[str, Places]:
    writing = Writing(source)
    for start, end in spans:
        unescape(writing, start, end, "po")
    return writing.done(spans[0][0] if spans else 0)
