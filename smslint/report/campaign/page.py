"""The officer's page: what to do first, how each number stands, and what the logs show, in one offline HTML file."""

from __future__ import annotations

from smslint.report.campaign.overview import most_urgent, place_text, standings, subject_text
from smslint.report.campaign.sections import charts_of_rates, content, delivery, exposure
from smslint.report.page import Block, Column, Note, Section, Table, Tile, Tiles, render

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

FIRST = 7
"""Findings in the list of what to do first."""
MOST_ROWS = 200
_TONES = {"ok": "good", "monitored": "warn", "suspension_risk": "bad", "no_traffic": "quiet"}
FINDING_COLUMNS = (
    Column("Severity"),
    Column("Rule", "code"),
    Column("What was found"),
    Column("About"),
    Column("Count", "number"),
    Column("What to do"),
    Column("First rows"),
)


def page(study: dict[str, Any], texts: Sequence[str] = ()) -> str:
    """The HTML of a study. texts: those of its worst templates, shown only when given.

    Raises MissingExtraError without the extra that draws pages.
    """
    summary = study["summary"]
    sections = [
        Section("What to do first", "first", _first(study)),
        Section("Numbers", "numbers", _numbers(study), _numbers_lead(summary)),
        Section("Opt-out rates over time", "rates", charts_of_rates(study)),
        Section("Replies", "replies", _replies(study)),
        *exposure(study),
        *content(study, texts),
        *delivery(study),
        Section("All findings", "findings", [_findings(study["findings"])]),
    ]
    return render("Campaign report", _lead(summary), sections, _facts(summary))


def _lead(summary: dict[str, Any]) -> str:
    rows = summary["rows"]
    span = f", {summary['from']} to {summary['to']}" if summary["from"] else ""
    return f"{rows['sends']:,} messages to {summary['recipients']:,} people{span}; days of {summary['zone']}"


def _first(study: dict[str, Any]) -> list[Block]:
    found = study["summary"]["findings"]
    tiles = Tiles(
        [
            Tile(
                "At risk of suspension", study["summary"]["senders"]["suspension_risk"], "numbers, 10 % or more", "bad"
            ),
            Tile("Monitored", study["summary"]["senders"]["monitored"], "numbers, 5 % or more", "warn"),
            Tile("Errors", found["error"], "findings", "bad" if found["error"] else "good"),
            Tile("Warnings", found["warning"], "findings", "warn" if found["warning"] else "good"),
            Tile("Rows left out", study["summary"]["rejected"], "could not be read", "quiet"),
        ]
    )
    first = most_urgent(study["findings"])[:FIRST]
    rows = [(number, one["fix"], one["message"], subject_text(one["subject"])) for number, one in enumerate(first, 1)]
    columns = (Column("Step", "number"), Column("Do this"), Column("Because"), Column("Worst at"))
    return [tiles, Table(columns, rows, "In this order", "Nothing has to be done: no error and no warning was found.")]


def _numbers_lead(summary: dict[str, Any]) -> str:
    return (
        "Rate: unique people who opted out, of the unique people sent to, within a calendar day or within 24 hours;"
        f" the worse of the two is shown. Below {summary['minimum_recipients']:,} people a rate raises no error."
    )


def _numbers(study: dict[str, Any]) -> list[Block]:
    blocks: list[Block] = []
    for group, title in (("sender", "Number"), ("campaign", "Campaign"), ("account", "Account")):
        found = standings(study[f"{group}s"], group, study["summary"]["minimum_recipients"])
        if group != "sender" and all(one.name is None for one in found):
            continue
        columns = (
            Column(title, "code"),
            Column("Status"),
            Column("Worst day or window"),
            Column("Opted out", "number"),
            Column("Sent to", "number"),
            Column("Rate", "share"),
            Column("Messages", "number"),
        )
        rows = [
            (one.name, one.words, one.when, one.opt_outs, one.recipients, one.rate, one.messages)
            for one in found[:MOST_ROWS]
        ]
        blocks.append(Table(columns, rows, f"By {title.lower()}, worst first", more=max(0, len(found) - MOST_ROWS)))
    return blocks


def _replies(study: dict[str, Any]) -> list[Block]:
    replies = study["replies"]
    if not replies:
        return [Note("No replies were given, so no rate is known: give --replies.", "warn")]
    words = {
        "opt_out": "Opt-outs",
        "help": "Asks for help",
        "start": "Opt-ins",
        "unsure": "To be read",
        "none": "Other",
    }
    notes = {"unsure": "a person should look", "opt_out": f"{study['summary']['opted_out']:,} people"}
    tiles = [Tile(words[kind], replies.get(kind, 0), notes.get(kind, "")) for kind in words]
    return [Tiles(tiles)]


def _findings(findings: Sequence[dict[str, Any]]) -> Table:
    rows = [
        (
            one["severity"],
            one["rule"],
            one["message"],
            subject_text(one["subject"]),
            one["count"],
            one["fix"],
            place_text(one["places"], short=True),
        )
        for one in findings[:MOST_ROWS]
    ]
    return Table(FINDING_COLUMNS, rows, empty="No findings.", more=max(0, len(findings) - MOST_ROWS))


def _facts(summary: dict[str, Any]) -> list[tuple[str, Any]]:
    from smslint.version import __version__

    ruleset = summary["ruleset"] or {}
    rows = ", ".join(f"{count:,} {kind}" for kind, count in summary["rows"].items())
    return [
        ("smslint", __version__),
        ("Rows read", rows),
        ("Rows left out", summary["rejected"]),
        ("Time zone of the days", summary["zone"]),
        ("Rules", f"{ruleset.get('name')} {ruleset.get('version')}" if ruleset else None),
        ("SHA-256 of the rules", ruleset.get("sha256")),
        ("Note", "Counts of what the logs hold; no legal advice, and no promise of what a carrier will do."),
    ]
