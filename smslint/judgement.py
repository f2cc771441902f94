"""From findings to an answer: verdict, score, tier, exposure and what is still to be asked."""

from __future__ import annotations

from smslint.model import CONTEXT_FIELDS, Finding, Report, Severity, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from smslint.model import RulesetInfo

MAX_FINDINGS = 100
"""Findings that a report lists; the rest are counted in `omitted`."""
CATEGORY_CAP = 40
"""Points that one category can add to the score: many hits of one kind are still one fault."""
POINTS_PER_WEIGHT = 4

_SEVERITY_FACTOR = {Severity.ERROR: 1.0, Severity.WARNING: 0.6, Severity.INFO: 0.2}
_CONFIDENCE_FACTOR = {"high": 1.0, "medium": 0.7, "low": 0.4}
_WAITING_FACTOR = 0.5
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_ORDER = {name: place for place, name in enumerate(CONTEXT_FIELDS)}


def judge(text: str, findings: list[Finding], ruleset: RulesetInfo, as_of: date | None) -> Report:
    """The report of one message.

    Verdict: a standing error blocks; an error that waits for an unknown field needs context; else a warning warns.
    The score never changes the verdict.
    """
    if not findings:
        return Report(text, Verdict.PASS, (), 0, None, 0, (), ruleset, as_of)
    if len(findings) > 1:
        findings.sort(key=_position)
    verdict = _verdict(findings)
    tier = _worst_tier(findings)
    return Report(
        text,
        verdict,
        tuple(findings[:MAX_FINDINGS]),
        _score(findings),
        tier,
        max([finding.fine_usd for finding in findings]) if tier is not None else 0,
        _open_questions(findings, verdict),
        ruleset,
        as_of,
        max(0, len(findings) - MAX_FINDINGS),
    )


def _position(finding: Finding) -> tuple[int, int, int, str, tuple[str, ...]]:
    start = -1 if finding.start is None else finding.start
    end = -1 if finding.end is None else finding.end
    return _RANK[finding.severity], start, end, finding._rule.id, finding.depends_on


def _worst_tier(findings: list[Finding]) -> int | None:
    worst: int | None = None
    for finding in findings:
        tier = finding._rule.tier
        if tier is not None and (worst is None or tier < worst) and finding.severity is not Severity.INFO:
            worst = tier
    return worst


def _verdict(findings: list[Finding]) -> Verdict:
    waiting = False
    warned = False
    for finding in findings:
        if finding.severity is Severity.ERROR:
            if not finding.depends_on:
                return Verdict.BLOCK
            waiting = True
        elif finding.severity is Severity.WARNING:
            warned = True
    if waiting:
        return Verdict.NEEDS_CONTEXT
    return Verdict.WARN if warned else Verdict.PASS


def _score(findings: list[Finding]) -> int:
    points: dict[str, float] = {}
    for finding in findings:
        rule = finding._rule
        points[rule.category] = points.get(rule.category, 0.0) + rule.weight * worth(finding)
    return total(points)


def worth(finding: Finding) -> float:
    """Points that a finding adds to the score for each unit of its rule's weight."""
    points = POINTS_PER_WEIGHT * _SEVERITY_FACTOR[finding.severity] * _CONFIDENCE_FACTOR[finding._rule.confidence]
    return points * _WAITING_FACTOR if finding.depends_on else points


def total(points: Mapping[str, float]) -> int:
    """The score of the points by category: at least 1, since something was found."""
    return max(1, min(100, round(sum(min(CATEGORY_CAP, one) for one in points.values()))))


def _open_questions(findings: list[Finding], verdict: Verdict) -> tuple[str, ...]:
    """Fields whose value could still change this verdict."""
    if verdict is Verdict.BLOCK or verdict is Verdict.PASS:
        return ()
    if verdict is Verdict.WARN and any(not f.depends_on for f in findings if f.severity is Severity.WARNING):
        return ()
    fields = {field for finding in findings if finding.severity is not Severity.INFO for field in finding.depends_on}
    return tuple(sorted(fields, key=lambda name: _ORDER.get(name, len(_ORDER))))
