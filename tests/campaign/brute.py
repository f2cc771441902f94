"""Opt-out rates counted the slow way, in plain Python, from the definition: what the fast way has to equal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

Event = tuple[str, str, datetime]
"""Business number, consumer, moment."""
DAY = timedelta(hours=24)
TICK = timedelta(microseconds=1)
Count = tuple[int, int]
"""People sent to, and those of them who opted out."""


def counted(sends: Sequence[Event], opt_outs: Sequence[Event]) -> Count:
    """Of events that are all in the window."""
    people = {consumer for _, consumer, _ in sends}
    return len(people), len(people & {consumer for _, consumer, _ in opt_outs})


def next_midnight(moment: datetime, zone: ZoneInfo) -> datetime:
    """When the day of a moment ends on the clocks of a zone."""
    local = moment.astimezone(zone).date() + timedelta(days=1)
    return datetime(local.year, local.month, local.day, tzinfo=zone).astimezone(UTC)


def days(sends: Sequence[Event], opt_outs: Sequence[Event], zone: ZoneInfo) -> dict[tuple[str, str], Count]:
    """Counts of every number and calendar day with anything on it."""
    keys = {(number, moment.astimezone(zone).date()) for number, _, moment in (*sends, *opt_outs)}

    def of(events: Sequence[Event], key: object) -> list[Event]:
        return [one for one in events if (one[0], one[2].astimezone(zone).date()) == key]

    return {(key[0], key[1].isoformat()): counted(of(sends, key), of(opt_outs, key)) for key in keys}


def peaks(
    sends: Sequence[Event], opt_outs: Sequence[Event], zone: ZoneInfo, minimum: int
) -> dict[tuple[str, str], tuple[datetime, int, int] | None]:
    """End, people and opt-outs of the worst window that ends on each day: at a send, an opt-out or the last instant."""
    found = {}
    for number, day in days(sends, opt_outs, zone):
        mine = [one for one in (*sends, *opt_outs) if one[0] == number]
        today = [moment for _, _, moment in mine if moment.astimezone(zone).date().isoformat() == day]
        ends = sorted({*(moment.astimezone(UTC) for moment in today), next_midnight(today[0], zone) - TICK})

        def window(events: Sequence[Event], end: datetime, number: str = number) -> list[Event]:
            return [one for one in events if one[0] == number and end - DAY < one[2] <= end]

        counts = [(end, *counted(window(sends, end), window(opt_outs, end))) for end in ends]
        fullest = max(people for _, people, _ in counts)
        fair = [one for one in counts if one[1] and one[1] >= min(minimum, fullest)]
        found[number, day] = min(fair, key=lambda one: (-one[2] / one[1], -one[1], one[0]), default=None)
    return found
