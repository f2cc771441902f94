"""Moments of sending, as far as the rules about hours can tell them apart."""

from __future__ import annotations

from datetime import MAXYEAR, UTC

from smslint.audit.cache import Recent
from smslint.audit.fields import field_value
from smslint.outcomes import named_fields

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo
    from typing import Any

    from smslint.linter import Linter
    from smslint.model import Context

WHOLE_QUARTERS = 1973
"""The first year in which all clocks stood whole quarters of an hour from UTC, from its beginning."""
QUARTER = 15


def minute_of(written: Any, zone: tzinfo | None = None) -> datetime | None:
    """The moment that stands for all of its minute, since a rule tells none of them apart but the first second.

    written, zone: as `field_value` takes them. None when it is not known. Raises ContextError.
    """
    moment: datetime | None = field_value("sent_at", written, zone)
    if moment is None or not WHOLE_QUARTERS <= moment.year < MAXYEAR:
        return moment
    return moment.astimezone(UTC).replace(second=min(moment.second, 1), microsecond=0)


class Hours:
    """The rules about hours, asked alone: whether a moment matters at all."""

    def __init__(self, linter: Linter) -> None:
        self._rules = [rule for rule in linter.rules if rule.check.kind == "hours"]
        self._values, _ = named_fields(linter.rules)
        others = named_fields(rule for rule in linter.rules if rule.check.kind != "hours")
        self._always = "sent_at" in others[0] | others[1]
        self._day = linter._day
        self._program = linter._rules.program
        self._answers: Recent[Any, bool] = Recent(100_000, 10**9)
        self._steps = QUARTER if all(minute % QUARTER == 0 for minute in self._bounds()) else 1

    def _bounds(self) -> Iterator[int]:
        """Minutes of a day at which any hours begin or end."""
        for _, places in self._program.timing["hours"].values():
            for _, accounts in places.values():
                for *_, week, holidays in accounts:
                    yield from (minute for span in (*week, *holidays) if span is not None for minute in span)

    def free(self, field: str) -> bool:
        """Whether no condition of a rule looks at the values of a field."""
        return field not in self._values

    def zones(self, number: str) -> tuple[str, ...]:
        """Time zones of a number; () where no rule asks for the hour."""
        from smslint.checks.timing import zones_of_number

        return zones_of_number(number) if self._rules else ()

    def quarter_of(self, moment: datetime) -> tuple[datetime, bool]:
        """The quarter of an hour, and whether it has just begun: whether a moment matters hangs on nothing else.

        Where hours begin or end within quarters, the minute.
        """
        if not WHOLE_QUARTERS <= moment.year < MAXYEAR:
            return moment, True
        moment = moment.astimezone(UTC)
        begun = moment.replace(minute=moment.minute - moment.minute % self._steps, second=0, microsecond=0)
        return begun, begun == moment

    def may_speak(self, context: Context) -> bool:
        """Whether any rule could say something of this moment, whatever the text."""
        if self._always:
            return True
        moment = self.quarter_of(context.sent_at)
        where = (context.recipient, context.recipient_timezone, context.region, context.country)
        answer = self._answers.get((moment, where))
        if answer is None:
            answer = self._asked(context)
            self._answers.put((moment, where), answer)
        return answer

    def _asked(self, context: Context) -> bool:
        from smslint.engine.hits import Hits
        from smslint.text.view import View

        # Without the brand, whose names take milliseconds and have no say in hours.
        asked = context.replace(use_case="marketing", brand=None, brand_aliases=None)
        probe = Hits(self._program, View("", asked))
        probe.day = self._day
        return any(next(iter(rule.check.find(probe)), None) is not None for rule in self._rules)
