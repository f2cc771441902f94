"""What forces UCS-2 is told once for each character as readers see characters, however many code points it takes."""

from __future__ import annotations

import pytest

from smslint import lint


def forcing(text: str) -> list[str]:
    return [text[one.start : one.end] for one in lint(text, country="US").findings if one.rule == "ENC001"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("👨‍👩‍👧 day at Larch", ["👨‍👩‍👧"]),
        ("👍🏽 or 👍 or 👍🏽", ["👍🏽", "👍"]),
        ("❤️ and ❤️", ["❤️"]),
        ("Press 1️⃣ or 2️⃣", ["1️⃣", "2️⃣"]),
        ("🇺🇸🇬🇧 trip", ["🇺🇸", "🇬🇧"]),
        ("Su mesa esta\u0301 lista", ["a\u0301"]),
        ("It’s “ready” — at Larch", ["’", "“", "”", "—"]),
    ],
)
def test_each_is_reported_once_and_whole(text: str, shown: list[str]) -> None:
    assert forcing(text) == shown


def edits(text: str) -> list[tuple[int, int, str]]:
    fixes = [one.fix for one in lint(text, country="US").findings if one.rule == "ENC001"]
    return [(edit.start, edit.end, edit.text) for fix in fixes if fix is not None for edit in fix.edits]


def test_every_place_has_its_substitute_and_no_emoji_is_taken_apart() -> None:
    assert edits("It’s Bob’s 👨‍👩‍👧") == [(2, 3, "'"), (8, 9, "'")]
    assert edits("Bob\u200b’s ❤️") == [(3, 4, ""), (4, 5, "'")]
