"""Failures and complaints against the figures of vendors, each within the days for which a vendor counts."""

from __future__ import annotations

from smslint.campaign.calendar import HOUR
from smslint.campaign.figures import figures
from smslint.campaign.findings import CampaignFinding
from smslint.campaign.optout import reaches
from smslint.counts import counted
from smslint.model import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from smslint.campaign.logs import Logs
    from smslint.campaign.settings import Settings


class Share:
    """So many of so many, of one sending number, in one span of time."""

    def __init__(self, part: int, whole: int, when: str, day: str | None = None) -> None:
        self.part = part
        self.whole = whole
        self.when = when
        self.day = day


class Reached:
    """A vendor's level (warn or block, from a threshold on) that a share reaches."""

    def __init__(self, share: Share, vendor: str, level: str, threshold: float, small: bool) -> None:
        self.share = share
        self.vendor = vendor
        self.level = level
        self.threshold = threshold
        self.small = small

    @property
    def rank(self) -> tuple[Any, ...]:
        """Gravest first: of enough messages, blocked for, from the lowest threshold on, the highest rate, the earliest day."""
        rate = self.share.part / self.share.whole
        return self.small, self.level != "block", self.threshold, -rate, self.share.day or ""


Shares = dict[int, list[Share]]
"""By sending number."""


def failure_findings(logs: Logs, settings: Settings) -> Iterator[CampaignFinding]:
    """CMP004 against every vendor's figures, or only those asked for: each number at its worst."""
    reached = _reached(logs, figures("delivery")["error_rate"], settings, _failed)
    names = logs.names("numbers")
    for sender, found in sorted(reached.items()):
        worst = min(found, key=lambda one: one.rank)
        share, days = worst.share, _days(worst, found)
        again = f"; so on {days} days" if days > 1 else ""
        yield CampaignFinding(
            "CMP004",
            f"{share.part:,} of {share.whole:,} messages failed {share.when}: {share.part / share.whole:.1%};"
            f" {worst.vendor} {worst.level}s from {worst.threshold:.1%}{again}",
            {"sender": names[sender], **({"day": share.day} if share.day else {})},
            share.part,
            "messages",
            lowered=worst.small,
            severity=Severity.ERROR if worst.level == "block" else Severity.WARNING,
        )


def complaint_findings(
    logs: Logs, complained: Sequence[Mapping[str, Any]], settings: Settings
) -> Iterator[CampaignFinding]:
    """CMP005 for every number that was complained about. complained: as the study lists them."""
    reached = _reached(logs, figures("delivery")["complaint_rate"], settings, _complained)
    names = logs.names("numbers")
    worst = {names[sender]: min(found, key=lambda one: one.rank) for sender, found in reached.items()}
    for row in complained:
        one = worst.get(row["sender"])
        beyond = f"; {one.share.when} more than {one.vendor}'s {one.threshold:.2%}" if one else ""
        yield CampaignFinding(
            "CMP005",
            f"{counted(row['complainants'], 'person')} forwarded texts of this number to 7726"
            + (f": {row['rate']:.2%} of those sent to{beyond}" if row["rate"] is not None else ""),
            {"sender": row["sender"]},
            row["complaints"],
            "complaints",
            lowered=one is None,
        )


def _days(worst: Reached, found: Sequence[Reached]) -> int:
    """On how many days the same was reached."""
    same = (worst.vendor, worst.level, worst.small)
    return len({one.share.day for one in found if (one.vendor, one.level, one.small) == same})


def _reached(logs: Logs, table: Mapping[str, Any], settings: Settings, shares: Any) -> dict[int, list[Reached]]:
    """By sending number, every level of every vendor that any of its shares reaches. shares: makes those of so many days."""
    found: dict[int, list[Reached]] = {}
    for vendor, levels in table.items():
        if settings.vendors and vendor not in settings.vendors:
            continue
        for sender, listed in shares(logs, levels["days"]).items():
            for share in listed:
                level = _level(share, levels)
                if level is not None:
                    small = share.whole < settings.minimum
                    found.setdefault(sender, []).append(Reached(share, vendor, level, levels[level], small))
    return found


def _level(share: Share, levels: Mapping[str, Any]) -> str | None:
    graver_first = (level for level in ("block", "warn") if level in levels)
    return next((level for level in graver_first if reaches(share.part, share.whole, levels[level])), None)


def _failed(logs: Logs, days: int) -> Shares:
    """Failed messages among those with a known outcome: of each day of the zone, or of the last days of the log."""
    day = "cast(cast(make_timestamptz(moment) as date) as varchar)" if days == 1 else "null"
    rows = logs.connection.execute(
        f"select sender, {day}, count_if(outcome = 'failed'), count(*) from outcomes"
        f" where outcome is not null and ({days} = 1 or moment > {_since(days)}) group by 1, 2 order by 1, 2"
    ).fetchall()
    return _by_sender(rows, days)


def _complained(logs: Logs, days: int) -> Shares:
    """People who complained among those sent to, in the last days of the log."""
    rows = logs.connection.execute(
        f"""with reached as (select distinct sender, recipient from sends where moment > {_since(days)}),
        heard as (select distinct sender, recipient from complaints where moment > {_since(days)})
        select r.sender, null, count(h.recipient), count(*) from reached r left join heard h
          on h.sender = r.sender and h.recipient = r.recipient group by 1 order by 1"""
    ).fetchall()
    return _by_sender(rows, days)


def _since(days: int) -> str:
    return f"(select max(moment) from sends) - {days * 24 * HOUR}"


def _by_sender(rows: Sequence[tuple[int, str | None, int, int]], days: int) -> Shares:
    found: Shares = {}
    for sender, day, part, whole in rows:
        when = f"on {day}" if day else f"in the last {days} days"
        found.setdefault(sender, []).append(Share(part, whole, when, day))
    return found
