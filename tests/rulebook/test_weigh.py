"""Signals by weight: what a rule file may write, and what it may not."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from smslint.rulebook.signalchecks import CombineOptions


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
