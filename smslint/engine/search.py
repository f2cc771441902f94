"""Where a pattern or a large term stands in a folded text.

RE2 tells it for ASCII, in linear time whatever the pattern, and for large terms, which are whole words in any script. Patterns
beyond ASCII are `regex`'s, with a time limit, unless RE2 sees that not even a wider reading of them matches; so are those
that RE2 does not read, and all of them where it is not installed. Both read one dialect (see `dialect`), and a test holds them
together.
"""

from __future__ import annotations

from functools import cache
from itertools import islice

from smslint.engine.dialect import compiled, compiled_phrase, timeout_for, widened
from smslint.engine.re2sets import re2_search

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from smslint.text.fold import Folded

    Search = Callable[[bytes, int, int], tuple[int, int]]

MAX_SEARCHED = 200_000
"""Characters of a text in which patterns and large terms are searched; no carrier takes a hundredth of that."""
SECOND_TRY = 30
"""How much longer the second try of a pattern may take."""
MAX_MATCHES = 500
"""Matches of one pattern that are looked at; a report lists 100 findings, and no message that can be sent has more."""


class PatternTimeoutError(Exception):
    """A pattern did not finish in its time; the rule that asked for it could not be checked."""


def pattern_spans(pattern: str, folded: Folded) -> list[tuple[int, int]]:
    """Spans of a pattern in the folded text, empty ones left out; not to be changed. Raises PatternTimeoutError."""
    known = folded.pattern_spans
    if known is None:
        known = folded.pattern_spans = {}
    elif pattern in known:
        return known[pattern]
    if folded.ascii is not None and (search := _pattern_search(pattern)) is not None:
        found = _spans(search, folded.ascii, 0)
    elif folded.ascii is None and not _conceivable(pattern, folded):
        found = []
    else:
        found = [span for span in _slow_spans(compiled(pattern), folded.text, pattern) if span[1] > span[0]]
    known[pattern] = found
    return found


def phrase_spans(phrase: str, folded: Folded) -> list[tuple[int, int]]:
    """Spans of a large term in the word form, without the spaces around it; not to be changed. Raises PatternTimeoutError."""
    known = folded.phrase_spans
    if known is None:
        known = folded.phrase_spans = {}
    elif phrase in known:
        return known[phrase]
    if folded.ascii_words is not None and (search := _phrase_search(phrase)) is not None:
        found = [(start + 1, end - 1) for start, end in _spans(search, folded.ascii_words, 1)]
    elif folded.ascii_words is None and (search := _phrase_search(phrase)) is not None:
        written = folded.wide_words(MAX_SEARCHED)
        found = [(start + 1, end - 1) for start, end in _in_characters(written, _spans(search, written, 1, len(written)))]
    else:
        found = _slow_spans(compiled_phrase(phrase), folded.words, phrase)
    known[phrase] = found
    return found


def occurs(pattern: str, folded: Folded) -> bool:
    """Whether a pattern occurs; one that ran out of time is left to the rule that asks for it."""
    text = folded.ascii
    if text is not None and (search := _pattern_search(pattern)) is not None:
        start, end = search(text, 0, min(len(text), MAX_SEARCHED))
        return start >= 0 and (end > start or bool(pattern_spans(pattern, folded)))
    try:
        return bool(pattern_spans(pattern, folded))
    except PatternTimeoutError:
        return True


def phrase_occurs(phrase: str, folded: Folded) -> bool:
    """Whether a large term occurs; the same of it."""
    words = folded.ascii_words
    if words is not None and (search := _phrase_search(phrase)) is not None:
        return search(words, 0, min(len(words), MAX_SEARCHED))[0] >= 0
    try:
        return bool(phrase_spans(phrase, folded))
    except PatternTimeoutError:
        return True


def _conceivable(pattern: str, folded: Folded) -> bool:
    """Whether a pattern may match in a text beyond ASCII: by RE2, with a wide reading of what it knows of ASCII alone."""
    written = folded.wide(MAX_SEARCHED)
    if written is None or (search := _wide_search(pattern)) is None:
        return True
    return search(written, 0, len(written))[0] >= 0


def _in_characters(written: bytes, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in UTF-8 as spans in the text."""
    found, at, count = [], 0, 0
    for start, end in spans:
        count += len(written[at:start].decode("utf-8"))
        at = start
        found.append((count, count + len(written[start:end].decode("utf-8"))))
    return found


@cache
def _wide_search(pattern: str) -> Search | None:
    return re2_search(widened(pattern))


@cache
def _pattern_search(pattern: str) -> Search | None:
    return re2_search(pattern)


@cache
def _phrase_search(phrase: str) -> Search | None:
    return re2_search(f" (?:{phrase}) ", longest=True)


def _spans(search: Search, text: bytes, shared: int, limit: int = MAX_SEARCHED) -> list[tuple[int, int]]:
    """All spans in order; neighbours may share so many characters (the space between two terms)."""
    size = len(text)
    if size > limit:
        text, size = text[:limit], limit
    start, end = search(text, 0, size)
    if start < 0:
        return []
    found: list[tuple[int, int]] = []
    for _ in range(MAX_MATCHES):
        if end > start:
            found.append((start, end))
            start, end = search(text, end - shared, size)
        elif end < size:
            start, end = search(text, end + 1, size)
        else:
            break
        if start < 0:
            break
    return found


def _slow_spans(pattern: Any, text: str, name: str) -> list[tuple[int, int]]:
    """Spans by `regex`.

    The limit is wall time, and a busy machine may stop a thread for longer than a match takes: a pattern that fails the
    short limit gets one longer try, so that only hostile ones are reported.
    """
    limit = timeout_for(len(text))
    for seconds in (limit, limit * SECOND_TRY):
        try:
            return [match.span() for match in islice(pattern.finditer(text, 0, MAX_SEARCHED, timeout=seconds), MAX_MATCHES)]
        except TimeoutError:
            continue
    raise PatternTimeoutError(name)
