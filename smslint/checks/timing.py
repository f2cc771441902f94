"""Kind `hours`: the time of sending, on the recipient's clock.

The clock is that of `recipient_timezone`; else of the place (a part of a country with several zones counts as open only
where it is open in all of them, and as closed only where it is closed in all); else, for rules that ask for it, of the
area code: a guess, since people keep their number when they move. Zones come from the system's tz database (or the
tzdata package); nothing is imported before a message with `sent_at` asks.
"""

from __future__ import annotations

from functools import lru_cache

from smslint.checks.base import Candidate, Check, absent
from smslint.engine.signal import asked
from smslint.engine.signals import make_signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime, tzinfo
    from typing import Any

    from smslint.engine.hits import Hits
    from smslint.engine.program import Program
    from smslint.model import Context

    Span = tuple[int, int] | None
    Account = tuple[str, str, str | None, str | None, tuple[Span, ...], tuple[Span, ...]]

OPEN, DISPUTED, AGREED = 0, 1, 2
_BINDING = frozenset(("law", "carrier", "provider"))
_WAITS = ("recipient_timezone",)


class Hours(Check):
    """Speaks when the hour, or the day, is one on which a list of hours forbids marketing."""

    kind = "hours"

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        self.say: str = options["say"]
        self.what: str = options["what"]
        self.cause = [make_signal(one, program) for one in options["cause"]]
        self.holidays, self.places = program.timing["hours"][options["list"]]
        self.beyond = program.timing["hours"][options["beyond"]] if options["beyond"] else None
        self.country: str = next(iter(self.places))[:2]

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        context = hits.view.context
        moment = context.sent_at
        if moment is None or not self._concerns(hits, context):
            return ()
        place = self._place(context)
        if place is None:
            return ()
        zones = self._zones(context)
        if not zones:
            return ()
        clocks = [moment.astimezone(_zone(name)) for name in zones]
        if self.beyond is not None and all(self._closed_beyond(clock, context, hits.day) for clock in clocks):
            return ()
        name, accounts = place
        in_force = [one for one in accounts if _in_force(one, hits.day)]
        levels = [self._level(clock, in_force) for clock in clocks]
        stands = self._stands(levels)
        if not stands and (len(set(zones)) == 1 or context.region is None or not self._waits(levels)):
            return ()
        number = next(number for number, level in enumerate(levels) if level)
        return [absent(() if stands else _WAITS, {"said": self._said(clocks[number], name, in_force)})]

    def _concerns(self, hits: Hits, context: Context) -> bool:
        if not self.cause or context.use_case == "marketing":
            return True
        return any(asked(signal, hits) for signal in self.cause)

    def _place(self, context: Context) -> tuple[str, tuple[Account, ...]] | None:
        """(name, accounts) of the recipient's place, by its part of the country, else the country."""
        if context.country is not None and context.country != self.country:
            return None
        if context.country is None and not self._here(context):
            return None
        known = self.places.get(f"{self.country}-{context.region}") or self.places.get(self.country)
        found: tuple[str, tuple[Account, ...]] | None = known
        return found

    def _here(self, context: Context) -> bool:
        """Whether an unknown country can be told from region, time zone or number."""
        zones = self.program.timing["zones"]
        if context.region is not None:
            return f"{self.country}-{context.region}" in zones
        if context.recipient_timezone is not None:
            named = context.recipient_timezone
            return named in zones.get(self.country, ()) or named.startswith(self.country + "/")
        return context.recipient is not None

    def _zones(self, context: Context) -> Sequence[str]:
        if context.recipient_timezone is not None:
            return (context.recipient_timezone,)
        zones: dict[str, Sequence[str]] = self.program.timing["zones"]
        if context.region is not None:
            return zones.get(f"{self.country}-{context.region}") or zones.get(self.country, ())
        if self.options["by"] == "area_code":
            ours = zones.get(self.country, ())
            guessed = zones_of_number(context.recipient) if context.recipient is not None else ()
            return guessed if all(zone in ours for zone in guessed) else ()
        whole = zones.get(self.country, ())
        return whole if len(whole) == 1 else ()

    def _level(self, clock: datetime, accounts: Sequence[Account]) -> int:
        """How far the sources agree that the time is closed."""
        holiday = self._is_holiday(clock.date())
        answers = [_answer(one, clock, holiday) for one in accounts]
        if (self.what == "hours" and "hour" not in answers) or (self.what == "days" and "day" not in answers):
            return OPEN
        closed = len(answers) - answers.count("open")
        if not closed:
            return OPEN
        founded = len(answers) > 1 or accounts[0][1] in _BINDING
        return AGREED if closed == len(answers) and founded else DISPUTED

    def _is_holiday(self, day: date) -> bool:
        return self.holidays is not None and is_holiday(tuple(self.program.timing["days"][self.holidays]), day)

    def _closed_beyond(self, clock: datetime, context: Context, day: date | None) -> bool:
        assert self.beyond is not None
        _, places = self.beyond
        place = places.get(f"{self.country}-{context.region}") or places.get(self.country)
        accounts = [one for one in place[1] if _in_force(one, day)] if place else []
        return bool(accounts) and all(_answer(one, clock, False) != "open" for one in accounts)

    def _stands(self, levels: Sequence[int]) -> bool:
        if self.say == "agreed":
            return min(levels) == AGREED
        return min(levels) >= DISPUTED and (self.say == "any" or min(levels) == DISPUTED)

    def _waits(self, levels: Sequence[int]) -> bool:
        """Whether the time zone, if it were known, could make the rule speak."""
        if self.say == "disputed":
            return DISPUTED in levels and AGREED not in levels
        return max(levels) >= (AGREED if self.say == "agreed" else DISPUTED)

    def _said(self, clock: datetime, name: str, accounts: Sequence[Account]) -> str:
        holiday = self._is_holiday(clock.date())
        spans = [(one[0], _span(one, clock, holiday)) for one in accounts]
        head = f"{clock:%A} {clock:%H:%M} in {name}"
        differ = {span for _, span in spans}
        if len(differ) == 1:
            only = f"; {spans[0][0]} alone says so" if len(spans) == 1 and accounts[0][1] not in _BINDING else ""
            return f"{head}, where the hours are {_hours(spans[0][1])}{only}"
        told = ", ".join(f"{_hours(span)} by {who}" for who, span in spans)
        return (
            f"{head}, and sources conflict: {told}" if self.say != "agreed" else f"{head}, where the hours are {told}"
        )


