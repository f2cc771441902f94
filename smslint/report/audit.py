"""The page of an audit: what was found, where, how often and what it may cost, from the summary alone."""

from __future__ import annotations

from smslint.report.page import Block, Column, Fold, Note, Section, Table, Tile, Tiles, charts, render

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from smslint.ruleset import Rule

TOP = 15
DAYS_DRAWN = 92
VERDICTS = {
    "pass": "no rule has anything against it, beyond information",
    "warn": "a person should look; carriers may filter it",
    "needs_context": "an error if something is so that the data did not tell",
    "block": "at least one error stands",
}
_TONES = {"pass": "good", "warn": "warn", "needs_context": "wait", "block": "bad"}
_GROUP = (
    Column("Messages", "number"), Column("Flagged", "number"), Column("Share flagged", "share"),
    Column("Blocked", "number"), Column("At risk", "money"), Column("Segments", "number"),
)  # fmt: skip


def audit_page(summary: dict[str, Any], rules: Iterable[Rule] = ()) -> str:
    """One HTML page from a summary of `smslint audit`; rules: those that judged, to be explained.

    Raises MissingExtraError without the extra `report`.
    """
    rows = summary["rows"]
    lead = (
        f"{rows['in']:,} rows: {rows['ok']:,} without objection, {rows['flagged']:,} flagged, "
        f"{rows['quarantined']:,} that could not be judged."
    )
    sections = [
        _overview(summary),
        _rules(summary, {rule.id: rule for rule in rules}),
        _days(summary),
        _groups(summary, "Senders", "senders", "sender"),
        _groups(summary, "Campaigns", "campaigns", "campaign"),
        _families(summary),
        _segments(summary),
        _aside(summary),
    ]
    return render("Audit of text messages", lead, [one for one in sections if one is not None], _facts(summary))


def _overview(summary: dict[str, Any]) -> Section:
    verdicts = summary["verdicts"]
    tiles = [Tile(name, count, VERDICTS[name], _TONES[name] if count else "") for name, count in verdicts.items()]
    note = "if carriers rule every case a violation; no bill"
    if summary["exposure_waiting_usd"]:
        note += f"; {summary['exposure_waiting_usd']:,} of it in messages that wait for context"
    tiles.append(Tile("at risk", summary["exposure_usd"], note, kind="money"))
    tiles.append(Tile("not judged", summary["rows"]["quarantined"], "named in the file of rejects"))
    tiers = [
        [f"Tier {tier}", _MEANING[tier], one["messages"], one["exposure_usd"]] for tier, one in sorted(summary["tiers"].items())
    ]
    columns = [Column("T-Mobile"), Column("Is about"), Column("Messages", "number"), Column("At risk", "money")]
    table = Table(columns, tiers, "Messages by the worst tier among their findings", "No message falls into a tier.")
    blocks: list[Block] = [Tiles(tiles), *_replies(summary["replies"]), table]
    if summary["waiting_for"]:
        rows = [[name, count] for name, count in summary["waiting_for"].items()]
        lead = "What messages wait for: tell it with the option of that name, or in a column, and they are judged"
        blocks.append(Table([Column("Unknown"), Column("Messages", "number")], rows, lead))
    return Section("Overview", "overview", blocks)


def _replies(replies: Mapping[str, int]) -> list[Block]:
    """A word on what consumers wrote, which puts nothing at risk."""
    if not replies["messages"]:
        return []
    said = f"Replies of consumers among these, no fault of a sender: {replies['messages']:,}."
    if replies["block"]:
        said += f" Under block, as they ask for an end: {replies['block']:,}; opt these numbers out."
    return [Note(said)]


_MEANING = {"1": "phishing, smishing, social engineering", "2": "illegal content", "3": "all other violations"}


def _rules(summary: dict[str, Any], explained: Mapping[str, Rule]) -> Section:
    rules, total = summary["rules"], max(1, summary["rows"]["in"] - summary["rows"]["quarantined"])
    blocks: list[Block] = []
    if rules:
        bars = [(f"{one['rule']} {one['name']}", one["messages"]) for one in rules[:TOP]]
        caption = f"Messages in which each rule found something; the {len(bars)} most frequent of {len(rules)}."
        blocks.append(charts.bars(bars, caption))
    columns = [
        Column("Rule", "code", link="rule-"), Column("Name"), Column("Category"), Column("Messages", "number"),
        Column("Share", "share"), Column("Findings", "number"), Column("Tier", "number"), Column("Fee each", "money"),
    ]  # fmt: skip
    cells = [
        [one["rule"], one["name"], one["category"], one["messages"], one["messages"] / total, one["findings"], one["tier"],
         one["fine_usd"] or None]
        for one in rules
    ]  # fmt: skip
    blocks.append(Table(columns, cells, "Every rule that found something", "No rule found anything."))
    blocks.extend(_explained(explained[one["rule"]]) for one in rules if one["rule"] in explained)
    return Section("Rules", "rules", blocks, "What was found. `smslint rule ID` explains a rule with its sources, offline.")


