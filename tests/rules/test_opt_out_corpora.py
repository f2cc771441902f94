"""The banks of opt-out wordings that ship: every instruction counts as a way out, and no decoy does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smslint import Context
from tests.words import linter

BANK = Path(__file__).resolve().parents[2] / "corpora" / "opt-out"
FIRST = Context(brand="Larch Cafe", country="US", sender_type="10dlc", use_case="marketing", first_message=True)


def texts(name: str) -> list[str]:
    return [json.loads(line)["text"] for line in (BANK / name).read_text(encoding="utf-8").splitlines()]


INSTRUCTIONS = texts("instructions.jsonl")
DECOYS = texts("decoys.jsonl")


@pytest.mark.parametrize("text", INSTRUCTIONS)
def test_an_honoured_instruction_is_a_way_out(text: str) -> None:
    assert not linter().findings_of("OPT001", text, FIRST)


@pytest.mark.parametrize("text", DECOYS)
def test_a_decoy_is_no_way_out(text: str) -> None:
    assert linter().findings_of("OPT001", text, FIRST)


def test_the_banks_are_large_and_without_doubles() -> None:
    assert len(set(INSTRUCTIONS)) == len(INSTRUCTIONS) >= 200
    assert len(set(DECOYS)) == len(DECOYS) >= 120


def test_the_labels_of_observed_wordings_are_complete() -> None:
    labels = json.loads((BANK / "observed-labels.json").read_text(encoding="utf-8"))["labels"]
    assert len(labels) == 535
    assert set(labels.values()) == {"yes", "no", "decoy", "needs_text"}
