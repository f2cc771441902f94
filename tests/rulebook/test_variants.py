"""One bundle serves every profile and choice: each says what it would say, had it been compiled alone."""

from __future__ import annotations

import marshal
from typing import Any

import pytest

from smslint.linter import Linter
from smslint.model import RulesetInfo
from smslint.outline import with_outline
from smslint.rulebook import cache
from smslint.rulebook.choice import SelectorError
from smslint.rulebook.records import head_of
from smslint.rulebook.selection import profile_choice
from smslint.rulebook.shipped import shipped_book
from smslint.rulebook.variants import variant_of
from smslint.ruleset import Ruleset
from tests.bench.messages import messages

PROFILES = ("default", "strict", "transactional", "toll-free", "10dlc", "short-code")


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    """The shipped rules as they are kept."""
    return cache._whole((), False, with_outline)[0]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_variant_has_the_rules_of_its_profile(profile: str) -> None:
    rules, _, ignored, _ = profile_choice(shipped_book(), profile)
    compiled = {rule.id: rule for rule in Linter(profile, select=["all"], preview=True).rules}
    assert {name for name, rule in rules.items() if rule.status != "deprecated"} - set(ignored) == set(compiled)
    for name, rule in compiled.items():
        spec = rules[name]
        head = head_of(spec)
        assert (rule.severity, rule.severity_when, rule.status) == (head["severity"], head["severity_when"], head["status"])
        assert (rule.weight, rule.tier, rule.confidence, rule.tags) == (spec.weight, spec.tier, spec.confidence, spec.tags)


def test_what_a_profile_alone_would_say_is_what_its_variant_says() -> None:
    """Of every ninth rule: all of them take long to compile."""
    book = shipped_book()
    chosen = {name: rule for name, rule in profile_choice(book, "transactional").rules.items() if rule.status == "stable"}
    chosen = dict(list(chosen.items())[::9])
    alone = Linter.of(Ruleset(cache.compile_remembering(book, chosen), RulesetInfo("alone", "0", "")))
    variant = Linter("transactional", select=list(chosen))
    for text in [*messages(200, seed=41), "Larch: half off, h0t n4ked girls, fr ee ca sh at bit.ly/x"]:
        assert said(variant, text) == said(alone, text), text


def said(linter: Linter, text: str) -> list[tuple[Any, ...]]:
    return [(one.rule, one.start, one.end, one.severity, one.depends_on) for one in linter.lint(text).findings]


def test_ignoring_a_rule_changes_nothing_that_others_say() -> None:
    whole, less = Linter(), Linter(ignore=["CNT", "SPM"])
    for text in [*messages(200, seed=42), "Larch: w1n c4sh, n4ked g1rls on cam. Reply STOP to end"]:
        kept = [one for one in said(whole, text) if not one[0].startswith(("CNT", "SPM"))]
        assert said(less, text) == kept, text


def test_no_variant_gives_a_trait_another_place(whole: dict[str, Any]) -> None:
    for name in PROFILES:
        assert variant_of(whole, name, (), (), False)["outline"]["traits"] == whole["outline"]["traits"]


def test_a_variant_keeps_only_what_differs(whole: dict[str, Any]) -> None:
    kept = {name: marshal.loads(part) for name, part in whole["variants"].items()}
    assert set(kept["strict"]["heads"]) - set(kept["default"]["heads"]) >= {"TIM009", "TIM010"}
    assert "ENC001" not in kept["strict"]["heads"]
    assert sum(map(len, whole["variants"].values())) < len(marshal.dumps(whole))


def test_there_are_no_others(whole: dict[str, Any]) -> None:
    with pytest.raises(SelectorError, match="unknown profile 'strct'; did you mean 'strict'"):
        variant_of(whole, "strct", (), (), False)


def test_choices_have_hashes_of_their_own() -> None:
    asked = [("default",), ("strict",), ("default", "CNT"), ("default", "SPM")]
    hashes = {cache.load_ruleset_bundle(one[:1], one[1:], finish=with_outline)[1].sha256 for one in asked}
    assert len(hashes) == len(asked)
