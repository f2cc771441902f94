"""Rows are taken as one case only where no rule can tell them apart; this holds it to what the engine looks at."""

from __future__ import annotations

import re

import pytest

from smslint.audit.keys import Contexts
from smslint.model import Context
from tests.words import ROOT, linter

KNOWN = {
    ("engine/facts.py", "sender"): "STOP to another number",
    ("checks/timing.py", "sent_at"): "hours",
    ("checks/timing.py", "recipient"): "hours: time zones of the number",
    ("ruleset.py", "sender"): "type and country",
    ("ruleset.py", "recipient"): "country",
}
"""Where the engine looks at what differs from row to row. Whoever adds a place tells smslint/audit/keys.py of it."""


def test_the_engine_looks_at_numbers_and_times_nowhere_else() -> None:
    found = set()
    for room in ("engine", "checks", "text", "judgement.py", "conditions.py", "ruleset.py", "linter.py"):
        home = ROOT / "smslint" / room
        for path in sorted(home.rglob("*.py")) if home.is_dir() else [home]:
            for name in re.findall(r"\bcontext\.(sender|recipient|sent_at)\b", path.read_text("utf-8")):
                found.add((str(path.relative_to(ROOT / "smslint")), name))
    assert found == set(KNOWN)


@pytest.mark.parametrize(
    ("one", "other", "text", "same"),
    [
        ("+18005550142", "+18885550199", "hello", True),
        ("+18005550142", "+12025550142", "hello", False),
        ("+12025550142", "+14155550142", "hello", True),
        ("28777", "40404", "hello", True),
        ("28777", "LARCH", "hello", False),
        ("+18005550142", None, "hello", False),
        ("28777", "40404", "Text STOP to 28777 to end.", False),
    ],
)
def test_senders_of_one_kind_are_one_case(one: str, other: str | None, text: str, same: bool) -> None:
    contexts = Contexts(linter(), Context(brand="Larch"), ["sender"])
    assert (contexts.of((one,), text) is contexts.of((other,), text)) == same
