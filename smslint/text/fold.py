"""Folding: one lower-case, compatible, visible copy of the text, and the way back to the original.

Rules read the folded copy; findings point at the text as given. ASCII without surprises folds by two table look-ups and
needs no map; other text folds character by character, and its map is built only when a finding asks for it.
"""

from __future__ import annotations

import itertools
import unicodedata
from bisect import bisect_left, bisect_right

from smslint.text.fold_tables import IGNORABLE, LOOKALIKE, REGIONAL_FIRST, REGIONAL_LAST, fold_character, is_mark

_DROP = 0
_LOWER = bytes(
    0x20 if code in (9, 10, 11, 12, 13, 28, 29, 30, 31) else _DROP if code < 32 or code == 127 else
    0x27 if code == 0x60 else code + 32 if 65 <= code <= 90 else code
    for code in range(256)
)  # fmt: skip
_WORD = bytes(code if chr(code).isascii() and chr(code).isalnum() else 0x20 for code in range(256))


class Folded:
    """The folded text and its word form, each with one character for the other.

    text: lower case, compatibility forms resolved, invisible characters gone, white space single.
    words: `text` with everything but letters and digits as a space, and one space before and after.
    ascii, ascii_words: both as bytes when the folded text is ASCII, else None.
    is_identity: whether positions in the folded text are positions in the original.
    """

    # The maps stand here for the many texts that need none: a text folds in a microsecond.
    is_identity = True
    _source: str | None = None
    _starts: list[int] | None = None
    _ends: list[int] | None = None
    _breaks: list[int] | None = None
    _shifts: list[int] | None = None
    _alike: frozenset[int] = frozenset()
    _wide: bytes | None = None
    _wide_words: bytes | None = None
    pattern_spans: dict[str, list[tuple[int, int]]] | None = None
    phrase_spans: dict[str, list[tuple[int, int]]] | None = None
    """Where patterns and large terms were found: kept by `smslint.engine.search`, which is asked more than once."""

    def __init__(self, text: str, words: str, ascii: bytes | None, ascii_words: bytes | None) -> None:
        self.text = text
        self.words = words
        self.ascii = ascii
        self.ascii_words = ascii_words

    @classmethod
    def of(cls, text: str) -> Folded:
        """A text that is folded already, with its word form."""
        words = words_of(text)
        if not text.isascii():
            return cls(text, words, None, None)
        return cls(text, words, text.encode("ascii"), words.encode("ascii"))

    def wide(self, length: int) -> bytes | None:
        """So many characters of the folded text in UTF-8; None when one is half a character, which UTF-8 cannot write."""
        if self._wide is None:
            try:
                self._wide = self.text[:length].encode("utf-8")
            except UnicodeEncodeError:
                return None
        return self._wide

    def wide_words(self, length: int) -> bytes:
        """So many characters of the word form in UTF-8: halves of characters are no letters, so it holds none."""
        if self._wide_words is None:
            self._wide_words = self.words[:length].encode("utf-8")
        return self._wide_words

    @property
    def alike(self) -> frozenset[int]:
        """Places in the folded text where a letter of another script passed for a Latin one."""
        if self._source is not None:
            self._build()
        return self._alike

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the original that folded[start:end] came from. Empty input maps to an empty span."""
        if self._breaks is not None and self._shifts is not None:
            shift = self._shifts[bisect_right(self._breaks, start) - 1]
            return start + shift, end + self._shifts[bisect_right(self._breaks, end - 1) - 1]
        if self._source is not None:
            self._build()
        if self._starts is None or self._ends is None:
            return start, end
        if start >= end:
            place = self._starts[start] if start < len(self._starts) else (self._ends[-1] if self._ends else 0)
            return place, place
        return self._starts[start], self._ends[end - 1]

    def place(self, index: int) -> int:
        """The first folded character that comes from the original at or after `index`."""
        if self._source is not None:
            self._build()
        if self._starts is not None:
            return bisect_left(self._starts, index)
        if self._breaks is None:
            return min(index, len(self.text))
        return bisect_left(range(len(self.text)), index, key=lambda place: self.span(place, place + 1)[0])

    def _build(self) -> None:
        """Make the map of a text that was folded without one."""
        assert self._source is not None
        if all(len(_TABLE[ord(character)]) == 1 for character in set(self._source)):
            self._source = None  # one for one: places here are places there
            return
        exact = _fold_slowly(self._source)
        self._starts, self._ends, self._alike, self._source = exact._starts, exact._ends, exact._alike, None


def fold(text: str) -> Folded:
    """Fold `text`. Linear in its length; any code points, lone surrogates and NUL included."""
    try:
        lowered = text.encode("ascii").translate(_LOWER)
    except UnicodeEncodeError:
        return _fold_quickly(text)
    if b"  " in lowered or b"\x00" in lowered:
        return _collapsed(lowered) if b"\x00" not in lowered else _fold_slowly(text)
    words = b" " + lowered.translate(_WORD) + b" "
    return Folded(lowered.decode("ascii"), words.decode("ascii"), lowered, words)


def _fold_quickly(text: str) -> Folded:
    """Character by character, without a map until one is asked for, where no character needs its neighbours."""
    quick = text.translate(_TABLE)
    if _HARD in quick or "  " in quick:
        return _fold_slowly(text)
    folded = Folded.of(quick)
    folded._source, folded.is_identity = text, False
    return folded


def words_of(folded: str) -> str:
    """The word form of a folded text: letters and digits stay, all else is a space, padded with one on each side."""
    if folded.isascii():
        return " " + folded.encode("ascii").translate(_WORD).decode("ascii") + " "
    return " " + "".join([character if character.isalnum() else " " for character in folded]) + " "


def _collapsed(lowered: bytes) -> Folded:
    """Runs of white space become one space; the map is a short list of shifts, one per run."""
    parts = []
    breaks, shifts, position, length = [0], [0], 0, 0
    while True:
        run = lowered.find(b"  ", position)
        if run < 0:
            break
        parts.append(lowered[position : run + 1])
        length += run + 1 - position
        position = run + 2
        while position < len(lowered) and lowered[position] == 0x20:
            position += 1
        breaks.append(length)
        shifts.append(position - length)
    parts.append(lowered[position:])
    joined = b"".join(parts)
    folded = Folded.of(joined.decode("ascii"))
    folded._breaks, folded._shifts, folded.is_identity = breaks, shifts, False
    return folded


# Marks, regional indicators and scripts that imitate Latin need their neighbours: one of them sends the text the slow way.
_HARD = "\U0010fffe"


class _Table(dict[int, str]):
    """Code point -> folded text, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _HARD if _needs_neighbours(character) else fold_character(character)
        self[code] = folded
        return folded


