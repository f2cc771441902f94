"""What sells and what only sounds like it: wordings of our own, and measured corpora."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smslint import Context, Severity
from tests.words import linter, rows

HERE = Path(__file__).resolve().parent
BANK = [json.loads(line) for line in (HERE / "promotion.jsonl").read_text(encoding="utf-8").splitlines()]
SELLS = [row["text"] for row in BANK if row["promotion"]]
SOUNDS_ALIKE = [row["text"] for row in BANK if not row["promotion"]]
KNOWN = Context(template=True, country="US", sender_type="10dlc", first_message=False, two_way=True)


def promotional(text: str, context: Context = KNOWN) -> bool:
    return bool(linter().findings_of("SPM001", text, context))


def share(name: str, kind: str, language: str = "en") -> float:
    texts = [row["text"] for row in rows(name) if row["kind"] == kind and row["language"].startswith(language)]
    return sum(map(promotional, texts)) / len(texts)


@pytest.mark.parametrize("text", SELLS)
def test_wording_that_sells_is_promotional(text: str) -> None:
    assert promotional(text)


@pytest.mark.parametrize("text", SOUNDS_ALIKE)
def test_ordinary_use_of_the_same_words_is_not(text: str) -> None:
    assert not promotional(text)


def test_the_bank_is_large_enough_to_mean_something() -> None:
    assert len(SELLS) >= 200
    assert len(SOUNDS_ALIKE) >= 400


@pytest.mark.parametrize("use_case", ["marketing", "delivery", "otp", "charity", None])
def test_promotion_warns_whatever_the_use_case(use_case: str | None) -> None:
    context = Context(use_case=use_case) if use_case else Context()
    findings = linter().findings_of("SPM001", "Larch Cafe: 2-for-1 lattes today", context)
    assert [finding.severity for finding in findings] == [Severity.WARNING]
    assert findings[0].category == "promotion"
    assert not findings[0].depends_on


def test_every_place_is_reported_so_that_all_can_be_mended_at_once() -> None:
    text = "Flash sale! 40% off everything, shop now"
    spans = [text[finding.start : finding.end] for finding in linter().findings_of("SPM001", text)]
    assert spans == ["Flash sale", "40% off", "shop now"]


@pytest.mark.parametrize("disguised", ["fr33 gift", "F R E E gift", "fr*e gift", "free\u200b gift", "FREEEE gift"])
def test_a_disguise_does_not_hide_promotion(disguised: str) -> None:
    findings = linter().findings_of("SPM001", f"Larch: {disguised} inside")
    assert len(findings) == 1


def test_a_merge_field_may_stand_for_the_percentage() -> None:
    assert promotional("Larch: {{percent}}% off all boots")


def test_words_inside_links_are_not_wording() -> None:
    assert not promotional("Your receipt: https://larch.example/free-gift/shop-now")


def test_weak_words_together_only_inform() -> None:
    findings = linter().findings_of("SPM011", "Larch: still thinking about the blue sofa? Take another look")
    assert [finding.severity for finding in findings] == [Severity.INFO]


def test_one_weak_word_says_nothing() -> None:
    assert not linter().findings_of("SPM011", "Your gift card order 1182 shipped today")


def test_real_marketing_templates_are_recognised() -> None:
    assert share("a2p_templates.jsonl", "marketing") >= 0.85


def test_real_marketing_templates_in_spanish_are_recognised() -> None:
    assert share("a2p_templates.jsonl", "marketing", "es") >= 0.8


@pytest.mark.parametrize(
    ("kind", "most"), [("otp", 0.0), ("reminder", 0.0), ("transactional", 0.055), ("conversational", 0.05)]
)
def test_real_templates_that_sell_nothing_pass(kind: str, most: float) -> None:
    """The few that are found do sell: new arrivals and product alerts that their authors filed as transactional."""
    assert share("a2p_templates.jsonl", kind) <= most


def test_private_chat_is_almost_never_promotional() -> None:
    ham = [row["text"] for row in rows("uci.jsonl") if row["label"] == "ham"]
    assert sum(map(promotional, ham)) * 500 <= len(ham)
