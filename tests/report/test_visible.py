import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from smslint.report.visible import draw, escape, escape_page, width

ACTIVE = {
    "escape sequence": ("\x1b[2J", "\\x1b[2J"),
    "c1 control": ("\x9b2J", "\\x9b2J"),
    "null": ("a\x00b", "a\\x00b"),
    "line break": ("a\r\nb", "a\\r\\nb"),
    "line separator": ("a\u2028b", "a\\u2028b"),
    "next line": ("a\x85b", "a\\x85b"),
    "direction override": ("\u202egnp.exe", "\\u202egnp.exe"),
    "isolate": ("\u2066x\u2069", "\\u2066x\\u2069"),
    "zero width space": ("fr\u200bee", "fr\\u200bee"),
    "byte order mark": ("\ufeffHi", "\\ufeffHi"),
    "soft hyphen": ("fr\u00adee", "fr\\xadee"),
    "hangul filler": ("\u3164", "\\u3164"),
    "tag letter": ("\U000e0041", "\\U000e0041"),
    "lone surrogate": ("\ud83d", "\\ud83d"),
    "no-break space": ("a\u00a0b", "a\\xa0b"),
    "joiner in a word": ("fr\u200dee", "fr\\u200dee"),
    "style after a letter": ("a\ufe0f", "a\\ufe0f"),
    "pile of marks": ("e" + "\u0301" * 6, "e" + "\u0301" * 4 + "\\u0301\\u0301"),
}


@pytest.mark.parametrize(("text", "shown"), ACTIVE.values(), ids=ACTIVE)
def test_what_is_active_or_invisible_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert escape(text) == shown


FAMILY = "👨‍👩‍👧"
ORDINARY = ["Hi", "naïve café", "日本語", FAMILY, "❤️", "🇳🇴", "👍🏽", "1️⃣", "e\u0301", "שלום", "50% off [/b]"]
WIDE = ["Hi", "日本語", FAMILY, "❤️ you", "🎉 party", "한국어", "e\u0301", "ｆｒｅｅ", "naïve"]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_writing_stays_as_it_is(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize("text", WIDE)
def test_width_agrees_with_that_of_rich(text: str) -> None:
    assert width(text) == cell_len(text)


@pytest.mark.parametrize(("text", "cells"), [("🇳🇴", 2), ("👍🏽", 2), ("1️⃣", 2), ("👁️‍🗨️", 2), ("\u200b", 6), ("\x1b", 4)])
def test_width_of_flags_tones_keycaps_and_escapes(text: str, cells: int) -> None:
    assert width(text) == cells


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_nothing_active_survives_in_any_text(text: str) -> None:
    kept = escape(text)
    for category in map(unicodedata.category, kept.replace("\u200d", "")):
        assert category not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    kept.encode("utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_every_code_point_has_a_form_and_a_width(text: str) -> None:
    shown, widths = draw(text)
    assert len(shown) == len(widths) == len(text)
    assert all(cells >= 0 for cells in widths)


def test_a_page_keeps_its_own_line_breaks_only() -> None:
    assert escape_page("a\nb\rc") == "a\nb\\rc"
