"""Opt-out rates: per calendar day, and over every window of 24 hours.

rate = unique people who opted out and were sent to / unique people sent to, both within the day or window. People who
opt out of yesterday's text and are sent nothing today do not count today. Without people sent to there is no rate.
Source: plivo-us-best-practices, "Opt-out rate" (which prints the fraction upside down).

A window ends at each send, each opt-out and each midnight, and holds what came after the moment 24 hours before its
end, up to and with its end. The windows are exact: a person is in all windows that end from a text on until 24 hours
later, so unions of such spans, sorted, give the count at every end without looking at a window twice.
"""

from __future__ import annotations

from smslint.campaign.arrays import load_numpy
from smslint.campaign.calendar import HOUR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.campaign.calendar import Calendar

    Array = Any

WINDOW = 24 * HOUR


class Window:
    """Counts of one window, by its end."""

    __slots__ = ("opt_outs", "recipients", "to")

    def __init__(self, to: int, recipients: int, opt_outs: int) -> None:
        self.to = to
        self.recipients = recipients
        self.opt_outs = opt_outs


class DayCount:
    """One day of one group: people sent to, those of them who opted out, messages, and the worst window that ends on it."""

    __slots__ = ("day", "group", "messages", "opt_outs", "peak", "recipients")

    def __init__(self, group: int, day: int, tallies: tuple[int, int, int], peak: Window | None) -> None:
        self.group = group
        self.day = day
        self.messages, self.recipients, self.opt_outs = tallies
        self.peak = peak


class Events:
    """Sends or opt-outs as arrays of one length: group, person, moment; sorted by these."""

    def __init__(self, groups: Array, people: Array, moments: Array, calendar: Calendar) -> None:
        numpy = load_numpy()
        pairs = groups.astype(numpy.int64) << 32 | people.astype(numpy.int64)
        order = numpy.lexsort((moments, pairs))
        self.pairs: Array = pairs[order]
        self.moments: Array = moments[order]
        self.days: Array = calendar.days(self.moments)
        self.groups: Array = self.pairs >> 32


def counts(sends: Events, opt_outs: Events, calendar: Calendar, minimum: int) -> Iterator[DayCount]:
    """The days of every group on which anything was sent or an opt-out came, by group and day.

    minimum: people whom a window needs before it can be the worst of a day; where none has as many, the fullest count.
    """
    numpy = load_numpy()
    sent_spans, opted_spans = spans(sends), spans(opt_outs)
    both = intersections(sent_spans, opted_spans)
    daily = _Daily(sends, opt_outs)
    groups = _distinct(daily.groups)
    slices = [
        _slices(array, groups)
        for array in (sends.groups, opt_outs.groups, sent_spans[0] >> 32, both[0] >> 32, daily.groups)
    ]
    for number, group in enumerate(groups.tolist()):
        sent, opted, spanned, joint, rows = (one[number] for one in slices)
        moments = (sends.moments[sent], opt_outs.moments[opted], calendar.starts[daily.days[rows] + 1] - 1)
        ends = _distinct(numpy.concatenate(moments))
        people = _present(sent_spans, spanned, ends)
        lost = _present(both, joint, ends)
        peaks = _peaks(ends, calendar.days(ends), people, lost, minimum)
        for day, tallies in daily.rows(rows):
            yield DayCount(group, day, tallies, peaks.get(day))


def spans(events: Events) -> tuple[Array, Array, Array]:
    """(pair, from, until): when a person is in the windows that end then. Overlapping ones are one."""
    same = events.pairs[1:] == events.pairs[:-1]
    joined = same & (events.moments[1:] - events.moments[:-1] <= WINDOW)
    numpy = load_numpy()
    first = numpy.concatenate(([True], ~joined))[: len(events.pairs)]
    last = numpy.concatenate((~joined, [True]))[: len(events.pairs)]
    return events.pairs[first], events.moments[first], events.moments[last] + WINDOW


