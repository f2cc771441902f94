"""What one distinct message came to, in a form that is small, can be sent between processes and knows no text."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from smslint.errors import SmslintError
from smslint.model import SEVERITY_RANK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from smslint.linter import Linter
    from smslint.model import Context, Finding, Report

    Case = tuple[str, Context]
    Spot = tuple["Fault", int | None, int | None]


class Fault(NamedTuple):
    """A finding without its place: what every hit of a rule in this manner shares."""

    rule: str
    name: str
    category: str
    severity: str
    confidence: str
    message: str
    tier: int | None
    fine_usd: int
    depends_on: tuple[str, ...]
    folds: tuple[str, ...]
    refs: tuple[str, ...]


class Row(NamedTuple):
    """The columns of a result that do not hold findings; `error` says why a message was not judged."""

    verdict: str | None
    score: int | None
    tier: int | None
    exposure_usd: int | None
    encoding: str | None
    segments: int | None
    rules: tuple[str, ...]
    categories: tuple[str, ...]
    open_questions: tuple[str, ...]
    level: str | None
    """Severity of the worst finding that stands; an error that waits for context does not."""
    ucs2_extra: int | None
    """Segments that the message would save as GSM-7, if each character that forces UCS-2 gave way to one that does not."""
    error: str | None = None


Kind = TypeVar("Kind", Row, Fault)


class Outcome(NamedTuple):
    """A row, where each fault stands, and the family of its template once somebody has told it."""

    row: Row
    spots: tuple[Spot, ...]
    family: str | None = None


class Shared:
    """Keeps one object for equal rows and faults: there are few kinds of them, however many messages there are.

    One for each linter: a fault is looked up by what a rule says, whatever else the rule is.
    """

    MOST = 50_000

    def __init__(self) -> None:
        self._kinds: dict[Row | Fault, Row | Fault] = {}
        self._faults: dict[tuple[object, ...], Fault] = {}
        self._rows: dict[tuple[object, ...], Row] = {}

    def outcome_of(self, report: Report) -> Outcome:
        """A report, compacted. Messages of a template come to the same row and faults, elsewhere placed."""
        spots = tuple([(self._fault(one), one.start, one.end) for one in report.findings])
        return Outcome(self._row(report), spots)

    def _row(self, report: Report) -> Row:
        """What a report comes to, which hangs on how many parts the text takes and on what was found, wherever it stands."""
        if report.omitted:
            return _row(report)
        segments = report.segments
        found = tuple([(one.rule, one.severity, one.depends_on) for one in report.findings])
        key = segments.encoding, segments.count, segments.chars if segments.encoding == "ucs2" else 0, found
        row = self._rows.get(key)
        return self._remembered(self._rows, key, _row(report)) if row is None else row

    def one(self, kind: Any) -> Any:
        """The row or fault that stands for all that are equal to it."""
        if len(self._kinds) > self.MOST:
            self._kinds.clear()
        return self._kinds.setdefault(kind, kind)

    def _fault(self, finding: Finding) -> Fault:
        key = (finding.rule, finding.severity, finding.depends_on, finding.folds, finding.message)
        fault = self._faults.get(key)
        return self._remembered(self._faults, key, _fault(finding)) if fault is None else fault

    def _remembered(self, known: dict[tuple[object, ...], Kind], key: tuple[object, ...], kind: Kind) -> Kind:
        if len(known) > self.MOST:
            known.clear()
        found: Kind = self.one(kind)
        known[key] = found
        return found


def judge_all(linter: Linter, cases: Iterable[Case], shared: Shared) -> list[Outcome]:
    """The outcome of each case; one that cannot be judged says why. shared: what outcomes of this linter are made of."""
    return [
        failure(str(one)) if isinstance(one, SmslintError) else shared.outcome_of(one) for one in linter.each(cases)
    ]


def failure(reason: str) -> Outcome:
    """The outcome of a message that was not judged."""
    return Outcome(Row(None, None, None, None, None, None, (), (), (), None, None, reason), ())


def _row(report: Report) -> Row:
    segments = report.segments
    findings = report.findings
    return Row(
        report.verdict.value,
        report.score,
        report.tier,
        report.exposure_usd,
        segments.encoding,
        segments.count,
        tuple(sorted({finding.rule for finding in findings})),
        tuple(sorted({finding.category for finding in findings})),
        report.open_questions,
        _level(findings),
        _extra(segments.encoding, segments.count, segments.chars),
    )


def _level(findings: tuple[Finding, ...]) -> str | None:
    """The worst severity that stands."""
    standing = [one.severity for one in findings if not (one.depends_on and one.severity.value == "error")]
    return min(standing, key=SEVERITY_RANK.__getitem__).value if standing else None


def _extra(encoding: str, segments: int, characters: int) -> int:
    if encoding != "ucs2":
        return 0
    return max(0, segments - (1 if characters <= 160 else -(-characters // 153)))


def _fault(finding: Finding) -> Fault:
    return Fault(
        finding.rule,
        finding.name,
        finding.category,
        finding.severity.value,
        finding.confidence,
        finding.message,
        finding.tier,
        finding.fine_usd,
        finding.depends_on,
        finding.folds,
        finding.refs,
    )
