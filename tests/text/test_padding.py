"""Tokens without meaning at an end of a text."""

from __future__ import annotations

import pytest

from smslint.text.padding import random_ends


def ends(text: str) -> list[str]:
    return [text[start:end] for start, end in random_ends(text)]


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("Larch: your table is ready. x7Gq2", "x7Gq2"),
        ("Reply STOP to end [k3Jf9w]", "[k3Jf9w]"),
        ("See the new menu #Tq8Zb1r", "#Tq8Zb1r"),
        ("aB3xQ9 Larch: the sale ends", "aB3xQ9"),
        ("Call Sam now. k3j9x2", "k3j9x2"),
    ],
)
def test_random_tokens_are_found(text: str, token: str) -> None:
    assert ends(text) == [token]


@pytest.mark.parametrize(
    "text",
    [
        "Your Larch code is 551902 FA9qCX9VSu1", "551902 is your code. @larch.example #551902", "Ref: x7Gq2", "Order x7Gq2q",
        "seat 12A", "Meet at Studio54", "See you at 5pm", "Room 4b", "iPhone15 is in", "Windows11", "Thanks, McDonald", "H2O",
        "Larch: ABC12345", "",
    ],
)  # fmt: skip
def test_references_names_and_codes_are_left_alone(text: str) -> None:
    assert ends(text) == []
