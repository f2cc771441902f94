"""Errors about columns name titles, and never what stands in the first row of a file without titles."""

import pytest

from smslint.text.titles import shown_titles


@pytest.mark.parametrize(
    "titles",
    [
        ["id", "From", "Message Body", "date_sent", "Date d'envoi", "Nachricht (Text)", "Größe", "#", "_id", "To:"],
        ["Error code", "\ufefftext", "price/unit", "A1", "電話番号", ""],
    ],
)
def test_titles_are_named(titles: list[str]) -> None:
    assert shown_titles(titles, 20) == ", ".join(map(repr, titles))
    assert shown_titles(titles, 2) == f"{titles[0]!r}, {titles[1]!r} and {len(titles) - 2} more"


@pytest.mark.parametrize(
    "value",
    [
        "+12125550143", "(212) 555-0143", "12125550143", "Larch: your table is ready", "Call me at 212 555 0143", "Hi!",
        "2026-03-01T09:30", "your code for Larch is here today", "https://larch.example", "x" * 41, "STOP, please", "\x1b[31m",
    ],
)  # fmt: skip
def test_no_title_is_named_when_one_is_a_value(value: str) -> None:
    shown = shown_titles(["private", value], 20)
    assert value not in shown
    assert "private" not in shown
    assert "values instead of titles" in shown


def test_no_titles() -> None:
    assert shown_titles([], 3) == "none"
