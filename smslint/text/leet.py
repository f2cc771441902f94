"""Which characters stand for which letters, and whether a spelling can be read as a word."""

from __future__ import annotations

import unicodedata

LEET: dict[str, str] = {
    "0": "o", "1": "il", "!": "il", "|": "il", "¡": "i", "3": "e", "4": "a", "@": "a", "5": "s", "$": "s", "7": "t",
    "+": "t", "8": "b", "6": "gb", "9": "gq", "2": "z", "(": "c", "<": "c", "¢": "c", "€": "ec", "£": "le", "¥": "y",
    "#": "h", "%": "x", "°": "o", "§": "s", "^": "a", "&": "a", "×": "x", "µ": "u", "}": "d", "{": "c", "[": "c", "¿": "",
}  # fmt: skip
"""Digits and symbols, each with the letters a reader may take it for."""

MASKS = frozenset("*#•_×·.-~^?")
"""Characters written in place of a letter, any letter."""

_CLASSES = {"i": "il1!|¡", "o": "o0°", "e": "e3€", "a": "a4@^&", "s": "s5$§", "t": "t7+", "b": "b8g6", "q": "q9", "z": "z2", "c": "c(<¢{["}
_CLASS_OF = {member: name for name, members in _CLASSES.items() for member in members}
_CLASS_OF.update({"9": "b", "q": "b", "£": "i", "#": "h", "%": "x", "×": "x", "¥": "y", "µ": "u", "}": "d"})


def skeleton(spelling: str) -> str:
    """A key under which a word and its disguises meet: look-alike characters in one class, repeats collapsed."""
    out: list[str] = []
    last = ""
    for character in spelling:
        kind = _CLASS_OF.get(character, character)
        if kind != last:
            out.append(kind)
            last = kind
    return "".join(out)


def stands_for(character: str, letter: str) -> bool:
    """Whether `character` may be read as `letter`."""
    return character == letter or letter in LEET.get(character, "")


def strip_accents(word: str) -> str:
    """The word with Latin accents and strokes removed."""
    decomposed = unicodedata.normalize("NFD", word)
    plain = "".join(character for character in decomposed if not "\u0300" <= character <= "\u036f")
    return plain.translate(_STROKES)


_STROKES = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "å": "a"})


def read_as(spelling: str, word: str) -> tuple[str, ...] | None:
    """The folds by which `spelling` reads as `word`: `leet`, `repeat`, both, () when equal, None when it does not.

    Repeats count only from three of a letter, or when every letter is doubled: "Wed" is not "weed".
    """
    if len(spelling) == len(word):
        if spelling == word:
            return ()
        return ("leet",) if all(map(stands_for, spelling, word)) and _mostly_letters(spelling) else None
    return _read_repeats(spelling, word)


def _mostly_letters(spelling: str) -> bool:
    """At least a third of a disguised word is still letters, else it is a code or a price."""
    letters = sum(character.isalpha() for character in spelling)
    return letters * 3 >= len(spelling)


def _read_repeats(spelling: str, word: str) -> tuple[str, ...] | None:
    places = _align(spelling, word)
    if places is None or len(spelling) <= len(word):
        return None
    counts = [places.count(index) for index in range(len(word))]
    wanted = _runs(word)
    doubled = len(word) > 2 and all(counts[index] >= 2 for index in range(len(word)))
    if not doubled and not any(sum(counts[i] for i in run) >= max(3, len(run) + 1) for run in wanted):
        return None
    plain = all(spelling[i] == word[place] for i, place in enumerate(places))
    return ("repeat",) if plain else ("leet", "repeat") if _mostly_letters(spelling) else None


def _align(spelling: str, word: str) -> list[int] | None:
    """For each character of the spelling, the letter of the word it repeats; each letter is used at least once."""
    places: list[int] = []
    at = -1
    for character in spelling:
        if at + 1 < len(word) and stands_for(character, word[at + 1]):
            at += 1
        elif at < 0 or not stands_for(character, word[at]):
            return None
        places.append(at)
    return places if at == len(word) - 1 else None


def _runs(word: str) -> list[list[int]]:
    runs: list[list[int]] = []
    for index, letter in enumerate(word):
        if runs and word[runs[-1][-1]] == letter:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
