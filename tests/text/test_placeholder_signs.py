"""A text is only spared the reading as a template when it is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.text.placeholder_scan import read
from smslint.text.placeholder_signs import may_hold_placeholder

PIECES = [*"$%:*@#_<>[]{}()| \n-+.,19aZé", "name", "FNAME", " :", "{{", "}}", "*|", "|*", "##", "@@", "__"]


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_what_is_not_read_holds_nothing(text: str) -> None:
    if not may_hold_placeholder(text):
        found = read(text)
        assert not any((found.placeholders, found.unmatched, found.cut, found.choices))


@pytest.mark.parametrize("text", ["40% off", "$5 or $10.50", "Hi :) see you", "100 %", "Larch: at 5:30", "#1", "a_b"])
def test_prose_is_not_read(text: str) -> None:
    assert not may_hold_placeholder(text)


@pytest.mark.parametrize("text", ["$name", "%s", "%NAME%", "Hi :name", "Hi\n:name", "%.2f", "{name}", "[Name]", "*|N|*"])
def test_merge_fields_are_read(text: str) -> None:
    assert may_hold_placeholder(text)


@pytest.mark.parametrize("text", ["$5,\t:name", "40% off\u00a0:name"])
def test_a_field_after_any_blank_is_read_where_signs_show(text: str) -> None:
    assert may_hold_placeholder(text)
