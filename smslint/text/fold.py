"""Folding: one lower-case, compatible, visible copy of the text, and the way back to the original.

Rules read the folded copy; findings point at the text as given. ASCII without surprises folds by two table look-ups and
needs no map; other text folds character by character, and its map is built only when a finding asks for it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

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
        from smslint.text.fold_beyond_ascii import fold_slowly

        assert self._source is not None
        if _is_one_for_one(self._source):
            self._source = None  # one for one: places here are places there
            return
        exact = fold_slowly(self._source)
        self._starts, self._ends, self._alike, self._source = exact._starts, exact._ends, exact._alike, None


def fold(text: str) -> Folded:
    """Fold `text`. Linear in its length; any code points, lone surrogates and NUL included."""
    try:
        lowered = text.encode("ascii").translate(_LOWER)
    except UnicodeEncodeError:
        return _fold_quickly(text)
    if b"  " in lowered or b"\x00" in lowered or lowered[:1] == b" " or lowered[-1:] == b" ":
        if b"\x00" not in lowered:
            return _collapsed(lowered.decode("ascii"))
        return _fold_slowly(text)
    words = b" " + lowered.translate(_WORD) + b" "
    return Folded(lowered.decode("ascii"), words.decode("ascii"), lowered, words)


def _fold_slowly(text: str) -> Folded:
    """Character by character with a map, and without blanks at the ends: a text begins and ends with its words."""
    from smslint.text.fold_beyond_ascii import fold_slowly

    folded = fold_slowly(text)
    if folded.text[:1] != " " and folded.text[-1:] != " ":
        return folded
    assert folded._starts is not None
    assert folded._ends is not None
    lead, past = len(folded.text) - len(folded.text.lstrip(" ")), len(folded.text.rstrip(" "))
    trimmed = Folded.of(folded.text[lead:past])
    trimmed._starts, trimmed._ends, trimmed.is_identity = folded._starts[lead:past], folded._ends[lead:past], False
    trimmed._alike = frozenset(place - lead for place in folded._alike)
    return trimmed


def _fold_quickly(text: str) -> Folded:
    """Character by character, without a map until one is asked for, where no character needs its neighbours."""
    from smslint.text.fold_beyond_ascii import HARD, TABLE

    quick = text.translate(TABLE)
    if HARD in quick:
        return _fold_slowly(text)
    if "  " not in quick and quick[:1] != " " and quick[-1:] != " ":
        folded = Folded.of(quick)
        folded._source = text
    elif _is_one_for_one(text):
        folded = _collapsed(quick)
    else:
        return _fold_slowly(text)
    # Places may be the same; what stands there is not: a letter of another alphabet became a Latin one.
    folded.is_identity = False
    return folded


def _is_one_for_one(text: str) -> bool:
    """Whether each character folds to one."""
    from smslint.text.fold_beyond_ascii import TABLE

    return all(len(TABLE[ord(character)]) == 1 for character in set(text))


def words_of(folded: str) -> str:
    """The word form of a folded text: letters and digits stay, all else is a space, padded with one on each side."""
    if folded.isascii():
        return " " + folded.encode("ascii").translate(_WORD).decode("ascii") + " "
    return " " + folded.translate(_WORD_CODES) + " "


class _WordCodes(dict[int, int]):
    """Code point -> what stands for it in a word form, filled as characters are met."""

    def __missing__(self, code: int) -> int:
        return self.setdefault(code, code if chr(code).isalnum() else 0x20)


_WORD_CODES = _WordCodes()


def _collapsed(lowered: str) -> Folded:
    """Runs of white space become one space, and none at the ends; the map is a short list of shifts, one per run."""
    parts = []
    lead, past = len(lowered) - len(lowered.lstrip(" ")), len(lowered.rstrip(" "))
    breaks, shifts, position, length = [0], [lead], lead, 0
    while True:
        run = lowered.find("  ", position, past)
        if run < 0:
            break
        parts.append(lowered[position : run + 1])
        length += run + 1 - position
        position = run + 2
        while lowered[position] == " ":
            position += 1
        breaks.append(length)
        shifts.append(position - length)
    parts.append(lowered[position:past])
    folded = Folded.of("".join(parts))
    if len(breaks) > 1 or lead:
        folded._breaks, folded._shifts, folded.is_identity = breaks, shifts, False
    return folded
