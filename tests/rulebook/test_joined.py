"""What is kept as one string or as bytes comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.rulebook.joined import joined, packed, part_of, parted, shelved, unpacked


@given(st.lists(st.text(st.characters(blacklist_characters="\n", blacklist_categories=()), min_size=1)))
def test_strings_come_back(strings: list[str]) -> None:
    assert parted(joined(strings, "\n"), "\n") == strings


def test_a_string_that_holds_the_end_is_refused() -> None:
    with pytest.raises(ValueError, match="holds"):
        joined(["one", "two\nthree"], "\n")


@given(st.lists(st.lists(st.integers(0, 2**24 - 1), max_size=5)))
def test_rows_of_numbers_come_back(rows: list[list[int]]) -> None:
    whole = packed(rows)
    assert [unpacked(whole, place) for place in range(len(rows))] == [tuple(row) for row in rows]


@given(st.dictionaries(st.integers(0, 40), st.binary(max_size=9)))
def test_parts_come_back(parts: dict[int, bytes]) -> None:
    shelf = shelved(parts)
    assert {place: part_of(shelf, place) for place in parts} == parts
