"""Every rule's own samples, both ways, with their spans; and what every rule owes its reader."""

from __future__ import annotations

from functools import lru_cache

import pytest

from smslint.linter import Linter
from smslint.model import CATEGORIES, RulesetInfo
from smslint.outline import with_outline
from smslint.rulebook import cache
from smslint.rulebook.book import Book
from smslint.rulebook.page import page
from smslint.rulebook.samples import SampleResult, run_samples
from smslint.rulebook.shipped import shipped_book
from smslint.ruleset import Ruleset


@lru_cache(maxsize=1)
def book() -> Book:
    return shipped_book()


@lru_cache(maxsize=1)
def results() -> list[SampleResult]:
    """Of all rules as their files have them, whatever a profile makes of them."""
    whole, hashed = cache._whole((), False, with_outline)
    return run_samples(Linter.of(Ruleset(whole, RulesetInfo("samples", "0", hashed))), book())


def test_every_sample_does_what_its_author_says() -> None:
    assert [str(result) for result in results() if not result.ok] == []


def test_no_finding_points_at_nothing() -> None:
    places = [(result.rule, finding.start, finding.end) for result in results() for finding in result.findings]
    assert [place for place in places if place[1] is not None and place[1] == place[2]] == []


def test_every_rule_has_samples_both_ways_with_spans_and_an_authority() -> None:
    for rule in book().rules.values():
        assert len(rule.samples.bad) >= 3, rule.id
        assert len(rule.samples.good) >= 3, rule.id
        stated = any(sample.span_stated for sample in rule.samples.bad)
        assert stated or all(len(sample.text) > 150 for sample in rule.samples.bad), rule.id
        assert rule.sources, rule.id
        assert rule.innocent, rule.id
        assert rule.category in CATEGORIES


def test_samples_use_reserved_hosts_and_numbers() -> None:
    import re

    for rule in book().rules.values():
        for sample in (*rule.samples.bad, *rule.samples.good):
            for number in re.findall(r"\b[2-9]\d{2}[-. ](\d{3})[-. ]\d{4}\b", sample.text):
                assert number == "555", (rule.id, sample.text)


@pytest.mark.parametrize(
    "family", ["OPT", "IDN", "DIS", "CNT", "FIN", "PHS", "URL", "SPM", "EVA", "ENC", "TMP", "PRI", "USE", "TIM", "INT"]
)
def test_every_family_is_there(family: str) -> None:
    assert any(name.startswith(family) for name in book().rules)


def test_every_rule_has_a_page() -> None:
    for name in book().rules:
        text = str(page(name, book()))
        assert name in text
        assert "Why" in text
