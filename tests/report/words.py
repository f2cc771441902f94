"""The words of these tests: reports and findings made by hand, so that writers are tested without an engine."""

from __future__ import annotations

from typing import Any

from smslint.model import Edit, Finding, Fix, Report, RulesetInfo, Severity, SourceRef, Verdict
from smslint.report import Item, Location, Run, Style, Summary, writer

RULESET = RulesetInfo("default", "0.1.0", "0" * 64)


class Rule:
    """What a finding reads through its rule."""

    def __init__(self, **fields: Any) -> None:
        self.id = "URL001"
        self.name = "url-shortener"
        self.category = "url_shortener"
        self.confidence = "high"
        self.message = "bit.ly is a public link shortener"
        self.why = "carriers filter shorteners that anyone can use, because phishers do"
        self.fix: Fix | None = Fix("link to a domain of your own")
        self.tier: int | None = 3
        title = "Plivo, Best Practices for US SMS Messaging"
        self.sources = (SourceRef("plivo", title, "", "https://x.example", "provider", "2026-11-22"),)
        self.refs = ("twilio:30892",)
        self.__dict__.update(fields)


def finding(start: int | None, end: int | None, **fields: Any) -> Finding:
    """A finding at text[start:end]; fields of its rule and of itself by name."""
    severity = Severity(fields.pop("severity", "error"))
    depends_on = fields.pop("depends_on", ())
    return Finding(Rule(**fields), severity, start, end, depends_on=depends_on)


def spot(text: str, part: str, **fields: Any) -> Finding:
    """A finding at the place of a part of the text."""
    start = text.index(part)
    return finding(start, start + len(part), **fields)


def report(text: str, *findings: Finding, verdict: str = "block", **fields: Any) -> Report:
    """A report made by hand."""
    values = {"score": 40, "tier": 3, "exposure_usd": 500, "open_questions": ()} | fields
    return Report(text, Verdict(verdict), findings, ruleset=RULESET, **values)


def written(name: str, *items: Item, **style: Any) -> str:
    """Everything that a writer says about a run of these items."""
    out = writer(name, Style(**style))
    summary = Summary()
    for item in items:
        summary.add(item.report)
    body = "".join(out.item(item) for item in items)
    return out.begin(Run(RULESET, "0.1.0")) + body + out.end(summary)


def frame(text: str, *findings: Finding, location: Location | None = None, **style: Any) -> str:
    """The terminal's frames of some findings, without verdict and totals."""
    item = Item(report(text, *findings), location or Location("a.txt"))
    return written("text", item, quiet=True, **style)


__all__ = ["RULESET", "Edit", "Fix", "Item", "Location", "Rule", "finding", "frame", "report", "spot", "written"]
