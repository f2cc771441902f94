"""Hosts that are one letter off the sender's own."""

from __future__ import annotations

import pytest

from smslint.engine.typos import one_letter_off


@pytest.mark.parametrize("part", ["cedarbnk", "cedarrbank", "cedrabank", "cadarbank", "edarbank"])
def test_a_missing_an_extra_a_changed_or_a_moved_letter(part: str) -> None:
    assert one_letter_off(part, "cedarbank")


@pytest.mark.parametrize("part", ["cedarbank", "cedarbanks", "cedarban", "cedarbank2", "cedarbant", "cdarbnk", "cadebrank"])
def test_the_name_itself_its_siblings_and_what_is_further_off(part: str) -> None:
    assert not one_letter_off(part, "cedarbank")


def test_short_names_have_honest_neighbours() -> None:
    assert not one_letter_off("larck", "larch")
