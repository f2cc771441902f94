"""Words in parts: `ca.sino`, `lo an`, `pay d ay`.

The scan for terms finds the two halves of a single-word term side by side (see `smslint.rulebook.compile`); where it did,
the whole text is searched for words in two to four parts, since who splits one word splits others.
"""

from __future__ import annotations

import re

from smslint.text.reading import Reading
from smslint.text.vocabulary import ACRONYMS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.text.fold import Folded
    from smslint.text.vocabulary import Vocabulary, Words

MOST_PARTS = 4
LONGEST_PART = 10
SHORTEST = 4
"""Letters of the shortest word that is looked for in parts."""

_INNER = re.compile(r"[._\-*|~^+]+")
_ODD_GAP = re.compile(r"[_*|~^+]|[.\-]{2}")


def joined(spelling: str, vocabulary: Vocabulary) -> Words:
    """Parts of one word kept apart by dots, dashes or stars: ca.sino. Not all of the parts are words themselves."""
    parts = [part for part in _INNER.split(spelling) if part]
    together = "".join(parts)
    if len(parts) < 2 or len(together) < 4 or together in ACRONYMS:
        return []
    lexicon = vocabulary.lexicon
    odd = _ODD_GAP.search(spelling)
    plain = sum((part in lexicon and len(part) > 1) or part.isdigit() for part in parts)
    if len(parts) == 2:
        plain = sum(part in lexicon or part.isdigit() or len(part) == 1 for part in parts)
        if plain == 1 and len(together) < (5 if odd else 6):
            return []
    if plain == len(parts) and not (odd and len(together) > 5 and together in lexicon):
        return []
    words = [(together, ())] if together in vocabulary.words else vocabulary.like(together)
    return [(word, tuple(sorted({*folds, "spaced"}))) for word, folds in words]


_PART = re.compile(r"[a-z]+")
_GAP = re.compile(r"[ \-]|[._*|~/]{1,2}")


def rejoined(folded: Folded, original: str, text: str, vocabulary: Vocabulary) -> Iterator[Reading]:
    """Known words in two to four parts with a blank, a line break or a dash between them."""
    parts = [match.span() for match in _PART.finditer(text) if _alone(text, *match.span())]
    cases = [_case(folded, original, start, end) for start, end in parts]
    at = 0
    while at < len(parts):
        count = _parts_of_word(text, parts, cases, at, vocabulary)
        if count:
            start, end = parts[at][0], parts[at + count - 1][1]
            word = "".join(text[one:other] for one, other in parts[at : at + count])
            yield Reading(start, end, (word,), ("spaced",))
        at += count or 1


def _alone(text: str, start: int, end: int) -> bool:
    return end - start <= LONGEST_PART and not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()


def _case(folded: Folded, original: str, start: int, end: int) -> str:
    """`lower`, `upper` or `title`: a capital inside begins a name, not the rest of a word."""
    written = original[slice(*folded.span(start, end))]
    return "upper" if written.isupper() else "title" if written[:1].isupper() else "lower"


def _parts_of_word(text: str, parts: list[tuple[int, int]], cases: list[str], at: int, vocabulary: Vocabulary) -> int:
    """How many parts from one on make a known word, the most that do; 0 when none do."""
    word = text[slice(*parts[at])]
    known = int(_is_word(word, vocabulary))
    best = 0
    for count in range(2, min(MOST_PARTS, len(parts) - at) + 1):
        (_, before), (start, end) = parts[at + count - 2], parts[at + count - 1]
        case = cases[at + count - 1]
        if not _GAP.fullmatch(text, before, start) or (case != "lower" and (case != "upper" or cases[at] != "upper")):
            break
        word += text[start:end]
        if word not in vocabulary.beginnings:
            break
        known += _is_word(text[start:end], vocabulary)
        if word in vocabulary.words and len(word) >= SHORTEST and known < count:
            best = count
    return best


def _is_word(part: str, vocabulary: Vocabulary) -> bool:
    return part in vocabulary.lexicon and (len(part) > 1 or part in "ai")
