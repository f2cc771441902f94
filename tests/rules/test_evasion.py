"""Evasion beyond the phrases that rules know: any watched word, whatever stands beside it, and what only looks like it."""

from __future__ import annotations

import pytest

from smslint import Context
from tests.words import categories, linter, rows

KNOWN = Context(
    brand="Larch", country="US", sender_type="10dlc", use_case="transactional", first_message=False, messages_since_opt_out=1,
    template=False, opted_in=True,
)  # fmt: skip


def evasion(text: str) -> set[str]:
    return {finding.rule for finding in linter().lint(text, KNOWN).findings if finding.category == "obfuscation"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Larch: fr33 brownie after three", "EVA001"),
        ("Larch: r*fles and Gl*cks in aisle 2", "EVA001"),
        ("Larch: £imited places", "EVA001"),
        ("Larch: c/\\sh today", "EVA001"),
        ("Larch: &#102;&#114;&#101;&#101; cocoa", "EVA001"),
        ("Larch: l-o-a-n ready in an hour", "EVA002"),
        ("Larch: F R E E garlic knots", "EVA002"),
        ("Larch: cou pon inside", "EVA002"),
        ("Larch: spe\ncial off\ner on passes", "EVA002"),
        ("Larch: bonussss laces", "EVA011"),
        ("Larch: frèè bagel", "EVA011"),
        ("Larch: ＦＲＥＥ brownie", "EVA012"),
        ("Larch: w⃝i⃝n⃝ a year of classes", "EVA012"),
        ("Larch: ΠROMO week", "EVA004"),
        ("Larch: rates just dropped in ur area", "EVA013"),
        ("Larch: come by 2day", "EVA013"),
        ("Larch: see the menu. x7Gq2", "EVA006"),
        ("🍃 menu is in", "EVA007"),
    ],
)
def test_a_watched_word_in_disguise_is_evasion_whatever_stands_beside_it(text: str, rule: str) -> None:
    assert rule in evasion(text)


@pytest.mark.parametrize(
    "text",
    [
        "Larch: your free brownie is ready",
        "Larch: seat W1N, gate B3T",
        "Larch: the B.E.T. awards are on at 8",
        "Larch: the show Salé is on, see you there on Monday",
        "Larch: pre-approved by Wells Fargo, pre rolls of paper, re-finance desk",
        "Larch: e-juice and a co-signer",
        "Larch: make a U-turn at gate U, the U-Haul is in bay 4",
        "Gr8 Plates: your table is ready",
        "Larch Nursery: seedlings back in stock 🌿",
        "Larch: the bill is $48.20&nbsp;due 3 June",
        "Larch: sooo proud of you, yesss",
        "Straße 5, Köln: your table is ready",
    ],
)
def test_names_codes_and_emphasis_are_no_evasion(text: str) -> None:
    assert evasion(text) == set()


def test_the_fold_tells_which_disguise_was_undone() -> None:
    (found,) = [one for one in linter().lint("Larch: cou pon inside", KNOWN).findings if one.rule == "EVA002"]
    assert found.folds == ("spaced",)


def test_content_is_seen_through_codes_and_what_they_show() -> None:
    report = linter().lint("Larch: get w&#105;&#110;e and fr%65e be&#101;r to your door tonight", KNOWN)
    assert "obfuscation" in categories(report)


@pytest.mark.parametrize("name", ["a2p_templates.jsonl"])
def test_real_templates_are_no_evasion_at_all(name: str) -> None:
    context = Context(country="US", sender_type="10dlc", template=True)
    texts = [row["text"] for row in rows(name)]
    flagged = [t for t in texts for f in linter().lint(t, context).findings if f.rule.startswith("EVA")]
    assert flagged == []
