"""Which rows have the same context for the rules: a hundred thousand recipients of one blast are one case, not so many.

A recipient matters through its country, and with a time through its time zone; a sender through its type and country, and
where the text sends STOP to a number; an hour when a rule about hours would speak then. Unless a rule names numbers,
what does not matter is taken out before messages are compared. A test holds this to what the engine looks at.
"""

from __future__ import annotations

from smslint.audit.cache import Recent
from smslint.audit.fields import context_of
from smslint.audit.same import Same
from smslint.engine.facts import sends_stop_to_a_number
from smslint.errors import ContextError
from smslint.model import Context
from smslint.ruleset import named_fields
from smslint.text.phones import recipient_country, sender_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import tzinfo
    from typing import Any

    from smslint.linter import Linter

CONTEXTS = 4096
_TAIL = 4
"""Last digits of a North American number, which no table of area codes or number kinds looks at."""


class Contexts:
    """Makes the context of each row, the same object for rows that the rules cannot tell apart."""

    def __init__(self, linter: Linter, base: Context, names: Sequence[str], zone: tzinfo | None = None) -> None:
        self.base = base
        self.names = tuple(names)
        self._zone = zone
        self._hours = Hours(linter)
        timed = base.sent_at is not None or "sent_at" in self.names
        self._recipient = StandIns(lambda number: self._recipient_kind(number, timed))
        self._sender = StandIns(_sender_kind)
        self._places = {
            name: self.names.index(name) if name in self.names and name not in self._hours.values else None
            for name in ("recipient", "sender")
        }
        self._known: Recent[tuple[Any, ...], Context | ContextError] = Recent(CONTEXTS, 10**9)
        self._same = Same()

    def of(self, values: tuple[Any, ...], text: str = "") -> Context | ContextError:
        """The context of a row's values (in the order of `names`), or why there is none. text: its message."""
        place = self._places["recipient"]
        if place is not None:
            values = self._recipient.instead(values, place)
        place = self._places["sender"]
        if place is not None and not sends_stop_to_a_number(text):
            values = self._sender.instead(values, place)
        known = self._known.get(values)
        if known is None:
            known = self._make(values)
            self._known.put(values, known)
        return known

    def _make(self, values: tuple[Any, ...]) -> Context | ContextError:
        try:
            context = context_of(self.base, self.names, values, self._zone)
        except ContextError as error:
            return error
        if context.sent_at is not None and not self._hours.may_speak(context):
            context = context.replace(sent_at=None)
        return self._same.of(context)

    def _recipient_kind(self, number: str, timed: bool) -> Any:
        country = recipient_country(number)
        return None if country is None else (country, self._hours.zones(number) if timed else ())


def _sender_kind(sender: str) -> Any:
    facts = sender_facts(sender)
    return facts.sender_type, facts.country, facts.local


class StandIns:
    """For each number one that no rule can tell from it: the first of its kind."""

    def __init__(self, kind: Callable[[str], Any]) -> None:
        self._kind = kind
        self._known: Recent[str, str] = Recent(65_536, 10**9)
        self._first: dict[Any, str] = {}

    def instead(self, values: tuple[Any, ...], place: int) -> tuple[Any, ...]:
        """The values with the stand-in at a place."""
        number = values[place]
        if not isinstance(number, str) or not number.strip():
            return values
        key = number[:-_TAIL] if number.startswith("+1") and len(number) == 12 and number[1:].isdecimal() else number
        stand_in = self._known.get(key)
        if stand_in is None:
            stand_in = self._first.setdefault(self._kind(number), number)
            self._known.put(key, stand_in)
        return (*values[:place], stand_in, *values[place + 1 :])


class Hours:
    """The rules about hours, asked alone: whether a moment matters at all."""

    def __init__(self, linter: Linter) -> None:
        self._rules = [rule for rule in linter.rules if rule.check.kind == "hours"]
        self.values, _ = named_fields(linter.rules)
        others = named_fields(rule for rule in linter.rules if rule.check.kind != "hours")
        self._always = "sent_at" in others[0] | others[1]
        self._day = linter._day
        self._program = linter._rules.program
        self._answers: Recent[Any, bool] = Recent(100_000, 10**9)

    def zones(self, number: str) -> tuple[str, ...]:
        """Time zones of a number; () where no rule asks for the hour."""
        from smslint.checks.timing import zones_of_number

        return zones_of_number(number) if self._rules else ()

    def may_speak(self, context: Context) -> bool:
        """Whether any rule could say something of this moment, whatever the text."""
        if self._always:
            return True
        moment = context.sent_at
        minute = (moment.replace(second=0, microsecond=0), bool(moment.second or moment.microsecond))
        where = (context.recipient, context.recipient_timezone, context.region, context.country)
        answer = self._answers.get((minute, where))
        if answer is None:
            answer = self._asked(context)
            self._answers.put((minute, where), answer)
        return answer

    def _asked(self, context: Context) -> bool:
        from smslint.engine.hits import Hits
        from smslint.text.view import View

        # Without the brand, whose names take milliseconds and have no say in hours.
        asked = context.replace(use_case="marketing", brand=None, brand_aliases=None)
        probe = Hits(self._program, View("", asked))
        probe.day = self._day
        return any(next(iter(rule.check.find(probe)), None) is not None for rule in self._rules)
