"""What would let a volume out, each proposal simulated before it is made."""

from __future__ import annotations

from math import ceil

from smslint.campaign.figures import figures
from smslint.campaign.plan.limits import daily_cap
from smslint.campaign.plan.simulate import Course, Deal, simulate
from smslint.campaign.plan.volume import LONGEST_SPREAD, PlanError, Volume

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

HORIZON = 86_400
"""Seconds of the longest course that a proposal is simulated for; longer ones would take minutes."""


class Remedy:
    """One proposal: `kind` names it, `say` is a sentence, `course` how it would go."""

    __slots__ = ("course", "kind", "say")

    def __init__(self, kind: str, say: str, course: Course) -> None:
        self.kind = kind
        self.say = say
        self.course = course

    @property
    def complete(self) -> bool:
        """Whether everything leaves."""
        return not self.course.expired and not self.course.failed

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        course = self.course
        return {
            "kind": self.kind, "say": self.say, "complete": self.complete, "sent": course.sent, "expired": course.expired,
            "failed": course.failed, "last_seconds": course.last,
        }  # fmt: skip


def remedies(course: Course) -> list[Remedy]:
    """Proposals that do better than the course, those that let everything out first; none when nothing is lost."""
    if not course.expired and not course.failed:
        return []
    found = []
    for kind, say, volume in _proposals(course):
        try:
            made = Remedy(kind, say, simulate(volume()))
        except PlanError:
            continue
        if made.course.sent / made.course.volume.messages > course.sent / course.volume.messages:
            found.append(made)
    return sorted(found, key=lambda remedy: not remedy.complete)


def _proposals(course: Course) -> Iterator[tuple[str, str, Any]]:
    volume = course.volume
    if course.expired:
        yield from _against_expiry(course)
    if course.failed:
        yield from _against_the_cap(volume)
    if course.expired and course.failed:
        days, part = _days(volume)
        needed = _seconds(part, course)
        if needed <= HORIZON:
            say = f"split over {days} days and hand each day's {part.messages:,} messages over within {_hours(needed)}"
            yield "days_and_spread", say, lambda: part.with_(spread=needed)


def _against_expiry(course: Course) -> Iterator[tuple[str, str, Any]]:
    volume, longest = course.volume, figures("expiry")["default"]
    needed = _seconds(volume, course)
    if volume.spread < needed <= min(HORIZON, LONGEST_SPREAD):
        yield (
            "spread",
            f"hand the messages over within {_hours(needed)}, not at once",
            lambda: volume.with_(spread=needed),
        )
    rate = ceil(volume.messages / (volume.expiry + volume.spread))
    if rate > course.limits[0].units / course.limits[0].seconds:
        say = f"ask for an account rate of {rate:,} messages a second"
        yield "account_rate", say, lambda: volume.with_(account_rate=rate)
    numbers = _numbers(volume, course)
    if numbers is not None:
        say = f"send from {numbers} numbers"
        if rate > course.limits[0].units / course.limits[0].seconds:
            say += f", with an account rate of {rate:,} a second"
            yield "numbers", say, lambda: volume.with_(numbers=numbers, account_rate=rate)
        else:
            yield "numbers", say, lambda: volume.with_(numbers=numbers)
    if volume.expiry < longest and volume.use_case != "otp":
        yield (
            "expiry",
            f"let messages wait {longest:,} seconds, if they are of use that long",
            lambda: volume.with_(expiry=longest),
        )
    yield from _better_scores(volume)


def _numbers(volume: Volume, course: Course) -> int | None:
    """Numbers that would carry the volume in time, None when the numbers are not what holds it back."""
    most = figures("throughput")["most_numbers"]
    per_number = [
        limit
        for limit in (*course.limits[1:], *(one for carrier in course.carriers for one in carrier.limits))
        if "M" in limit.name or "numbers" in limit.name
    ]
    if not per_number:
        return None
    window = volume.expiry + volume.spread
    wanted = max(
        ceil(volume.messages * limit.cost * limit.seconds * volume.numbers / (limit.units * window))
        for limit in per_number
    )
    return wanted if volume.numbers < wanted <= most else None


def _against_the_cap(volume: Volume) -> Iterator[tuple[str, str, Any]]:
    days, part = _days(volume)
    if days > 1:
        yield "days", f"split over {days} days, {part.messages:,} messages each", lambda: part
    if volume.sent_today and days == 1:
        yield "tomorrow", "send after midnight Pacific, when the cap begins anew", lambda: part
    yield from _better_scores(volume)


def _better_scores(volume: Volume) -> Iterator[tuple[str, str, Any]]:
    if volume.number_type != "10dlc" or volume.country != "US":
        return
    for tier in reversed(figures("throughput")["per_day"]["tiers"]):
        least = tier["score"][0]
        if least > (volume.score or 0):
            yield "vetting", f"have the brand vetted to a score of {least} or more", _scored(volume, least)


def _scored(volume: Volume, score: int) -> Any:
    return lambda: volume.with_(score=score)


def _days(volume: Volume) -> tuple[int, Volume]:
    """Over how many Pacific days the cap spreads the volume, and a day's part of it from midnight on."""
    deal = dict(zip(volume.shares, Deal(volume.shares).first(volume.messages), strict=True))
    days = 1
    for carrier, messages in deal.items():
        cap = daily_cap(volume, carrier)
        if cap is not None and messages:
            days = max(days, ceil(messages / max(1, cap // volume.segments)))
    while True:
        part = volume.with_(messages=ceil(volume.messages / days), sent_today=0, start=None)
        counts = dict(zip(part.shares, Deal(part.shares).first(part.messages), strict=True))
        caps = {carrier: daily_cap(part, carrier) for carrier in counts}
        if all(cap is None or counts[carrier] * part.segments <= cap for carrier, cap in caps.items()) or days > 10_000:
            return days, part
        days += 1


def _seconds(volume: Volume, course: Course) -> int:
    """Seconds that the tightest limit needs for the whole volume."""
    counts = Deal(volume.shares).first(volume.messages)
    longest = max(volume.messages * limit.cost * limit.seconds / limit.units for limit in course.limits)
    for carrier, messages in zip(course.carriers, counts, strict=True):
        for limit in carrier.limits:
            longest = max(longest, messages * limit.cost * limit.seconds / limit.units)
    return ceil(longest)


def _hours(seconds: int) -> str:
    if seconds < 120:
        return f"{seconds} seconds"
    return f"{ceil(seconds / 60)} minutes" if seconds < 7200 else f"{seconds / 3600:.1f} hours"
