"""Random logs with everything that makes counting hard, and the check that counts them twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from smslint.campaign.calendar import SECOND, Calendar
from smslint.campaign.rates import Events, counts
from tests.campaign import brute

ZONES = ("UTC", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia")
AROUND = (datetime(2026, 3, 7, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC), datetime(2026, 4, 4, tzinfo=UTC))
"""Days before the clocks change somewhere."""
NUMBERS = ("+18005550142", "+14155550101", "44390")


def _events(most: int) -> st.SearchStrategy[list[tuple[int, int, int]]]:
    seconds = st.one_of(
        st.integers(0, 96).map(lambda hour: hour * 3600),
        st.integers(0, 96 * 3600),
        st.sampled_from([86_400, 172_800, 86_399, 86_401]),
    )
    return st.lists(st.tuples(st.integers(0, len(NUMBERS) - 1), st.integers(0, 7), seconds), max_size=most)


@st.composite
def logs(draw: st.DrawFn) -> tuple[list[brute.Event], list[brute.Event], str, int]:
    """Sends and opt-outs, unordered, with duplicates, over four days around a change of clocks; a zone; a minimum."""
    start = draw(st.sampled_from(AROUND))

    def events(most: int) -> list[brute.Event]:
        drawn = draw(_events(most))
        return [(NUMBERS[n], f"+1212555{p:04}", start + timedelta(seconds=s)) for n, p, s in drawn]

    return events(60), events(15), draw(st.sampled_from(ZONES)), draw(st.sampled_from([1, 3, 100]))


def check(sends: Sequence[brute.Event], opt_outs: Sequence[brute.Event], zone: str, minimum: int) -> None:
    """Count both ways and compare every number, day and window."""
    moments = [_moment(event) for event in (*sends, *opt_outs)]
    calendar = Calendar(zone, min(moments, default=0), max(moments, default=0))
    found = {}
    for row in counts(_arrays(sends, calendar), _arrays(opt_outs, calendar), calendar, minimum):
        key = (NUMBERS[row.group], calendar.day(row.day).isoformat())
        found[key] = (row.recipients, row.opt_outs), row.peak and (row.peak.to, row.peak.recipients, row.peak.opt_outs)
    clock = ZoneInfo(zone)
    peaks = brute.peaks(sends, opt_outs, clock, minimum)
    wanted = {
        key: (count, peaks[key] and (_micros(peaks[key][0]), *peaks[key][1:]))  # type: ignore[index]
        for key, count in brute.days(sends, opt_outs, clock).items()
    }
    assert found == wanted


def _micros(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _moment(event: brute.Event) -> int:
    return round(event[2].timestamp()) * SECOND


def _arrays(events: Sequence[brute.Event], calendar: Calendar) -> Events:
    import numpy

    return Events(
        numpy.array([NUMBERS.index(number) for number, _, _ in events], dtype=numpy.uint32),
        numpy.array([int(consumer[-4:]) for _, consumer, _ in events], dtype=numpy.uint32),
        numpy.array([_moment(event) for event in events], dtype=numpy.int64),
        calendar,
    )
