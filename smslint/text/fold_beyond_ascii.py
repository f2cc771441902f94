"""Folding of what ASCII does not hold: compatibility forms, marks, flags, and letters that pass for Latin ones."""

from __future__ import annotations

import itertools
import unicodedata

from smslint.text.composed import LONGEST, composed, joins
from smslint.text.flags import is_regional, spelled_in_flag_letters
from smslint.text.fold import Folded
from smslint.text.fold_tables import IGNORABLE, LOOKALIKE, fold_character, is_mark

# Marks, parts of syllables, regional indicators and scripts that imitate Latin need their neighbours: one of them sends the
# text the slow way.
HARD = "\U0010fffe"


class _Table(dict[int, str]):
    """Code point -> folded text, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = HARD if _needs_neighbours(character) else fold_character(character)
        self[code] = folded
        return folded


def _needs_neighbours(character: str) -> bool:
    if character in LOOKALIKE or is_regional(character) or character == HARD:
        return True
    return any(joins(part) or part in LOOKALIKE for part in fold_character(character) or character)


TABLE = _Table()
"""Every code point met so far, with what it folds to."""


class _Plain(dict[str, str]):
    def __missing__(self, character: str) -> str:
        folded = fold_character(character)
        self[character] = folded
        return folded


_CHARACTERS = _Plain()


def fold_slowly(text: str) -> Folded:
    """Fold a text character by character, each with its neighbours and its place."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    regional = spelled_in_flag_letters(text)
    for index, character in enumerate(text):
        folded = regional.get(index) or _CHARACTERS[character]
        if not folded:
            if ends and character in IGNORABLE:
                ends[-1] = index + 1 if _joins(character) else ends[-1]
            continue
        for part in folded:
            _append(part, index, characters, starts, ends)
    _compose(characters, starts, ends)
    alike = _unmask_lookalikes(characters, list(zip(starts, ends, strict=True)), text)
    joined = "".join(characters)
    result = Folded.of(joined)
    result._starts, result._ends, result._alike, result.is_identity = starts, ends, alike, False
    return result


def _joins(character: str) -> bool:
    """Whether an invisible character belongs to the grapheme before it (joiners, variation selectors, tags)."""
    return (
        character in "\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f\u200c\u200d"
        or "\ufe00" <= character <= "\ufe0f"
        or character >= "\U000e0020"
    )


def _append(part: str, index: int, characters: list[str], starts: list[int], ends: list[int]) -> None:
    if part == " " and characters and characters[-1] == " ":
        ends[-1] = index + 1
        return
    if is_mark(part) and (not characters or _needs_no_marks(characters[-1]) or _sits_anywhere(part)):
        if characters:
            composed = unicodedata.normalize("NFC", characters[-1] + part)
            if len(composed) == 1:
                characters[-1] = _CHARACTERS[composed]
            ends[-1] = index + 1
        return
    characters.append(part)
    starts.append(index)
    ends.append(index + 1)


def _compose(characters: list[str], starts: list[int], ends: list[int]) -> None:
    """Put together what other scripts write in parts: Hangul syllables, kana with voicing marks, vowel signs of India."""
    whole, offsets = composed("".join(characters))
    if offsets is None:
        return
    starts[:] = [starts[place] for place in offsets[:-1]]
    ends[:] = [ends[place - 1] for place in offsets[1:]]
    characters[:] = whole


def _needs_no_marks(letter: str) -> bool:
    """Whether a letter is Latin, Greek, Cyrillic or Armenian: a mark that makes no letter with it only decorates."""
    return letter < "\u0590" or "\u1e00" <= letter <= "\u1fff"


def _sits_anywhere(mark: str) -> bool:
    """Whether a mark belongs to no script: on letters that need no marks it only decorates."""
    return mark < "\u0370" or "\u1ab0" <= mark <= "\u1aff" or "\u1dc0" <= mark <= "\u1dff" or "\u20d0" <= mark <= "\u20ff"


_MICRO_UNITS = frozenset("m g l s f h a v w mol sec gal sv bar".split())


def _unmask_lookalikes(characters: list[str], spans: list[tuple[int, int]], text: str) -> frozenset[int]:
    """Map letters that imitate Latin, in words that mix them with Latin.

    Whole words of another script stay as they are, since names and fraternities are no disguise: only a word that rules
    know tells (see `disguise`). So do units (100 kΩ, 50 µmol), and Latin words with an ending in a text of another script.
    """
    tokens = list(_foreign_words(characters))
    if not tokens:
        return frozenset()
    latin, foreign = _letter_counts(characters, tokens)
    changed = []
    for first, last, mixed in tokens:
        if mixed and _imitates("".join(characters[first:last]), foreign > latin):
            for place in range(first, last):
                target = _latin_for(characters[place], text[slice(*spans[place])])
                if target:
                    characters[place] = target
                    changed.append(place)
    return frozenset(changed)


def _imitates(word: str, abroad: bool) -> bool:
    """Whether a word that mixes scripts does so to pass for Latin; `abroad`: most of the text is not in Latin letters."""
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) < 3 or (letters[0] == "μ" and word.lstrip("0123456789")[1:] in _MICRO_UNITS):
        return False
    foreign = [letter in LOOKALIKE for letter in letters]
    return not abroad or sum(one != other for one, other in itertools.pairwise(foreign)) > 1


def _latin_for(folded: str, written: str) -> str:
    if folded.isascii():
        return ""
    return LOOKALIKE.get(composed(written[:LONGEST])[0][0]) or LOOKALIKE.get(folded, "")


def _foreign_words(characters: list[str]) -> list[tuple[int, int, bool]]:
    """(first, past, mixed with Latin) of each run of letters and digits that holds a look-alike."""
    found = []
    first = -1
    latin = foreign = False
    for place in range(len(characters) + 1):
        character = characters[place] if place < len(characters) else " "
        if character.isalnum() or (character in LOOKALIKE and not character.isascii()):
            first = place if first < 0 else first
            latin = latin or ("a" <= character <= "z")
            foreign = foreign or character in LOOKALIKE
        elif first >= 0:
            if foreign:
                found.append((first, place, latin))
            first, latin, foreign = -1, False, False
    return found


def _letter_counts(characters: list[str], tokens: list[tuple[int, int, bool]]) -> tuple[int, int]:
    """(letters in words with Latin, letters in words without): stable under folding, so folding twice changes nothing."""
    foreign = sum(last - first for first, last, mixed in tokens if not mixed)
    letters = sum(1 for character in characters if character.isalpha())
    return letters - foreign, foreign
