"""What the rules come to under one context: which of them can speak, and which a text concerns."""

from __future__ import annotations

from smslint.engine.bits import places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.engine.bits import Group
    from smslint.engine.hits import Hits
    from smslint.engine.matcher import Matcher, Seen
    from smslint.engine.program import Program
    from smslint.engine.wake import Wake
    from smslint.model import Severity
    from smslint.ruleset import Rule

    Woken = tuple[tuple["Outcome", ...], bool, bool]

MAX_PLANS = 4096
"""Contexts, and combinations of what texts touch, that are remembered."""


class Outcome:
    """What a rule's finding would be under one context: its severity and the unknown fields it waits for.

    later: some of what the rule needs is only looked for when asked; place: among the outcomes of a plan.
    """

    __slots__ = ("depends", "later", "place", "rule", "severity")

    def __init__(self, rule: Rule, severity: Severity, depends: tuple[str, ...]) -> None:
        self.rule = rule
        self.later = False
        self.place = 0
        self.severity = severity
        self.depends = depends


class Plan:
    """The rules that can speak under one context, by the phrase set or trait that wakes them.

    part: what has to be looked for in a text to know which.
    """

    __slots__ = ("_always", "_asked", "_by_trigger", "_in_full", "_outcomes", "_triggers", "part")

    def __init__(self, outcomes: Sequence[Outcome], program: Program) -> None:
        triggers = [one.rule.trigger for one in outcomes if one.rule.trigger is not None]
        self.part = program.matcher.content.part(program.waking_sets(triggers))
        self._outcomes = outcomes
        self._always = 0
        self._triggers: Group = 0
        self._by_trigger: dict[int, int] = {}
        self._asked: dict[Group, Woken] = {}
        self._in_full: dict[tuple[Group, Group], tuple[tuple[Outcome, ...], Group]] = {}
        for place, outcome in enumerate(outcomes):
            outcome.place = place
            rule, trigger = outcome.rule, outcome.rule.trigger
            outcome.later = rule.asks_more or not all(self.part.covers(group, program.bits.all_sets) for group in rule.needs)
            if trigger is None:
                self._always |= 1 << place
            else:
                self._triggers |= trigger
                for one in places(trigger):
                    self._by_trigger[one] = self._by_trigger.get(one, 0) | 1 << place

    def asked(self, hits: Hits) -> tuple[Outcome, ...]:
        """The rules that a text may concern, by what it touches."""
        woken, later, _ = self._asked.get(hits.touched) or self._woken(hits.touched)
        if not later:
            return woken
        key = hits.touched, hits.touched_later()
        woken, hits.there = self._in_full.get(key) or self._sifted(woken, key)
        return woken

    def first(
        self, touched: Group, matcher: Matcher, seen: Seen, whole: bool
    ) -> tuple[tuple[Outcome, ...], Group | None, Wake | None]:
        """(rules that a plain text may concern, all that may occur in it, what it wakes of all sets), as far as it took.

        whole: nothing of the text was passed over; once it is sure that rules speak, the rest is left to the long way otherwise.
        """
        woken, later, sure = self._asked.get(touched) or self._woken(touched)
        if not later or (sure and not whole):
            return woken, None, None
        wake = matcher.later(seen)
        key = touched, wake.touched
        woken, there = self._in_full.get(key) or self._sifted(woken, key)
        return woken, there, wake

    def _woken(self, touched: Group) -> Woken:
        """(rules that something wakes, whether any of them, whether not all of them need a look at the other sets)."""
        woken, by_trigger = self._always, self._by_trigger
        for trigger in places(touched & self._triggers):
            woken |= by_trigger[trigger]
        some = [self._outcomes[place] for place in places(woken)]
        some = [one for one in some if one.later or one.rule.needs_met(touched)]
        if len(self._asked) >= MAX_PLANS:
            self._asked.clear()
        found = self._asked[touched] = tuple(some), any(one.later for one in some), not all(one.later for one in some)
        return found

    def _sifted(self, woken: tuple[Outcome, ...], key: tuple[Group, Group]) -> tuple[tuple[Outcome, ...], Group]:
        """Those that can speak where nothing else may occur, and all that may."""
        if len(self._in_full) >= MAX_PLANS:
            self._in_full.clear()
        there = key[0] | (key[1] & ~self.part.mask)
        # What a rule needs is known before its check is built, and most rules are out by it.
        some = [one for one in woken if one.rule.needs_met(there) and one.rule.check.possible(there)]
        found = self._in_full[key] = tuple(some), there
        return found
