"""Signals that weigh: none says much, so much of them together says enough."""

from __future__ import annotations

from smslint.engine.signal import any_group, heeded, settled
from smslint.engine.signals import make_signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.engine.bits import Group
    from smslint.engine.hits import Hits, Occurrence
    from smslint.engine.program import Program
    from smslint.engine.signal import Signal

    Ranked = tuple[int, int, Signal]
    """(place in the order of weights, weight, signal)."""

MAX_KEPT = 1024
"""Combinations of sets and traits of which a check remembers what they may weigh."""


class Weighing:
    """Signals by weight, heaviest first. What is certain is laid on the scale before what waits for context."""

    def __init__(self, least: int, weights: Sequence[tuple[int, Sequence[object]]], program: Program) -> None:
        self.least = least
        given = [(weight, make_signal(item, program)) for weight, items in weights for item in items]
        self.signals: list[Ranked] = [(rank, weight, signal) for rank, (weight, signal) in enumerate(given)]
        self._heeded = heeded(signal for _, signal in given)
        self._likely: dict[Group, tuple[list[Ranked], int]] = {}
        self.group = any_group([signal for _, signal in given], program)

    def possible(self, there: Group) -> bool:
        """Whether enough can come together where nothing else than these sets and traits may occur."""
        there &= self._heeded
        return (self._likely.get(there) or self._possible(there))[1] >= self.least

    def _possible(self, there: Group) -> tuple[list[Ranked], int]:
        """Signals that can occur there, and what they weigh together: kept, since traffic repeats itself."""
        if len(self._likely) >= MAX_KEPT:
            self._likely.clear()
        likely = [one for one in self.signals if one[2].possible(there)]
        found = self._likely[there] = likely, sum([weight for _, weight, _ in likely])
        return found

    def chosen(self, hits: Hits) -> list[Occurrence] | None:
        """One occurrence of each signal that is needed, in order of place; None when they weigh too little."""
        there = hits.there & self._heeded
        likely, most = self._likely.get(there) or self._possible(there)
        # What is still to be looked at bounds the sum, and most messages are settled after a few signals.
        reach, found, empty = most, [], []
        for one in likely:
            if reach < self.least:
                break
            rank, weight, signal = one
            some = signal.of(hits)
            if some:
                hit = settled(some)[0]
                found.append((len(hit[3]), rank, weight, hit))
            else:
                empty.append(one)
                reach -= weight
        if reach >= self.least:
            return self._enough(found)
        if likely[: len(empty)] != empty:
            # Where the same may occur, the same is likely to be missing: it is looked for first the next time.
            empty.sort()
            self._likely[there] = [*empty, *[one for one in likely if one not in empty]], most
        return None

    def _enough(self, found: list[tuple[int, int, int, Occurrence]]) -> list[Occurrence]:
        """Of what was found (fields it waits for, rank, weight, occurrence), as much as tips the scale."""
        total, chosen = 0, []
        for _, _, weight, hit in sorted(found):
            if total >= self.least:
                break
            total += weight
            chosen.append(hit)
        return sorted(chosen)
