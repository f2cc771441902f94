"""Weights: fitted where the rows speak clearly, the author's where they do not, and the same every time."""

from __future__ import annotations

from pathlib import Path

import pytest

from smslint.corpus.fit import HEAVIEST, MIN_ROWS, Fit, Sample, samples, score
from smslint.corpus.weights import Outcome, as_yaml
from smslint.errors import RuleFileError
from tests.corpus.words import Shouts, row
from tests.rulebook.words import load

CATEGORIES = {"SPM001": "promotion", "CNT004": "alcohol", "URL003": "suspicious_url"}
OWN = {"SPM001": 4.0, "CNT004": 4.0, "URL003": 4.0}


def data(noise: int = 40) -> list[Sample]:
    """PROMO is always right and grave, GIN nearly always wrong, WEB too rare to tell."""
    rows = [row("PROMO", "phishing", number=n) for n in range(40)]
    rows += [row("GIN", number=n) for n in range(noise)] + [row("GIN", "alcohol")]
    rows += [row("WEB", "phishing", number=n) for n in range(MIN_ROWS - 1)]
    rows += [row("Hi", number=n) for n in range(40)]
    return samples(Shouts(), rows)  # type: ignore[arg-type]


def test_what_is_right_gains_and_what_is_wrong_loses() -> None:
    weights = Fit(data(), OWN).run()
    assert weights["SPM001"] > 4 > weights["CNT004"] >= 0
    assert max(weights.values()) <= HEAVIEST


def test_a_rule_seldom_seen_keeps_its_authors_weight() -> None:
    assert Fit(data(), OWN).run()["URL003"] == 4


def test_a_fit_is_the_same_every_time_and_for_every_order_of_rows() -> None:
    assert Fit(data(), OWN).run() == Fit(data(), OWN).run() == Fit(data()[::-1], OWN).run()


def test_nothing_to_fit_changes_nothing() -> None:
    assert Fit([], OWN).run() == dict.fromkeys(OWN, 4)


def test_the_score_of_a_sample_is_that_of_its_report() -> None:
    linter = Shouts()
    for text in ("PROMO", "GIN", "PROMO GIN WEB", "WEB", "Hi"):
        (sample,) = samples(linter, [row(text)])  # type: ignore[arg-type]
        assert score(sample, OWN, CATEGORIES) == linter.lint(text).score


def test_fitted_weights_order_unseen_rows_no_worse() -> None:
    outcome = Outcome(data(), OWN, CATEGORIES)
    before, after = (outcome.orders[by]["even"]["any label above clean"] for by in ("authors", "fitted on odd"))
    assert before is not None
    assert after is not None
    assert after >= before
    assert outcome.changed.keys() == {"SPM001", "CNT004"}


def test_the_file_is_read_back_and_takes_the_place_of_the_rules_own(tmp_path: Path) -> None:
    book = load(tmp_path, **{"weights.yml": as_yaml({"CNT099": 9})})
    assert book.rules["CNT099"].weight == 9
    assert book.authored == {"CNT099": 4}
    assert book.rules["CNT099"].line == 1
    assert as_yaml({}).endswith("weights: {}\n")


def test_a_weight_of_a_rule_that_is_gone_is_remarked_on_and_nothing_more(tmp_path: Path) -> None:
    book = load(tmp_path, **{"weights.yml": "weights:\n  CNT098: 9\n"})
    assert [str(issue).rsplit("/", 1)[-1] for issue in book.warnings] == [
        "weights.yml:2:3: no rule CNT098; run `smslint weights` again"
    ]


@pytest.mark.parametrize("text", ["weights: {CNT099: 11}\n", "weights: {CNT099: -1}\n", "wieghts: {}\n", "weights: {C: 1}\n"])
def test_a_faulty_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(RuleFileError, match=r"weights\.yml:1:"):
        load(tmp_path, **{"weights.yml": text})
