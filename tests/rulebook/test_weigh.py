"""Signals by weight: what a rule file may write, and what it may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from smslint.rulebook.signalchecks import CombineOptions
from tests.rulebook.words import RULE, faults, only


@pytest.mark.parametrize(
    "weigh",
    [
        {"least": 3, "of": {"0": ["@link"]}},
        {"least": 3, "of": {"heavy": ["@link"]}},
        {"least": 9, "of": {"4": ["@link", "@phone"]}},
    ],
)
def test_weights_are_whole_numbers_that_can_reach_the_least(weigh: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        CombineOptions.model_validate({"weigh": weigh})


def test_a_scale_is_enough_to_look_for() -> None:
    spec = CombineOptions.model_validate({"weigh": {"least": 5, "of": {"4": ("@link",), "1": ("@phone",)}}})
    assert spec.weigh is not None
    assert spec.weigh.least == 5


def test_every_wrong_weight_is_told() -> None:
    with pytest.raises(ValidationError) as caught:
        CombineOptions.model_validate({"weigh": {"least": 500, "of": {"3": ["@link"], "x": ["@link"], "0": ["@link"]}}})
    assert [error["loc"][2] for error in caught.value.errors()] == ["x", "0"]


def test_a_wrong_signal_leaves_the_list_long_enough(tmp_path: Path) -> None:
    start, end = RULE.index("  terms:\n"), RULE.index("message: Liquor")
    bad = f"{RULE[:start]}  combine: {{near: {{of: ['@link', X Y]}}}}\n{RULE[end:]}"
    assert "'X Y' is no signal" in only(faults(tmp_path, rule=bad))
