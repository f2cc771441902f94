"""How a volume would go out, for people and for programs."""

from __future__ import annotations

from datetime import timedelta

from smslint.campaign.figures import figures
from smslint.campaign.plan.limits import daily_cap
from smslint.counts import counted
from smslint.report.encode import dumps
from smslint.report.layout import wrapped
from smslint.report.paint import paint
from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from smslint.campaign.plan.remedy import Remedy
    from smslint.campaign.plan.simulate import Course
    from smslint.campaign.plan.volume import Volume
    from smslint.report.record import Style

VERSION = 1
NUMBER_NAMES = {
    "10dlc": "10DLC number",
    "toll_free": "toll-free number",
    "short_code": "short code",
    "long_code": "long code",
}
CARRIER_NAMES = {"tmobile": "T-Mobile", "att": "AT&T", "verizon": "Verizon", "other": "others", "canada": "Canada"}
_CARRIER_ROW = "  {:<10}{:>14}{:>14}{:>14}{:>14}  {}"


def plan_text(course: Course, proposals: Sequence[Remedy], style: Style) -> str:
    """The answer first, then carriers, limits, proposals and what was assumed."""
    lines = [
        *wrapped(_volume_text(course.volume), "", style.width),
        "",
        *_outcome(course, style),
        "",
        *_carriers(course),
        "",
    ]
    for label, sentences in (
        ("limited by", _bounds(course)),
        ("would help", _proposed(proposals)),
        ("assumed", assumptions(course.volume)),
    ):
        for sentence in sentences:
            lines += wrapped(sentence, f"{label + ':':<12}", style.width)
    return "\n".join(lines).rstrip() + "\n"


def _volume_text(volume: Volume) -> str:
    what = "MMS" if volume.mms else "SMS" if volume.segments == 1 else f"SMS of {volume.segments} segments"
    score = (
        ""
        if volume.number_type != "10dlc" or volume.country != "US"
        else f", vetting score {'unknown' if volume.score is None else volume.score}"
    )
    when = "at once" if not volume.spread else f"over {duration(volume.spread)}"
    numbers = counted(volume.numbers, NUMBER_NAMES[volume.number_type])
    return f"{volume.messages:,} {what} from {numbers} in {volume.country}{score}, handed over {when}"


def _outcome(course: Course, style: Style) -> Iterator[str]:
    lost = course.expired + course.failed
    verdict = paint("all leave" if not lost else f"{lost:,} do not leave", "pass" if not lost else "error", style.color)
    yield verdict
    last = "" if course.last is None else f", the last after {duration(course.last)}{_clock(course)}"
    yield f"  leave   {course.sent:>14,}{last}"
    error = figures("expiry")["error_code"]
    yield f"  expire  {course.expired:>14,}  waited more than {duration(course.volume.expiry)} (error {error})"
    yield f"  fail    {course.failed:>14,}  at the daily cap of T-Mobile"


def _clock(course: Course) -> str:
    if course.volume.start is None or course.last is None:
        return ""
    return f" ({(course.volume.start + timedelta(seconds=course.last)).isoformat(sep=' ', timespec='seconds')})"


def _carriers(course: Course) -> Iterator[str]:
    yield _CARRIER_ROW.format("carrier", "reached", "leave", "expire", "fail", "last after").rstrip()
    for carrier in course.carriers:
        passed = carrier.sent + carrier.expired + carrier.failed
        last = duration(carrier.last) if carrier.sent else "-"
        counts = (f"{value:,}" for value in (passed, carrier.sent, carrier.expired, carrier.failed))
        yield _CARRIER_ROW.format(CARRIER_NAMES[carrier.name], *counts, last)
    if course.expired_in_account:
        yield f"  {course.expired_in_account:,} expired in the account's queue, before their carrier's turn came"


def _bounds(course: Course) -> list[str]:
    said = [f"{name}, which held messages back for {duration(seconds)}" for name, seconds in _held(course)[:3]]
    capped = [
        f"the daily cap of {CARRIER_NAMES[carrier.name]}, {carrier.cap:,} segments"
        for carrier in course.carriers
        if carrier.failed
    ]
    return [*capped, *said]


