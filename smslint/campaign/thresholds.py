"""Opt-out rates against thresholds: those of carriers for each number, those of vendors for each account."""

from __future__ import annotations

from smslint.campaign.calendar import HOUR
from smslint.campaign.figures import figures
from smslint.campaign.findings import CampaignFinding
from smslint.campaign.optout import MONITORED, SUSPENSION_RISK, reaches
from smslint.counts import counted
from smslint.model import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from smslint.campaign.logs import Logs

    Row = dict[str, Any]


def carrier_findings(rows: Sequence[Row], minimum: int) -> Iterator[CampaignFinding]:
    """CMP001 and CMP002: numbers of which a day or a window of 24 hours reaches a threshold, at their worst.

    rows: days of numbers; minimum: people below whom a finding weighs one step less.
    """
    bad: dict[tuple[str, str, bool], list[tuple[Row, Row]]] = {}
    for row in rows:
        for found in (row, row["peak"]):
            if found and found["status"] in (MONITORED, SUSPENSION_RISK):
                key = (row["sender"], found["status"], found["recipients"] < minimum)
                bad.setdefault(key, []).append((row, found))
    for (_, status, small), listed in bad.items():
        yield _carrier_finding(status, small, listed, minimum)


def _carrier_finding(status: str, small: bool, listed: Sequence[tuple[Row, Row]], minimum: int) -> CampaignFinding:
    row, worst = max(listed, key=lambda one: (one[1]["rate"], one[1]["recipients"]))
    rule = "CMP002" if status == SUSPENSION_RISK else "CMP001"
    days = len({one["day"] for one, _ in listed})
    when = f"on {row['day']}" if worst is row else f"in the 24 hours to {worst['to']}"
    says = (
        f"{worst['opt_outs']:,} of {counted(worst['recipients'], 'person')} opted out {when}: {worst['rate']:.1%},"
        f" {'at risk of suspension' if rule == 'CMP002' else 'monitored'}{f'; so on {days} days' if days > 1 else ''}"
    )
    if small:
        says += f"; fewer than {counted(minimum, 'person')}, so by chance perhaps"
    subject = {"sender": row["sender"], "day": row["day"]}
    return CampaignFinding(rule, says, subject, worst["opt_outs"], "people", lowered=small)


def vendor_findings(logs: Logs, rows: Sequence[Row], vendors: Sequence[str], minimum: int) -> Iterator[CampaignFinding]:
    """CMP003: days of an account, or its last 30 days, on which a vendor would act. rows: days of accounts."""
    table = figures("opt-out-rate")["vendors"]
    for vendor in vendors:
        if vendor not in table:
            continue
        days = table[vendor]["days"]
        spans = [(row, f"on {row['day']}") for row in rows]
        if days > 1:
            spans = [(row, f"in the last {days} days") for row in _last_days(logs, days)]
        for row, when in spans:
            yield from _vendor_finding(row, when, vendor, table[vendor], minimum)


def _vendor_finding(row: Row, when: str, vendor: str, levels: Row, minimum: int) -> Iterator[CampaignFinding]:
    part, whole = row["opt_outs"], row["recipients"]
    for level, severity in (("block", Severity.ERROR), ("warn", Severity.WARNING)):
        if level in levels and reaches(part, whole, levels[level]):
            said = f"{part:,} of {counted(whole, 'person')} opted out {when}: {part / whole:.1%};"
            said += f" {vendor} {level}s from {levels[level]:.0%}"
            subject = {"account": row["account"], "vendor": vendor, **({"day": row["day"]} if "day" in row else {})}
            yield CampaignFinding("CMP003", said, subject, part, "people", lowered=whole < minimum, severity=severity)
            return


def _last_days(logs: Logs, days: int) -> list[Row]:
    """People sent to, and those of them who opted out, in the days before the last message of the log, by account."""
    since = f"(select max(moment) from sends) - {days * 24 * HOUR}"
    names = logs.names("labels")
    found = logs.connection.execute(
        f"""with reached as (select distinct account, sender, recipient from sends where moment > {since}),
        gone as (select distinct sender, recipient from opt_outs where moment > {since})
        select account, count(distinct r.recipient), count(distinct g.recipient)
        from reached r left join gone g on g.sender = r.sender and g.recipient = r.recipient group by 1 order by 1"""
    ).fetchall()
    return [{"account": names.get(account), "recipients": sent, "opt_outs": lost} for account, sent, lost in found]
