"""Kind `combine`: signals and other rules that mean something only together."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check, Group, any_of, needs_of, occurring, rules_in, settled
from smslint.engine.signals import occurrences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from smslint.engine.hits import Hits, Occurrence
    from smslint.engine.program import Program


class Combine(Check):
    """`all`, `any`, `none`, `at_least` and `near` over signals; every key that is given must hold.

    What waits for context makes the whole wait, unless something certain takes its place.
    """

    kind = "combine"

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        self.all: tuple[Any, ...] = options["all"]
        self.any: tuple[Any, ...] = options["any"]
        self.none: tuple[Any, ...] = options["none"]
        self.at_least: tuple[int, tuple[Any, ...]] | None = options["at_least"]
        self.near: tuple[tuple[Any, ...], int, bool] | None = options["near"]
        self.span = options["span"]
        # The sender's own name is known before anything else is looked for, and spares most of the work.
        self.first_none = next((item for item in self.none if item[:2] == ("builtin", "@brand")), None)
        self.needs = tuple(self._needs())

    def _needs(self) -> Iterable[Group]:
        for item in (*self.all, *(self.near[0] if self.near else ())):
            yield from needs_of(item, self.program)
        for some in (self.any, self.at_least[1] if self.at_least else ()):
            group = any_of(some, self.program) if some else None
            if group is not None:
                yield group

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        if self.first_none and any(not hit[3] for hit in occurring(hits, self.first_none)):
            return ()
        chosen: list[Occurrence] = []
        for part in (self._all, self._near, self._at_least, self._any):
            found = part(hits)
            if found is None:
                return ()
            chosen.extend(found)
        blocked = self._blocked(hits)
        if blocked is None:
            return ()
        depends = {field for hit in chosen for field in hit[3]} | blocked
        place = chosen[0]
        if self.span is not None:
            place = next(iter(settled(occurrences(hits, self.span))), place)
        folds = tuple(sorted({fold for hit in chosen for fold in hit[2]}))
        return [(place[0], place[1], folds, tuple(sorted(depends)), {"term": place[4].strip()}, ())]

    def _all(self, hits: Hits) -> list[Occurrence] | None:
        chosen = []
        for item in self.all:
            found = settled(occurring(hits, item))
            if not found:
                return None
            chosen.append(found[0])
        return chosen

    def _any(self, hits: Hits) -> list[Occurrence] | None:
        if not self.any:
            return []
        found = settled(tuple(hit for item in self.any for hit in occurring(hits, item)))
        return [min(found)] if found else None

    def _at_least(self, hits: Hits) -> list[Occurrence] | None:
        if self.at_least is None:
            return []
        count, items = self.at_least
        present = [found[0] for item in items if (found := settled(occurring(hits, item)))]
        if len(present) < count:
            return None
        present.sort(key=lambda hit: len(hit[3]))
        return sorted(present[:count])

    def _blocked(self, hits: Hits) -> set[str] | None:
        """Unknown fields on which a forbidden signal waits; None when one occurs for certain."""
        waits: set[str] = set()
        for item in self.none:
            for hit in settled(occurring(hits, item)):
                if not hit[3]:
                    return None
                waits.update(hit[3])
        return waits

    def _near(self, hits: Hits) -> list[Occurrence] | None:
        if self.near is None:
            return []
        items, words, ordered = self.near
        groups = [settled(occurring(hits, item)) for item in items]
        if not all(groups):
            return None
        text = hits.view.text
        for first in groups[0]:
            chain = _chain([first], groups[1:], words, ordered, text)
            if chain is not None:
                return chain
        return None

    def rules_needed(self) -> frozenset[str]:
        """See Check."""
        of = self.at_least[1] if self.at_least else ()
        close = self.near[0] if self.near else ()
        return rules_in([*self.all, *self.any, *self.none, *of, *close, *([self.span] if self.span else [])])


def _chain(
    chosen: list[Occurrence], groups: Sequence[tuple[Occurrence, ...]], words: int, ordered: bool, text: str
) -> list[Occurrence] | None:
    """One occurrence of each group, each at most `words` words from the one before."""
    for group in groups:
        last = chosen[-1]
        close = [hit for hit in group if _apart(last, hit, ordered, text) <= words]
        if not close:
            return None
        chosen.append(min(close, key=lambda hit: _apart(last, hit, ordered, text)))
    return chosen


def _apart(one: Occurrence, other: Occurrence, ordered: bool, text: str) -> int:
    """Words between two occurrences; far when the order is wrong."""
    if one[0] <= other[0]:
        return len(text[one[1] : other[0]].split())
    return 1 << 30 if ordered else len(text[other[1] : one[0]].split())