def _held(course: Course) -> list[tuple[str, int]]:
    """(limit, seconds in which it held messages back), the longest first."""
    return sorted(course.bound.items(), key=lambda pair: (-pair[1], pair[0]))


def _proposed(proposals: Sequence[Remedy]) -> list[str]:
    said = []
    for remedy in proposals:
        course = remedy.course
        whole = "all leave" if remedy.complete else f"{course.sent:,} of {course.volume.messages:,} leave"
        last = "" if course.last is None else f", the last after {duration(course.last)}"
        said.append(f"{remedy.say} ({whole}{last})")
    return said


def assumptions(volume: Volume) -> list[str]:
    """What the plan takes for granted."""
    said = []
    if volume.assumed_shares:
        parts = ", ".join(f"{CARRIER_NAMES[name]} {part} %" for name, part in volume.shares.items())
        said.append(f"recipients by carrier: {parts} (no source; give --shares)")
    if daily_cap(volume, "tmobile") is not None and not volume.score:
        said.append("without a vetting score T-Mobile's cap is not published; that of the lowest tier is taken")
    if volume.start is None and volume.number_type == "10dlc" and volume.country == "US":
        said.append("sending begins as a Pacific day begins (give --start)")
    if volume.number_type == "toll_free":
        said.append("the toll-free numbers are verified; from others nothing leaves")
    if volume.number_type == "10dlc" and volume.numbers > figures("throughput")["most_numbers"]:
        said.append(
            f"T-Mobile granted a number pool request; without one {figures('throughput')['most_numbers']} numbers are the most"
        )
    if volume.number_type == "10dlc" and volume.country == "US" and volume.numbers > 1 and not volume.mms:
        said.append("the rates of 10DLC are those of the brand; more numbers do not raise them")
    advised = figures("expiry")["advised"].get(volume.use_case or "")
    if advised and not advised["least"] <= volume.expiry <= advised["most"]:
        said.append(
            f"an expiry of {volume.expiry:,} seconds, where {advised['least']:,} to {advised['most']:,} are advised"
        )
    if volume.segments > 1:
        said.append("rates of numbers, minutes and days count segments; the account's rate counts messages")
        said.append("a message whose segments find no room in one second or minute goes out over two")
    return said


def duration(seconds: int) -> str:
    """`13 min 0 s`, `2 h 0 min`."""
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    if hours:
        return f"{hours:,} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def plan_json(course: Course, proposals: Sequence[Remedy]) -> str:
    """One JSON object."""
    volume = course.volume
    start = volume.start
    last = course.last
    plan: dict[str, Any] = {
        "volume": {
            "messages": volume.messages, "segments": volume.segments, "mms": volume.mms, "country": volume.country,
            "number_type": volume.number_type, "numbers": volume.numbers, "score": volume.score,
            "use_case": volume.use_case, "expiry_seconds": volume.expiry, "spread_seconds": volume.spread,
            "start": start.isoformat() if start is not None else None, "sent_today": volume.sent_today, "shares": volume.shares,
        },
        "sent": course.sent, "expired": course.expired, "failed": course.failed, "last_seconds": last,
        "last_at": (start + timedelta(seconds=last)).isoformat() if start is not None and last is not None else None,
        "carriers": [
            {
                "carrier": carrier.name, "sent": carrier.sent, "expired": carrier.expired, "failed": carrier.failed,
                "last_seconds": carrier.last if carrier.sent else None, "daily_cap": carrier.cap,
                "limits": [limit.to_dict() for limit in carrier.limits],
            }
            for carrier in course.carriers
        ],
        "expired_in_account": course.expired_in_account,
        "limits": [limit.to_dict() for limit in course.limits],
        "limited_by": [{"limit": name, "seconds": held} for name, held in _held(course)],
        "remedies": [remedy.to_dict() for remedy in proposals],
        "assumptions": assumptions(volume),
        "course": [dict(zip(("seconds", "sent", "expired", "failed"), point, strict=True)) for point in course.points],
    }  # fmt: skip
    return dumps({"version": VERSION, "tool": {"name": "smslint", "version": __version__}, "plan": plan}) + "\n"
