"""Verdict, score, tier and open questions follow from the findings alone."""

from __future__ import annotations

from typing import Any

import pytest

from smslint.judgement import judge
from smslint.model import Finding, RulesetInfo, Severity

INFO = RulesetInfo("test", "0", "0")


class Rule:
    """As much of a rule as judging needs."""

    def __init__(
        self, tier: int | None = None, category: str = "promotion", weight: int = 4, name: str = "SPM001"
    ) -> None:
        self.id, self.name, self.category, self.confidence = name, "x", category, "high"
        self.tier, self.weight, self.message, self.fix, self.sources, self.refs = tier, weight, "m", None, (), ()


def finding(severity: str, *depends: str, **rule: Any) -> Finding:
    return Finding(Rule(**rule), Severity(severity), 0, 1, depends)


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], "pass"),
        ([finding("info")], "pass"),
        ([finding("warning")], "warn"),
        ([finding("warning", "brand")], "warn"),
        ([finding("error", "brand")], "needs_context"),
        ([finding("error", "brand"), finding("warning")], "needs_context"),
        ([finding("error", "brand"), finding("error")], "block"),
    ],
)
def test_verdict(findings: list[Finding], verdict: str) -> None:
    assert judge("x", findings, INFO, None).verdict.value == verdict


def test_only_fields_that_could_change_the_verdict_are_asked_for() -> None:
    assert judge("x", [finding("error", "use_case", "brand")], INFO, None).open_questions == ("brand", "use_case")
    assert judge("x", [finding("error", "brand"), finding("error")], INFO, None).open_questions == ()
    assert judge("x", [finding("warning"), finding("warning", "brand")], INFO, None).open_questions == ()
    assert judge("x", [finding("info", "brand")], INFO, None).open_questions == ()


def test_worst_tier_and_its_fine() -> None:
    report = judge("x", [finding("warning", tier=3), finding("error", tier=1), finding("info", tier=2)], INFO, None)
    assert (report.tier, report.exposure_usd) == (1, 2000)
    assert (judge("x", [finding("info", tier=1)], INFO, None).exposure_usd) == 0


def test_a_reply_is_no_violation_of_the_sender() -> None:
    reply = finding("error", tier=3, category="inbound")
    report = judge("STOP", [reply], INFO, None)
    assert (report.verdict.value, report.tier, report.exposure_usd, reply.fine_usd) == ("block", 3, 0, 0)
    assert judge("x", [reply, finding("warning", tier=3)], INFO, None).exposure_usd == 500


def test_score_is_capped_for_each_category_and_in_all() -> None:
    many = [finding("error", weight=10) for _ in range(50)]
    assert judge("x", many, INFO, None).score == 40
    spread = [finding("error", weight=10, category=name) for name in ("promotion", "sex", "hate", "drugs")]
    assert judge("x", spread, INFO, None).score == 100
    assert judge("x", [finding("info", weight=0)], INFO, None).score == 1


def test_what_waits_weighs_less() -> None:
    assert judge("x", [finding("error", "brand")], INFO, None).score < judge("x", [finding("error")], INFO, None).score
