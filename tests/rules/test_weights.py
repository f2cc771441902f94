"""The kept weights belong to rules that exist, and what was published of them does not tell of overfitting."""

from __future__ import annotations

import json

from smslint.rulebook.shipped import shipped_book
from tests.words import ROOT

ORDERS = ("any label above clean", "grave above all others", "smishing above genuine alerts")
SLACK = 0.01


def test_every_kept_weight_is_that_of_a_rule() -> None:
    book = shipped_book()
    assert book.weights.keys() <= book.rules.keys(), "run `smslint weights corpora --write`"


def test_weights_fitted_on_one_half_order_the_other_no_worse_than_the_authors() -> None:
    areas = json.loads((ROOT / "corpora/scores/weights.json").read_text("utf-8"))
    for order in ORDERS:
        assert areas["fitted on odd"]["even"][order] >= areas["authors"]["even"][order] - SLACK
        assert areas["fitted on even"]["odd"][order] >= areas["authors"]["odd"][order] - SLACK
