"""Which rows have the same context for the rules: a hundred thousand recipients of one blast are one case, not so many.

A recipient matters through its country, and with a time through its time zone, unless a rule names numbers; an hour
matters when a rule about hours would speak then. What does not matter is taken out before texts are compared.
"""

from __future__ import annotations

from smslint.audit.cache import Recent
from smslint.audit.fields import context_of
from smslint.audit.same import Same
from smslint.errors import ContextError
from smslint.model import Context
from smslint.ruleset import named_fields
from smslint.text.phones import recipient_country

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
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
        self._numbers_matter = "recipient" in self._hours.values
        self._timed = base.sent_at is not None or "sent_at" in self.names
        self._recipient = self.names.index("recipient") if "recipient" in self.names else None
        self._known: Recent[tuple[Any, ...], Context | ContextError] = Recent(CONTEXTS, 10**9)
        self._same = Same()
        self._stand_ins: Recent[str, str] = Recent(65_536, 10**9)
        self._first: dict[Any, str] = {}

    def of(self, values: tuple[Any, ...]) -> Context | ContextError:
        """The context of a row's values (in the order of `names`), or why there is none."""
        if self._recipient is not None and not self._numbers_matter:
            values = self._without_number(values, self._recipient)
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

    def _without_number(self, values: tuple[Any, ...], place: int) -> tuple[Any, ...]:
        number = values[place]
        if not isinstance(number, str) or not number:
            return values
        north_american = number.startswith("+1") and len(number) == 12
        key = number[:-_TAIL] if north_american else number
        stand_in = self._stand_ins.get(key)
        if stand_in is None:
            stand_in = self._alike(number)
            self._stand_ins.put(key, stand_in)
        return (*values[:place], stand_in, *values[place + 1 :])

    def _alike(self, number: str) -> str:
        """A number that no rule can tell from this one: of the same country and, where hours count, the same zones."""
        country = recipient_country(number)
        if country is None:
            kind: Any = None
        else:
            kind = (country, self._hours.zones(number) if self._timed else ())
        return self._first.setdefault(kind, number)


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

        probe = Hits(self._program, View("", context.replace(use_case="marketing")))
        probe.day = self._day
        return any(next(iter(rule.check.find(probe)), None) is not None for rule in self._rules)
