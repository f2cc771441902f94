"""What the rules find in labelled rows, beside what a careful reader found: by category, by rule and by kind of row.

A category counts once a message: found or missed where it is labelled, false where it is neither labelled nor `either`.
Spans are counted one by one: a labelled span is hit when a finding of its category shares a character with it.
"""

from __future__ import annotations

from smslint.corpus.measure import auc
from smslint.model import SEVERITY_RANK, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from smslint.corpus.labelled import Label, Row
    from smslint.linter import Linter
    from smslint.model import Finding, Report

GROUPS = ("lang", "use_case", "folder", "family")
"""The kinds of row that are counted apart."""
UNKNOWN = "(not known)"
GRAVE = frozenset(
    """phishing fraud sex hate alcohol firearms tobacco drugs gambling violence debt_relief payday_loan work_from_home
    cryptocurrency lead_generation third_party_consent""".split()
)
"""Categories for which carriers fine and block at once; the others cost a filtered message."""
DECEIT = frozenset({"phishing", "fraud"})
GENUINE = "genuine"
"""The family of honest alerts that share the words of smishing, and the beginning of its finer names."""


class Count:
    """How often something was labelled, found where labelled, and found where it should not be.

    waiting: of the false, those where all findings wait for a field of the context that was not given.
    """

    __slots__ = ("false", "found", "labelled", "spans", "spans_hit", "waiting")

    def __init__(self) -> None:
        self.labelled = self.found = self.false = self.waiting = self.spans = self.spans_hit = 0

    @property
    def missed(self) -> int:
        """Labelled and not found."""
        return self.labelled - self.found

    def add(self, other: Count) -> None:
        """Take another count into this one."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class RuleCount:
    """In how many messages a rule spoke: rightly, doubtfully (`either`) and wrongly.

    waiting: of the false, those where it only asks for context; false_clean: clean messages that it accuses for certain.
    """

    __slots__ = ("category", "doubtful", "false", "false_clean", "right", "waiting")

    def __init__(self, category: str) -> None:
        self.category = category
        self.right = self.doubtful = self.false = self.waiting = self.false_clean = 0

    @property
    def spoke(self) -> int:
        """Messages in which it found something."""
        return self.right + self.doubtful + self.false


class Group:
    """Rows of one kind: how many, how many of them clean, how many of those accused, and what was found."""

    __slots__ = ("accused", "clean", "count", "rows")

    def __init__(self) -> None:
        self.rows = self.clean = self.accused = 0
        self.count = Count()


class Place:
    """A row that somebody may want to look at, and what was missed or falsely found there."""

    __slots__ = ("category", "row", "rules")

    def __init__(self, row: Row, category: str, rules: tuple[str, ...] = ()) -> None:
        self.row = row
        self.category = category
        self.rules = rules

    def to_dict(self, show_text: bool) -> dict[str, Any]:
        """Where to look, as JSON values; the text only when it is asked for."""
        row = self.row
        said: dict[str, Any] = {"category": self.category, "rules": list(self.rules), "id": row.id}
        said.update({"path": row.path, "line": row.line}, **({"text": row.text} if show_text else {}))
        return said


class Evaluation:
    """The counts over all rows added so far. at: the least severity that counts as a finding.

    accused_for_certain: clean rows with a false finding that waits for no field of the context.
    """

    def __init__(self, linter: Linter, at: Severity = Severity.WARNING) -> None:
        self.linter = linter
        self.at = at
        self.rows = self.clean = self.accused = self.accused_for_certain = 0
        self.categories: dict[str, Count] = {}
        self.rules: dict[str, RuleCount] = {rule.id: RuleCount(rule.category) for rule in linter.rules}
        self.groups: dict[str, dict[str, Group]] = {kind: {} for kind in GROUPS}
        self.misses: list[Place] = []
        self.false: list[Place] = []
        self.scored: list[tuple[int, Row]] = []

    def add_all(self, rows: Iterable[Row]) -> None:
        """Judge and count every row."""
        for row in rows:
            self.add(row, self.linter.lint(row.text, row.context))

    def add(self, row: Row, report: Report) -> None:
        """Count one row and its report."""
        spoken: dict[str, list[Finding]] = {}
        for finding in report.findings:
            if SEVERITY_RANK[finding.severity] <= SEVERITY_RANK[self.at]:
                spoken.setdefault(finding.category, []).append(finding)
        counts = self._categories(row, spoken)
        self._rules(row, spoken)
        wrong = any(count.false for count in counts.values())
        self.rows += 1
        self.clean += row.is_clean
        self.accused += row.is_clean and wrong
        self.accused_for_certain += row.is_clean and any(count.false > count.waiting for count in counts.values())
        self.scored.append((report.score, row))
        for category, count in counts.items():
            self.categories.setdefault(category, Count()).add(count)
        for kind, value in _kinds(row):
            group = self.groups[kind].setdefault(value, Group())
            group.rows += 1
            group.clean += row.is_clean
            group.accused += row.is_clean and wrong
            for count in counts.values():
                group.count.add(count)

    def total(self) -> Count:
        """All categories together."""
        total = Count()
        for count in self.categories.values():
            total.add(count)
        return total

    def _categories(self, row: Row, spoken: dict[str, list[Finding]]) -> dict[str, Count]:
        counts: dict[str, Count] = {}
        wanted = row.categories
        for category in sorted(wanted | spoken.keys()):
            count = counts[category] = Count()
            if category in wanted:
                count.labelled, count.found = 1, int(category in spoken)
                if not count.found:
                    self.misses.append(Place(row, category))
            elif category not in row.either:
                count.false = 1
                count.waiting = int(_waits(spoken[category]))
                self.false.append(Place(row, category, tuple(sorted({one.rule for one in spoken[category]}))))
        for label in row.labels or ():
            if label.start is not None:
                counts[label.category].spans += 1
                counts[label.category].spans_hit += _is_hit(label, spoken.get(label.category, ()))
        return counts

    def _rules(self, row: Row, spoken: dict[str, list[Finding]]) -> None:
        for category, findings in spoken.items():
            for name in sorted({finding.rule for finding in findings}):
                count = self.rules.setdefault(name, RuleCount(category))
                if category in row.categories:
                    count.right += 1
                elif category in row.either:
                    count.doubtful += 1
                else:
                    waits = _waits(one for one in findings if one.rule == name)
                    count.false += 1
                    count.waiting += waits
                    count.false_clean += row.is_clean and not waits


def _waits(findings: Iterable[Finding]) -> bool:
    return all(finding.depends_on for finding in findings)


def _is_hit(label: Label, findings: Iterable[Finding]) -> bool:
    start, end = label.start, label.end
    if start is None or end is None:
        return False
    return any(f.start is not None and f.end is not None and f.start < end and start < f.end for f in findings)


def _kinds(row: Row) -> list[tuple[str, str]]:
    folder = row.path.replace("\\", "/").split("/")
    values = {
        "lang": row.lang, "use_case": row.context.use_case or "", "family": row.family,
        "folder": folder[-2] if len(folder) > 1 else "",
    }  # fmt: skip
    return [(kind, values[kind] or UNKNOWN) for kind in GROUPS]


class Ordering:
    """How well the score tells two sides apart."""

    __slots__ = ("auc", "name", "negatives", "positives")

    def __init__(self, name: str, sides: Iterable[tuple[float, bool]]) -> None:
        pairs = list(sides)
        self.name = name
        self.positives = sum(side for _, side in pairs)
        self.negatives = len(pairs) - self.positives
        self.auc = auc(pairs)


def orderings(scored: Iterable[tuple[float, Row]]) -> list[Ordering]:
    """The orders that the score should keep: faults above clean, grave above the rest, deceit above genuine alerts."""
    rows = list(scored)
    clean = [(score, False) for score, row in rows if row.is_clean]
    smishing = [(score, bool(row.categories & DECEIT)) for score, row in rows if _deceit_or_genuine(row)]
    found = [
        Ordering("any label above clean", [(score, not row.is_clean) for score, row in rows]),
        Ordering("grave above all others", [(score, bool(row.categories & GRAVE)) for score, row in rows]),
        Ordering("smishing above genuine alerts", smishing),
    ]
    categories = sorted({category for _, row in rows for category in row.categories})
    for category in categories:
        bearing = [(score, True) for score, row in rows if category in row.categories]
        found.append(Ordering(category, [*bearing, *clean]))
    return found


def _deceit_or_genuine(row: Row) -> bool:
    return bool(row.categories & DECEIT) or row.family.split("-")[0] == GENUINE
