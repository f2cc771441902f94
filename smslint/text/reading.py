"""Places of a folded text that read as other words, the text with these words put in, and the way back."""

from __future__ import annotations

from bisect import bisect_right

from smslint.text.fold import Folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Reading:
    """text[start:end] read as one of `words`; `folds` says how. What is replaced may run on to `until` (a gap)."""

    __slots__ = ("end", "folds", "start", "until", "words")

    def __init__(self, start: int, end: int, words: tuple[str, ...], folds: tuple[str, ...], until: int = 0) -> None:
        self.start = start
        self.end = end
        self.until = until or end
        self.words = words
        self.folds = folds


class Variant:
    """A text with disguises replaced, and the way back to the folded positions.

    under: the variant whose text this one reads again, where characters had to be decoded first.
    """

    __slots__ = ("_begins", "_pieces", "_under", "folded")

    def __init__(self, text: str, readings: Sequence[Reading], choice: int, under: Variant | None = None) -> None:
        parts: list[str] = []
        pieces: list[tuple[int, int, Reading | None]] = []
        at = length = 0
        for reading in readings:
            parts.append(text[at : reading.start])
            pieces.append((length, at, None))
            length += reading.start - at
            word = reading.words[min(choice, len(reading.words) - 1)]
            parts.append(word)
            pieces.append((length, reading.start, reading))
            length += len(word)
            at = reading.until
        parts.append(text[at:])
        pieces.append((length, at, None))
        self.folded = Folded.of("".join(parts))
        self._pieces = pieces
        self._begins = [piece[0] for piece in pieces]
        self._under = under

    def locate(self, start: int, end: int) -> tuple[int, int, tuple[str, ...]]:
        """(start, end) in the folded text of variant[start:end], and the folds undone inside; () when there are none."""
        first = bisect_right(self._begins, start) - 1
        last = bisect_right(self._begins, end - 1) - 1
        begin, place, reading = self._pieces[first]
        real_start = place if reading is not None else place + start - begin
        begin, place, reading = self._pieces[last]
        real_end = reading.end if reading is not None else place + end - begin
        folds = {name for _, _, piece in self._pieces[first : last + 1] if piece is not None for name in piece.folds}
        if self._under is None:
            return real_start, real_end, tuple(sorted(folds))
        lower_start, lower_end, more = self._under.locate(real_start, real_end)
        return lower_start, lower_end, tuple(sorted({*folds, *more}))


def apart(readings: Sequence[Reading]) -> list[Reading]:
    """Readings in order that do not overlap: the first, of those the longest."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda one: (one.start, -one.end)):
        if not kept or reading.start >= kept[-1].until:
            kept.append(reading)
    return kept
