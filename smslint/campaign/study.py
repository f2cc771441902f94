"""One study of a campaign: the logs in, everything that they show out."""

from __future__ import annotations

from smslint.campaign import (
    delivery,
    dlt,
    exposure,
    failures,
    hours,
    optout,
    outcomes,
    pacing,
    repetition,
    revocation,
    sequence,
    spread,
)
from smslint.campaign.content import Content
from smslint.campaign.families import Families
from smslint.campaign.findings import CampaignFinding, in_order
from smslint.campaign.place import unread_places
from smslint.campaign.templates import content_findings, summary_of_content
from smslint.campaign.thresholds import carrier_findings, vendor_findings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from smslint.campaign.logs import Logs
    from smslint.campaign.settings import Settings
    from smslint.linter import Linter

VERSION = 1


class Study:
    """What was found. `to_dict` is the JSON shape of the contract, with more keys; no text and no consumer's number in it."""

    def __init__(self, sections: dict[str, Any], findings: list[CampaignFinding], summary: dict[str, Any]) -> None:
        self.sections = sections
        self.findings = findings
        self.summary = summary

    def to_dict(self) -> dict[str, Any]:
        """Everything, in a fixed order."""
        return {
            "version": VERSION,
            **self.sections,
            "findings": [finding.to_dict() for finding in self.findings],
            "summary": self.summary,
        }


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def study(
    logs: Logs, settings: Settings, linter: Linter | None, progress: Callable[[int, int], None] = _silent
) -> Study:
    """Count, judge and compare everything that the logs and settings allow.

    linter: judges the texts; None, or a part that the settings leave out, makes what needs it absent.
    Raises SettingsError for a campaign's settings that cannot be taken.
    """
    logs.drop_repeats()
    replies = optout.read_replies(logs)
    calendar = optout.make_calendar(logs, settings.zone)
    sections: dict[str, Any] = {}
    findings: list[CampaignFinding] = []
    for group in optout.GROUPS:
        names = logs.names("numbers" if group == "sender" else "labels")
        sections[f"{group}s"] = [
            optout.record(count, group, names.get(count.group), calendar)
            for count in optout.day_counts(logs, group, calendar, settings.minimum)
        ]
    findings += carrier_findings(sections["senders"], settings.minimum)
    findings += vendor_findings(logs, sections["accounts"], settings.vendors, settings.minimum)
    sections["replies"] = replies
    findings += _delivery(logs, settings, sections)
    findings += _content(logs, settings, linter, sections, progress)
    sections["unused_settings"] = settings.unused(row[0] for row in logs.connection.execute(_CAMPAIGNS).fetchall())
    summary = _summary(logs, settings, linter, sections, findings)
    return Study(sections, in_order(findings), summary)


def _delivery(logs: Logs, settings: Settings, sections: dict[str, Any]) -> Iterator[CampaignFinding]:
    if "delivery" not in settings.parts:
        return
    sections.update(delivery.join_reports(logs, settings))
    sections["delivery"] = delivery.delivery(logs)
    sections["complaints"] = delivery.complaints(logs)
    yield from failures.failure_findings(logs, settings)
    yield from failures.complaint_findings(logs, sections["complaints"], settings)


def _content(
    logs: Logs,
    settings: Settings,
    linter: Linter | None,
    sections: dict[str, Any],
    progress: Callable[[int, int], None],
) -> Iterator[CampaignFinding]:
    judged = linter is not None and "content" in settings.parts
    if judged:
        assert linter is not None
        content = Content(logs, settings, linter)
        content.judge(progress)
        sections["content"] = summary_of_content(content)
        yield from content_findings(content)
    found = list(revocation.after_opt_out(logs, judged))
    if judged:
        sections["exposure"] = exposure.exposure(logs)
        yield from exposure.exposure_findings(sections["exposure"])
        if "outcomes" in settings.parts and "delivery" in settings.parts:
            sections["outcomes"] = outcomes.outcomes(logs)
    if "sequences" not in settings.parts:
        return
    yield from found
    yield from revocation.to_be_read(logs)
    yield from sequence.broken_promises(logs, settings)
    yield from _spread(logs, settings)
    if judged:
        yield from sequence.overdue(logs, settings)
        yield from sequence.silent_about_frequency(logs)
        hours.lay_out(content)
        sections["unread_places"] = unread_places(logs)
        yield from hours.quiet_hours(content)
        yield from hours.caps(logs)


def _spread(logs: Logs, settings: Settings) -> Iterator[CampaignFinding]:
    families = Families(logs)
    yield from spread.numbers(logs)
    yield from spread.domains(logs, families)
    yield from spread.snowshoeing(logs, families)
    yield from spread.drift(logs, settings, families)
    yield from repetition.identical(logs, settings)
    yield from repetition.cycling_links(logs, families)
    if "delivery" in settings.parts:
        yield from repetition.cycling_numbers(logs)
    yield from dlt.unregistered(logs, settings)
    yield from pacing.carts(logs)
    yield from pacing.stale(logs)


def _summary(
    logs: Logs, settings: Settings, linter: Linter | None, sections: dict[str, Any], findings: list[CampaignFinding]
) -> dict[str, Any]:
    severities = {
        level: sum(finding.severity.value == level for finding in findings) for level in ("error", "warning", "info")
    }
    days = [row["day"] for row in sections["senders"]]
    recipients = logs.one("select count(distinct recipient) from sends")
    return {
        "zone": settings.zone,
        "minimum_recipients": settings.minimum,
        "rows": dict(logs.rows),
        "rejected": len(logs.rejects),
        "repeated": logs.repeated,
        "unread_logs": len(logs.lost),
        "replies_to_unknown_numbers": logs.one(_STRAY),
        "from": min(days, default=None),
        "to": max(days, default=None),
        "recipients": recipients,
        "opted_out": logs.one("select count(distinct recipient) from opt_outs"),
        "senders": _statuses(sections["senders"]),
        "findings": severities,
        "parts": list(settings.parts),
        "ruleset": linter.ruleset.to_dict() if linter is not None else None,
    }


def _statuses(rows: list[dict[str, Any]]) -> dict[str, int]:
    """How many numbers have each status as their worst."""
    worst: dict[str, str] = {}
    for row in rows:
        for one in (row, row["peak"] or row):
            if _WORSE.index(one["status"]) > _WORSE.index(worst.get(row["sender"], optout.NO_TRAFFIC)):
                worst[row["sender"]] = one["status"]
    return {status: sum(one == status for one in worst.values()) for status in reversed(_WORSE)}


_CAMPAIGNS = "select distinct l.shown from sends s join labels l on l.id = s.campaign"
_STRAY = "select count(*) from replies where sender not in (select sender from sends)"
"""SQL: replies to numbers that sent nothing; all of them, where the two ends of a reply were taken for each other."""
_WORSE = (optout.NO_TRAFFIC, optout.OK, optout.MONITORED, optout.SUSPENSION_RISK)
