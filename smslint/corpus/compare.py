"""What a change of rules changes in messages: findings that are new, lost or otherwise, and verdicts."""

from __future__ import annotations

from typing import Any, NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smslint.corpus.labelled import Row
    from smslint.linter import Linter
    from smslint.model import Finding, Report

KINDS = ("new", "lost", "severity", "span", "waits")
"""A finding is new or lost; or it has another severity, another place, or waits for other unknown fields."""
RIGHT, WRONG, OPEN = "right", "wrong", "open"
"""What the labels say of a finding of this category; open where they leave it, or where there are none."""


class Found(NamedTuple):
    """A finding without its rule."""

    severity: str
    start: int | None
    end: int | None
    waits: tuple[str, ...]


class Change(NamedTuple):
    """One finding that differs."""

    rule: str
    kind: str
    row: Row
    label: str
    old: Found | None
    new: Found | None

    def to_dict(self, show_text: bool) -> dict[str, Any]:
        """The change as JSON values; the text only when it is asked for."""
        said: dict[str, Any] = {"rule": self.rule, "kind": self.kind, "label": self.label}
        for name, found in (("old", self.old), ("new", self.new)):
            said[name] = None if found is None else {**found._asdict(), "waits": list(found.waits)}
        said.update({"id": self.row.id, "path": self.row.path, "line": self.row.line})
        return {**said, "text": self.row.text} if show_text else said


class Turn(NamedTuple):
    """One message whose verdict differs."""

    row: Row
    old: str
    new: str


class Comparison:
    """Every difference between two linters over the rows added so far."""

    def __init__(self, old: Linter, new: Linter) -> None:
        self.old = old
        self.new = new
        self.rows = 0
        self.changes: list[Change] = []
        self.turns: list[Turn] = []
        names = {rule.id for rule in old.rules}, {rule.id for rule in new.rules}
        self.rules_new = sorted(names[1] - names[0])
        self.rules_lost = sorted(names[0] - names[1])

    def add_all(self, rows: Iterable[Row]) -> None:
        """Judge every row by both."""
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> None:
        """Judge one row by both."""
        old, new = self.old.lint(row.text, row.context), self.new.lint(row.text, row.context)
        self.rows += 1
        before, after = _by_rule(old), _by_rule(new)
        category = {finding.rule: finding.category for finding in (*old.findings, *new.findings)}
        for rule in sorted(before.keys() | after.keys()):
            for kind, one, other in differences(before.get(rule, []), after.get(rule, [])):
                self.changes.append(Change(rule, kind, row, _label(row, category[rule]), one, other))
        if old.verdict is not new.verdict:
            self.turns.append(Turn(row, old.verdict.value, new.verdict.value))

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not self.changes and not self.turns

    def by_rule(self) -> dict[str, dict[str, int]]:
        """Rule to the number of changes of each kind, and how many new and lost findings the labels call right or wrong."""
        table: dict[str, dict[str, int]] = {}
        for change in self.changes:
            counts = table.setdefault(change.rule, dict.fromkeys((*KINDS, *JUDGED), 0))
            counts[change.kind] += 1
            if f"{change.kind}_{change.label}" in counts:
                counts[f"{change.kind}_{change.label}"] += 1
        return dict(sorted(table.items()))

    def by_verdict(self) -> dict[str, int]:
        """`old -> new` to the number of messages."""
        table: dict[str, int] = {}
        for turn in self.turns:
            key = f"{turn.old} -> {turn.new}"
            table[key] = table.get(key, 0) + 1
        return dict(sorted(table.items()))

    def to_dict(self, show_text: bool) -> dict[str, Any]:
        """Everything as JSON values."""
        return {
            "version": 1,
            "old": self.old.ruleset.to_dict(),
            "new": self.new.ruleset.to_dict(),
            "rows": self.rows,
            "rules_new": self.rules_new,
            "rules_lost": self.rules_lost,
            "rules": self.by_rule(),
            "verdicts": self.by_verdict(),
            "changes": [change.to_dict(show_text) for change in self.changes],
            "turns": [
                {"id": one.row.id, "path": one.row.path, "line": one.row.line, "old": one.old, "new": one.new}
                for one in self.turns
            ],
        }


JUDGED = tuple(f"{kind}_{label}" for kind in ("new", "lost") for label in (RIGHT, WRONG))


def _by_rule(report: Report) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {}
    for finding in report.findings:
        found.setdefault(finding.rule, []).append(_found(finding))
    return found


def _found(finding: Finding) -> Found:
    return Found(finding.severity.value, finding.start, finding.end, finding.depends_on)


def _label(row: Row, category: str) -> str:
    if row.labels is None or category in row.either:
        return OPEN
    return RIGHT if category in row.categories else WRONG


def differences(old: list[Found], new: list[Found]) -> Iterator[tuple[str, Found | None, Found | None]]:
    """Pairs that belong together and differ, then what has no counterpart.

    Equal ones cancel out; then those at one place are paired, then those that overlap.
    """
    old, new = _without(old, new), _without(new, old)
    for same in (_same_place, _overlap):
        for one in list(old):
            other = next((candidate for candidate in new if same(one, candidate)), None)
            if other is not None:
                old.remove(one)
                new.remove(other)
                yield _kind(one, other), one, other
    yield from (("lost", one, None) for one in old)
    yield from (("new", None, one) for one in new)


def _without(some: list[Found], others: list[Found]) -> list[Found]:
    left, others = [], list(others)
    for one in some:
        if one in others:
            others.remove(one)
        else:
            left.append(one)
    return left


def _same_place(one: Found, other: Found) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _overlap(one: Found, other: Found) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start < other.end and other.start < one.end


def _kind(one: Found, other: Found) -> str:
    if one.severity != other.severity:
        return "severity"
    return "waits" if _same_place(one, other) else "span"
