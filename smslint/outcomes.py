"""What every rule comes to under a context, worked out once for all contexts that agree in what the rule looks at."""

from __future__ import annotations

from operator import attrgetter

from smslint.conditions import ONE_OF, evaluate
from smslint.model import Severity
from smslint.outline import fields_in
from smslint.plan import MAX_PLANS, Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from smslint.ruleset import Rule

    Told = tuple[Rule, Severity, tuple[str, ...]]
    """(rule, its worst possible severity, the unknown fields it waits for)."""

SENDER_TYPE = "sender_type"
TYPE_LEFT = ONE_OF.format(SENDER_TYPE)
"""Where known fields hold what the type of the sender can only be."""
_RANK = {"error": 0, "warning": 1, "info": 2}
_SEVERITIES = {severity.value: severity for severity in Severity}


class Outcomes:
    """The outcomes of some rules under any context.

    The rules are sorted by what they look at when a second context comes: a short run has but one.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._alike: list[Alike] | None = None
        self._first = True

    def under(self, known: Mapping[str, Any], day: str | None) -> tuple[tuple[Told, ...], ...]:
        """What the rules that can speak come to; of contexts under which all come to the same it is equal."""
        if self._alike is None:
            if self._first:
                self._first = False
                return (told_of(self._rules, known, day),)
            self._alike = [Alike(*one) for one in _sorted_by_fields(self._rules)]
        return tuple([alike.under(known, day) for alike in self._alike])


class Alike:
    """Rules whose conditions look at the values of the same fields, and ask of the same whether they are known."""

    def __init__(self, values: Sequence[str], merely_known: Sequence[str], rules: Sequence[Rule]) -> None:
        self._values = (*values, TYPE_LEFT) if SENDER_TYPE in values else tuple(values)
        self._merely_known = tuple(merely_known)
        self._rules = rules
        self._told: dict[tuple[Any, ...], tuple[Told, ...]] = {}

    def under(self, known: Mapping[str, Any], day: str | None) -> tuple[Told, ...]:
        """What those that can speak come to."""
        key = (day, *map(known.get, self._values), *[field in known for field in self._merely_known])
        told = self._told.get(key)
        if told is None:
            if len(self._told) >= MAX_PLANS:
                self._told.clear()
            told = self._told[key] = told_of(self._rules, known, day)
        return told


def told_of(rules: Iterable[Rule], known: Mapping[str, Any], day: str | None) -> tuple[Told, ...]:
    """What some rules come to, without those that cannot speak."""
    told = [outcome(rule, known, day) for rule in rules]
    return tuple([(one.rule, one.severity, one.depends) for one in told if one is not None])


def in_order(told: Iterable[Iterable[Told]]) -> list[Outcome]:
    """New outcomes of what rules come to, by the identifier of the rule."""
    return sorted([Outcome(*one) for some in told for one in some], key=attrgetter("rule.id"))


def outcome(rule: Rule, known: Mapping[str, Any], day: str | None) -> Outcome | None:
    """A rule under a context: None when it cannot speak, else its (worst possible) severity and what it waits for."""
    if not rule.in_force(day):
        return None
    value, waits = evaluate(rule.gate, known)
    if value is False or (value is None and rule.certain_only):
        return None
    severities, undecided = _severities(rule, known)
    worst = min(severities, key=lambda name: _RANK[name])
    depends = waits if value is None else frozenset()
    if len(severities) > 1:
        depends |= undecided
    return Outcome(rule, _SEVERITIES[worst], tuple(sorted(depends)))


def _severities(rule: Rule, known: Mapping[str, Any]) -> tuple[set[str], frozenset[str]]:
    """Every severity the rule may still have, and the unknown fields that keep it open."""
    possible: set[str] = set()
    undecided: frozenset[str] = frozenset()
    for condition, severity in rule.severity_when:
        value, waits = evaluate(condition, known)
        if value is not False:
            possible.add(severity)
            undecided |= waits
        if value is True:
            return possible, undecided
    possible.add(rule.severity)
    return possible, undecided


def named_fields(rules: Iterable[Rule]) -> tuple[frozenset[str], frozenset[str]]:
    """Context fields at whose values conditions of rules look, and those of which they ask whether they are known."""
    found = fields_in(part for rule in rules for part in (rule.gate, *(condition for condition, _ in rule.severity_when)))
    return frozenset(found[0]), frozenset(found[1])


def _sorted_by_fields(rules: Iterable[Rule]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], list[Rule]]]:
    """(fields whose values count, those of which only counts whether they are known, the rules) of each kind of rule."""
    found: dict[tuple[frozenset[str], frozenset[str]], list[Rule]] = {}
    for rule in rules:
        found.setdefault(named_fields([rule]), []).append(rule)
    for (values, known), some in found.items():
        yield tuple(sorted(values)), tuple(sorted(known - values)), some
