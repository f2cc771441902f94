"""Patterns that are tried at signs alone find what they would find anywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.text.lazy import matches_at
from smslint.text.leftovers import _AT_SIGNS, _SIGN
from smslint.text.styled import _CODE_SIGN, _CODED

PIECES = (
    "\\n", "\\u2019", "\\x41", '\\"', "<br>", "</p>", "<!--", "<?xml", "]]>", "[b]", "[/b]", "[a](https://", "&amp;", "&#39;",
    "&#x41;", "&", "=3D=0A", "=41=42", "%20", "%0a", "%41", "%2561", "%c3%a9", "%", "=", "[", "]", "<", " ", "a", "Hi,", "20",
)  # fmt: skip


@pytest.mark.parametrize(("sign", "pattern"), [(_SIGN, _AT_SIGNS), (_CODE_SIGN, _CODED)])
@given(text=st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14).map("".join))
def test_nothing_begins_elsewhere(sign: re.Pattern[str], pattern: re.Pattern[str], text: str) -> None:
    at_signs = [match.span() for match in matches_at(sign, pattern, text)]
    assert at_signs == [match.span() for match in pattern.finditer(text)]
