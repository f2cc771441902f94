"""Kind `placeholders`: merge fields that were left, broken or filled with nothing."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check
from smslint.checks.own_name import outside_own_name
from smslint.text.lazy import lazy
from smslint.text.spans import without

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
        self.needs = (program.bits[program.meta[sign]],)

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        return [(start, end, (), (), None, ()) for start, end in self.test(hits)]


def _unrendered(hits: Hits) -> Sequence[tuple[int, int]]:
    return [(field.start, field.end) for field in hits.view.placeholders]


MANY_FIELDS = 3


def _mixed(hits: Hits) -> Sequence[tuple[int, int]]:
    """A field in another syntax than the first: of two fields only where one engine could mistake both, as {a} and {{b}}."""
    from smslint.text.placeholders import syntaxes

    fields = [field for field in hits.view.placeholders if not field.block]
    if len(fields) < 2 or len(syntaxes(hits.view.text)) < 2:
        return ()
    odd = next((field for field in fields if field.syntax != fields[0].syntax), None)
    if odd is None or (len(fields) < MANY_FIELDS and not ("{" in fields[0].syntax and "{" in odd.syntax)):
        return ()
    return [(odd.start, odd.end)]


def _problems(*kinds: str) -> Callable[[Hits], Sequence[tuple[int, int]]]:
    def find(hits: Hits) -> Sequence[tuple[int, int]]:
        text = hits.view.text
        if not any(sign in text for sign in "{}[]<>%$#*"):
            return ()
        from smslint.text.placeholders import problems

        return [(problem.start, problem.end) for problem in problems(text) if problem.kind in kinds]

    return find


_AROUND = frozenset(
    """reply text txt send stop end quit cancel unsubscribe help to opt out for msg msgs message messages and or the this you
    your""".split()
)
"""Words of an opt-out instruction: with a variable and no other words, the variable is the message."""


_LABEL = lazy(r"\A\s*[^\W\d][\w&' .-]{1,30}:(?=\s)")
"""The name of the sender before all."""
_ANYTHING = frozenset("body message msg content text copy template greeting summary description note data payload sms".split())


def _says_what(name: str) -> bool:
    """Whether a field's name tells what it holds: a code, a brand; not a body, a number or nothing."""
    from smslint.text.field_names import is_field, parts_of

    return is_field(name) and _ANYTHING.isdisjoint(parts_of(name))


def _whole_message(hits: Hits) -> Sequence[tuple[int, int]]:
    fields = hits.view.placeholders
    if not fields:
        return ()
    rest = _LABEL.sub("", without(hits.view.text, fields), count=1)
    words = [word.strip(".,:;!=()").lower() for word in rest.split()]
    if any(word not in _AROUND for word in words if any(map(str.isalnum, word))):
        return ()
    if all(_says_what(field.name) for field in fields):
        return ()
    return [(fields[0].start, fields[-1].end)]


def _unfilled(hits: Hits) -> Sequence[tuple[int, int]]:
    from smslint.text.placeholders import unfilled_values

    return outside_own_name(((value.start, value.end) for value in unfilled_values(hits.view.text)), hits, whole=False)


def _unbracketed(hits: Hits) -> Sequence[tuple[int, int]]:
    """Merge fields of a registration sample that are not written in [brackets], as its reviewers want them."""
    text = hits.view.text
    return [(field.start, field.end) for field in hits.view.placeholders if text[field.start] != "["]


TESTS: dict[str, Callable[[Hits], Sequence[tuple[int, int]]]] = {
    "unrendered": _unrendered, "mixed": _mixed, "unbalanced": _problems("unbalanced", "empty", "unclosed_block"),
    "whole_message": _whole_message, "unfilled_value": _unfilled, "unbracketed": _unbracketed, "spintax": _problems("spintax"),
}  # fmt: skip
"""Name in a rule file -> spans of the original text that are at fault."""
