"""What counts as found, missed and false; and how it is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from smslint.corpus import scores
from smslint.corpus.evaluate import Evaluation, orderings
from smslint.corpus.labelled import Row
from smslint.model import Severity
from tests.corpus.words import Shouts, row
from tests.words import linter


def evaluated(*rows: Row, at: Severity = Severity.WARNING) -> Evaluation:
    evaluation = Evaluation(Shouts(), at)  # type: ignore[arg-type]
    evaluation.add_all(rows)
    return evaluation


def counts(evaluation: Evaluation, category: str) -> tuple[int, ...]:
    count = evaluation.categories[category]
    return count.labelled, count.found, count.missed, count.false


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (row("PROMO", "promotion"), (1, 1, 0, 0)),
        (row("Hi", "promotion"), (1, 0, 1, 0)),
        (row("PROMO"), (0, 0, 0, 1)),
        (row("PROMO", either=["promotion"]), (0, 0, 0, 0)),
        (row("PROMO promo PROMO", "promotion:promo", "promotion"), (1, 1, 0, 0)),
    ],
)
def test_a_category_counts_once_a_message(one: Row, expected: tuple[int, ...]) -> None:
    assert counts(evaluated(one), "promotion") == expected


@pytest.mark.parametrize(("at", "found"), [("info", 1), ("warning", 1), ("error", 0)])
def test_a_finding_counts_from_a_severity_on(at: str, found: int) -> None:
    assert evaluated(row("GIN", "alcohol"), at=Severity(at)).categories["alcohol"].found == found


def test_an_info_is_no_finding_unless_asked_for() -> None:
    assert "suspicious_url" not in evaluated(row("WEB")).categories
    assert evaluated(row("WEB"), at=Severity.INFO).categories["suspicious_url"].false == 1


@pytest.mark.parametrize(
    ("labels", "hit"),
    [(("promotion:PROMO",), (1, 1)), (("promotion:MO n",), (1, 1)), (("promotion:now",), (1, 0)), (("promotion",), (0, 0))],
)
def test_a_span_is_hit_when_a_finding_shares_a_character_with_it(labels: tuple[str, ...], hit: tuple[int, int]) -> None:
    count = evaluated(row("PROMO now", *labels)).categories["promotion"]
    assert (count.spans, count.spans_hit) == hit
    assert count.found == 1


def test_a_rule_is_right_doubtful_or_wrong_and_clean_texts_are_counted_apart() -> None:
    evaluation = evaluated(
        row("GIN", "alcohol"), row("GIN", either=["alcohol"]), row("GIN"), row("GIN PROMO", "promotion"), row("Hi")
    )
    rule = evaluation.rules["CNT004"]
    assert (rule.spoke, rule.right, rule.doubtful, rule.false, rule.false_clean) == (4, 1, 1, 2, 1)
    assert (evaluation.rows, evaluation.clean, evaluation.accused) == (5, 3, 1)
    assert scores.rule_entries(evaluation)["CNT004"]["false_share_of_clean"] == 0.3333
    assert scores.rule_entries(evaluation)["CNT004"]["precision"] == 0.3333


def test_kinds_of_row_are_counted_apart() -> None:
    evaluation = evaluated(row("PROMO", "promotion", lang="fr", context={"use_case": "otp"}), row("PROMO", family=""))
    assert evaluation.groups["lang"]["fr"].count.found == 1
    assert evaluation.groups["use_case"]["otp"].rows == 1
    assert evaluation.groups["folder"]["clean"].accused == 1
    assert evaluation.groups["family"]["(not known)"].count.false == 1


def test_places_to_look_at_name_the_rules_and_keep_the_text_to_themselves() -> None:
    evaluation = evaluated(row("Hi", "sex"), row("GIN"))
    assert [(one.category, one.row.text) for one in evaluation.misses] == [("sex", "Hi")]
    (place,) = evaluation.false
    assert place.rules == ("CNT004",)
    assert "text" not in place.to_dict(False)
    assert place.to_dict(True)["text"] == "GIN"


def test_the_score_is_measured_by_the_order_it_gives() -> None:
    rows = [row("PROMO", "phishing"), row("Hi"), row("GIN", "shouting"), row("Hi", family="genuine-bank")]
    found = {one.name: (one.auc, one.positives, one.negatives) for one in orderings(evaluated(*rows).scored)}
    assert found == {
        "any label above clean": (1.0, 2, 2),
        "grave above all others": (1.0, 1, 3),
        "smishing above genuine alerts": (1.0, 1, 1),
        "phishing": (1.0, 1, 2),
        "shouting": (1.0, 1, 2),
    }


def test_kept_figures_are_the_same_whatever_the_order_of_rows_and_hold_no_text() -> None:
    rows = [row("PROMO secret", "promotion:PROMO", number=n, family=f) for n, f in enumerate(["a"] * 12 + ["b"] * 3)]
    files = scores.files(evaluated(*rows))
    assert files == scores.files(evaluated(*reversed(rows)))
    assert not [name for name, text in files.items() if "secret" in text]
    families: dict[str, Any] = json.loads(files["by_family.json"])
    assert families.keys() == {"a"}
    assert files["categories.json"].count("\n") == 3
    assert json.loads(files["summary.json"])["all"]["recall_interval"] == [0.7961, 1.0]


def test_what_waits_for_context_accuses_nobody_for_certain() -> None:
    evaluation = Evaluation(linter())
    for number, context in enumerate(({}, {"first_message": True, "use_case": "marketing", "brand": "Larch Cafe"}), 1):
        evaluation.add_all([row("Larch Cafe: we open at nine", number=number, context=context)])
    assert (evaluation.clean, evaluation.accused, evaluation.accused_for_certain) == (2, 2, 1), "OPT001 waits in the first"
    count, rule = evaluation.categories["missing_opt_out"], evaluation.rules["OPT001"]
    assert (count.false, count.waiting) == (2, 1)
    assert (rule.false, rule.waiting, rule.false_clean) == (2, 1, 1)
