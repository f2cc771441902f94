"""gettext: the translation of each entry, or its msgid where there is none yet."""

from __future__ import annotations

import re
from functools import partial

from smslint.project.escapes import escaper, unescape
from smslint.project.kinds import names_sms
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
_IDENTIFIER = re.compile(r"[^\W\d][\w-]*(?:[.:][\w-]+)*")
"""A msgid that is a key. Any other is a text, which nobody asked to be told: its entry goes by its number."""


class _Entry:
    """An entry as it grows: the pieces of each part of it, and what its comments say about where it is used."""

    def __init__(self) -> None:
        self.parts: dict[str, Spans] = {}
        self.comments = ""
        self.word = ""


def read_po(source: Source) -> Iterator[Piece]:
    """The texts of all entries. Raises Unreadable where a line is none of gettext's."""
    number = 0
    for entry in _entries(source):
        identity = _text(source, entry.parts.get("msgid", []))[0]
        if identity:
            number += 1
            yield from _pieces(source, entry, identity, number)


def _entries(source: Source) -> Iterator[_Entry]:
    entry, place, text = _Entry(), 0, source.text
    while place < len(text):
        match = _LINE.match(text, place)
        if match is None:
            raise Unreadable("not a line of gettext; a text stands in quotes", place)
        word = match["word"]
        if entry.parts and (match["comment"] is not None or word in ("msgctxt", "msgid")) and entry.word.startswith("msgstr"):
            yield entry
            entry = _Entry()
        _take(entry, match)
        if match.end() == place:
            break
        place = match.end()
    yield entry


def _take(entry: _Entry, match: re.Match[str]) -> None:
    if match["comment"] is not None:
        obsolete = match["comment"].startswith("#~")  # a whole entry behind signs, with the comments above it
        entry.comments = "" if obsolete else entry.comments + match["comment"] + "\n"
    elif match["text"] is not None:
        if match["word"]:
            entry.word = match["word"]
        entry.parts.setdefault(entry.word, []).append(match.span("text"))


def _pieces(source: Source, entry: _Entry, identity: str, number: int) -> Iterator[Piece]:
    key = _key(entry, _text(source, entry.parts.get("msgctxt", []))[0], identity, number)
    syntax = "printf" if "c-format" in entry.comments or "python-format" in entry.comments else None
    filled = {word: spans for word, spans in entry.parts.items() if word.startswith("msgstr") and _text(source, spans)[0]}
    for word, spans in (filled or {w: s for w, s in entry.parts.items() if w in ("msgid", "msgid_plural")}).items():
        form = word.partition("[")[2].rstrip("]")
        yield Piece(
            (*key, form) if form else key, spans[0][0], spans[-1][1], partial(_text, source, spans), _ESCAPE, syntax=syntax
        )


def _key(entry: _Entry, context: str, identity: str, number: int) -> tuple[str, ...]:
    """The context of an entry, else its msgid where that is a key, else its number; behind `sms` where it is about texts."""
    hint = _references(entry.comments)
    if context or _IDENTIFIER.fullmatch(identity):
        return (*hint, context or identity)
    return (*(hint or ("sms",) * names_sms(identity)), str(number))


def _references(comments: str) -> tuple[str, ...]:
    """`sms`, where the comments of an entry name a source file of texts."""
    return ("sms",) if re.search(r"^#[:.].*(?<![a-z])(?:sms|mms)(?![a-z])", comments, re.MULTILINE | re.IGNORECASE) else ()


def _text(source: Source, spans: Spans) -> tuple[str, Places]:
    writing = Writing(source)
    for start, end in spans:
        unescape(writing, start, end, "po")
    return writing.done(spans[0][0] if spans else 0)
