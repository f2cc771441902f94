"""The texts that were sent, by how bad they are: verdicts by campaign, rules by messages, the worst families."""

from __future__ import annotations

from smslint.campaign.families import shape_of
from smslint.campaign.findings import EXAMPLES, CampaignFinding, meta_of
from smslint.campaign.sequence import PLACES, places_of
from smslint.counts import counted
from smslint.model import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.campaign.content import Content
    from smslint.campaign.logs import Logs

WORST = 20
"""Families of texts that are listed."""
FIRST_TEXT_ROWS = 5000
"""Texts among which the worst families are looked for."""


def summary_of_content(content: Content) -> dict[str, Any]:
    """{"campaigns": verdicts by campaign, "rules": messages by rule, "worst": families without their text}."""
    logs = content.logs
    connection = logs.connection
    names = logs.names("labels")
    verdicts = connection.execute(
        "select s.campaign, v.verdict, count(*), count(distinct s.text) from sent s join variants v using (variant)"
        " group by 1, 2 order by 1, 2"
    ).fetchall()
    rules = connection.execute(
        "select h.rule, h.severity, count(*), count(distinct s.text) from sent s join hits h on h.variant = s.variant"
        " where not h.of_first or s.is_first group by 1, 2 order by 3 desc, 1, 2"
    ).fetchall()
    return {
        "campaigns": [
            {
                "campaign": names.get(campaign) if campaign is not None else None,
                "verdict": verdict,
                "messages": n,
                "texts": texts,
            }
            for campaign, verdict, n, texts in verdicts
        ],
        "rules": [
            {"rule": rule, "name": content.rules[rule].name, "severity": severity, "messages": n, "texts": texts}
            for rule, severity, n, texts in rules
        ],
        "worst": worst(logs),
    }


def worst(logs: Logs) -> list[dict[str, Any]]:
    """Families with the highest score, then the most messages; their place stands for their text."""
    rows = logs.connection.execute(
        f"""select t.name, max(v.score), min(v.tier), count(*), min((s.file, s.line)),
              list_sort(list_distinct(flatten(list(h.rules))))
            from sent s join variants v using (variant) join texts t on t.id = s.text
            left join (select variant, list(rule) as rules from hits where severity <> 'info' and not of_first group by 1) h
              on h.variant = s.variant
            where v.verdict in ('block', 'warn', 'needs_context') group by 1 order by 2 desc, 4 desc, 1 limit {FIRST_TEXT_ROWS}"""
    ).fetchall()
    families: dict[str, dict[str, Any]] = {}
    for text, score, tier, count, place, rules in rows:
        family = families.setdefault(
            shape_of(text),
            {"score": score, "tier": tier, "messages": 0, "texts": 0, "rules": rules or [], "place": place},
        )
        family["messages"] += count
        family["texts"] += 1
        family["place"] = min(family["place"], place)
    listed = sorted(families.values(), key=lambda one: (-one["score"], -one["messages"], one["place"]))[:WORST]
    return [{**one, "place": logs.place(*one["place"])} for one in listed]


def content_findings(content: Content) -> Iterator[CampaignFinding]:
    """Rules that texts of a campaign break, one finding a rule and campaign; those of first texts only are told apart.

    Without `from_start` the first text in the log need not be the first of its thread: such findings weigh one step less.
    """
    logs = content.logs
    names = logs.names("labels")
    rows = logs.connection.execute(
        f"""select s.campaign, h.rule, h.severity, h.of_first, count(*), count(distinct s.text), {PLACES}
            from sent s join hits h on h.variant = s.variant
            where h.severity <> 'info' and (not h.of_first or s.is_first) group by 1, 2, 3, 4 order by 1, 2, 3, 4"""
    ).fetchall()
    for campaign, rule, severity, of_first, count, texts, places in rows:
        about = content.rules[rule]
        where = " that are the first of their thread in this log" if of_first else ""
        says = about.name.replace("-", " ") if about.speaks else _lower(about.message)
        yield CampaignFinding(
            rule,
            f"{counted(count, 'message')} ({counted(texts, 'text')}){where}: {says}",
            {
                "campaign": names.get(campaign) if campaign is not None else None,
                **({"first": True} if of_first else {}),
            },
            count,
            "messages",
            places_of(logs, places),
            lowered=of_first and not content.settings.from_start,
            severity=Severity(severity),
            meta=meta_of(about),
        )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


__all__ = ["EXAMPLES", "content_findings", "summary_of_content", "worst"]
