"""Folding keeps the way back to the original, whatever the text."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.text.fold import fold

ANY_TEXT = st.text(st.characters(categories=None), max_size=80)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Larch  Cafe\n\nnow", "larch cafe now"),
        ("It’s rеady — go", "it's ready - go"),
        ("Fr\u200bee \U0001d405REE", "free free"),
        ("CΛSH LΘAN", "cash loan"),
        ("ＦＲＥＥ", "free"),
        ("fr\x00ee", "free"),
        ("f\u0336r\u0336e\u0336e\u0336", "free"),
        ("cafe\u0301", "café"),
        ("🇸🇪🇽🇾", "sexy"),
        ("straße", "strasse"),
    ],
)
def test_disguises_that_folding_alone_undoes(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize("text", ["привет мир", "हिन्दी", "🇫🇷 🇩🇪", "🇨🇦🇸🇮🇳🇴", "🇫🇷🇪🇪", "🇺🇸\u200b🇬🇧", "salé", "日本語", "می‌خواهم"])
def test_other_languages_keep_their_letters(text: str) -> None:
    assert fold(text).text == text.translate(dict.fromkeys((0x200B, 0x200C)))


@pytest.mark.parametrize(
    "text",
    [
        "100kω resistors and 50 μmol", "αφω and δσθ meet", "hi from москва, анна", "kimə deməyin", "ваш sms-код", "🇺🇸🇬🇧 trip",
        "qr-код и smsка от банка",
    ],
)  # fmt: skip
def test_units_names_and_other_alphabets_are_no_disguise(text: str) -> None:
    folded = fold(text)
    assert folded.alike == frozenset()
    assert "usgb" in folded.text or folded.text == text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("🇫\u200b🇷\u200b🇪\u200b🇪", "free"),
        ("🇫 🇷 🇪 🇪", "f r e e"),
        ("ᖴᖇee", "free"),
        ("Տale ᏟᎪsh", "sale cash"),
        ("c\u0301\u0327\u0316a\u0336sh", "ḉash"),
    ],
)
def test_letters_of_other_scripts_and_marks(text: str, folded: str) -> None:
    assert fold(text).text == folded


CONTEXTS = ("{}", "ab{}cd", "{0}{0}", "a\u200d{}b", "e\u0301{}\u0301x")


def wrongly_folded(codes: Iterable[int]) -> list[tuple[str, str]]:
    """(code point, context) where folding is not idempotent or its map not monotone; for all 1,112,064 in the soak."""
    wrong = []
    for code in codes:
        for context in CONTEXTS:
            text = context.format(chr(code))
            folded = fold(text)
            spans = [folded.span(place, place + 1) for place in range(len(folded.text))]
            steady = all(one[0] <= other[0] and one[1] <= other[1] for one, other in itertools.pairwise(spans))
            inside = all(0 <= start < end <= len(text) for start, end in spans)
            if not (steady and inside and fold(folded.text).text == folded.text):
                wrong.append((f"U+{code:04X}", context))
    return wrong


def test_a_sample_of_all_code_points_folds_soundly() -> None:
    rng = random.Random(11)
    codes = [*range(0x250), *range(0x2000, 0x2100), *(rng.randrange(0x250, 0xD800) for _ in range(2_000))]
    codes += [rng.randrange(0xE000, 0x20000) for _ in range(2_000)]
    assert wrongly_folded(codes) == []


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(ANY_TEXT)
def test_every_folded_character_has_a_place_in_order(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(place, place + 1) for place in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in itertools.pairwise(spans))


@given(ANY_TEXT)
def test_word_form_has_one_character_for_each_folded_one_and_a_space_around(text: str) -> None:
    folded = fold(text)
    assert len(folded.words) == len(folded.text) + 2
    assert folded.words[0] == folded.words[-1] == " "


def test_white_space_runs_map_back() -> None:
    text = "free   money \n\n now"
    folded = fold(text)
    start = folded.text.index("money")
    assert folded.span(start, start + 5) == (7, 12)
    start = folded.text.index("now")
    assert folded.span(start, start + 3) == (16, 19)