def intersections(sent: tuple[Array, Array, Array], opted: tuple[Array, Array, Array]) -> tuple[Array, Array, Array]:
    """(pair, from, until): when a person is in the windows both as sent to and as opted out."""
    numpy = load_numpy()
    pairs, begins, ends = [], [], []
    first = numpy.searchsorted(sent[0], opted[0], "left")
    last = numpy.searchsorted(sent[0], opted[0], "right")
    longest = int(numpy.max(last - first, initial=0))
    for offset in range(longest):
        place = first + offset
        there = place < last
        place = place[there]
        begin = numpy.maximum(sent[1][place], opted[1][there])
        end = numpy.minimum(sent[2][place], opted[2][there])
        real = begin < end
        pairs.append(opted[0][there][real])
        begins.append(begin[real])
        ends.append(end[real])
    if not pairs:
        return opted[0][:0], opted[1][:0], opted[2][:0]
    pair = numpy.concatenate(pairs)
    order = numpy.argsort(pair, kind="stable")
    return pair[order], numpy.concatenate(begins)[order], numpy.concatenate(ends)[order]


class _Daily:
    """Each (group, day) with anything on it, in order: messages, people sent to, and those who opted out that day."""

    def __init__(self, sends: Events, opt_outs: Events) -> None:
        numpy = load_numpy()
        new = numpy.ones(len(sends.pairs), dtype=bool)
        new[1:] = (sends.pairs[1:] != sends.pairs[:-1]) | (sends.days[1:] != sends.days[:-1])
        fields = [("pair", numpy.int64), ("day", numpy.int32)]
        wanted = new & numpy.isin(sends.pairs, opt_outs.pairs)
        sent = numpy.rec.fromarrays((sends.pairs[wanted], sends.days[wanted]), dtype=fields)
        gone = numpy.intersect1d(sent, numpy.rec.fromarrays((opt_outs.pairs, opt_outs.days), dtype=fields))
        places = sends.groups << 32 | sends.days
        self.listed: Array = _distinct(numpy.concatenate((places, opt_outs.groups << 32 | opt_outs.days)))
        self.groups = self.listed >> 32
        self.days: Array = self.listed & 0xFFFFFFFF
        self.messages: Array = self._tally(places)
        self.recipients: Array = self._tally(places[new])
        self.opt_outs: Array = self._tally(gone["pair"] >> 32 << 32 | gone["day"])

    def rows(self, place: slice) -> Iterator[tuple[int, tuple[int, int, int]]]:
        """Of some rows the day, and (messages, recipients, opt-outs)."""
        days = self.days[place]
        messages, recipients, opt_outs = self.messages[place], self.recipients[place], self.opt_outs[place]
        listed: Iterator[tuple[int, int, int]] = zip(
            messages.tolist(), recipients.tolist(), opt_outs.tolist(), strict=True
        )
        return zip(days.tolist(), listed, strict=True)

    def _tally(self, places: Array) -> Array:
        numpy = load_numpy()
        return numpy.bincount(numpy.searchsorted(self.listed, places), minlength=len(self.listed))


def _distinct(values: Array) -> Array:
    """The different values, in order. numpy.unique hashes, which takes longer on millions of moments."""
    numpy = load_numpy()
    ordered = numpy.sort(values)
    new = numpy.ones(len(ordered), dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


def _slices(values: Array, groups: Array) -> list[slice]:
    """Where each group stands in a sorted array of groups."""
    numpy = load_numpy()
    first = numpy.searchsorted(values, groups, "left").tolist()
    last = numpy.searchsorted(values, groups, "right").tolist()
    return [slice(*pair) for pair in zip(first, last, strict=True)]


def _present(spans_: tuple[Array, Array, Array], place: slice, ends: Array) -> Array:
    """How many spans hold each of some moments; a span ends before its last moment."""
    numpy = load_numpy()
    begun = numpy.searchsorted(numpy.sort(spans_[1][place]), ends, "right")
    over = numpy.searchsorted(numpy.sort(spans_[2][place]), ends, "right")
    return begun - over


def _peaks(ends: Array, days: Array, people: Array, lost: Array, minimum: int) -> dict[int, Window]:
    """The worst window of each day: the highest rate, then the most people, then the earliest."""
    numpy = load_numpy()
    starts = numpy.flatnonzero(numpy.concatenate(([True], days[1:] != days[:-1])))
    fullest = numpy.repeat(numpy.maximum.reduceat(people, starts), numpy.diff(numpy.append(starts, len(days))))
    fair = (people >= numpy.minimum(fullest, minimum)) & (people > 0)
    rate = numpy.where(fair, lost / numpy.maximum(people, 1), -1.0)
    order = numpy.lexsort((ends, -people, -rate, days))
    best = order[starts]
    return {
        int(days[place]): Window(int(ends[place]), int(people[place]), int(lost[place]))
        for place in best
        if fair[place]
    }
