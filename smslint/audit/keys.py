"""Which rows have the same context for the rules: a hundred thousand recipients of one blast are one case, not so many.

A recipient matters through its country, and at a time of which a rule about hours would speak through its time zone; a sender
through its type and country, and where the text sends STOP to a number; such a time through its minute, and whether that has
just begun. Unless a rule names numbers or times, what does not matter is taken out before messages are compared. A test holds
this to what the engine looks at.
"""

from __future__ import annotations

from typing import Any

from smslint.audit.cache import Recent
from smslint.audit.fields import context_of
from smslint.audit.hours import Hours, minute_of
from smslint.audit.same import Same
from smslint.engine.facts import sends_stop_to_a_number
from smslint.errors import ContextError
from smslint.model import Context
from smslint.text.phones import recipient_country, sender_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import tzinfo

    from smslint.linter import Linter

CONTEXTS = 4096
MOMENTS = 8192
LONGEST = 64
"""Characters of a number or moment that is remembered; what is longer is neither."""
MATTERS = Context()
"""Stands where a context would, for moments of which each minute is a case of its own."""
_TAIL = 4
"""Last digits of a North American number, which no table of area codes or number kinds looks at but for some islands."""
_TO_THE_END = ("+1246", "+1876")
"""Barbados and Jamaica, some of whose exchanges are valid in part."""


class Contexts:
    """Makes the context of each row, the same object for rows that the rules cannot tell apart."""

    def __init__(self, linter: Linter, base: Context, names: Sequence[str], zone: tzinfo | None = None) -> None:
        self.base = base
        self.names = tuple(names)
        self._zone = zone
        self._hours = Hours(linter)
        timed = base.sent_at is not None or "sent_at" in self.names
        self._recipient = StandIns(lambda number: self._recipient_kind(number, timed))
        self._recipient_at_any_time = StandIns(lambda number: self._recipient_kind(number, False))
        self._sender = StandIns(_sender_kind)
        self._moments: Recent[Any, tuple[Any, Any]] = Recent(MOMENTS, 10**9)
        free = self._hours.free
        self._places = {
            name: self.names.index(name) if name in self.names and free(name) else None
            for name in ("recipient", "sender", "sent_at")
        }
        self._known: Recent[tuple[Any, ...], Context | ContextError] = Recent(CONTEXTS, 10**9)
        self._same = Same()

    def of(self, values: tuple[Any, ...], text: str = "") -> Context | ContextError:
        """The context of a row's values (in the order of `names`), or why there is none. text: its message."""
        return self.of_all([[value] for value in values], [text])[0]

    def of_all(self, columns: Sequence[list[Any]], texts: Sequence[str | None]) -> list[Context | ContextError]:
        """The contexts of rows: values column by column (in the order of `names`), and the messages, None for none."""
        if not columns:
            return [self._remembered(())] * len(texts)
        columns = list(columns)
        place = self._places["recipient"]
        if place is not None:
            columns[place] = self._recipient.of_all(columns[place])
        place = self._places["sender"]
        if place is not None:
            own = columns[place]
            told = _each(lambda text: text is not None and sends_stop_to_a_number(text), texts)
            others = self._sender.of_all(own)
            columns[place] = [value if matters else other for matters, value, other in zip(told, own, others, strict=True)]
        place = self._places["sent_at"]
        one = self._remembered if place is None else lambda values: self._at_a_moment(values, place)
        return _each(one, zip(*columns, strict=True))

    def _at_a_moment(self, values: tuple[Any, ...], place: int) -> Context | ContextError:
        """place: where among the values the moment is."""
        if values[place] is None:
            return self._remembered(values)
        minute, quarter = self._moment(values[place])
        exact = (*values[:place], minute, *values[place + 1 :])
        rough = (*values[:place], quarter, *values[place + 1 :])
        known = self._known.get(rough)
        if known is None:
            known = self._make(exact)
            if isinstance(known, Context) and known.sent_at is not None:
                known = MATTERS
            self._known.put(rough, known)
        return self._remembered(exact) if known is MATTERS else known

    def _remembered(self, values: tuple[Any, ...]) -> Context | ContextError:
        known = self._known.get(values)
        if known is None:
            known = self._make(values)
            self._known.put(values, known)
        return known

    def _moment(self, written: Any) -> tuple[Any, Any]:
        """(the moment that stands for all of its minute, what tells whether it matters); what is no moment, as it is."""
        found = self._moments.get(written)
        if found is None:
            try:
                minute = minute_of(written, self._zone)
                found = minute, self._hours.quarter_of(minute) if minute is not None else None
            except ContextError:
                found = written, written
            if not isinstance(written, str) or len(written) <= LONGEST:
                self._moments.put(written, found)
        return found

    def _make(self, values: tuple[Any, ...]) -> Context | ContextError:
        try:
            context = context_of(self.base, self.names, values, self._zone)
        except ContextError as error:
            return error
        if context.sent_at is not None and not self._hours.may_speak(context):
            context = context.replace(sent_at=None)
            if self._places["recipient"] is not None and context.recipient is not None:
                context = context.replace(recipient=self._recipient_at_any_time.of(context.recipient))
        return self._same.of(context)

    def _recipient_kind(self, number: str, timed: bool) -> Any:
        country = recipient_country(number)
        return None if country is None else (country, self._hours.zones(number) if timed else ())


def _sender_kind(sender: str) -> Any:
    facts = sender_facts(sender)
    return facts.sender_type, facts.country, facts.local


class StandIns:
    """For each number one that no rule can tell from it: the first of its kind."""

    MOST = 262_144
    """Beginnings and numbers that are remembered: there are so many exchanges in North America."""

    def __init__(self, kind: Callable[[str], Any]) -> None:
        self._kind = kind
        self._exchanges: dict[str, str] = {}
        self._others: dict[str, str] = {}
        self._first: dict[Any, str] = {}

    def of_all(self, values: Iterable[Any]) -> list[Any]:
        """The stand-ins of numbers; what is none, as it is."""
        exchanges = self._exchanges
        return [
            exchanges[value[:-_TAIL]]
            if value.__class__ is str and value[:-_TAIL] in exchanges and value[-_TAIL:].isdecimal()
            else self.of(value)
            if isinstance(value, str) and value.strip()
            else value
            for value in values
        ]

    def of(self, number: str) -> str:
        """The stand-in of a number."""
        known, key = self._others, number
        north_american = number.startswith("+1") and len(number) == 12 and number[1:].isdecimal()
        if north_american and not number.startswith(_TO_THE_END):
            known, key = self._exchanges, number[:-_TAIL]
        stand_in = known.get(key)
        if stand_in is None:
            stand_in = self._first.setdefault(self._kind(number), number)
            if len(known) >= self.MOST:
                known.clear()
            if len(key) <= LONGEST:
                known[key] = stand_in
        return stand_in


class _Answers(dict[Any, Any]):
    """What a function answers, asked once for each value."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function

    def __missing__(self, value: Any) -> Any:
        answer = self[value] = self._function(value)
        return answer


def _each(function: Callable[[Any], Any], values: Iterable[Any]) -> list[Any]:
    """What a function says of each value; of equal ones it is asked once, as a batch seldom holds many different ones."""
    return list(map(_Answers(function).__getitem__, values))