def _hours(span: Span) -> str:
    return "none" if span is None else f"{span[0] // 60:02}:{span[0] % 60:02} to {span[1] // 60:02}:{span[1] % 60:02}"


def _span(account: Account, clock: datetime, holiday: bool) -> Span:
    """The open hours of a day, by one source."""
    return account[5][0] if holiday and account[5] else account[4][clock.weekday()]


def _answer(account: Account, clock: datetime, holiday: bool) -> str:
    """`open`, `hour` (of an open day) or `day`; the last minute named is still open to its first second."""
    span = _span(account, clock, holiday)
    if span is None:
        return "day"
    second = (clock.hour * 60 + clock.minute) * 60 + clock.second
    return "open" if span[0] * 60 <= second <= span[1] * 60 else "hour"


def _in_force(account: Account, day: date | None) -> bool:
    """Whether an account holds on a day; without a day, whether nothing has replaced it."""
    first, last = account[2], account[3]
    if day is None:
        return last is None
    return (first is None or first <= day.isoformat()) and (last is None or day.isoformat() <= last)


@lru_cache(maxsize=1024)
def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError):
        from smslint.errors import SmslintError

        raise SmslintError(
            f"no time zone {name!r} in the tz database of this system; install the package tzdata"
        ) from None


@lru_cache(maxsize=4096)
def zones_of_number(number: str) -> tuple[str, ...]:
    """Time zones of an area code; () when the number tells none."""
    import phonenumbers
    from phonenumbers import timezone

    try:
        found = timezone.time_zones_for_number(phonenumbers.parse(number, "US"))
    except phonenumbers.NumberParseException:
        return ()
    return tuple(name for name in found if name != timezone.UNKNOWN_TIMEZONE)


_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3}
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@lru_cache(maxsize=4096)
def is_holiday(days: tuple[tuple[str, str], ...], day: date) -> bool:
    """Whether one of the (name, rule) pairs falls on a day."""
    return any(_falls_on(rule, day) for _, rule in days)


def _falls_on(rule: str, day: date) -> bool:
    from datetime import timedelta

    if rule.startswith("easter"):
        return day == easter(day.year) + timedelta(days=int(rule[6:]))
    if rule[0].isdigit():
        return f"{day:%m-%d}" == rule
    which, weekday, month = rule.split()
    if day.month != int(month) or day.weekday() != _WEEK.index(weekday):
        return False
    return (day + timedelta(days=7)).month != day.month if which == "last" else (day.day - 1) // 7 == _ORDINALS[which]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm)."""
    from datetime import date

    golden, century = year % 19, year // 100
    leap = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    full = leap - leap // 28 * (1 - leap // 28 * (29 // (leap + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + full + 2 - century + century // 4) % 7
    offset = full - sunday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))
