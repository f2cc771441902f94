"""Kind `required`: something must be present, and its absence is the fault."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check, any_of, occurring, rules_in, settled
from smslint.engine.signals import occurrences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from smslint.engine.hits import Hits
    from smslint.engine.program import Program

_LABEL = ("builtin", "@label", "")
_WAITS_WHEN_ABSENT = {"@brand": "brand", "@link.own": "brand_domains"}


class Required(Check):
    """An opt-out instruction, the brand, a disclosure: present undisguised, or reported.

    A built-in that cannot be judged without context (the brand's name) makes the finding wait for that context.
    """

    kind = "required"

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        self.elements: tuple[tuple[str, tuple[Any, ...]], ...] = options["each"] or (("", options["any_of"]),)
        self.cause = options["cause"]
        self.unless = options["unless_any"]
        caused = any_of(self.cause, program) if self.cause else None
        self.needs = (caused,) if caused is not None else ()

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        start = end = None
        depends: tuple[str, ...] = ()
        if self.cause:
            causes = settled(tuple(hit for signal in self.cause for hit in occurring(hits, signal)))
            if not causes:
                return
            first = min(causes)
            start, end, depends = first[0], first[1], first[3]
        if any(hit for signal in self.unless for hit in occurrences(hits, signal) if not hit[3]):
            return
        for name, signals in self.elements:
            if self._present(hits, signals):
                continue
            waits = self._waits(hits, signals)
            yield start, end, (), tuple(sorted({*depends, *waits})), ({"element": name} if name else None), ()

    @staticmethod
    def _present(hits: Hits, signals: tuple[Any, ...]) -> bool:
        for signal in signals:
            for hit in occurrences(hits, signal):
                if not hit[3] and not hit[2]:
                    return True
            # While the brand is not known, a name that opens or signs the text is taken at its word.
            if signal[1] == "@brand" and hits.view.context.brand is None and occurrences(hits, _LABEL):
                return True
        return False

    @staticmethod
    def _waits(hits: Hits, signals: tuple[Any, ...]) -> set[str]:
        waits: set[str] = set()
        for kind, what, certainty in signals:
            field = _WAITS_WHEN_ABSENT.get(what) if kind == "builtin" and certainty != "!" else None
            if field and getattr(hits.view.context, field) is None:
                waits.add(field)
        return waits

    def rules_needed(self) -> frozenset[str]:
        """See Check."""
        return rules_in([*self.cause, *self.unless, *(signal for _, some in self.elements for signal in some)])
