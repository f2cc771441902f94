"""Budgets are tightened by measuring, loosened only on request, and read with suspicion."""

from __future__ import annotations

from pathlib import Path

import pytest

from smslint.corpus.budgets import DEFAULT, Budgets, FalseAlarms, as_yaml, excesses, measured, read_budgets
from smslint.corpus.evaluate import Evaluation
from smslint.errors import RuleFileError
from tests.corpus.words import Shouts, row


def evaluation(false: int, found: int = 20, clean: int = 100) -> Evaluation:
    """So many messages with false gin among the clean ones, so many of twenty promotions found."""
    made = Evaluation(Shouts())  # type: ignore[arg-type]
    made.add_all(row("GIN" if number < false else "Hi") for number in range(clean))
    made.add_all(row("PROMO" if number < found else "Hi", "promotion") for number in range(20))
    return made


def said(made: Evaluation, budgets: Budgets) -> list[str]:
    return [str(one) for one in excesses(made, budgets)]


def test_a_rule_above_its_budget_and_a_category_below_its_recall_are_named() -> None:
    budgets = Budgets(default=DEFAULT, rules={"CNT004": FalseAlarms(false=2, clean=0.02)}, recall={"promotion": 0.95})
    assert said(evaluation(2), budgets) == []
    assert said(evaluation(3, found=18), budgets) == [
        "CNT004: 3 false alarms, 2 allowed",
        "CNT004: accuses 3.00% of the clean messages, 2.00% allowed",
        "promotion: recall 0.900, 0.950 demanded",
    ]


def test_a_category_that_no_row_bears_demands_nothing() -> None:
    assert said(evaluation(0), Budgets(default=DEFAULT, recall={"sex": 0.9})) == []


def test_new_budgets_leave_a_little_room() -> None:
    budgets = measured(evaluation(10, found=16), None, False)
    assert budgets.rules == {"CNT004": FalseAlarms(false=11, clean=0.11)}
    assert budgets.recall == {"promotion": 0.78}
    assert excesses(evaluation(11, found=16), budgets) == []


def test_what_waits_for_context_has_a_budget_of_its_own() -> None:
    made = evaluation(6)
    made.rules["CNT004"].waiting, made.rules["CNT004"].false_clean = 5, 1
    budgets = measured(made, None, False)
    assert budgets.rules == {"CNT004": FalseAlarms(false=2, clean=0.02, waiting=6)}
    assert said(made, budgets) == []
    assert said(made, Budgets(default=DEFAULT)) == [
        "CNT004: waits in 5 faultless messages, 2 allowed",
        "CNT004: accuses 1.00% of the clean messages, 0.10% allowed",
    ]
    assert "  CNT004: {false: 2, clean: 0.0200, waiting: 6}\n" in as_yaml(budgets)
    made.rules["CNT004"].waiting = 3
    assert said(made, budgets) == ["CNT004: 3 false alarms, 2 allowed"]


def test_writing_again_tightens_and_never_loosens() -> None:
    first = measured(evaluation(10, found=16), None, False)
    better = measured(evaluation(4, found=18), first, False)
    assert (better.rules["CNT004"].false, better.recall["promotion"]) == (5, 0.88)
    worse = measured(evaluation(40, found=2), better, False)
    assert worse == better
    assert measured(evaluation(0), better, False).rules == {}


def test_loosening_has_to_be_asked_for() -> None:
    first = measured(evaluation(4, found=18), None, False)
    loose = measured(evaluation(40, found=2), first, True)
    assert (loose.rules["CNT004"].false, loose.recall["promotion"]) == (44, 0.08)


def test_the_file_says_what_was_meant(tmp_path: Path) -> None:
    budgets = measured(evaluation(10, found=16), None, False)
    path = tmp_path / "budgets.yml"
    path.write_text(as_yaml(budgets), encoding="utf-8")
    assert read_budgets(str(path)) == budgets
    path.write_text(as_yaml(Budgets(default=DEFAULT)), encoding="utf-8")
    assert read_budgets(str(path)) == Budgets(default=DEFAULT)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rules: {}", "the key 'default' is missing"),
        ("default: {false: 2, clean: 0.1}\nrules: {XYZ001: {false: 1, clean: 0}}", "is no rule id"),
        ("default: {false: 2, clean: 0.1}\nrecall: {sexx: 0.5}", "did you mean 'sex'?"),
        ("default: {false: 2, clean: 0.1}\nrecall: {sex: much}", "a number is expected here"),
        ("default: {false: 2, clean: 1.5}", "the number must be 1"),
        ("default: {false: 2, clean: 0.1}\ndefault: {false: 3, clean: 0.1}", "duplicate key 'default'"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "budgets.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"budgets\.yml:\d+:\d+: ") as refused:
        read_budgets(str(path))
    assert says in str(refused.value)
