"""What every writer of a study shows first: the worst day or window of each number, and the order of what to do."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

STATUS_WORDS = {"ok": "ok", "monitored": "monitored", "suspension_risk": "suspension risk", "no_traffic": "no traffic"}
GRAVITY = ("no_traffic", "ok", "monitored", "suspension_risk")


class Standing:
    """How one number, campaign or account stands: its totals, and its worst day or window."""

    __slots__ = ("days", "few", "messages", "name", "opt_outs", "rate", "recipients", "status", "when")

    def __init__(self, name: str | None, rows: Sequence[Mapping[str, Any]], minimum: int) -> None:
        self.name = name
        self.days = len(rows)
        self.messages = sum(row["messages"] for row in rows)
        worst, self.when = max(_moments(rows), key=lambda one: (GRAVITY.index(one[0]["status"]), one[0]["rate"] or 0))
        self.status: str = worst["status"]
        self.recipients: int = worst["recipients"]
        self.opt_outs: int = worst["opt_outs"]
        self.rate: float | None = worst["rate"]
        self.few = self.recipients < minimum

    @property
    def words(self) -> str:
        """The status for people; one above a threshold that rests on few of them says so."""
        few = self.few and self.status in ("monitored", "suspension_risk")
        return STATUS_WORDS[self.status] + (" (few people)" if few else "")


def _moments(rows: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], str]]:
    """Every day and every worst window, with what to call it."""
    days = [(row, row["day"]) for row in rows]
    windows = [(row["peak"], f"24 h to {row['peak']['to'][:16].replace('T', ' ')}") for row in rows if row["peak"]]
    return days + windows


def standings(rows: Sequence[Mapping[str, Any]], group: str, minimum: int = 0) -> list[Standing]:
    """One of each name, worst first. minimum: people below whom a rate says little."""
    by_name: dict[str | None, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_name.setdefault(row[group], []).append(row)
    found = [Standing(name, days, minimum) for name, days in by_name.items()]
    return sorted(found, key=lambda one: (-GRAVITY.index(one.status), -(one.rate or 0), str(one.name)))


URGENT = ("OPT014", "OPT016", "CMP002", "OPT015", "EVA008")
"""Rules whose faults go on while somebody reads: before all others, whatever their number."""


def most_urgent(findings: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The first finding of each rule, without mere information: what goes on now, then by gravity as they come."""
    once: dict[str, Mapping[str, Any]] = {}
    for one in findings:
        if one["severity"] != "info":
            once.setdefault(one["rule"], one)
    return sorted(once.values(), key=lambda one: URGENT.index(one["rule"]) if one["rule"] in URGENT else len(URGENT))


def subject_text(subject: Mapping[str, Any]) -> str:
    """What a finding is about, as `sender +18005550142, 2026-03-01`."""
    parts = []
    for key in ("sender", "senders", "campaign", "account", "vendor", "state", "day"):
        if key not in subject:
            continue
        value = subject[key]
        if key == "day":
            parts.append(str(value))
        elif key == "senders":
            parts.append(f"senders {', '.join(value[:3])}{' ...' if len(value) > 3 else ''}")
        elif value is None:
            parts.append(f"no {key}")
        else:
            parts.append(f"{key} {value}")
    return ", ".join(parts)


def place_text(places: Sequence[Mapping[str, Any]], short: bool = False) -> str:
    """Where the first rows stand, as `logs/sends.csv:14, 22, 31`; short: without the folder."""
    by_source: dict[str, list[str]] = {}
    for place in places:
        number = place.get("line", place.get("row"))
        source = place["source"].replace("\\", "/").rpartition("/")[2] if short else place["source"]
        by_source.setdefault(source, []).append(str(number))
    return "; ".join(f"{source}:{', '.join(numbers)}" for source, numbers in by_source.items())


def percent(share: float | None) -> str:
    """A share as per cent; a dash where there was nothing to divide by."""
    return "-" if share is None else f"{share:.1%}"
