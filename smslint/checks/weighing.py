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


class Weighing:
    """Signals by weight, heaviest first. What is certain is laid on the scale before what waits for context."""

    def __init__(self, least: int, weights: Sequence[tuple[int, Sequence[object]]], program: Program) -> None:
        self.least = least
        self.signals: list[tuple[int, Signal]] = [
            (weight, make_signal(item, program)) for weight, items in weights for item in items
        ]
        self.group = any_group([signal for _, signal in self.signals], program)

    def possible(self, there: Group) -> bool:
        """Whether enough can come together where nothing else than these sets and traits may occur."""
        return sum(weight for weight, signal in self.signals if signal.possible(there)) >= self.least

    def chosen(self, hits: Hits) -> list[Occurrence] | None:
        """One occurrence of each signal that is needed, in order of place; None when they weigh too little."""
        there = hits.there
        likely = [pair for pair in self.signals if pair[1].possible(there)]
        # What is still to be looked at bounds the sum, and most messages are settled after the heaviest signals.
        reach = sum([weight for weight, _ in likely])
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
