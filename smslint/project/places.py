"""The way from a message back to its file, and how a message is put together so that the way is known."""

from __future__ import annotations

from bisect import bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.project.source import Source

    Region = tuple[tuple[int, int], tuple[int, int]]


class Places:
    """The way from code point offsets of a message to the file: through escapes, quotes, folded lines, interpolations.

    runs: (offset in the message, start in the file, end in the file, whether it goes on one to one). What is not one to one,
    an escape or an interpolation, belongs as a whole to its place in the file.
    """

    __slots__ = ("_runs", "_texts", "length", "source")

    def __init__(self, source: Source, runs: Sequence[tuple[int, int, int, bool]], length: int) -> None:
        self.source = source
        self.length = length
        self._runs = runs
        self._texts = [run[0] for run in runs]

    @classmethod
    def straight(cls, source: Source, start: int, end: int) -> Places:
        """A message that stands in the file as it is."""
        return cls(source, [(0, start, end, True)], end - start)

    def start_of(self, offset: int) -> int:
        """Where the character at an offset of the message begins in the file; at its end, where the last one ends."""
        text, start, end, plain = self._runs[self._run_at(offset)]
        if plain:
            return min(start + max(0, offset - text), end)
        return end if offset >= self.length and offset > text else start

    def end_of(self, offset: int) -> int:
        """Where, in the file, the character before an offset of the message ends."""
        if offset <= 0:
            return self._runs[0][1]
        text, start, end, plain = self._runs[self._run_at(offset - 1)]
        return min(start + offset - text, end) if plain else end

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the file that a part of the message takes, up to where the message goes on elsewhere in the file (in a
        constant that it names); an empty part takes none."""
        if end <= start:
            place = self.end_of(start)
            return place, place
        for index in range(self._run_at(start), self._run_at(end - 1)):
            if not self._goes_on(index):
                end = self._texts[index + 1]
                break
        return self.start_of(start), self.end_of(end)

    def _run_at(self, offset: int) -> int:
        return max(0, bisect_right(self._texts, offset) - 1)

    def _goes_on(self, index: int) -> bool:
        """Whether the run after this one follows it in the file, with nothing but signs in between where that takes lines."""
        stop, start = self._runs[index][2], self._runs[index + 1][1]
        between = self.source.text[stop:start]
        return stop <= start and not ("\n" in between and any(map(str.isalnum, between)))

    def region(self, start: int, end: int) -> Region:
        """((line, column) of the start, (line, column) after the end) of a part of the message, in the file."""
        first, last = self.span(start, end)
        return self.source.at(first), self.source.at(last)

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column, in the file, of the character at an offset of the message."""
        return self.source.at(self.start_of(offset))

    def part(self, whole: str, pieces: Sequence[tuple[int, int, str | None]]) -> tuple[str, Places]:
        """A message made of pieces of this one (`whole`), with the way back: (start, end, None) is a piece as it is, and
        (start, end, text) other text in its place."""
        writing = Writing(self.source)
        for start, end, text in pieces:
            if text is not None:
                writing.put(text, *self.span(start, end))
                continue
            for index in range(self._run_at(start), len(self._runs)):
                run, first, last, plain = self._runs[index]
                if run >= end:
                    break
                stop = self._texts[index + 1] if index + 1 < len(self._runs) else self.length
                if plain:
                    writing.plain(first + max(start, run) - run, first + min(end, stop) - run)
                else:
                    writing.put(whole[max(start, run) : min(end, stop)], first, last)
        return writing.done(self.start_of(pieces[0][0]) if pieces else self.start_of(0))

    def is_plain(self, start: int, end: int) -> bool:
        """Whether a part of the message stands in the file without a break, so that an edit there is an edit of the file."""
        place = None
        for index in range(self._run_at(start), len(self._runs)):
            run, first, last, plain = self._runs[index]
            if run >= end:
                break
            stop = self._texts[index + 1] if index + 1 < len(self._runs) else self.length
            if (place is not None and first != place) or (not plain and (run < start or stop > end)):
                return False
            place = last
        return True


class Writing:
    """Puts a message together from pieces of its file, and remembers where each came from."""

    __slots__ = ("_length", "_parts", "_runs", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self._parts: list[str] = []
        self._runs: list[tuple[int, int, int, bool]] = []
        self._length = 0

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    def plain(self, start: int, end: int) -> None:
        """Take a piece of the file as it is."""
        if end <= start:
            return
        last = self._runs[-1] if self._runs else None
        if last is not None and last[3] and last[2] == start:
            self._runs[-1] = (last[0], last[1], end, True)
        else:
            self._runs.append((self._length, start, end, True))
        self._parts.append(self.source.text[start:end])
        self._length += end - start

    def put(self, text: str, start: int, end: int) -> None:
        """Let other text stand for a piece of the file: what an escape means, a field for an expression."""
        if text:
            self._runs.append((self._length, start, end, False))
            self._parts.append(text)
            self._length += len(text)

    def done(self, start: int) -> tuple[str, Places]:
        """The message and the way back; `start`: where an empty one stands."""
        return "".join(self._parts), Places(self.source, self._runs or [(0, start, start, True)], self._length)
