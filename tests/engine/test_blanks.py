"""How many blanks stand between words, of which kind, and at the ends of a text is nothing to the rules of content."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.linter import Linter
from smslint.model import Context
from smslint.text.even import even

LINTER = Linter()
SPOKEN = (
    ("Superior Court: Unanswered traffic matter. Ignoring this means a hold on your license.", {"brand": "Vessel Group"}),
    ("Oak Bar: your table is ready", {"brand": "Larch Cafe"}),
    ("Taquería Don Chuy: su pedido 17 está listo, pase por la ventana 2", {"brand": "Larch Cafe"}),
    ("Your table is ready. - Oak Dental", {"brand": "Larch Cafe"}),
    ("Hi, it's Beth from Oak Dental about your visit", {"brand": "Larch Cafe"}),
    ("Chase alert: verify the transfer at chase.com.verify-user.example", {}),
    ("Your Foxglove Bank code is 482913", {}),
    ("Larch: ｆｒｅｅ ｃａｓｈ today, you bîtch", {"brand": "Larch"}),
    ("Larch: sale. Reply REMOVE to leave", {"brand": "Larch", "use_case": "marketing", "first_message": True}),
)
BLANKS = ("  ", "\t", "\u00a0", " \u00a0 ")


def told(text: str, context: dict[str, object]) -> list[tuple[str, str]]:
    """Rules and what they say is at fault, but for what encoding and length make of blanks and accents."""
    found = LINTER.lint(text, Context(country="US", sender_type="10dlc", **context)).findings  # type: ignore[arg-type]
    return sorted((one.rule, str(one.severity)) for one in found if one.category not in ("encoding", "length"))


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize(("text", "context"), SPOKEN)
def test_blanks_between_words_change_nothing(text: str, context: dict[str, object], blank: str) -> None:
    first = text.index(" ")
    assert told(text[:first] + blank + text[first + 1 :], context) == told(text, context)


@pytest.mark.parametrize("blank", [" ", "\n", "\t ", "\u00a0"])
@pytest.mark.parametrize(("text", "context"), SPOKEN)
def test_blanks_at_the_ends_change_nothing(text: str, context: dict[str, object], blank: str) -> None:
    assert told(text, context) == told(blank + text, context) == told(text + blank, context)


def test_a_finding_points_at_the_label_as_given() -> None:
    text = "\t Oak \t Bar: your table is ready"
    places = [text[one.start : one.end] for one in LINTER.lint(text, brand="Larch Cafe").findings if one.rule == "IDN004"]
    assert places == ["Oak \t Bar"]


@given(st.text(alphabet="aé\u0301\u0308 \t\u00a0\nB.", max_size=20))
def test_every_place_of_an_even_text_leads_back(text: str) -> None:
    made = even(text)
    assert "  " not in made.text
    for place, character in enumerate(made.text):
        start, end = made.span(place, place + 1)
        there = text[start:end]
        assert character.isspace() if there.isspace() else character in unicodedata.normalize("NFC", there)
    assert even(made.text).text == made.text
