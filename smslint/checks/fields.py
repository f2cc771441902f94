"""Kind `fields`: a fault of the context alone, whatever the text says."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check, absent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from smslint.engine.hits import Hits
    from smslint.engine.program import Program


class Fields(Check):
    """Speaks when its condition holds for certain, and is silent while a field is unknown.

    The linter folds `condition` into the rule's own, so nothing is left to find but the absence.
    """

    kind = "fields"
    certain_only = True

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        self.condition: tuple[Any, ...] = options["condition"]

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        return [absent()]
