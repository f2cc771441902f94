"""What is kept of rules before they are built says what they would say themselves."""

from __future__ import annotations

from typing import Any

import pytest

from smslint.linter import Linter
from smslint.model import Context
from smslint.ruleset import Ruleset
from tests.bench.messages import messages
from tests.words import bundle

CONTEXTS = (Context(), Context(brand="Larch Cafe", country="US", sender_type="toll_free", use_case="marketing"))


@pytest.fixture(scope="module")
def both() -> tuple[Ruleset, Ruleset]:
    outlined, info = bundle()
    plain = {name: part for name, part in outlined.items() if name != "outline"}
    return Ruleset(plain, info), Ruleset(outlined, info)


def test_findings_are_the_same_with_and_without_it(both: tuple[Ruleset, Ruleset]) -> None:
    plain, outlined = (Linter.of(rules) for rules in both)
    texts = [*messages(300, seed=77), "FINAL NOTICE: pay your toll at http://toll-settle.example/x", "free \u0441ash now"]
    for context in CONTEXTS:
        for text in texts:
            assert said(outlined, text, context) == said(plain, text, context), text


def test_what_it_says_of_a_rule_is_what_its_check_says(both: tuple[Ruleset, Ruleset]) -> None:
    outlined = both[1]
    traits = outlined.program.bits.traits
    for rule in outlined.rules:
        assert rule.needs == tuple(rule.check.needs), rule.id
        assert rule.asks_more == rule.check.asks_more
    assert outlined.program.bits.traits == traits, "a check named a trait that the outline did not know"


def test_one_text_builds_few_checks() -> None:
    rules = Ruleset(*bundle())
    Linter.of(rules).lint("Larch Cafe: your table is ready.", Context())
    assert 0 < len(rules.program.checks) < len(rules.rules) / 4


def said(linter: Linter, text: str, context: Context) -> list[tuple[Any, ...]]:
    return [(one.rule, one.start, one.end, one.severity, one.depends_on) for one in linter.lint(text, context).findings]
