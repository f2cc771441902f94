"""Letters written in parts are put together, and every place leads back to the text as given."""

from __future__ import annotations

import itertools
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.text.composed import LONGEST, composed, in_original, joins
from smslint.text.fold import fold

IN_PARTS = st.text(
    "aeéñ \nКи가각カハا\u09c7\u09be\u0301\u0323\u0302\u0308\u0336\u3099\u309a\u0653\u1100\u1161\u11a8\u200d", max_size=20
)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("text", ["", "plain", "café", "한국", "パンガ", "f̶r̶e̶e̶", "नमस्ते", "שלום"])
def test_what_is_composed_stays_with_its_places(text: str) -> None:
    assert composed(text) == (text, None)


@pytest.mark.parametrize("text", ["café au lait", "Việt đã được", "한국마트: 주문", "パンガ", "Ёлка й", "বাংলা হো", "آب"])
def test_parts_become_letters(text: str) -> None:
    whole, offsets = composed(decomposed(text))
    assert whole == text
    assert offsets is not None
    for start in range(len(text)):
        first, last = in_original(offsets, start, start + 1)
        assert decomposed(text)[first:last] == decomposed(text[start])


@given(IN_PARTS)
def test_it_is_the_composed_form_of_unicode_with_every_place_in_order(text: str) -> None:
    whole, offsets = composed(text)
    assert whole == unicodedata.normalize("NFC", text)
    if offsets is not None:
        assert offsets[0] == 0
        assert offsets[-1] == len(text)
        assert len(offsets) == len(whole) + 1
        assert all(one < other for one, other in itertools.pairwise(offsets))


@given(IN_PARTS)
def test_both_forms_fold_alike_and_once(text: str) -> None:
    folded = fold(text).text
    assert fold(decomposed(text)).text == fold(unicodedata.normalize("NFC", text)).text
    assert fold(folded).text == folded


def test_every_later_part_of_a_letter_is_known() -> None:
    parts = {
        chr(int(letter[-1], 16))
        for letter in (unicodedata.decomposition(chr(code)).split() for code in range(sys.maxunicode + 1))
        if len(letter) == 2 and letter[0][0] != "<"
    }
    # Kirat Rai writes a vowel of two parts that are letters, no marks; no message will miss it.
    assert all(joins(part) or part > "\U00016d00" for part in parts)


def test_a_pile_of_marks_is_left_alone() -> None:
    pile = "e" + "\u0301\u0323" * LONGEST
    assert composed(pile) == (pile, None)
    assert composed(pile * 500 + "e\u0301")[0][-1] == "é"