def _explained(rule: Rule) -> Block:
    sources = [[one.title, one.section, one.binding] for one in rule.sources]
    table = Table([Column("Source"), Column("Section"), Column("Binding")], sources, "Who says so", "No source is named.")
    return Fold(f"{rule.id} {rule.name}", [Note(rule.why), table], id=f"rule-{rule.id}")


def _days(summary: dict[str, Any]) -> Section | None:
    days = summary["days"]
    if not days:
        return None
    shown = days[-DAYS_DRAWN:]
    series = {
        "pass": [(one["day"], one["messages"] - one["flagged"]) for one in shown],
        "warn": [(one["day"], one["flagged"] - one["blocked"]) for one in shown],
        "block": [(one["day"], one["blocked"]) for one in shown],
    }
    named = {"ok": series["pass"], "flagged": series["warn"], "blocked": series["block"]}
    caption = f"Messages a day, {shown[0]['day']} to {shown[-1]['day']}, as the data writes the day."
    table = Table([Column("Day"), *_GROUP], [[one["day"], *_cells(one)] for one in shown], "The same in figures")
    return Section("Days", "days", [charts.columns(named, caption, tones=[*series]), Fold("The same in figures", [table])])


def _groups(summary: dict[str, Any], title: str, id: str, name: str) -> Section | None:
    rows = summary[id]
    if not rows or (len(rows) == 1 and not rows[0][name]):
        return None
    cells = [[one[name], one["first_row"], *_cells(one)] for one in rows[:TOP]]
    columns = [Column(title.removesuffix("s")), Column("First row", "number"), *_GROUP]
    groups = summary[f"{id}_counted"] + (summary.get(f"{id}_dropped", 0) > 0)  # those that were let go are one
    table = Table(columns, cells, f"The {id} with the most blocked messages.", more=max(0, groups - TOP))
    return Section(title, id, [table, *_dropped(summary, id)])


def _dropped(summary: dict[str, Any], id: str) -> list[Block]:
    """A word on groups of which not all could be counted, if there are such."""
    count = summary.get(f"{id}_dropped", 0)
    if not count:
        return []
    words = f"{count:,} {id} with the fewest messages were let go on the way; one that came again is counted from there."
    return [Note(words)]


def _cells(one: dict[str, Any]) -> list[Any]:
    share = one["flagged"] / one["messages"] if one["messages"] else None
    return [one["messages"], one["flagged"], share, one["blocked"], one["exposure_usd"], one["segments"]]


def _families(summary: dict[str, Any]) -> Section | None:
    families = [one for one in summary["families"] if one["flagged"]]
    if not families:
        return None
    texts = any("template" in one for one in families)
    columns = [Column("Family", "code"), Column("First row", "number"), Column("Verdict"), *_GROUP]
    cells = [[one["family"], one["first_row"], one["verdict"], *_cells(one)] for one in families[:TOP]]
    if texts:
        columns.append(Column("Template", "message"))
        cells = [[*row, one.get("template")] for row, one in zip(cells, families, strict=False)]
    lead = "Messages that differ only in names, numbers and links are one family: mend the template once."
    note = [] if texts else [Note("Texts are not shown. The first row tells where to look; --log content_only shows templates.")]
    more = max(0, summary["families_flagged"] - TOP)
    table = Table(columns, cells, "The families with the most blocked messages", more=more)
    return Section("Templates", "templates", [table, *_dropped(summary, "families"), *note], lead)


def _segments(summary: dict[str, Any]) -> Section:
    one = summary["segments"]
    priced = "usd" in one
    tiles = [
        Tile("segments", one["total"], "what is billed"),
        Tile("in UCS-2", one["ucs2_messages"], "messages with a character outside GSM 03.38: 70 a segment instead of 160"),
        Tile("segments to spare", one["spared_as_gsm7"], "if those characters gave way", "warn" if one["spared_as_gsm7"] else ""),
    ]
    if priced:
        tiles.append(Tile("cost", one["usd"], "at the price that was given", kind="money"))
        tiles.append(Tile("cost of UCS-2", one["spared_usd"], "of the segments to spare", kind="money"))
    return Section("Segments", "segments", [Tiles(tiles)], "What encoding costs.")


def _aside(summary: dict[str, Any]) -> Section | None:
    reasons = summary["quarantined_for"]
    if not reasons:
        return None
    first = summary["quarantined_first"]
    rows = [[count, first.get(reason, reason)] for reason, count in reasons.items()]
    table = Table([Column("Rows", "number"), Column("The first of them, and why")], rows, "Rows that could not be judged")
    return Section("Not judged", "aside", [table], "They are counted, and named one by one in the file of rejects.")


def _facts(summary: dict[str, Any]) -> list[tuple[str, Any]]:
    rules = summary["ruleset"]
    inputs = summary["inputs"]
    more = f" and {len(inputs) - 20} more" if len(inputs) > 20 else ""
    return [
        ("Inputs", ", ".join(inputs[:20]) + more),
        ("Rules", f"{rules['name']} {rules['version']}"),
        ("SHA-256 of the rules", rules["sha256"]),
        ("Made by", f"smslint {summary['tool']['version']}"),
        ("Note", "No legal advice. A message without objection is no promise of delivery."),
    ]
