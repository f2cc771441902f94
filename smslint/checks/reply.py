"""Kind `reply`: what a reply means, as `classify_reply` reads it. Its word lists are loaded when the first reply is judged."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from smslint.engine.hits import Hits
    from smslint.engine.program import Program


class Reply(Check):
    """Speaks when a reply means one of the kinds that its rule names."""

    kind = "reply"

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        self.means = frozenset(options["means"])

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        from smslint.replies.classify import classify_reply

        context = hits.view.context
        reply = classify_reply(hits.view.text, opted_out=context.opted_out)
        if reply.kind.value in self.means and reply.evidence:
            sign = reply.evidence[0]
            yield sign.start, sign.end, (), (), None, ()
