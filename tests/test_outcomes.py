"""What rules come to under a context is the same whether it is worked out anew or remembered of another context."""

from __future__ import annotations

import random
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import pytest

from smslint.corpus.read import corpus_files, read_rows
from smslint.linter import Linter
from smslint.outcomes import Outcomes, in_order, outcome
from smslint.ruleset import facts
from tests.words import ROOT, linter


def refuse(path: str, line: int | None, message: str) -> None:
    raise AssertionError(f"{path}:{line}: {message}")


@lru_cache(maxsize=1)
def contexts() -> list[dict[str, Any]]:
    """What is known of the senders of our corpora, in no order."""
    rows = read_rows(corpus_files([str(ROOT / "corpora")], False, refuse), refuse)
    found = [facts(row.context) for row in list(rows)[::40]]
    random.Random(7).shuffle(found)
    return found


@pytest.mark.parametrize("day", [None, "2024-01-01", "2031-01-01"])
def test_what_is_remembered_is_what_is_worked_out(day: str | None) -> None:
    rules = linter().rules
    remembered = Outcomes(rules)
    for known in contexts():
        told = [(one.rule.id, one.severity, one.depends) for one in in_order(remembered.under(known, day))]
        anew = [outcome(rule, known, day) for rule in rules]
        assert told == [(one.rule.id, one.severity, one.depends) for one in anew if one is not None], known


def test_senders_who_differ_in_what_no_rule_looks_at_share_a_plan() -> None:
    fresh = Linter()
    plans = set()
    for number in range(6):
        own = (f"larch{number}.example",)
        fresh.lint("Larch: see you at nine", brand=f"Larch {number}", country="US", sender_type="10dlc", brand_domains=own)
        plans.add(id(fresh._recent[2]))
    assert len(plans) <= 2, "the first is worked out by itself"


def test_outcomes_that_agree_are_one_plan_though_the_contexts_do_not() -> None:
    fresh = Linter()
    for messages in range(4):
        fresh.lint("Larch: see you at nine", brand="Larch", use_case="transactional", messages_since_opt_out=messages)
    assert len(fresh._rules._plans) == 4
    assert len(fresh._rules._plans_by_outcome) == 2, "the first is worked out by itself"


def test_a_day_may_be_given_with_its_hour() -> None:
    day, moment = date(2026, 5, 31), datetime.fromisoformat("2026-05-31T12:00:00")
    report = linter().lint("Larch: see you at nine", brand="Larch", as_of=moment)
    assert report.as_of == day
    assert report.to_dict() == linter().lint("Larch: see you at nine", brand="Larch", as_of=day).to_dict()
    assert Linter(as_of=moment).lint("Larch: see you at nine").as_of == day
