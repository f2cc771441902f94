"""Words that tests share: the linter, the data beside the checkout, and short ways to say what is expected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from smslint.linter import Linter
from smslint.model import Report, RulesetInfo, Severity
from smslint.outline import with_outline
from smslint.rulebook.cache import load_ruleset_bundle

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"

CONTENT = frozenset(
    """promotion promotion_toll_free sex hate alcohol firearms tobacco drugs gambling violence profanity phishing fraud
    deceptive debt_relief payday_loan home_loan education_loan insurance_quote work_from_home lead_generation cryptocurrency
    regulated_other url_shortener suspicious_url many_domains domain_mismatch obfuscation shouting personal_data age_gate
    minors third_party_consent consent no_context_cta brand_mismatch opt_out_wording placeholder""".split()
)
"""Categories about what a text says; the others are about what it lacks, its size, its time or its registration."""


@lru_cache(maxsize=1)
def linter() -> Linter:
    """The default rules, compiled once in a process."""
    return Linter()


def bundle(*select: str) -> tuple[dict[str, Any], RulesetInfo]:
    """The default rules, or some of them, as `Linter` reads them: in another shape they would be compiled once more."""
    return load_ruleset_bundle(("default",), select, finish=with_outline)


def categories(report: Report, *, infos: bool = False) -> set[str]:
    """Categories of a report's findings, without those that only inform."""
    return {finding.category for finding in report.findings if infos or finding.severity is not Severity.INFO}


def rules(report: Report) -> set[str]:
    """Rule identifiers of a report's findings."""
    return {finding.rule for finding in report.findings}


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Rows of a measuring file beside the checkout; the test is skipped where there is none."""
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"measuring data {name} is not beside this checkout")
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)
