"""Kind `disguise`: a spelling that hides a phrase some rule knows."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check, at, disguised_group

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from smslint.engine.hits import Hits
    from smslint.engine.program import Program


class Disguise(Check):
    """Disguised occurrences that used one of the named folds."""

    kind = "disguise"

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        self.folds = frozenset(options["folds"])
        self.needs = (disguised_group(program),)

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        if not hits.variants and hits.view.folded.is_identity:
            return ()
        return [at(hit) for hit in _outermost(hits.all_disguised()) if not self.folds.isdisjoint(hit[2])]


def _outermost(found: Iterable[Any]) -> list[Any]:
    kept: list[Any] = []
    for hit in found:
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return kept
