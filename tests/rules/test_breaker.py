"""Service texts of many trades that no rule may touch, and texts of every category that a rule must see."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from smslint import Context, Severity
from tests.words import linter

BANK = [json.loads(line) for line in (Path(__file__).parent / "breaker.jsonl").read_text(encoding="utf-8").splitlines()]
CLEAN = [row for row in BANK if row["category"] is None]
FAULTY = [row for row in BANK if row["category"] is not None]
SCAMS = frozenset(("phishing", "fraud"))
LITTLE = [Context(), Context(country="US", sender_type="10dlc")]
FEW_QUESTIONS = {"first_message", "use_case", "brand", "brand_domains", "brand_phones", "age_gate", "sender_type"}


def context(row: dict[str, Any]) -> Context:
    return Context(**{"country": "US", "sender_type": "10dlc", "template": False, "opted_in": True} | row["context"])


def seen(row: dict[str, Any]) -> bool:
    """Whether a finding has the category of the row; scams count as one kind. Shouting, and a missing reason in a later
    text of a thread, only inform."""
    wanted = SCAMS if row["category"] in SCAMS else {row["category"]}
    found = [one for one in linter().lint(row["text"], context(row)).findings if one.category in wanted]
    return any(one.severity is not Severity.INFO or one.category in ("shouting", "missing_reason") for one in found)


def test_no_service_text_is_warned_about() -> None:
    reports = [(row["text"], linter().lint(row["text"], context(row))) for row in CLEAN]
    flagged = [
        (text, one.rule) for text, report in reports for one in report.findings if one.severity is not Severity.INFO
    ]
    assert len(CLEAN) >= 630
    assert flagged == []


@pytest.mark.parametrize("known", LITTLE, ids=["nothing", "country"])
def test_unknown_context_asks_little_and_blocks_next_to_nothing(known: Context) -> None:
    reports = [linter().lint(row["text"], known) for row in CLEAN if row["context"]["kind"] == "message"]
    standing = [
        one.rule
        for report in reports
        for one in report.findings
        if one.severity is Severity.ERROR and not one.depends_on
    ]
    assert len(standing) <= len(reports) * 0.002, Counter(standing)
    assert {name for report in reports for name in report.open_questions} <= FEW_QUESTIONS


@pytest.mark.parametrize("known", LITTLE, ids=["nothing", "country"])
def test_unknown_context_asks_three_questions_at_most(known: Context) -> None:
    reports = [linter().lint(row["text"], known) for row in CLEAN if row["context"]["kind"] == "message"]
    assert all(len(report.open_questions) <= 3 for report in reports)


def test_faulty_texts_are_seen_in_their_category() -> None:
    missed = [(row["category"], row["text"]) for row in FAULTY if not seen(row)]
    assert len(FAULTY) >= 640
    assert len(missed) <= len(FAULTY) * 0.04, missed


def test_no_category_is_left_behind() -> None:
    total = Counter(row["category"] for row in FAULTY)
    hits = Counter(row["category"] for row in FAULTY if seen(row))
    assert {name: hits[name] / count for name, count in total.items() if count >= 10 and hits[name] < count * 0.8} == {}
