"""Many places in a text, asked about quickly: a long text may hold thousands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class Spans:
    """Spans (start, end), overlapping or not, that answer in the time of one search."""

    __slots__ = ("_reach", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach: list[int] = []
        furthest = 0
        for _, end in ordered:
            furthest = max(furthest, end)
            self._reach.append(furthest)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of the spans shares a character with [start, end)."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def contain(self, start: int, end: int) -> bool:
        """Whether [start, end) lies wholly inside one of the spans."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end


def without(text: str, places: Iterable[Any]) -> str:
    """The text with a space for each place that has a start and an end, in order."""
    parts, at = [], 0
    for place in places:
        parts.append(text[at : place.start])
        at = place.end
    return " ".join([*parts, text[at:]])
