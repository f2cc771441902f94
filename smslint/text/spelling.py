"""Words spelled out letter by letter, and ordinary words written in leet."""

from __future__ import annotations

import itertools
import re

from smslint.text.leet import OPTIONS, kind_of, read_as
from smslint.text.vocabulary import ACRONYMS, MAX_READ, SIGN, Vocabulary, looks_like_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.text.fold import Folded

    Piece = tuple[int, int, tuple[str, ...], tuple[str, ...]]
    """(first letter, past the last, words, folds) of one word among spelled-out letters."""

MAX_JOINED = 60
"""Letters of one run that are joined and cut into words."""
LONGEST = 16
MAX_STARTS = 32
_OPENING = frozenset("([{<")
_SUM = re.compile(r"(?<![^\W_])[aàh] [0-9]+ [$€£](?![^\W_])")
"""A price as French writes it, which is no spelled word: à 5 $, 1 h 5 $."""

_MIXED = re.compile(r"(?<![^\W_])[a-z0-9@$!|+]+")


def leet_words(folded: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Places in a folded text where an ordinary English word is written with digits or symbols for letters."""
    text = folded[:MAX_READ]
    if not SIGN.search(text):
        return
    for match in _MIXED.finditer(text):
        token = match[0]
        spelling = token.rstrip("!|+$") if len(token) > 2 else token
        if not 2 <= len(spelling) <= 20 or not any(map(str.isalpha, spelling)) or spelling.isalpha():
            continue
        if len(spelling) > 2 and not SIGN.search(spelling):
            continue
        words = vocabulary.ordinary_like(spelling)
        if any(_reads(spelling, word) for word in words) and not looks_like_code(text, match.start(), spelling):
            yield match.start(), match.start() + len(spelling)


def _reads(spelling: str, word: str) -> bool:
    return len(word) > 1 and word.isalpha() and bool(read_as(spelling, word))


def spelled_out(
    folded: Folded, text: str, start: int, end: int, vocabulary: Vocabulary
) -> Iterator[tuple[int, int, tuple[str, ...], tuple[str, ...], int]]:
    """(start, end, words, folds, until) of each known word spelled out in folded.text[start:end]."""
    every = [place for place in range(start, end) if text[place].isalnum() or text[place] in "@$!€£¥¢"]
    sums = {place for match in _SUM.finditer(text, start, end) for place in range(*match.span())}
    every = [place for place in every if place not in sums] if sums else every
    for chunk in range(0, len(every), MAX_JOINED):
        segments = _segments(folded, text, every[chunk : chunk + MAX_JOINED])
        found = [(segment, _cut("".join(text[place] for place in segment), vocabulary)) for segment in segments]
        if len(found) == 1 and "".join(text[place] for place in found[0][0]) in ACRONYMS:
            continue
        if any(len(words[0]) > 2 for _, pieces in found for _, _, words, _ in pieces):
            for segment, pieces in found:
                yield from (_placed(text, segment, piece) for piece in pieces)


def _placed(text: str, segment: list[int], piece: Piece) -> tuple[int, int, tuple[str, ...], tuple[str, ...], int]:
    first, past, words, folds = piece
    start, end = segment[first], segment[past - 1] + 1
    if past < len(segment):
        return start, end, tuple(word + " " for word in words), folds, segment[past]
    gap = text[segment[0] + 1 : segment[1]]
    if gap[-1:] in _OPENING and segment[0] and text[segment[0] - 1] == gap[-1] and text[end : end + 1] == gap[0]:
        # The brackets of (f)(r)(e)(e) belong to it.
        return start - (first == 0), end + 1, words, folds, 0
    return start, end, words, folds, 0


def _segments(folded: Folded, text: str, places: list[int]) -> list[list[int]]:
    """Letters with the same gaps between them; a wider gap, or a space among other gaps, parts two words."""
    gaps = [_gap(folded, text, one, other) for one, other in itertools.pairwise(places)]
    usual = max(set(gaps), key=lambda gap: (gaps.count(gap), -gap[1], gap[0])) if gaps else ("", 0)
    found = [places[:1]]
    for gap, place in zip(gaps, places[1:], strict=False):
        if gap != usual and " " in gap[0] and (" " not in usual[0] or gap[1] > usual[1]):
            found.append([])
        found[-1].append(place)
    return found


def _gap(folded: Folded, text: str, one: int, other: int) -> tuple[str, int]:
    between = text[one + 1 : other]
    if " " not in between or folded.is_identity:
        return between, len(between)
    return between, folded.span(other, other + 1)[0] - folded.span(one, one + 1)[1]


def _cut(letters: str, vocabulary: Vocabulary) -> list[Piece]:
    """Joined letters cut into known words so that as few letters as possible are left over, in as few words as possible."""
    count = len(letters)
    best: list[tuple[int, int]] = [(0, 0)] * (count + 1)
    chosen: list[Piece | None] = [None] * count
    for at in range(count - 1, -1, -1):
        best[at] = best[at + 1]
        for past, words in _words_from(letters, at, vocabulary):
            covered, pieces = best[past]
            if (covered + past - at, pieces - 1) > best[at]:
                best[at] = (covered + past - at, pieces - 1)
                chosen[at] = (at, past, words, _folds(letters[at:past], words))
    found: list[Piece] = []
    at = 0
    while at < count:
        piece = chosen[at]
        if piece is not None and best[at] != best[at + 1]:
            found.append(piece)
        at = piece[1] if piece is not None and best[at] != best[at + 1] else at + 1
    return found


def _words_from(letters: str, at: int, vocabulary: Vocabulary) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(end, words) of each known word that the letters from `at` on may begin with; two letters only when they are plain."""
    starts = {""}
    shown = digits = 0
    for past in range(at + 1, min(len(letters), at + LONGEST) + 1):
        character = letters[past - 1]
        shown += character.isalpha()
        digits += character.isdigit()
        longer = {start + option for start in starts for option in OPTIONS[character] if start + option in vocabulary.beginnings}
        if not character.isalnum():
            longer |= starts - {""}
        if not longer or len(longer) > MAX_STARTS or (past - at > 4 and not shown):
            return
        starts = longer
        size = past - at
        if size < 2 or not shown or digits * 3 > 2 * size or (size == 2 and not letters[at:past].isalpha()):
            continue
        words = sorted(start for start in starts if start in vocabulary.words and len(start) > 1)
        whole = [word for word in words if len(word) == size and (len(set(word)) > 1)]
        words = [word for word in words if len(set(word)) > 1 and len(word) > 2]
        if whole or (words and letters[past - 1].isalnum()):
            yield past, tuple(whole or words)[:3]


def _folds(spelling: str, words: tuple[str, ...]) -> tuple[str, ...]:
    names = {"spaced"}
    for word in words:
        if len(word) == len(spelling):
            names.update(kind_of(one, other) for one, other in zip(spelling, word, strict=True))
    return tuple(sorted(names - {""}))
