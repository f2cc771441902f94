"""Undoing disguises: leet, spaced and split letters, masks, repeats, accents, encoded characters, turned text.

Only what looks disguised is read again, word by word, and only as a word that some rule knows: "fr33" becomes "free"
because a rule speaks of it, "AB12C" stays a booking code. Characters written as codes are decoded first and what they
show is read like any text. The result is the folded text with some places replaced, and each replacement remembers
where it stands.
"""

from __future__ import annotations

import re

from smslint.text.leet import SPACED_SIGN
from smslint.text.reading import Reading, Variant, apart
from smslint.text.respelled import Respelled
from smslint.text.spans import Spans
from smslint.text.vocabulary import MAX_READ, MAX_READINGS, Vocabulary, looks_like_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smslint.text.fold import Folded

__all__ = ("Reading", "Variant", "Vocabulary", "variants")


def variants(folded: Folded, original: str, vocabulary: Vocabulary, split: bool = False) -> list[Variant]:
    """Every way to read the disguised places of a text, at most MAX_READINGS; empty when nothing looks disguised.

    split: whether the halves of a known word stand side by side somewhere, see `smslint.text.divided`.
    """
    decoded = _decoded(folded, original)
    under = Variant(folded.text, decoded, 0) if decoded else None
    surface = folded if under is None else under.folded
    found = _resolve(surface, original if under is None else surface.text, vocabulary, split, under is not None)
    if not found:
        return [] if under is None else [under]
    count = min(MAX_READINGS, max(len(reading.words) for reading in found))
    return [Variant(surface.text, found, choice, under) for choice in range(count)]


def _decoded(folded: Folded, original: str) -> list[Reading]:
    """What overrides, turned letters and character codes show."""
    text = folded.text[:MAX_READ]
    if text.isascii() and original.isascii() and not any(sign in text for sign in "&%\\=<("):
        return []
    from smslint.text.recoded import codes, overridden, turned

    found = list(codes(text))
    if not original.isascii():
        found.extend((*overridden(folded, original, MAX_READ), *turned(folded, original, MAX_READ)))
    return apart([Reading(start, end, (shown,), (how,)) for start, end, shown, how in found])


def _resolve(folded: Folded, original: str, vocabulary: Vocabulary, split: bool, decoded: bool) -> list[Reading]:
    """Readings of one text, those that explain more letters before those that explain fewer."""
    text = folded.text[:MAX_READ]
    found = list(_spaced(folded, text, vocabulary))
    if split:
        from smslint.text.divided import rejoined

        found.extend(rejoined(folded, original, text, vocabulary))
    words = Respelled(text, vocabulary)
    taken = _taken(found)
    found.extend(reading for reading in words.read() if not taken.overlap(reading.start, reading.end))
    if not original.isascii():
        from smslint.text.choices import other_letters

        taken = _taken(found)
        more = other_letters(folded, original, vocabulary)
        found.extend(reading for reading in more if not taken.overlap(reading.start, reading.end))
    if found or folded.alike or decoded:
        taken = _taken(found)
        more = words.weak({reading.start for reading in found})
        found.extend([reading for reading in more if not taken.overlap(reading.start, reading.end)])
    return apart(found)


def _taken(found: Iterable[Reading]) -> Spans:
    return Spans((reading.start, reading.end) for reading in found)


_SPACED_SIGN = re.compile(SPACED_SIGN)
_RUN = re.compile(r"(?<![^\W_])(?<![^\W_]['’])(?:[^\W_]|[@$!|+€£¥¢])(?:[\W_]{1,3}(?:[^\W_]|[@$!|+€£¥¢])(?![^\W_])){2,}")


def _spaced(folded: Folded, text: str, vocabulary: Vocabulary) -> Iterator[Reading]:
    """Words written one letter at a time: f r e e, f.r.e.e, (f)(r)(e)(e), f-r-3-e m-o-n-e-y."""
    for match in _RUN.finditer(text):
        if match[0].isascii() and not _SPACED_SIGN.search(text[max(0, match.start() - 1) : match.end() + 1]):
            continue
        from smslint.text.spelling import spelled_out

        for start, end, words, folds, until in spelled_out(folded, text, match.start(), match.end(), vocabulary):
            if not looks_like_code(text, start, text[start:end]):
                yield Reading(start, end, words, folds, until)
