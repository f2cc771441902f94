"""The catalogue against the rules: each identifier is judged somewhere, as grave and as stable as it should be."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml

from smslint.campaign.pages import campaign_rules
from smslint.linter import Linter
from smslint.model import Context
from smslint.project.rules import RULES
from smslint.rulebook.review import review
from smslint.rulebook.shipped import shipped_book

BOOK = shipped_book()
CATALOGUE: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("catalogue.yml").read_text("utf-8"))
FEWEST = 5
"""Samples of either kind that a rule carries."""
WEIGHED = {
    "DIS019": "the other first disclosures are errors by themselves; the short-code profile makes it one",
    "DIS023": "of the vetters only Twilio asks for the programme; its pack makes it an error",
    "URL003": "Telnyx publishes samples with bare domains; a warning in samples, an error in those of toll-free numbers",
    "URL009": "Plivo asks for links without redirects",
    "TMP006": "general knowledge", "TMP007": "general knowledge", "ENC006": "general knowledge",
    "ENC008": "no carrier names control codes, and what becomes of them is open",
    "USE017": "whether a number is registered is no field of the context",
    "TIM009": "sources conflict; the strict profile makes it an error",
    "INT007": "the regulation was read by retelling only", "INT013": "whether a name is registered is no field of the context",
}  # fmt: skip
"""Rules whose severity is another than the catalogue's, with the reason that their `why` gives."""
TIERLESS = {
    "IDN004": "PHS003 finds impersonation", "IDN006": "PHS rules find social engineering",
    "IDN009": "PHS rules find account lures", "URL001": "PHS rules find what a short link masks",
    "URL004": "PHS rules find impersonation", "URL012": "PHS rules find lures",
}  # fmt: skip
"""Rules that carry another tier, since a rule of that tier finds the graver case."""
RETIRED = {"SPM014": "DIS007"}
"""Numbers of rules that another took the place of."""
IN_PREVIEW = {name for name in CATALOGUE if name.startswith("INT")}
"""Packs of countries whose law was read in part, or as retold by others."""


def judged(word: str) -> list[str]:
    """Identifiers that are judged in texts or in campaigns."""
    return [name for name, row in CATALOGUE.items() if word in row["judged"].split()]


def test_every_identifier_is_judged_or_excused() -> None:
    elsewhere = {rule.id for rule in campaign_rules()}
    assert set(judged("text")) == CATALOGUE.keys() & BOOK.rules.keys()
    assert set(judged("campaign")) == CATALOGUE.keys() & elsewhere
    assert all(row["why"] for row in CATALOGUE.values() if row["judged"] == "nowhere")


@pytest.mark.parametrize("name", judged("text"))
def test_a_rule_is_as_grave_as_the_catalogue_says(name: str) -> None:
    rule, row = BOOK.rules[name], CATALOGUE[name]
    given = {rule.severity, *(clause.severity for clause in rule.severity_when)}
    assert (name in WEIGHED) == bool(row["severities"] and rule.severity not in row["severities"])
    assert name in WEIGHED or given & set(row["severities"]) or not row["severities"]
    assert (name in TIERLESS) == (rule.tier not in (row["tiers"] or [None]))


@pytest.mark.parametrize("name", judged("text"))
def test_what_matters_most_is_stable(name: str) -> None:
    rule = BOOK.rules[name]
    assert rule.status in ("stable", "preview")
    if CATALOGUE[name]["priority"] < 3:
        assert (rule.status == "preview") == (name in IN_PREVIEW)


@pytest.mark.parametrize("rule", campaign_rules(), ids=lambda rule: rule.id)
def test_a_rule_about_campaigns_is_as_grave_as_the_catalogue_says(rule: Any) -> None:
    row = CATALOGUE.get(rule.id)
    if row is not None and rule.id not in ("DIS024", "OPT017"):
        assert rule.severity in row["severities"]
        assert rule.meta.get("tier") in (row["tiers"] or [None]) or rule.id == "CMP006"


@pytest.mark.parametrize("name", sorted(BOOK.rules))
def test_every_rule_has_five_samples_each_way(name: str) -> None:
    samples = BOOK.rules[name].samples
    assert min(len(samples.bad), len(samples.good)) >= FEWEST


def test_the_review_has_nothing_to_remark_upon() -> None:
    assert [str(remark) for remark in review(BOOK)] == []


def test_numbers_that_were_given_up_stay_unused() -> None:
    assert not RETIRED.keys() & BOOK.rules.keys()


def test_the_numbers_of_other_peoples_own_rules_stay_free() -> None:
    taken = {*CATALOGUE, *BOOK.rules, *RETIRED, *(rule.id for rule in (*campaign_rules(), *RULES))}
    assert [name for name in sorted(taken) if int(name[3:]) >= 900] == []


def test_no_two_rules_always_fire_together() -> None:
    """Two rules that one sample has told apart stay apart: once all are, no further sample is asked."""
    linter = Linter()
    texts: dict[str, set[int]] = {rule.id: set() for rule in linter.rules}
    for number, sample in enumerate(samples_in_turn()):
        for finding in linter.lint(sample.text, Context(**sample.context.given())).findings:
            texts[finding.rule].add(number)
        if number % 50 == 0 and together(texts) == []:
            break
    assert together({name: found for name, found in texts.items() if found}) == []


def samples_in_turn() -> list[Any]:
    """Bad samples of all rules: the first of each, then the second of each, and so on."""
    rounds = zip_longest(*(rule.samples.bad for rule in BOOK.rules.values()))
    return [sample for one in rounds for sample in one if sample is not None]


def together(texts: dict[str, set[int]]) -> list[tuple[str, str]]:
    """Pairs of rules that fired on the very same samples."""
    seen: dict[frozenset[int], str] = {}
    pairs = [(seen.setdefault(frozenset(found), name), name) for name, found in texts.items()]
    return [pair for pair in pairs if pair[0] != pair[1]]
