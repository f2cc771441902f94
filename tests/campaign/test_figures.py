"""The figures are those of the catalogue, dated, and each names a source that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from smslint.campaign.figures import figures, sources
from smslint.model import CATEGORIES, FINE_USD
from tests.words import ROOT, SHARED

FILES = sorted((ROOT / "rules" / "figures").glob("*.yml"))
CATALOGUE = SHARED.parent / "reference" / "rules.md"


def walk(value: Any) -> Iterator[tuple[str, Any]]:
    """Every (key, value) below."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key), inner
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_table_is_dated_and_cites_sources_that_exist(path: Any) -> None:
    table = yaml.safe_load(path.read_text("utf-8"))
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", str(table["seen"]))
    assert table["about"]
    cited = [value for key, value in walk(table) if key == "source" and value is not None]
    cited += [one for key, value in walk(table) if key == "sources" for one in value]
    assert set(cited) <= sources().keys()


def test_rules_of_campaigns_have_a_known_category_and_severity() -> None:
    for rule in figures("campaign-rules")["rules"].values():
        assert rule["category"] in CATEGORIES
        assert rule["severity"] in ("error", "warning", "info")
        assert rule["why"]
        assert rule["fix"]


def test_fees_are_those_of_the_linter() -> None:
    assert {tier: fee["usd"] for tier, fee in figures("t-mobile-fees")["usd_per_violation"].items()} == FINE_USD


@pytest.fixture(scope="module")
def catalogue() -> str:
    """The catalogue of rules, where it is at hand."""
    if not CATALOGUE.is_file():
        pytest.skip("the catalogue of rules is not beside the checkout")
    return CATALOGUE.read_text("utf-8")


def test_thresholds_are_those_of_the_catalogue(catalogue: str) -> None:
    rates, delivery = figures("opt-out-rate"), figures("delivery")
    carrier, vendors = rates["carrier"], rates["vendors"]
    section = catalogue.partition("### 2.1")[2].partition("### 2.2")[0]
    assert f">= {carrier['monitored']['at_least']:.0%} | flagged for monitoring" in section
    assert f">= {carrier['suspension_risk']['at_least']:.0%} | may be suspended at once" in section
    assert f"{vendors['highlevel']['warn']:.0%} warning mail, {vendors['highlevel']['block']:.0%} block" in section
    assert f"(Klaviyo) | > {vendors['klaviyo']['warn']:.0%}" in section
    assert f"(Chekkit) | < {vendors['chekkit']['warn']:.0%} healthy" in section
    errors = delivery["error_rate"]
    assert f"HighLevel {errors['highlevel']['warn']:.0%} / {errors['highlevel']['block']:.1%}" in section
    assert f"Captivation Hub {errors['captivation']['warn']:.0%} / {errors['captivation']['block']:.0%}" in section
    assert f"Chekkit < {errors['chekkit']['warn']:.0%} in 30 days" in section
    assert f"< {delivery['complaint_rate']['chekkit']['warn']:.2%} healthy" in section


def test_cadence_is_that_of_the_catalogue(catalogue: str) -> None:
    cadence = figures("cadence")
    section = catalogue.partition("### 2.1")[2].partition("### 2.2")[0]
    messages, days = cadence["opt_out_wording"]["every_messages"], cadence["opt_out_wording"]["every_days"]["most"]
    assert f"every {messages['advised']}th-{messages['most']}th message" in section
    assert f"every {days} days" in section
    assert f"consent refresh | {cadence['consent_months']['most']} months" in section
    assert f"within {cadence['revocation']['within_business_days']} business days" in section
    assert f"within {cadence['confirmation']['within_seconds'] // 60} minutes" in section


def test_fees_are_those_of_the_catalogue(catalogue: str) -> None:
    fees = figures("t-mobile-fees")
    section = catalogue.partition("### 2.2")[2].partition("### 2.3")[0]
    assert str(fees["effective"]) == "2024-01-01"
    assert "effective 1 January 2024" in section
    for tier, fee in fees["usd_per_violation"].items():
        assert f"| {tier} | {fee['usd']:,} |" in section


def test_retention_and_caps_are_those_of_the_catalogue(catalogue: str) -> None:
    kept = figures("retention")
    assert f"Content kept {kept['content_days']} days, numbers {kept['number_days']} days" in catalogue
    assert f"`{kept['redacted_number']}` and `{kept['redacted_text']}`" in catalogue
    places = figures("state-caps")["places"]
    assert f"FL, OK, WA (and others) {places['US-FL']['most']} commercial texts / 24 h" in catalogue
    # The catalogue speaks from general knowledge: no statute of Washington counts solicitations, and one of Maryland does.
    assert list(places) == ["US-FL", "US-OK", "US-MD"]


def test_number_pools_are_those_of_the_catalogue(catalogue: str) -> None:
    spread = figures("spread")
    assert f"More than {spread['numbers_per_campaign']['most']} per campaign" in catalogue
    assert f"more than {spread['toll_free_per_business']['most']} toll-free per business" in catalogue
