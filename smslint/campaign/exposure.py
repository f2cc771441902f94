"""Fines at risk: T-Mobile's fee for each violation, if the carrier rules it one. Never a bill.

Only messages sent on or after the day the fees came into force count, and only to subscribers of the carriers that
charge them; where the log names no carrier, all recipients count, so the sum is the most that is at risk.
Source: plivo-content-guidelines, "Implementation of non-compliance fees".
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from smslint.campaign.calendar import SECOND
from smslint.campaign.figures import figures
from smslint.campaign.findings import CampaignFinding
from smslint.counts import counted
from smslint.places import CARRIERS, party

AFTER_OPT_OUT = 3
"""Tier of a text to somebody who had opted out: none of the first two categories."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.campaign.logs import Logs


def exposure(logs: Logs) -> list[dict[str, Any]]:
    """Of each campaign and tier: texts and messages with a fault of that tier, and what they put at risk.

    `usd_per_message` takes every message for a violation, `usd_per_campaign` the campaign as one.
    A message counts in its worst tier only; one to a person who had opted out has tier 3 whatever it says.
    """
    fees = figures("t-mobile-fees")
    since = datetime.combine(date.fromisoformat(fees["effective"]), datetime.min.time(), UTC)
    charging = [
        number
        for number, name in logs.names("labels").items()
        if party(name.strip().lower(), CARRIERS)[0] in fees["carriers"]
    ]
    named = logs.one("select count(*) from sends where carrier is not null")
    where = f"(s.carrier is null or list_contains({charging}::uinteger[], s.carrier))" if named else "true"
    rows = logs.connection.execute(
        f"with breaches as (select file, line, min(tier) as tier from ({_BREACHES}) group by 1, 2)"
        f" select s.campaign, b.tier, count(distinct s.text), count(*), count_if(s.carrier is null)"
        f" from sent s join breaches b using (file, line)"
        f" where s.moment >= {int(since.timestamp()) * SECOND} and {where} group by 1, 2 order by 1, 2"
    ).fetchall()
    names = logs.names("labels")
    return [
        {
            "campaign": names.get(campaign) if campaign is not None else None,
            "tier": tier,
            "texts": texts,
            "messages": messages,
            "carrier_unknown": unknown,
            "fine_usd": (fine := fees["usd_per_violation"][tier]["usd"]),
            "usd_per_message": fine * messages,
            "usd_per_campaign": fine,
        }
        for campaign, tier, texts, messages, unknown in rows
    ]


_BREACHES = f"""select s.file, s.line, v.tier from sent s join variants v using (variant) where v.tier is not null
    union all select file, line, {AFTER_OPT_OUT} as tier from faults where fault in ('again', 'ignored', 'other_number')"""
"""SQL: each message with each of its tiers, by its text or because its recipient had opted out."""


def exposure_findings(rows: list[dict[str, Any]]) -> Iterator[CampaignFinding]:
    """CMP006: what each campaign has at risk, by its worst tier."""
    by_campaign: dict[str | None, list[dict[str, Any]]] = {}
    for row in rows:
        by_campaign.setdefault(row["campaign"], []).append(row)
    for campaign, tiers in by_campaign.items():
        worst = min(tiers, key=lambda row: int(row["tier"]))
        messages = sum(row["messages"] for row in tiers)
        most = sum(row["usd_per_message"] for row in tiers)
        verb = "has" if messages == 1 else "have"
        yield CampaignFinding(
            "CMP006",
            f"{counted(messages, 'message')} {verb} a fault of a T-Mobile tier, the worst tier {worst['tier']}:"
            f" ${worst['usd_per_campaign']:,} at risk if the carrier rules the campaign one violation,"
            f" at most ${most:,} if it rules every message one",
            {"campaign": campaign},
            messages,
            "messages",
        )
