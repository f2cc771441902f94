"""Words in parts: `ca.sino`, `lo an`, `pay d ay`.

The scan for terms finds the two halves of a single-word term side by side (see `smslint.rulebook.brandsets`); where it did,
the whole text is searched for words in two to four parts, since who splits one word splits others.
"""

from __future__ import annotations

import re

from smslint.text.leet import strip_accents
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


APOSTROPHES = ("'", "’")
ENDINGS = frozenset("s t d m ll re ve".split())
"""What stands behind an apostrophe and ends the word before it: Dale's, can't, we'll."""
_PART = re.compile(r"[a-z]+")
_GAP = re.compile(r"[ \-]|[._*|~/]{1,2}")
PREFIXES = frozenset("pre re co non anti un multi self ex sub over semi de dis mid post pro ultra super mini".split())
"""What people join with a dash as a matter of course, as they do single letters: pre-approved, co-signer, e-juice."""

UNITS = frozenset("mo mos wk wks yr yrs hr hrs min mins sec ft lb lbs oz kg km mi pp pt pts qt gal sq ea pc pcs pkg".split())
_COUNTING = frozenset("0123456789/")
_LINE_BREAKS = ("\n", "\r\n")


def rejoined(folded: Folded, original: str, text: str, vocabulary: Vocabulary) -> Iterator[Reading]:
    """Known words in two to four parts with a blank, a line break or a dash between them."""
    parts = [match.span() for match in _PART.finditer(text) if _alone(text, *match.span())]
    written = [original[slice(*folded.span(start, end))] for start, end in parts]
    broken = [_broken(folded, original, start) for start, _ in parts] if "\n" in original else [False] * len(parts)
    at = 0
    while at < len(parts):
        count = _parts_of_word(text, parts, written, broken, at, vocabulary)
        if count:
            start, end = parts[at][0], parts[at + count - 1][1]
            word = "".join(text[one:other] for one, other in parts[at : at + count])
            yield Reading(start, end, (word,), ("spaced",))
        at += count or 1


def _alone(text: str, start: int, end: int) -> bool:
    alone = end - start <= LONGEST_PART and not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
    # "limite d'inscription": a letter before an apostrophe belongs to the word behind it.
    leads = end - start == 1 and text[end : end + 1] in APOSTROPHES and text[end + 1 : end + 2].isalpha()
    return alone and not leads and not _ends_a_word(text, start, end)


def _ends_a_word(text: str, start: int, end: int) -> bool:
    """Dale's taking: the s is no first letter of "staking"."""
    return text[start - 1 : start] in APOSTROPHES and text[start - 2 : start - 1].isalpha() and text[start:end] in ENDINGS


def _broken(folded: Folded, original: str, place: int) -> bool:
    """Whether a line break alone stands between a letter and a place."""
    if place < 2 or not folded.text[place - 2].isalpha():
        return False
    return original[folded.span(place - 2, place - 1)[1] : folded.span(place, place + 1)[0]] in _LINE_BREAKS


def _parts_of_word(
    text: str, parts: list[tuple[int, int]], written: list[str], broken: list[bool], at: int, vocabulary: Vocabulary
) -> int:
    """How many parts from one on make a known word, the most that do; 0 when none do."""
    word = text[slice(*parts[at])]
    dashed = text[parts[at][1] : parts[at][1] + 1] == "-"
    usual = word == "pre" or _is_unit(text, *parts[at]) or (dashed and (word in PREFIXES or len(word) == 1))
    known = int(usual or _is_word(word, vocabulary))
    best = 0
    for count in range(2, min(MOST_PARTS, len(parts) - at) + 1):
        last = at + count - 1
        (_, before), (start, end) = parts[last - 1], parts[last]
        if not _GAP.fullmatch(text, before, start) or not _continues(written[at], written[last]):
            break
        word += text[start:end]
        if word not in vocabulary.beginnings:
            break
        known += _is_word(text[start:end], vocabulary) and not broken[last]
        if word not in vocabulary.words or len(word) < SHORTEST or known >= count:
            continue
        if not _name_is(written[at : last + 1]) and not _are_words_abroad(text, parts[at : last + 1], vocabulary):
            best = count
    return best


def _is_unit(text: str, start: int, end: int) -> bool:
    """Whether an abbreviation is what something is counted in: 4 msgs/mo on events, 2 hr at most."""
    return text[start:end] in UNITS and text[:start].rstrip(" ")[-1:] in _COUNTING


def _are_words_abroad(text: str, parts: list[tuple[int, int]], vocabulary: Vocabulary) -> bool:
    """Whether two parts are words of one other language that stand beside each other: por no, casi no, ca va."""
    return len(parts) == 2 and vocabulary.side_by_side.issuperset(strip_accents(text[slice(*part)]) for part in parts)


def _continues(first: str, part: str) -> bool:
    """A capital inside begins a name, not the rest of a word."""
    return part.islower() or (part.isupper() and first.isupper())


def _name_is(parts: list[str]) -> bool:
    """Whether somebody or something is said to be: Pak is, USC is, el ganador es."""
    return len(parts) == 2 and (parts[1] == "es" or (parts[1] in ("is", "est") and parts[0][:1].isupper()))


def _is_word(part: str, vocabulary: Vocabulary) -> bool:
    """Whether a part says something by itself; names of brands do, too: wells fargo."""
    if part in vocabulary.lexicon:
        return len(part) > 1 or part in "ai"
    return len(part) >= SHORTEST and part in vocabulary.words
