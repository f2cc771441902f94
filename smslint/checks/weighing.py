"""Signals that weigh: none says much, so much of them together says enough."""

from __future__ import annotations

from smslint.engine.signals import any_group, make_signal, settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.engine.bits import Group
    from smslint.engine.hits import Hits, Occurrence
    from smslint.engine.program import Program
    from smslint.engine.signals import Signal


MAX_KEPT = 1024
"""Combinations of sets and traits of which a check remembers what they may weigh."""


class Weighing:
    """Signals by weight, heaviest first. What is certain is laid on the scale before what waits for context."""

    def __init__(self, least: int, weights: Sequence[tuple[int, Sequence[object]]], program: Program) -> None:
        self.least = least
        self.signals: list[tuple[int, Signal]] = [
            (weight, make_signal(item, program)) for weight, items in weights for item in items
        ]
        self._likely: dict[Group, tuple[list[tuple[int, Signal]], int]] = {}
        self.group = any_group([signal for _, signal in self.signals], program)

    def possible(self, there: Group) -> bool:
        """Whether enough can come together where nothing else than these sets and traits may occur."""
        return (self._likely.get(there) or self._possible(there))[1] >= self.least

    def _possible(self, there: Group) -> tuple[list[tuple[int, Signal]], int]:
        """Signals that can occur there, and what they weigh together: kept, since traffic repeats itself."""
        if len(self._likely) >= MAX_KEPT:
            self._likely.clear()
        likely = [pair for pair in self.signals if pair[1].possible(there)]
        found = self._likely[there] = likely, sum([weight for weight, _ in likely])
        return found

    def chosen(self, hits: Hits) -> list[Occurrence] | None:
        """One occurrence of each signal that is needed, in order of place; None when they weigh too little."""
        there = hits.there
        likely, reach = self._likely.get(there) or self._possible(there)
        # What is still to be looked at bounds the sum, and most messages are settled after the heaviest signals.
        found: list[tuple[int, Occurrence]] = []
        for weight, signal in likely:
            if reach < self.least:
                return None
            some = signal.of(hits)
            if some:
                found.append((weight, settled(some)[0]))
            else:
                reach -= weight
        if reach < self.least:
            return None
        found.sort(key=lambda pair: len(pair[1][3]))
        total, chosen = 0, []
        for weight, hit in found:
            if total >= self.least:
                break
            total += weight
            chosen.append(hit)
        return sorted(chosen)
