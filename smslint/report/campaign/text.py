"""A study for people at a terminal: what was read, how each number stands, what is wrong, what may be fined."""

from __future__ import annotations

from smslint.counts import counted
from smslint.report.campaign.overview import percent, place_text, standings, subject_text
from smslint.report.table import table
from smslint.report.visible import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

MOST_STANDINGS = 30
MOST_FINDINGS = 60
MOST_RULES = 15
_ONE_OF = {"sends": "send", "replies": "reply", "complaints": "complaint", "reports": "report"}


def text(study: dict[str, Any], all_rows: bool = False) -> str:
    """The study as lines; the first findings and worst numbers only, unless all are asked for."""
    blocks = [
        _head(study["summary"]),
        *_standings(study, all_rows),
        _findings(study["findings"], all_rows),
        _replies(study["replies"]),
        _exposure(study.get("exposure")),
        _outcomes(study.get("outcomes")),
        _foot(study["summary"]),
    ]
    return "\n".join(block for block in blocks if block)


def _head(summary: dict[str, Any]) -> str:
    rows = summary["rows"]
    span = f", {summary['from']} to {summary['to']} in {summary['zone']}" if summary["from"] else ""
    read = [counted(count, _ONE_OF[kind]) for kind, count in rows.items() if count or kind == "sends"]
    return f"{', '.join(read)}; {counted(summary['recipients'], 'person')} sent to{span}\n"


def _standings(study: dict[str, Any], all_rows: bool) -> Iterator[str]:
    for group, title in (("sender", "number"), ("campaign", "campaign"), ("account", "account")):
        found = standings(study[f"{group}s"], group, study["summary"]["minimum_recipients"])
        if not found or (group != "sender" and all(one.name is None for one in found)):
            continue
        shown = found if all_rows else found[:MOST_STANDINGS]
        head = (title, "status", "worst", "opted out", "sent to", "rate", "messages", "days")
        lines = [
            (
                escape(one.name or "(none)"),
                one.words,
                one.when,
                f"{one.opt_outs:,}",
                f"{one.recipients:,}",
                percent(one.rate),
                f"{one.messages:,}",
                str(one.days),
            )
            for one in shown
        ]
        more = f"and {len(found) - len(shown):,} more, none worse (--all)\n" if len(found) > len(shown) else ""
        yield table(head, lines, ("status", "worst")) + more


def _findings(findings: Sequence[dict[str, Any]], all_rows: bool) -> str:
    lines = []
    for one in findings if all_rows else findings[:MOST_FINDINGS]:
        about = subject_text(one["subject"])
        lines.append(f"{one['severity']}[{one['rule']}]: {escape(one['message'])}  ({one['name']})")
        if about:
            lines.append(f"  = what: {escape(about)}")
        if one["places"]:
            lines.append(f"  = rows: {escape(place_text(one['places']))}")
        lines.append(f"  = fix:  {one['fix']}")
    if len(findings) > MOST_FINDINGS and not all_rows:
        lines.append(f"and {len(findings) - MOST_FINDINGS:,} more findings (--all)")
    return "\n".join(lines) + "\n" if lines else "no findings\n"


def _replies(replies: dict[str, int]) -> str:
    named = [f"{count:,} {kind.replace('_', '-')}" for kind, count in replies.items() if count]
    return f"replies: {', '.join(named)}\n" if named else ""


def _exposure(rows: Sequence[dict[str, Any]] | None) -> str:
    if not rows:
        return ""
    head = ("campaign", "tier", "messages", "texts", "one violation", "every message")
    lines = [
        (
            escape(row["campaign"] or "(none)"),
            str(row["tier"]),
            f"{row['messages']:,}",
            f"{row['texts']:,}",
            f"${row['usd_per_campaign']:,}",
            f"${row['usd_per_message']:,}",
        )
        for row in rows
    ]
    return "At risk if T-Mobile rules it a violation; no bill:\n" + table(head, lines)


def _outcomes(found: dict[str, Any] | None) -> str:
    if not found or not found["messages"]:
        return ""
    share = percent(found["rate"])
    head = f"{found['blocked']:,} of {found['messages']:,} messages with a known outcome were blocked ({share})\n"
    lines = [
        (
            one["rule"],
            f"{one['messages']:,}",
            f"{one['blocked']:,}",
            percent(one["precision"]),
            percent(one["recall"]),
            "-" if one["lift"] is None else f"{one['lift']:.2f}",
        )
        for one in found["rules"][:MOST_RULES]
    ]
    return head + (table(("rule", "messages", "blocked", "precision", "recall", "lift"), lines) if lines else "")


def _foot(summary: dict[str, Any]) -> str:
    found = summary["findings"]
    named = f"{counted(found['error'], 'error')}, {counted(found['warning'], 'warning')}, {found['info']} info"
    left_out = f"; {counted(summary['rejected'], 'row')} could not be read" if summary["rejected"] else ""
    return f"{named}{left_out}\n"
