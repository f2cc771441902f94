"""Kind `terms` (and `pattern`): each occurrence of a phrase is a fault."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check, at, disguised_group
from smslint.engine.signal import any_group, asked
from smslint.engine.signals import make_signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from smslint.engine.hits import Hits, Occurrence
    from smslint.engine.program import Program


class Terms(Check):
    """Phrases and patterns of a rule and of the lists it names."""

    kind = "terms"

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        self.signal = make_signal(options["signal"], program)
        self.folds: str = options["folds"]
        self.first: bool = options["report"] == "first"
        self.lower: bool = options["case"] == "lower"
        self.at_least: int = options["at_least"]
        self.cause = [make_signal(one, program) for one in options["cause"]]
        self.needs = self.signal.needs
        caused = any_group(self.cause, program) if self.cause else None
        if caused is not None:
            self.needs = (*self.needs, caused)
        if self.folds == "only":
            self.needs = (*self.needs, disguised_group(program))
        self._plain = self.folds == "any" and not (self.lower or self.first or self.cause) and self.at_least < 2

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        found = self.signal.of(hits)
        if not found or self._plain:
            return [at(hit) for hit in found] if found else ()
        return self._chosen(hits, found)

    def _chosen(self, hits: Hits, found: Sequence[Occurrence]) -> list[Candidate]:
        if self.folds != "any":
            found = [hit for hit in found if bool(hit[2]) == (self.folds == "only")]
        if self.lower:
            found = [hit for hit in found if not any(map(str.isupper, hits.view.text[hit[0] : hit[1]]))]
        if not found or len({hit[4] for hit in found}) < self.at_least:
            return []
        if self.cause and not any(asked(signal, hits) for signal in self.cause):
            return []
        return [at(hit) for hit in (found[:1] if self.first else found)]
