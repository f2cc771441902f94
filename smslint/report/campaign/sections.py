"""Sections of the officer's page that are there only when the logs have something to say on them."""

from __future__ import annotations

from smslint.report.campaign.overview import place_text, standings
from smslint.report.page import Block, Column, Note, Section, Table, charts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

LINES = 5
"""Numbers drawn in one chart; the worst ones."""
LEVELS = (("5 % monitored", 0.05), ("10 % suspension risk", 0.10))
MOST_RULES = 25
MOST_CODES = 12


def charts_of_rates(study: dict[str, Any]) -> list[Block]:
    """The daily rate of the worst numbers, with the two levels that carriers look at."""
    rows = study["senders"]
    days = sorted({row["day"] for row in rows})
    if not study["replies"] or not days:
        return [Note("Without replies there is no rate to draw.")]
    worst = [one.name for one in standings(rows, "sender")[:LINES]]
    rates = {(row["sender"], row["day"]): row["rate"] for row in rows}
    series = {str(name): [(day, rates.get((name, day))) for day in days] for name in worst}
    said = f"Daily opt-out rate of the {len(worst)} worst numbers; a gap is a day without messages"
    return [charts.lines(series, said, "opt-out rate", LEVELS, percent=True)]


def exposure(study: dict[str, Any]) -> list[Section]:
    """Fines at risk, by tier and campaign."""
    rows = study.get("exposure")
    if rows is None:
        return []
    note = Note("At risk only if the carrier rules it a violation. This is no bill, and no forecast of one.", "warn")
    if not rows:
        return [Section("Fines at risk", "exposure", [Note("No message has a fault of a T-Mobile tier.", "good")])]
    by_tier: dict[int, int] = {}
    for row in rows:
        by_tier[row["tier"]] = by_tier.get(row["tier"], 0) + row["messages"]
    chart = charts.bars([(f"tier {tier}", by_tier[tier]) for tier in sorted(by_tier)], "Messages with a fault, by tier")
    columns = (
        Column("Campaign", "code"),
        Column("Tier", "number"),
        Column("Texts", "number"),
        Column("Messages", "number"),
        Column("Fee each", "money"),
        Column("If one violation", "money"),
        Column("If every message", "money"),
        Column("Carrier unknown", "number"),
    )
    names = (
        "campaign",
        "tier",
        "texts",
        "messages",
        "fine_usd",
        "usd_per_campaign",
        "usd_per_message",
        "carrier_unknown",
    )
    table = Table(columns, [[row[name] for name in names] for row in rows], "At risk, by campaign and tier")
    return [Section("Fines at risk", "exposure", [note, chart, table])]


def content(study: dict[str, Any], texts: Sequence[str]) -> list[Section]:
    """Verdicts on the texts and the worst templates; their words only when texts are given."""
    found = study.get("content")
    if found is None:
        return []
    named = ("rule", "name", "severity", "messages", "texts")
    rules = [tuple(one[name] for name in named) for one in found["rules"][:MOST_RULES]]
    columns = (
        Column("Rule", "code"),
        Column("Name"),
        Column("Severity"),
        Column("Messages", "number"),
        Column("Texts", "number"),
    )
    more = max(0, len(found["rules"]) - MOST_RULES)
    table = Table(columns, rules, "Rules by messages", "No rule has anything against these texts.", more)
    verdicts: dict[str, int] = {}
    for row in found["campaigns"]:
        verdicts[row["verdict"]] = verdicts.get(row["verdict"], 0) + row["messages"]
    chart = charts.bars([(name.replace("_", " "), verdicts[name]) for name in sorted(verdicts)], "Messages by verdict")
    return [Section("Texts", "texts", [chart, table, _worst(found["worst"], texts)])]


def _worst(worst: Sequence[dict[str, Any]], texts: Sequence[str]) -> Table:
    columns = [
        Column("Score", "number"),
        Column("Tier", "number"),
        Column("Messages", "number"),
        Column("Texts", "number"),
        Column("Rules"),
        Column("First row"),
    ]
    rows = [
        [one["score"], one["tier"], one["messages"], one["texts"], one["rules"], place_text([one["place"]], short=True)]
        for one in worst
    ]
    if texts:
        columns.insert(4, Column("Text", "message"))
        for row, text in zip(rows, texts, strict=True):
            row.insert(4, text)
    return Table(columns, rows, "Worst templates", "No template stands out.")


def delivery(study: dict[str, Any]) -> list[Section]:
    """Failed messages, error codes, complaints, and which rules saw blocks coming."""
    blocks: list[Block] = []
    if study.get("delivery"):
        columns = (
            Column("Number", "code"),
            Column("Failed", "number"),
            Column("Known", "number"),
            Column("Rate", "share"),
            Column("Codes"),
        )
        rows = [
            (row["sender"], row["failed"], row["known"], row["rate"], _codes(row["error_codes"]))
            for row in study["delivery"]
        ]
        blocks.append(Table(columns, rows, "Failed messages"))
    if study.get("complaints"):
        named = ("sender", "complaints", "complainants", "recipients", "rate")
        columns = (
            Column("Number", "code"),
            Column("Complaints", "number"),
            Column("People", "number"),
            Column("Sent to", "number"),
            Column("Rate", "percent"),
        )
        rows = [tuple(row[name] for name in named) for row in study["complaints"]]
        blocks.append(Table(columns, rows, "Complaints to 7726"))
    found = study.get("outcomes")
    if found and found["messages"]:
        blocks += _outcomes(found)
    return [Section("Delivery", "delivery", blocks)] if blocks else []


def _codes(codes: dict[str, int]) -> str:
    return ", ".join(f"{code}: {count:,}" for code, count in list(codes.items())[:MOST_CODES])


def _outcomes(found: dict[str, Any]) -> list[Block]:
    codes = [
        (one["code"], one["provider"] or "not known", one["says"], one["kind"].replace("_", " "), one["messages"])
        for one in found["by_code"]
    ]
    code_columns = (
        Column("Code", "code"),
        Column("Provider"),
        Column("Means"),
        Column("Kind"),
        Column("Messages", "number"),
    )
    names = ("rule", "messages", "blocked", "precision", "recall", "lift")
    rules = [tuple(one[name] for name in names) for one in found["rules"][:MOST_RULES]]
    columns = (
        Column("Rule", "code"),
        Column("Messages", "number"),
        Column("Blocked", "number"),
        Column("Precision", "percent"),
        Column("Recall", "percent"),
        Column("Lift", "number"),
    )
    said = f"{found['blocked']:,} of {found['messages']:,} messages with a known outcome were blocked."
    return [
        Table(code_columns, codes[:MOST_CODES], "Error codes", more=max(0, len(codes) - MOST_CODES)),
        Note(
            f"{said} A lift above 1: the rule spoke more often of messages that were blocked. It is no proof of cause."
        ),
        Table(columns, rules, "Which rules saw blocks coming", "No rule spoke of these texts."),
    ]
