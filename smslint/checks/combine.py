"""Kind `combine`: signals and other rules that mean something only together."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check, term_of
from smslint.checks.weighing import Weighing
from smslint.engine.nearness import chain
from smslint.engine.signal import Signal, any_group, asked, heeded, settled
from smslint.engine.signal_groups import Alternatives
from smslint.engine.signals import SetSignal, make_signal
from smslint.engine.traits import UNNAMED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from smslint.engine.bits import Group
    from smslint.engine.hits import Hits, Occurrence
    from smslint.engine.program import Program

    Stopper = Callable[[Hits], bool]
    """Tells whether something forbids a finding, whatever else there is."""

EVERYTHING: Group = -1
"""The group that holds whatever there is."""
MAX_STOPPED = 512
"""Combinations of sets and traits of which a check remembers what forbade a finding."""


class Combine(Check):
    """`all`, `any`, `none`, `at_least`, `weigh` and `near` over signals; every key that is given must hold.

    What waits for context makes the whole wait, unless something certain takes its place.
    """

    kind = "combine"
    asks_more = True

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        self.all = [make_signal(item, program) for item in options["all"]]
        self.any = Alternatives(make_signal(item, program) for item in options["any"])
        self.none = [make_signal(item, program) for item in options["none"]]
        self.count: int = options["at_least"][0] if options["at_least"] else 0
        counted = options["at_least"][1] if options["at_least"] else ()
        self.counted = [make_signal(item, program) for item in counted]
        self.weighing: Weighing | None = None
        if options["weigh"]:
            least, weights = options["weigh"]
            self.weighing = Weighing(least, weights, program)
        near, words, ordered = options["near"] or ((), 0, False)
        self.words: int = words
        self.ordered: bool = ordered
        self.near = [make_signal(item, program) for item in near]
        self.span = make_signal(options["span"], program) if options["span"] else None
        # What forbids the finding is often plain to see (the sender's name, "reply STOP"), and then spares all the work.
        self.cheap_none = [
            (one, one.needs[0] if one.needs else EVERYTHING)
            for one in self.none
            if isinstance(one, SetSignal) or getattr(one, "name", "") == "@brand"
        ]
        self.needs = tuple(self._needs(program))
        parts = (
            (self._all, self.all),
            (self._near, self.near),
            (self._at_least, self.counted),
            (self._weigh, options["weigh"]),
        )
        self._parts = [part for part, given in (*parts, (self._any, self.any.signals)) if given]
        self._stopped: dict[Group, Stopper] = {}
        weighed = [signal for _, _, signal in self.weighing.signals] if self.weighing is not None else []
        self._heeded = heeded((*self.all, *self.any.signals, *self.none, *self.counted, *self.near, *weighed))
        # What a plain signal needs is among the needs of the whole; groups of signals want a look of their own.
        self._nested = [one for one in (*self.all, *self.near) if type(one).possible is not Signal.possible]

    def _needs(self, program: Program) -> Iterable[Group]:
        if any(getattr(signal, "name", "") == "@brand" for signal in self.none):
            yield program.bits[UNNAMED]
        for signal in (*self.all, *self.near):
            yield from signal.needs
        for some in (self.any.signals, self.counted):
            group = any_group(some, program) if some else None
            if group is not None:
                yield group
        if self.weighing is not None and self.weighing.group is not None:
            yield self.weighing.group

    def possible(self, there: Group) -> bool:
        """See Check."""
        for group in self.needs:
            if not group & there:
                return False
        for signal in self._nested:
            if not signal.possible(there):
                return False
        if self.any.signals and not self.any.possible(there):
            return False
        if self.weighing is not None and not self.weighing.possible(there):
            return False
        return not self.count or sum([signal.possible(there) for signal in self.counted]) >= self.count

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        there = hits.there
        stopped = self._stopped.get(there & self._heeded)
        if stopped is not None and stopped(hits):
            return ()
        for signal, needed in self.cheap_none:
            if needed & there and signal.plainly_in(hits):
                return self._stop(hits, signal.plainly_in)
        chosen: list[Occurrence] = []
        for part in self._parts:
            found = part(hits)
            if found is None:
                return ()
            chosen.extend(found)
        blocked = self._blocked(hits)
        if blocked is None:
            return ()
        depends = {field for hit in chosen for field in hit[3]} | blocked
        place = min(chosen, key=is_empty)
        if self.span is not None:
            place = next(iter(settled(asked(self.span, hits))), place)
        folds = tuple(sorted({fold for hit in chosen for fold in hit[2]}))
        return [(place[0], place[1], folds, tuple(sorted(depends)), {"term": term_of(place)}, ())]

    def _stop(self, hits: Hits, stopper: Stopper) -> Iterable[Candidate]:
        """Nothing is found. What stopped it is asked first where the same may occur: traffic repeats itself, and in it this."""
        if len(self._stopped) >= MAX_STOPPED:
            self._stopped.clear()
        self._stopped[hits.there & self._heeded] = stopper
        return ()

    def _each(self, items: Iterable[Signal], hits: Hits) -> list[tuple[Occurrence, ...]] | None:
        """The occurrences of each signal; None when one has none."""
        groups = []
        for item in items:
            found = settled(asked(item, hits))
            if not found:
                self._stop(hits, item.absent)
                return None
            groups.append(found)
        return groups

    def _all(self, hits: Hits) -> list[Occurrence] | None:
        groups = self._each(self.all, hits)
        return None if groups is None else [group[0] for group in groups]

    def _any(self, hits: Hits) -> list[Occurrence] | None:
        found = settled(tuple(hit for item in self.any.among(hits.there) for hit in item.of(hits)))
        if not found:
            return None
        return [min(found, key=lambda hit: (is_empty(hit), hit))]

    def _at_least(self, hits: Hits) -> list[Occurrence] | None:
        present = [found[0] for item in self.counted if (found := settled(asked(item, hits)))]
        if len(present) < self.count:
            return None
        present.sort(key=lambda hit: len(hit[3]))
        return sorted(present[: self.count])

    def _weigh(self, hits: Hits) -> list[Occurrence] | None:
        return self.weighing.chosen(hits) if self.weighing is not None else []

    def _blocked(self, hits: Hits) -> set[str] | None:
        """Unknown fields on which a forbidden signal waits; None when one occurs for certain."""
        waits: set[str] = set()
        for item in self.none:
            for hit in settled(asked(item, hits)):
                if not hit[3]:
                    self._stop(hits, item.certain)
                    return None
                waits.update(hit[3])
        return waits

    def _near(self, hits: Hits) -> list[Occurrence] | None:
        groups = self._each(self.near, hits)
        if groups is None:
            return None
        return chain([tuple(sorted(group)) for group in groups], self.words, self.ordered, hits.view.text)


def is_empty(hit: Occurrence) -> bool:
    """Whether an occurrence covers nothing, as that of a missing name does; a reader wants to be shown words."""
    return hit[0] == hit[1]
