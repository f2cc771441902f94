"""Compiled rules, and what they come to under a context before any text is read."""

from __future__ import annotations

from smslint.model import Edit, Fix, RulesetInfo, SourceRef
from smslint.outcomes import TYPE_LEFT, Outcomes, in_order
from smslint.outline import outline_of, program_of
from smslint.plan import MAX_PLANS, Plan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from smslint.checks.base import Check
    from smslint.engine.bits import Group
    from smslint.engine.program import Program
    from smslint.model import Context
    from smslint.outcomes import Told
    from smslint.outline import Line

_LOCAL_TYPES = ("10dlc", "long_code")
"""What an ordinary North American number is: whether it has been registered, no number tells."""


class Saying:
    """What findings tell of a rule."""

    __slots__ = ()
    _sources: Sequence[Sequence[str]]
    append: Mapping[str, str]
    fix: Fix

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """Who says so."""
        return tuple(SourceRef(*fields) for fields in self._sources)

    def fix_for(self, length: int, language: str | None, edits: tuple[Edit, ...]) -> Fix:
        """The fix of one finding: its own edits, or wording appended to a text of this length, in its language or English."""
        if not self.append:
            return Fix(self.fix.say, edits, self.fix.safe)
        wording = self.append.get(language or "en") or self.append.get("en") or next(iter(self.append.values()))
        return Fix(self.fix.say, (Edit(length, length, " " + wording),), self.fix.safe)


class RuleRecord(Saying):
    """What findings tell of a rule, without the program: what goes with a finding into another process."""

    __slots__ = (
        "_sources", "append", "category", "confidence", "effective", "fix", "id", "locked", "message", "name", "pack", "refs",
        "severity", "status", "tags", "tier", "weight", "why",
    )  # fmt: skip


def _record(values: Sequence[Any]) -> RuleRecord:
    record = RuleRecord()
    for name, value in zip(RuleRecord.__slots__, values, strict=True):
        setattr(record, name, value)
    return record


