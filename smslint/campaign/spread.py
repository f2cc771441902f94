"""How a campaign spreads: over numbers, over domains, over near-duplicate texts, and away from what was registered."""

from __future__ import annotations

import re

from smslint.campaign.families import Families, Family, alike, shape_of
from smslint.campaign.figures import figures
from smslint.campaign.findings import EXAMPLES, CampaignFinding
from smslint.campaign.sequence import places_of
from smslint.counts import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from smslint.campaign.logs import Logs
    from smslint.campaign.settings import Settings

_SLOTS = re.compile(r"\{\{?[^{}]{0,60}\}?\}|\[[^\[\]]{0,60}\]|<[^<>]{0,60}>|%\w|\$\{?\w+\}?")


def numbers(logs: Logs) -> Iterator[CampaignFinding]:
    """CMP010 and CMP018: campaigns on more numbers than a pool holds, or without one that carries most messages."""
    table = figures("spread")
    primary, most = table["primary_number"], table["numbers_per_campaign"]["most"]
    rows = logs.connection.execute(
        "select campaign, count(*), max(n)::bigint, sum(n)::bigint from"
        " (select campaign, sender, count(*) as n from sends where campaign is not null group by 1, 2) group by 1 order by 1"
    ).fetchall()
    names = logs.names("labels")
    for campaign, count, largest, total in rows:
        subject = {"campaign": names[campaign]}
        if count > most:
            said = f"{counted(count, 'number')} send this campaign; beyond {most} T-Mobile asks for a number pool"
            yield CampaignFinding("CMP010", said, subject, count, "numbers")
        if count > 1 and total >= primary["messages"] and largest < primary["share"] * total:
            yield CampaignFinding(
                "CMP018",
                f"{counted(count, 'number')} send this campaign, and none carries half of it (the first {largest / total:.0%})",
                subject,
                count,
                "numbers",
            )


def domains(logs: Logs, families: Families) -> Iterator[CampaignFinding]:
    """CMP019: campaigns that link to more than one registrable domain."""
    found: dict[int, dict[str, int]] = {}
    for campaign, domain, count in families.domains:
        by_domain = found.setdefault(campaign, {})
        by_domain[domain] = by_domain.get(domain, 0) + count
    names = logs.names("labels")
    for campaign, by_domain in sorted(found.items()):
        if len(by_domain) > 1:
            listed = sorted(by_domain, key=lambda domain: (-by_domain[domain], domain))
            yield CampaignFinding(
                "CMP019",
                f"the campaign links to {len(listed):,} domains: {', '.join(listed[:5])}{' ...' if len(listed) > 5 else ''}",
                {"campaign": names[campaign]},
                len(listed),
                "domains",
            )


def snowshoeing(logs: Logs, families: Families) -> Iterator[CampaignFinding]:
    """EVA008: near-duplicate texts spread thin over many numbers."""
    table = figures("spread")
    limit = table["snowshoeing"]
    names = logs.names("numbers")
    for group in alike(families.largest(), table["near_duplicate"]):
        senders: dict[int, int] = {}
        for family in group:
            for sender, count in family.senders.items():
                senders[sender] = senders.get(sender, 0) + count
        total, largest = sum(senders.values()), max(senders.values())
        if len(senders) >= limit["numbers"] and total >= limit["messages"] and largest < limit["largest_share"] * total:
            listed = sorted(senders, key=lambda sender: (-senders[sender], names[sender]))
            wordings = f"{len(group)} near-duplicate wordings of one text" if len(group) > 1 else "one text"
            yield CampaignFinding(
                "EVA008",
                f"{wordings} went out from {len(senders):,} numbers, none of which carried half",
                {"senders": [names[sender] for sender in listed[:10]]},
                total,
                "messages",
                _places(logs, group),
            )


def _places(logs: Logs, group: Sequence[Family]) -> list[dict[str, Any]]:
    found = sorted(family.place for family in group if family.place is not None)[:EXAMPLES]
    return places_of(logs, [{"file": file, "line": line} for _, file, line in found])


def drift(logs: Logs, settings: Settings, families: Families) -> Iterator[CampaignFinding]:
    """USE016: campaigns of which too much resembles no registered sample."""
    table = figures("spread")["drift"]
    names = logs.names("labels")
    by_campaign: dict[int | None, list[Family]] = {}
    for family in families.by_shape.values():
        for campaign in family.campaigns:
            by_campaign.setdefault(campaign, []).append(family)
    for campaign, members in sorted(by_campaign.items(), key=str):
        name = names.get(campaign) if campaign is not None else None
        samples = [_template(sample) for sample in settings.of(name).samples]
        total = sum(family.campaigns[campaign] for family in members)
        if not samples or total < table["messages"]:
            continue
        strange = [family for family in members if _nearest(family.shape, samples) < table["similar"]]
        count = sum(family.campaigns[campaign] for family in strange)
        if count >= table["share"] * total:
            yield CampaignFinding(
                "USE016",
                f"{count:,} of {total:,} messages ({count / total:.0%}) resemble none of the {len(samples)} registered samples",
                {"campaign": name},
                count,
                "messages",
                _places(logs, strange),
            )


def _template(sample: str) -> str:
    return shape_of(_SLOTS.sub(" ", sample))


def _nearest(shape: str, samples: Sequence[str]) -> float:
    """How much of the words a text shares with the sample most like it, from 0 to 1."""
    from rapidfuzz import fuzz

    return max(fuzz.token_set_ratio(shape, sample) for sample in samples) / 100
