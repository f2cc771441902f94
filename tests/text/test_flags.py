"""Rows of flags stay flags; their letters spell where no flags would show."""

from __future__ import annotations

import phonenumbers
import pytest

from smslint.text.flags import REGIONS, spelled_in_flag_letters


@pytest.mark.parametrize(
    "text", ["", "plain", "🇺🇸", "🇺🇸🇬🇧", "🇨🇦🇸🇮🇳🇴", "🇺🇸\u200b🇬🇧", "🇺🇸 🇬🇧", "🇺🇸\n🇬🇧", "🇭🇮", "🇺🇸, 🇪🇺🇺🇳"]
)
def test_flags_spell_nothing(text: str) -> None:
    assert spelled_in_flag_letters(text) == {}


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("🇸🇪🇽", "sex"),
        ("🇻🇮🇦🇬🇷🇦", "viagra"),
        ("🇺 🇸", "us"),
        ("🇨\u200b🇦\u200b🇸\u200b🇮\u200b🇳\u200b🇴", "casino"),
        ("🇨\x01🇦\u0301🇸", "cas"),
        ("🇺🇸 and 🇸🇪🇽", "sex"),
    ],
)
def test_letters_that_make_no_flags_spell(text: str, letters: str) -> None:
    assert "".join(spelled_in_flag_letters(text).values()) == letters


def test_every_region_with_telephones_has_a_flag() -> None:
    assert {region.lower() for region in phonenumbers.SUPPORTED_REGIONS} <= REGIONS
