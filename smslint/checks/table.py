"""The checks of all rules, each built when it is first asked for."""

from __future__ import annotations

import marshal

from smslint.checks import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from smslint.checks.base import Check
    from smslint.engine.program import Program


class Checks(dict[str, "Check"]):
    """Identifier of a rule -> its check. bodies: what is written of each rule, closed.

    Two threads may build the same check at once: both are good, and one is kept.
    """

    def __init__(self, bodies: Mapping[str, bytes], program: Program) -> None:
        super().__init__()
        self._bodies = bodies
        self._program = program

    def __missing__(self, rule: str) -> Check:
        kind, options = self.body(rule)["check"]
        return self.setdefault(rule, KINDS[kind](options, self._program))

    def body(self, rule: str) -> dict[str, Any]:
        """All that is written of a rule. Raises KeyError for one that is not among these rules."""
        body: dict[str, Any] = marshal.loads(self._bodies[rule])
        return body
