"""What is wrong with a campaign: one record a fault and subject, with its count and the places of the first rows."""

from __future__ import annotations

from smslint.campaign.figures import figures, sources
from smslint.model import FINE_USD, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

EXAMPLES = 5
"""Places named of each fault."""
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_LOWER = {Severity.ERROR: Severity.WARNING, Severity.WARNING: Severity.INFO, Severity.INFO: Severity.INFO}


class CampaignFinding:
    """One fault of one subject.

    rule, name, category: as in rules; severity; message: a sentence without message text or numbers of consumers;
    subject: what it is about, as {"sender": ..., "day": ...}; count: messages, people or texts concerned (`unit`);
    places: files and lines of the first of them.
    """

    def __init__(
        self,
        rule: str,
        message: str,
        subject: Mapping[str, Any],
        count: int,
        unit: str,
        places: Sequence[Mapping[str, Any]] = (),
        lowered: bool = False,
        severity: Severity | None = None,
        meta: Mapping[str, Any] | None = None,
    ) -> None:
        self.meta = meta or figures("campaign-rules")["rules"][rule]
        self.rule = rule
        self.message = message
        self.subject = dict(subject)
        self.count = count
        self.unit = unit
        self.places = tuple(places[:EXAMPLES])
        given = severity or Severity(self.meta["severity"])
        self.severity = _LOWER[given] if lowered else given

    @property
    def tier(self) -> int | None:
        """T-Mobile's tier, or None."""
        tier: int | None = self.meta.get("tier")
        return tier

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        return {
            "rule": self.rule,
            "name": self.meta["name"],
            "category": self.meta["category"],
            "severity": self.severity.value,
            "message": self.message,
            "subject": self.subject,
            "count": self.count,
            "unit": self.unit,
            "tier": self.tier,
            "fine_usd": FINE_USD.get(self.tier or 0, 0) if self.severity is not Severity.INFO else 0,
            "why": self.meta["why"],
            "fix": self.meta["fix"],
            "sources": [cited(key) for key in self.meta["sources"]],
            "places": [dict(place) for place in self.places],
        }


def meta_of(rule: Any) -> dict[str, Any]:
    """What a finding shows of a rule about texts, when it was a log that broke it."""
    return {
        "name": rule.name,
        "category": rule.category,
        "severity": rule.severity,
        "tier": rule.tier,
        "why": " ".join(rule.why.split()),
        "fix": rule.fix.say,
        "sources": [source.to_dict() for source in rule.sources],
    }


def cited(key: str | Mapping[str, Any]) -> dict[str, Any]:
    """Title and address of a source by its key in sources.yml."""
    if not isinstance(key, str):
        return dict(key)
    entry = sources()[key]
    return {"source": key, "title": entry["title"], "address": entry["url"], "seen": entry["seen"]}


def in_order(findings: Sequence[CampaignFinding]) -> list[CampaignFinding]:
    """Gravest first, then by rule and subject."""
    return sorted(findings, key=_rank)


def _rank(finding: CampaignFinding) -> tuple[int, str, int, str]:
    subject = str(sorted(finding.subject.items(), key=str))
    return _ORDER[finding.severity], finding.rule, -finding.count, subject
