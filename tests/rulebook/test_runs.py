"""The rarest run of a text is found among the longest ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smslint.rulebook.background import Background
from smslint.rulebook.runs import EDGE, longest_runs, runs

ORDINARY = Background([" your table is ready ", " your order is ready ", " the cafe opens at nine ", " a a a b "])
PIECES = ("your", "table", "is", "a", "b", " ", "  ", EDGE, "-", "_", "é", "9")


def test_only_runs_that_no_other_holds_are_told() -> None:
    assert longest_runs(f"{EDGE}your table is{EDGE}") == [" your table ", " table is "]
    assert longest_runs(f" ready {EDGE}") == [" ready "]
    assert longest_runs("ready") == [], "it may be a part of a word"
    assert longest_runs("our table i") == [" table "]


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_the_rarest_is_among_them(text: str) -> None:
    some = longest_runs(text)
    assert set(some) <= set(runs(text))
    assert ORDINARY._chosen(some) == ORDINARY._chosen(runs(text))
