"""Calendar days of a time zone as spans of moments: 23 and 25 hours long where the clocks change."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from smslint.campaign.arrays import load_numpy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Array = Any

SECOND = 1_000_000
"""Microseconds, the unit of moments."""
HOUR = 3600 * SECOND


class Calendar:
    """The days of a zone from the first to the last of some moments.

    `starts` has one moment more than there are days: the end of the last.
    """

    def __init__(self, zone: str, first: int, last: int) -> None:
        numpy = load_numpy()
        self.zone = ZoneInfo(zone)
        self._first = self.at(first).date()
        count = (self.at(last).date() - self._first).days + 1
        self.starts: Array = numpy.array([self._start(number) for number in range(count + 1)], dtype=numpy.int64)

    def at(self, moment: int) -> datetime:
        """A moment on the clocks of the zone."""
        return datetime.fromtimestamp(moment / SECOND, self.zone)

    def iso(self, moment: int) -> str:
        """A moment as ISO 8601 with the offset of the zone; fractions of a second only where there are any."""
        whole = datetime.fromtimestamp(moment // SECOND, self.zone).replace(microsecond=moment % SECOND)
        return whole.isoformat()

    def day(self, number: int) -> date:
        """The date of a day by its number."""
        return self._first + timedelta(days=int(number))

    def days(self, moments: Array) -> Array:
        """Numbers of the days on which moments fall."""
        numpy = load_numpy()
        return numpy.searchsorted(self.starts, moments, "right").astype(numpy.int32) - 1

    def _start(self, number: int) -> int:
        day = self.day(number)
        return round(datetime(day.year, day.month, day.day, tzinfo=self.zone).timestamp()) * SECOND
