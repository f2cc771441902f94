"""Who is named in a text that should name nobody."""

from __future__ import annotations

import pytest

from smslint.text.persons import personal_details

ORDINARY = frozenset("your order the spring new happy club big oak".split())


def named(text: str) -> list[str]:
    return [text[start:end] for start, end in personal_details(text, {"larch", "oak"}, ORDINARY)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hi Samuel Oakes, your order has shipped", ["Samuel Oakes"]),
        ("Call Mary Doe 555-555-0142", ["Mary Doe"]),
        ("Sent to sam.oakes@gmail.com", ["sam.oakes@gmail.com"]),
        ("Your delivery to 14 Elm Street leaves", ["14 Elm Street"]),
    ],
)
def test_persons_mailboxes_and_homes_are_found(text: str, found: list[str]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Hi Sam, hello",
        "Welcome Larch Members",
        "Dear Club Members",
        "Hi Happy Customers",
        "help@larch.example",
        "Larch, 14 Elm Street",
    ],
)
def test_businesses_and_groups_are_nobody(text: str) -> None:
    assert named(text) == []
