"""Kind `required`: something must be present, and its absence is the fault."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check
from smslint.engine.introductions import somebody_named
from smslint.engine.signal import Signal, any_group, asked, settled
from smslint.engine.signals import FactSignal, make_signal
from smslint.engine.traits import UNNAMED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from smslint.engine.hits import Hits
    from smslint.engine.program import Program

_WAITS_WHEN_ABSENT = {"@brand": "brand", "@link.own": "brand_domains"}


class Required(Check):
    """An opt-out instruction, the brand, a disclosure: present undisguised, or reported.

    A built-in that cannot be judged without context (the brand's name) makes the finding wait for that context.
    """

    kind = "required"

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        written = options["each"] or (("", options["any_of"]),)
        self.elements = [(name, [make_signal(one, program) for one in some]) for name, some in written]
        self.cause = [make_signal(one, program) for one in options["cause"]]
        self.unless = [make_signal(one, program) for one in options["unless_any"]]
        self.label = make_signal(("builtin", "@label", ""), program)
        caused = any_group(self.cause, program) if self.cause else None
        self.needs = (caused,) if caused is not None else ()
        if all(any(_name(signal) == "@brand" for signal in some) for _, some in self.elements):
            self.needs = (program.bits[UNNAMED], *self.needs)

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        missing = [(name, signals) for name, signals in self.elements if not self._present(hits, signals)]
        if not missing:
            return ()
        start = end = None
        depends: tuple[str, ...] = ()
        if self.cause:
            causes = settled(tuple(hit for signal in self.cause for hit in asked(signal, hits)))
            if not causes:
                return ()
            start, end, _, depends, _ = min(causes)
        for signal in self.unless:
            if any(not hit[3] for hit in asked(signal, hits)):
                return ()
        return [
            (start, end, (), _together(depends, self._waits(hits, signals)), ({"element": name} if name else None), ())
            for name, signals in missing
        ]

    def _present(self, hits: Hits, signals: Sequence[Signal]) -> bool:
        for signal in signals:
            if signal.plainly_in(hits):
                return True
            # While the brand is not known, a name that opens or signs the text is taken at its word.
            if _name(signal) == "@brand" and hits.view.context.brand is None:
                return bool(self.label.of(hits)) or somebody_named(hits)
        return False

    @staticmethod
    def _waits(hits: Hits, signals: Sequence[Signal]) -> set[str]:
        fields = {_WAITS_WHEN_ABSENT.get(_name(signal), "") for signal in signals}
        return {field for field in fields if field and getattr(hits.view.context, field) is None}


def _name(signal: Signal) -> str:
    return signal.name if isinstance(signal, FactSignal) else ""


def _together(depends: tuple[str, ...], waits: set[str]) -> tuple[str, ...]:
    return tuple(sorted({*depends, *waits})) if waits else depends