class Rule(Saying):
    """One compiled rule. Its check is built when it is first asked, all that is said of it is read when first shown."""

    __slots__ = (
        "_program", "_sources", "append", "asks_more", "category", "certain_only", "check", "confidence", "effective",
        "fix", "gate", "id", "locked", "message", "name", "needs", "pack", "refs", "severity", "severity_when", "speaks",
        "status", "tags", "tier", "trigger", "weight", "why",
    )  # fmt: skip

    id: str
    name: str
    category: str
    status: str
    severity: str
    severity_when: list[tuple[tuple[Any, ...], str]]
    confidence: str
    weight: int
    tier: int | None
    locked: bool
    effective: tuple[str | None, str | None]
    message: str
    why: str
    pack: str
    tags: tuple[str, ...]
    refs: tuple[str, ...]
    append: dict[str, str]
    fix: Fix
    check: Check
    speaks: bool

    def __init__(self, head: Mapping[str, Any], line: Line, program: Program) -> None:
        self._program = program
        self.id = head["id"]
        self.status = head["status"]
        self.severity = head["severity"]
        self.severity_when = head["severity_when"]
        self.effective = head["effective"]
        self.needs, self.trigger, self.asks_more, self.certain_only, self.gate = line

    def __getattr__(self, name: str) -> Any:
        """Called for what was not read yet: all of it is read at once."""
        if name == "check":
            self.check = self._program.checks[self.id]
        elif name in _IN_BODY:
            self._open(self._program.checks.body(self.id))
        else:
            raise AttributeError(f"a rule has no {name}")
        return object.__getattribute__(self, name)

    def _open(self, body: Mapping[str, Any]) -> None:
        for name in ("name", "category", "confidence", "weight", "tier", "locked", "message", "why", "pack", "tags", "refs"):
            setattr(self, name, body[name])
        self._sources = body["sources"]
        self.speaks = "{" in body["message"]
        say, append, safe = body["fix"]
        self.append = dict(append)
        self.fix = Fix(say, (), safe)

    def needs_met(self, there: Group) -> bool:
        """Whether there is something of each group that it needs."""
        for group in self.needs:  # noqa: SIM110 - a generator costs more than the answer
            if not group & there:
                return False
        return True

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy or pickle is the record alone: the program beside it is large, holds locks, and is made from rule files."""
        return _record, (tuple([getattr(self, name) for name in RuleRecord.__slots__]),)

    def in_force(self, day: str | None) -> bool:
        """Whether the rule holds on an ISO day; without a day, whether it has not been withdrawn."""
        first, last = self.effective
        if day is None:
            return bool(self.status != "deprecated")
        return (first is None or first <= day) and (last is None or day <= last)


_IN_BODY = frozenset(Rule.__slots__) - {
    "_program", "id", "status", "severity", "severity_when", "effective", "needs", "trigger", "asks_more", "certain_only", "gate",
}  # fmt: skip


class Ruleset:
    """All rules of a profile, compiled; immutable, shared by threads."""

    def __init__(self, bundle: dict[str, Any], info: RulesetInfo) -> None:
        self.info = info
        self.program = program_of(bundle)
        outline = bundle.get("outline") or outline_of(self.program)
        lines = outline["rules"]
        self.rules = tuple([Rule(head, lines[head["id"]], self.program) for head in bundle["rules"]])
        self.program.ready([rule.trigger for rule in self.rules if rule.trigger is not None])
        self.by_id = {rule.id: rule for rule in self.rules}
        self._fields: tuple[str, ...] = outline["values"]
        self._merely_known: tuple[str, ...] = outline["merely_known"]
        self._outcomes = Outcomes(self.rules)
        self._plans: dict[tuple[Any, ...], Plan] = {}
        self._plans_by_outcome: dict[tuple[tuple[Told, ...], ...], Plan] = {}

    def plan(self, context: Context, day: str | None) -> Plan:
        """What every rule comes to under this context on this ISO day (None: every rule not withdrawn)."""
        known = facts(context)
        values = [known.get(field) for field in self._fields]
        key = (day, known.get(TYPE_LEFT), *values, *[field in known for field in self._merely_known])
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= MAX_PLANS:
                self._plans.clear()
            plan = self._plans[key] = self._plan_of(self._outcomes.under(known, day))
        return plan

    def _plan_of(self, told: tuple[tuple[Told, ...], ...]) -> Plan:
        """One plan for all contexts under which the rules come to the same."""
        plan = self._plans_by_outcome.get(told)
        if plan is None:
            if len(self._plans_by_outcome) >= MAX_PLANS:
                self._plans_by_outcome.clear()
            plan = self._plans_by_outcome[told] = Plan(in_order(told), self.program)
        return plan


_facts_cache: dict[Context, dict[str, Any]] = {}


def facts(context: Context) -> dict[str, Any]:
    """The known fields, with sender type and country worked out from the numbers where they were not given."""
    known = _facts_cache.get(context)
    if known is None:
        if len(_facts_cache) > MAX_PLANS:
            _facts_cache.clear()
        known = _facts_cache[context] = _facts(context)
    return known


def _facts(context: Context) -> dict[str, Any]:
    known = context.to_dict()
    if context.brand_domains:
        from smslint.engine.ownership import own_hosts

        known["brand_domains"] = tuple(sorted(own_hosts(context.brand_domains)))
    if context.sender is not None and ("sender_type" not in known or "country" not in known):
        from smslint.text.phones import sender_facts

        derived = sender_facts(context.sender)
        if derived.sender_type is not None:
            known.setdefault("sender_type", derived.sender_type)
        elif derived.local and "sender_type" not in known:
            known[TYPE_LEFT] = _LOCAL_TYPES
        if context.recipient is None and derived.country is not None:
            known.setdefault("country", derived.country)
    if context.recipient is not None and "country" not in known:
        from smslint.text.phones import recipient_country

        country = recipient_country(context.recipient)
        if country is not None:
            known["country"] = country
    return known
