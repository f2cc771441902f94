"""Rows are taken as one case only where no rule can tell them apart; this holds it to what the engine looks at."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.audit.keys import Contexts, _sender_kind
from smslint.errors import ContextError
from smslint.linter import Linter
from smslint.model import Context
from smslint.text.phones import recipient_country
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


@pytest.mark.parametrize("exchange", ["246521", "876606"])
def test_an_exchange_that_is_valid_in_part_is_looked_up_to_the_end(exchange: str) -> None:
    contexts = Contexts(linter(), Context(brand="Larch"), ["recipient"])
    for last in range(0, 10_000, 500):
        number = f"+1{exchange}{last:04d}"
        found = contexts.of((number,))
        assert isinstance(found, Context)
        assert found.recipient is not None
        assert recipient_country(found.recipient) == recipient_country(number)


def test_an_exchange_elsewhere_is_of_one_kind_to_the_end() -> None:
    rng = random.Random(4)
    islands = "242 264 268 284 340 345 441 473 649 658 664 670 671 684 721 758 767 784 787 809 829 849 868 869 939".split()
    for area in (*islands, "202", "416", "505", "983", "523", "800", "900"):
        for exchange in range(200, 1000):
            one, other = (f"+1{area}{exchange}{rng.randrange(10_000):04d}" for _ in range(2))
            assert _sender_kind(one) == _sender_kind(other), one


NUMBERS = st.sampled_from(
    ("+12125550142", "+12125550143", "+12465210142", "+442079460142", "28777", "LARCH", " ", None, 28777, "+1212555014x")
)
SAID = st.sampled_from(("Larch: hello", "Text STOP to 28777 to end.", "Alto a 28777", None))


@given(st.lists(st.tuples(NUMBERS, NUMBERS, SAID), max_size=12))
def test_rows_together_are_what_they_are_one_by_one(rows: list[tuple[object, object, str | None]]) -> None:
    together, alone = (Contexts(linter(), Context(brand="Larch"), ["recipient", "sender"]) for _ in range(2))
    columns = [[row[0] for row in rows], [row[1] for row in rows]]
    found = together.of_all(columns, [row[2] for row in rows])
    assert list(map(str, found)) == [str(alone.of(row[:2], row[2] or "")) for row in rows]


NEW_YORK, LOS_ANGELES, TORONTO = "+12125550142", "+13105550142", "+14165550142"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((NEW_YORK, "2026-11-10T18:00:00Z"), (LOS_ANGELES, "2026-11-11T19:30:05Z"), True),
        ((NEW_YORK, "2026-11-10T18:00:00Z"), (TORONTO, "2026-11-10T18:00:00Z"), False),
        ((NEW_YORK, "2026-11-10T07:30:05Z"), (NEW_YORK, "2026-11-10T02:30:59-05:00"), True),
        ((NEW_YORK, "2026-11-10T07:30:05Z"), (NEW_YORK, "2026-11-10T07:31:05Z"), False),
        ((NEW_YORK, "2026-11-10T07:30:00Z"), (NEW_YORK, "2026-11-10T07:30:01Z"), False),
        ((NEW_YORK, "2026-11-10T07:30:05Z"), (LOS_ANGELES, "2026-11-10T07:30:05Z"), False),
        ((NEW_YORK, "2026-11-10T18:00:00Z"), (NEW_YORK, None), True),
        ((NEW_YORK, ""), (NEW_YORK, float("nan")), True),
    ],
)
def test_moments_are_cases_only_where_rules_tell_them_apart(
    one: tuple[str, object], other: tuple[str, object], same: bool
) -> None:
    contexts = Contexts(linter(), Context(brand="Larch"), ["recipient", "sent_at"])
    assert (contexts.of(one) is contexts.of(other)) == same


def test_what_is_no_moment_is_said_of_each_row() -> None:
    contexts = Contexts(linter(), Context(brand="Larch"), ["sent_at"])
    for _ in range(2):
        assert isinstance(contexts.of(("yesterday or so",)), ContextError)
    assert isinstance(contexts.of(("2026-11-10T18:00:00Z",)), Context)


BOUNDS = st.builds(
    lambda day, hour, minute, second, micro: datetime(2026, 11, day, hour, minute, second, micro, tzinfo=UTC),
    st.integers(1, 30),
    st.integers(0, 23),
    st.sampled_from((0, 1, 14, 15, 29, 30, 44, 45, 59)),
    st.sampled_from((0, 1, 59)),
    st.sampled_from((0, 500_000)),
)
RECIPIENTS = st.sampled_from((NEW_YORK, LOS_ANGELES, TORONTO, "+18085550142", "+13055550142", "+442079460142", "28777"))
ROWS = st.lists(st.tuples(RECIPIENTS, BOUNDS), min_size=1, max_size=6)
BY_HOURS = Linter(select=["timing"])


@settings(max_examples=60, deadline=None)
@given(ROWS, st.sampled_from(("Larch: 40% off today", "Larch: your table is ready")))
def test_a_case_comes_to_what_its_row_would_alone(rows: list[tuple[str, datetime]], text: str) -> None:
    known = Context(brand="Larch")
    contexts = Contexts(BY_HOURS, known, ["recipient", "sent_at"])
    for recipient, moment in rows:
        found = contexts.of((recipient, moment.isoformat()), text)
        assert isinstance(found, Context)
        exact = known.replace(recipient=recipient, sent_at=moment)
        assert BY_HOURS.lint(text, found).to_dict() == BY_HOURS.lint(text, exact).to_dict()
