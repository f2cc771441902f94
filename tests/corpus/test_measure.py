"""Shares, their intervals, and the order of a score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.corpus.measure import auc, share, wilson


def test_nothing_to_divide_by_is_no_share() -> None:
    assert share(0, 0) is None
    assert wilson(0, 0) is None
    assert share(1, 3) == 0.3333


@pytest.mark.parametrize(
    ("part", "whole", "interval"),
    [(0, 10, (0.0, 0.2775)), (10, 10, (0.7225, 1.0)), (50, 100, (0.4038, 0.5962)), (1, 1, (0.2065, 1.0))],
)
def test_wilson_intervals_are_those_of_the_books(part: int, whole: int, interval: tuple[float, float]) -> None:
    assert wilson(part, whole) == interval


@given(st.integers(1, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_an_interval_holds_its_share_and_stays_a_share(counts: tuple[int, int]) -> None:
    part, whole = counts
    low, high = wilson(part, whole) or (1, 0)
    assert 0 <= low <= part / whole + 1e-4
    assert part / whole - 1e-4 <= high <= 1


@pytest.mark.parametrize(
    ("scored", "area"),
    [
        ([(1, False), (2, True)], 1.0),
        ([(2, False), (1, True)], 0.0),
        ([(1, False), (1, True)], 0.5),
        ([(0, False), (1, False), (1, True), (3, True)], 0.875),
        ([(1, True)], None),
        ([], None),
    ],
)
def test_the_area_is_the_chance_of_the_right_order(scored: list[tuple[float, bool]], area: float | None) -> None:
    assert auc(scored) == area


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=40))
def test_the_area_is_what_comparing_all_pairs_gives(scored: list[tuple[int, bool]]) -> None:
    ups = [score for score, positive in scored if positive]
    downs = [score for score, positive in scored if not positive]
    pairs = [(up > down) + (up == down) / 2 for up in ups for down in downs]
    assert auc(scored) == (round(sum(pairs) / len(pairs), 4) if pairs else None)
