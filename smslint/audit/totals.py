"""The totals of an audit, counted over results as they go by; what they hold is bounded, whatever the corpus holds."""

from __future__ import annotations

import re
from collections import Counter

from smslint.audit.arrow import arrow
from smslint.audit.family import shape_of
from smslint.audit.groups import Groups, Stats
from smslint.audit.read.record import place_of
from smslint.audit.redaction import TEXT_REDACTED
from smslint.audit.senders import MOST as MOST_SENDERS
from smslint.audit.table import FINDINGS
from smslint.model import Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from smslint.audit.read.record import Reject
    from smslint.audit.senders import Senders

LISTED = 1_000
"""Senders, campaigns and families that a summary names; days are all named."""
OTHERS = "(other campaigns)"
REASONS = 100
_NUMBERS = re.compile(r"(?<![\w:+-])[0-9][0-9,]*(?![\w:-])")
"""Counts and places in a reason, not the moments that it gives as an example."""


class Totals:
    """Counts rows by verdict, rule, category, tier, sender, campaign, day and template family."""

    def __init__(self) -> None:
        self.all = Stats()
        self.verdicts = {verdict.value: 0 for verdict in Verdict}
        self.levels: Counter[str] = Counter()
        self.encodings: Counter[str] = Counter()
        self.tiers: dict[int, list[int]] = {}
        self.categories: Counter[str] = Counter()
        self.rules: dict[str, Counter[str]] = {}
        self.facts: dict[str, dict[str, Any]] = {}
        self.senders = Groups(MOST_SENDERS + 2)  # and those beyond, and rows without one
        self.campaigns, self.days, self.families = Groups(), Groups(), Groups()
        self.first: dict[str, tuple[int, str, str | None]] = {}
        self.reasons: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        """Of each reason the first row that was put aside for it: where it stands, and the reason with its figures."""
        self.waiting: Counter[str] = Counter()
        """Messages that wait for a field of the context, by its name."""
        self.replies = Counter[str]()
        """Replies of consumers, by verdict."""
        self.waiting_usd = 0
        """What messages that wait for context have at risk, if what is not known turns out against them."""
        self.quarantined = 0
        self.redacted = 0

    def add(self, table: Any) -> None:
        """Count judged rows."""
        for name, count in _counts(table.column("verdict")):
            self.verdicts[name] += count
        self.levels.update(dict(_counts(table.column("level"))))
        self.encodings.update(dict(_counts(table.column("encoding"))))
        self.categories.update(dict(_counts(arrow().compute.list_flatten(table.column("categories")))))
        self.replies.update(dict(_counts(table.filter(arrow().compute.is_null(table.column("sender_key"))).column("verdict"))))
        self._add_waiting(table)
        self._add_tiers(table)
        self._add_rules(table)
        self.all.add_all(table)
        for key, groups in (
            ("sender_key", self.senders), ("campaign", self.campaigns), ("day", self.days), ("family", self.families),
        ):  # fmt: skip
            groups.add(table, key)
        self._remember(table)

    def put_aside(self, rejects: Iterable[Reject], rows: int) -> None:
        """Count rows that were not judged; rows: those among them that count as rows."""
        self.quarantined += rows
        for one in rejects:
            self.redacted += one.reason == TEXT_REDACTED
            reason = _NUMBERS.sub("#", one.reason)
            if reason in self.reasons or len(self.reasons) < REASONS:
                self.reasons[reason] += 1
                if one.row is not None and reason not in self.examples:
                    self.examples[reason] = f"{place_of(one.source, one.line, one.row)}: {one.reason}"

    @property
    def ok(self) -> int:
        """Messages that no rule has anything against."""
        return self.verdicts[Verdict.PASS.value]

    @property
    def flagged(self) -> int:
        """Messages that a person should look at, or that carriers would not let pass."""
        return self.all.messages - self.ok

    @property
    def rows(self) -> int:
        """Rows that were looked at."""
        return self.all.messages + self.quarantined

    def to_dict(self, senders: Senders, numbers: bool) -> dict[str, Any]:
        """The JSON shape. numbers: senders as they are, else without their last digits."""
        names = senders.names(numbers)
        return {
            "rows": {"in": self.rows, "ok": self.ok, "flagged": self.flagged, "quarantined": self.quarantined},
            "redacted_texts": self.redacted,
            "verdicts": self.verdicts,
            "worst_standing": {name: self.levels[name] for name in ("error", "warning", "info")},
            "replies": {"messages": self.replies.total(), "block": self.replies[Verdict.BLOCK.value]},
            "exposure_usd": self.all.exposure_usd,
            "exposure_waiting_usd": self.waiting_usd,
            "segments": {
                "total": self.all.segments,
                "gsm7_messages": self.encodings["gsm7"],
                "ucs2_messages": self.encodings["ucs2"],
                "spared_as_gsm7": self.all.ucs2_extra,
            },
            "rules": self._rules(),
            "categories": _sorted(self.categories),
            "tiers": {str(tier): {"messages": n, "exposure_usd": usd} for tier, (n, usd) in sorted(self.tiers.items())},
            "senders": self.senders.listed(LISTED, "sender", names.__getitem__),
            "senders_counted": len(self.senders.stats),
            "campaigns": self.campaigns.listed(LISTED, "campaign", lambda key: key, OTHERS),
            "campaigns_counted": len(self.campaigns.stats),
            "campaigns_dropped": self.campaigns.dropped,
            "days": self.days.by_key("day"),
            "waiting_for": _sorted(self.waiting),
            "families_dropped": self.families.dropped,
            "families_flagged": self.families.flagged,
            "families": [self._family(one) for one in self.families.listed(LISTED, "family", lambda key: key)],
            "quarantined_for": _sorted(self.reasons),
            "quarantined_first": dict(sorted(self.examples.items())),
        }

    def _rules(self) -> list[dict[str, Any]]:
        rows = [
            {"rule": rule, **self.facts[rule], "messages": counts["messages"], "findings": counts["findings"]}
            for rule, counts in self.rules.items()
        ]
        return sorted(rows, key=lambda row: (-row["messages"], row["rule"]))

    def _family(self, row: dict[str, Any]) -> dict[str, Any]:
        first, verdict, shape = self.first[row["family"]]
        return {**row, "first_row": first, "verdict": verdict, **({"template": shape} if shape is not None else {})}

    def _add_waiting(self, table: Any) -> None:
        pc = arrow().compute
        waiting = table.filter(pc.equal(table.column("verdict"), Verdict.NEEDS_CONTEXT.value))
        self.waiting.update(dict(_counts(pc.list_flatten(waiting.column("open_questions")))))
        self.waiting_usd += pc.sum(waiting.column("exposure_usd")).as_py() or 0

    def _add_tiers(self, table: Any) -> None:
        for row in table.group_by("tier", use_threads=False).aggregate([("exposure_usd", "sum"), ("tier", "count")]).to_pylist():
            if row["tier"] is not None:
                held = self.tiers.setdefault(row["tier"], [0, 0])
                held[0] += row["tier_count"]
                held[1] += row["exposure_usd_sum"]

    def _add_rules(self, table: Any) -> None:
        pc = arrow().compute
        for rule, count in _counts(pc.list_flatten(table.column("rules"))):
            self.rules.setdefault(rule, Counter())["messages"] += count
        findings = pc.list_flatten(table.column(FINDINGS))
        for rule, count in _counts(pc.struct_field(findings, "rule")):
            self.rules.setdefault(rule, Counter())["findings"] += count
            if rule not in self.facts:
                self.facts[rule] = _facts(findings, rule)

    def _remember(self, table: Any) -> None:
        """The first message of each family that is counted, and its template where texts are shown."""
        texts = table.column("text").to_pylist() if "text" in table.column_names else None
        columns = [table.column(name).to_pylist() for name in ("family", "row", "verdict")]
        for place, (family, row, verdict) in enumerate(zip(*columns, strict=True)):
            if family not in self.first:
                self.first[family] = row, verdict, shape_of(texts[place]) if texts is not None else None
        if len(self.first) > len(self.families.stats):
            self.first = {key: value for key, value in self.first.items() if key in self.families.stats}


def _counts(column: Any) -> list[tuple[Any, int]]:
    return [(one["values"], one["counts"]) for one in column.value_counts().to_pylist() if one["values"] is not None]


def _facts(findings: Any, rule: str) -> dict[str, Any]:
    pc = arrow().compute
    first = pc.index(pc.struct_field(findings, "rule"), rule).as_py()
    finding = findings[first].as_py()
    return {name: finding[name] for name in ("name", "category", "tier", "fine_usd")}


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
