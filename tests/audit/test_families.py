"""What messages of one template share is what does not depend on their names, numbers and links; never a finding itself."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.audit.family import family_of, shape_of
from smslint.audit.kernel import Kernel
from smslint.audit.outcome import Outcome, Shared, judge_all
from smslint.linter import Linter
from smslint.model import Context
from smslint.ruleset import _facts_cache
from tests.bench.messages import messages
from tests.words import linter

KNOWN = Context(brand="Larch Cafe", use_case="customer_care", first_message=False, messages_since_opt_out=1)
TEMPLATES = (
    "Larch Cafe: {name}, your code is {number}. See {link}",
    "Hi {name}! {number} lattes are ready at {link} Reply STOP to opt out.",
    "{number}% off for {name} today: {link} Text {number} to win",
    "{name}: pay ${number} by card at {link} or call {number}",
    "Reply {number} to {name}. {link}",
)
NAMES = ("Dana", "Sam", "Viagra", "Stop", "Casino", "Larch", "Élodie", "F.r.e.e", "Bank", "Xanax", "Fr33", "{name}", "Vodka")
NUMBERS = (
    "2", "100", "420", "455", "7726", "28777", "204417", "4111 1111 1111 1111", "078-05-1120", "202-555-0142", "24/7",
)  # fmt: skip
LINKS = ("larch.example/a", "https://larch.example/t/q", "bit.ly/3abcd", "http://192.0.2.7/x", "https://pay.example.")
TEXTS = st.builds(
    lambda template, name, number, link: template.format(name=name, number=number, link=link),
    st.sampled_from(TEMPLATES),
    st.sampled_from(NAMES) | st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
    st.sampled_from(NUMBERS) | st.from_regex(r"[0-9]{1,9}", fullmatch=True),
    st.sampled_from(LINKS),
)
WARM = Kernel(Linter(), KNOWN)
"""Has seen the templates of every example before: what it shares, it shares with them."""


def forgetful(text: str) -> Outcome:
    """What a text comes to by rules that remember nothing of any other."""
    rules = linter()._rules
    content = rules.program.matcher.content
    for part in (*content._parts.values(), rules.program.matcher.waking, rules.program.matcher.whole):
        for remembered in (part.known, part._known_before, part._told, part._telling, part.wakes):
            remembered.clear()
    rules._plans.clear()
    rules._plans_by_outcome.clear()
    _facts_cache.clear()
    return Shared().outcome_of(Linter.of(rules).lint(text, KNOWN))


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_message_among_its_family_is_judged_as_if_it_were_alone(texts: list[str]) -> None:
    batch = pa.RecordBatch.from_pydict({"text": texts})
    found = WARM.judge(batch).to_pylist()
    for text, row in zip(texts, found, strict=True):
        outcome = forgetful(text)
        assert {name: row[name] for name in ("verdict", "score", "tier", "segments", "encoding", "level", "error")} == {
            name: getattr(outcome.row, name) for name in ("verdict", "score", "tier", "segments", "encoding", "level", "error")
        }
        assert [(one["rule"], one["severity"], one["message"], one["start"], one["end"]) for one in row["findings"]] == [
            (fault.rule, fault.severity, fault.message, start, end) for fault, start, end in outcome.spots
        ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Larch Cafe: call 202-555-0142 now", "Larch Cafe: call 4111-1111-1111-1111 now"),
        ("Larch Cafe: see https://larch.example/a", "Larch Cafe: see https://bit.ly/3abcd"),
    ],
)
def test_messages_of_one_template_may_come_to_different_findings(one: str, other: str) -> None:
    """So no message may stand in for another, however alike they look."""
    assert family_of(shape_of(one)) == family_of(shape_of(other))
    rules = [{finding.rule for finding in linter().lint(text, KNOWN).findings} for text in (one, other)]
    assert rules[0] != rules[1]


def test_messages_of_one_template_are_made_of_the_same_objects() -> None:
    shared = Shared()
    texts = [f"Larch Cafe: win a free prize, {name}: bit.ly/{name}" for name in ("dana", "noor")]
    first, second = (shared.outcome_of(linter().lint(text, KNOWN)) for text in texts)
    assert first.row is second.row
    assert [fault for fault, *_ in first.spots]
    assert all(one[0] is other[0] for one, other in zip(first.spots, second.spots, strict=True))


def test_what_is_remembered_of_rows_changes_none() -> None:
    sale = "Larch Cafe: 40% off today. Reply STOP to opt out"
    ready = "Larch Cafe: your table is ready."
    texts = [sale, sale + " 🎉", sale * 4, "40% off", ready, ready + " 🎉", "", "sale sale", *messages(200, seed=4)]
    shared = Shared()
    together = judge_all(linter(), [(text, KNOWN) for text in texts], shared)
    assert together == [judge_all(linter(), [(text, KNOWN)], Shared())[0] for text in texts]
    assert {(one.row.encoding, one.row.segments) for one in together[:3]} == {("gsm7", 1), ("ucs2", 1), ("gsm7", 2)}
