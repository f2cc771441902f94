"""Kind `combine`: signals and other rules that mean something only together."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check, term_of
from smslint.checks.weighing import Weighing
from smslint.engine.nearness import chain
from smslint.engine.signals import Alternatives, SetSignal, Signal, any_group, asked, make_signal, settled
from smslint.engine.traits import UNNAMED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from smslint.engine.bits import Group
    from smslint.engine.hits import Hits, Occurrence
    from smslint.engine.program import Program


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
            one for one in self.none if isinstance(one, SetSignal) or getattr(one, "name", "") == "@brand"
        ]
        self.needs = tuple(self._needs(program))
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
        for signal in self.cheap_none:
            if signal.plainly_in(hits):
                return ()
        chosen: list[Occurrence] = []
        for part in (self._all, self._near, self._at_least, self._weigh, self._any):
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

    def _all(self, hits: Hits) -> list[Occurrence] | None:
        chosen = []
        for item in self.all:
            found = settled(asked(item, hits))
            if not found:
                return None
            chosen.append(found[0])
        return chosen

    def _any(self, hits: Hits) -> list[Occurrence] | None:
        if not self.any.signals:
            return []
        found = settled(tuple(hit for item in self.any.among(hits.there) for hit in item.of(hits)))
        return [min(found, key=lambda hit: (is_empty(hit), hit))] if found else None

    def _at_least(self, hits: Hits) -> list[Occurrence] | None:
        if not self.counted:
            return []
        present = [found[0] for item in self.counted if (found := settled(asked(item, hits)))]
        if len(present) < self.count:
            return None
        present.sort(key=lambda hit: len(hit[3]))
        return sorted(present[: self.count])

    def _weigh(self, hits: Hits) -> list[Occurrence] | None:
        return [] if self.weighing is None else self.weighing.chosen(hits)

    def _blocked(self, hits: Hits) -> set[str] | None:
        """Unknown fields on which a forbidden signal waits; None when one occurs for certain."""
        waits: set[str] = set()
        for item in self.none:
            for hit in settled(asked(item, hits)):
                if not hit[3]:
                    return None
                waits.update(hit[3])
        return waits

    def _near(self, hits: Hits) -> list[Occurrence] | None:
        if not self.near:
            return []
        groups = []
        for item in self.near:
            found = settled(asked(item, hits))
            if not found:
                return None
            groups.append(tuple(sorted(found)))
        return chain(groups, self.words, self.ordered, hits.view.text)


def is_empty(hit: Occurrence) -> bool:
    """Whether an occurrence covers nothing, as that of a missing name does; a reader wants to be shown words."""
    return hit[0] == hit[1]