def _needs_neighbours(character: str) -> bool:
    if character in LOOKALIKE or REGIONAL_FIRST <= character <= REGIONAL_LAST or character == _HARD:
        return True
    return any(is_mark(part) or part in LOOKALIKE for part in fold_character(character) or character)


_TABLE = _Table()


class _Plain(dict[str, str]):
    def __missing__(self, character: str) -> str:
        folded = fold_character(character)
        self[character] = folded
        return folded


_CHARACTERS = _Plain()


def _fold_slowly(text: str) -> Folded:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    regional = _regional_words(text) if max(text, default="") >= REGIONAL_FIRST else {}
    for index, character in enumerate(text):
        folded = regional.get(index) or _CHARACTERS[character]
        if not folded:
            if ends and character in IGNORABLE:
                ends[-1] = index + 1 if _joins(character) else ends[-1]
            continue
        for part in folded:
            _append(part, index, characters, starts, ends)
    alike = _unmask_lookalikes(characters, starts, text)
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
    if is_mark(part) and (not characters or characters[-1] < "\u0590" or _sits_anywhere(part)):
        if characters:
            composed = unicodedata.normalize("NFC", characters[-1] + part)
            if len(composed) == 1:
                characters[-1] = _CHARACTERS[composed]
            ends[-1] = index + 1
        return
    characters.append(part)
    starts.append(index)
    ends.append(index + 1)


def _sits_anywhere(mark: str) -> bool:
    """Whether a mark belongs to no script: on letters that need no marks it only decorates."""
    return mark < "\u0370" or "\u1ab0" <= mark <= "\u1aff" or "\u1dc0" <= mark <= "\u1dff" or "\u20d0" <= mark <= "\u20ff"


def _regional_words(text: str) -> dict[int, str]:
    """Regional indicators as letters, where they spell: alone, or three and more in a row. Two make a flag and stay."""
    letters: dict[int, str] = {}
    run: list[int] = []
    broken = False
    for index, character in enumerate(text + " "):
        if REGIONAL_FIRST <= character <= REGIONAL_LAST:
            run.append(index)
            continue
        if run and character in IGNORABLE:
            broken = True
            continue
        if len(run) not in (0, 2) or (broken and len(run) == 2):
            letters.update((place, chr(97 + ord(text[place]) - ord(REGIONAL_FIRST))) for place in run)
        run, broken = [], False
    return letters


_MICRO_UNITS = frozenset("m g l s f h a v w mol sec gal sv bar".split())


def _unmask_lookalikes(characters: list[str], starts: list[int], text: str) -> frozenset[int]:
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
                target = _latin_for(characters[place], text[starts[place]])
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


def _latin_for(folded: str, original: str) -> str:
    if folded.isascii():
        return ""
    return LOOKALIKE.get(original) or LOOKALIKE.get(folded, "")


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
