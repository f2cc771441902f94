"""Kind `placeholders`: merge fields that were left, broken or filled with nothing."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check
from smslint.engine.facts import without

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from smslint.engine.hits import Hits
    from smslint.engine.program import Program


class Placeholders(Check):
    """One test of the table below."""

    kind = "placeholders"

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        self.test = TESTS[options["test"]]
        sign = "nulls" if options["test"] == "unfilled_value" else "fields"
        self.needs = (frozenset((program.meta[sign],)),)

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        return [(start, end, (), (), None, ()) for start, end in self.test(hits)]


def _unrendered(hits: Hits) -> Sequence[tuple[int, int]]:
    return [(field.start, field.end) for field in hits.view.placeholders]


def _mixed(hits: Hits) -> Sequence[tuple[int, int]]:
    from smslint.text.placeholders import syntaxes

    fields = hits.view.placeholders
    if len(fields) < 2 or len(syntaxes(hits.view.text)) < 2:
        return ()
    odd = next((field for field in fields if field.syntax != fields[0].syntax), fields[-1])
    return [(odd.start, odd.end)]


def _problems(*kinds: str) -> Callable[[Hits], Sequence[tuple[int, int]]]:
    def find(hits: Hits) -> Sequence[tuple[int, int]]:
        text = hits.view.text
        if not any(sign in text for sign in "{}[]<>%$#*"):
            return ()
        from smslint.text.placeholders import problems

        return [(problem.start, problem.end) for problem in problems(text) if problem.kind in kinds]

    return find


def _whole_message(hits: Hits) -> Sequence[tuple[int, int]]:
    fields = hits.view.placeholders
    if not fields:
        return ()
    rest = without(hits.view.text, fields)
    return [(fields[0].start, fields[-1].end)] if not any(map(str.isalnum, rest)) else ()


def _unfilled(hits: Hits) -> Sequence[tuple[int, int]]:
    from smslint.text.placeholders import unfilled_values

    return [(value.start, value.end) for value in unfilled_values(hits.view.text)]


def _unbracketed(hits: Hits) -> Sequence[tuple[int, int]]:
    """Merge fields of a registration sample that are not written in [brackets], as its reviewers want them."""
    text = hits.view.text
    return [(field.start, field.end) for field in hits.view.placeholders if text[field.start] != "["]


TESTS: dict[str, Callable[[Hits], Sequence[tuple[int, int]]]] = {
    "unrendered": _unrendered, "mixed": _mixed, "unbalanced": _problems("unbalanced", "empty"),
    "whole_message": _whole_message, "unfilled_value": _unfilled, "unbracketed": _unbracketed, "spintax": _problems("spintax"),
}  # fmt: skip
"""Name in a rule file -> spans of the original text that are at fault."""
