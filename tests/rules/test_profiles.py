"""What each profile and pack changes."""

from functools import lru_cache

import pytest

from smslint import Linter
from smslint.model import Report
from smslint.places import CARRIERS, PROVIDERS
from smslint.rulebook.selection import profile_rules
from smslint.rulebook.shipped import shipped_book

SALE = "Larch Cafe: big sale, 40% off everything. Reply STOP to opt out"


@lru_cache(maxsize=8)
def of(profile: str) -> Linter:
    return Linter(profile)


def severity(report: Report, rule: str) -> str | None:
    return next((one.severity.value for one in report.findings if one.rule == rule), None)


FIRST = {"use_case": "marketing", "first_message": True}
PROFILES = ("default", "strict", "transactional", "toll-free", "10dlc", "short-code")


def test_every_profile_says_whom_it_is_for() -> None:
    assert set(PROFILES) <= shipped_book().profiles.keys()
    assert all(shipped_book().profiles[name].about for name in PROFILES)


@pytest.mark.parametrize(
    ("profile", "rule", "text", "fields", "before", "after"),
    [
        ("strict", "USE002", SALE, {"sender_type": "toll_free", "provider": "twilio"}, "warning", "error"),
        ("strict", "URL003", "Larch: menu at larch.example/m", {}, "info", "warning"),
        ("transactional", "SPM001", SALE, {}, "warning", "error"),
        ("transactional", "USE004", "Larch: your code is 441108. PS 20% off this weekend", {}, "warning", "error"),
        ("toll-free", "USE003", SALE, {"sender_type": "long_code"}, "error", None),
        ("toll-free", "URL003", "Larch: menu at larch.example/m", {"kind": "sample"}, "warning", "error"),
        ("10dlc", "TMP003", "Larch: hi {{first}}, your order is ready", {"kind": "sample"}, "info", "warning"),
        ("10dlc", "USE002", SALE, {"sender_type": "toll_free"}, "error", None),
        ("short-code", "OPT018", SALE, {**FIRST, "sender_type": "short_code"}, "info", "error"),
        ("short-code", "OPT018", SALE, FIRST, None, "error"),
        ("10dlc", "SPM001", SALE, {**FIRST, "consent": "express_written"}, "warning", "info"),
        ("short-code", "SPM001", SALE, {**FIRST, "consent": "express_written"}, "warning", "info"),
        ("10dlc", "SPM013", "Larch: oat scones are $4.", {**FIRST, "consent": "express_written"}, "warning", "info"),
        ("10dlc", "SPM001", SALE, {**FIRST, "consent": "express"}, "warning", "warning"),
        ("10dlc", "SPM001", SALE, {"use_case": "customer_care", "consent": "express_written"}, "warning", "warning"),
        ("10dlc", "SPM001", SALE, FIRST, "warning", "warning"),
    ],
)  # fmt: skip
def test_a_profile_changes_what_it_says(
    profile: str, rule: str, text: str, fields: dict[str, object], before: str | None, after: str | None
) -> None:
    assert severity(of("default").lint(text, **fields), rule) == before
    assert severity(of(profile).lint(text, **fields), rule) == after


def test_an_unknown_sender_counts_as_toll_free_in_that_profile() -> None:
    finding = {one.rule: one for one in of("toll-free").lint(SALE).findings}["USE002"]
    assert finding.depends_on == ()
    assert severity(of("toll-free").lint(SALE, sender_type="10dlc"), "USE002") is None


@pytest.mark.parametrize(
    ("fields", "after"),
    [({}, "error"), ({"provider": "plivo"}, "error"), ({"provider": "bandwidth"}, "error")]
    + [({"provider": name}, "warning") for name in ("twilio", "telnyx", "sinch", "aws")],
)
def test_providers_differ_on_promotion_from_toll_free_numbers(fields: dict[str, str], after: str) -> None:
    assert severity(of("default").lint(SALE, sender_type="toll_free", **fields), "USE002") == after


def test_t_mobile_takes_what_is_not_legal_everywhere_for_an_error() -> None:
    text = "Larch: fireworks sale, rockets in stock. Reply STOP to opt out"
    assert severity(of("default").lint(text), "CNT021") == "warning"
    assert severity(of("default").lint(text, carrier="tmobile"), "CNT021") == "error"


def test_rules_of_other_countries_are_in_preview() -> None:
    book = shipped_book()
    abroad = [rule for rule in book.rules.values() if rule.id.startswith("INT")]
    assert len(abroad) >= 12
    assert {rule.status for rule in abroad} == {"preview"}
    assert not any(rule.startswith("INT") for rule in profile_rules(book))


def test_known_parties_have_packs() -> None:
    assert {*CARRIERS, *PROVIDERS} <= shipped_book().packs.keys()


@pytest.mark.parametrize("profile", PROFILES)
def test_no_profile_weakens_a_locked_rule(profile: str) -> None:
    book = shipped_book()
    chosen = profile_rules(book, profile)
    rank = {"error": 0, "warning": 1, "info": 2}
    for rule in book.rules.values():
        if rule.locked and rule.pack == "core":
            there = chosen[rule.id]
            assert rank[there.severity] <= rank[rule.severity]
            assert (there.tier, there.weight, there.confidence) == (rule.tier, rule.weight, rule.confidence)
