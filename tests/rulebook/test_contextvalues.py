"""Values of the context in rules: read as those of a message, or refused while the rule is loaded."""

from pathlib import Path

import pytest

from smslint.linter import Linter
from smslint.model import Context, RulesetInfo
from smslint.rulebook.compile import compile_book
from smslint.ruleset import Ruleset
from tests.rulebook.words import faults, load, only, rule

WHEN = "when:\n  any:\n    - first_message: true\n    - use_case: [marketing, mixed]\n"
APPLIES = "applies: {countries: [US, CA, NO]}\n"
KNOWN = Context(
    carrier="T-Mobile", provider="Twilio", region="FL", country="US", brand_domains=("https://Larch.example/shop",)
)


@pytest.mark.parametrize(
    "written",
    [
        "applies: {carriers: [T-Mobile]}",
        "applies: {providers: [Twilio]}",
        "when: {provider: Twilio}",
        "when: {carrier: T-Mobile}",
        "when: {region: fl}",
        "when: {region: [nsw, fl], country: [AU, US]}",
        "when: {brand_domains: Larch.example}",
        "when: {not: {region: [ny]}}",
    ],
)
def test_a_rule_speaks_of_the_same_values_as_a_context(tmp_path: Path, written: str) -> None:
    book = load(tmp_path, rule=rule((WHEN, ""), (APPLIES, written + "\n")))
    linter = Linter.of(Ruleset(compile_book(book), RulesetInfo("own", "0", "")))
    found = linter.findings_of("CNT099", "Cheap liquor tonight", KNOWN)
    assert [(one.rule, one.depends_on) for one in found] == [("CNT099", ("age_gate",))]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("applies: {providers: [twillio]}", "13:23: provider cannot be 'twillio'; did you mean 'twilio'?"),
        ("applies: {countries: [UK]}", "13:23: country cannot be 'UK'; the United Kingdom is 'GB'"),
        ("when: {carrier: verison}", "13:17: carrier cannot be 'verison'; did you mean 'verizon'?"),
        ("unless: {region: [Florida]}", "13:18: region cannot be 'FLORIDA'; did you mean 'FL'?"),
        ("when: {region: FL, country: CA}", "13:16: region cannot be 'FL' in CA"),
        ("when: {region: BY}", "outside the United States and Canada give its country too"),
        ("when: {recipient_timezone: New York}", "did you mean 'America/New_York'?"),
        ('when: {brand_domains: "https://"}', "a host is expected here"),
    ],
)
def test_what_a_context_refuses_a_rule_cannot_name(tmp_path: Path, written: str, said: str) -> None:
    assert said in only(faults(tmp_path, rule=rule((WHEN, ""), (APPLIES, written + "\n"))))


def test_carriers_and_providers_of_ones_own_are_let_in(tmp_path: Path) -> None:
    book = load(tmp_path, rule=rule((WHEN, ""), (APPLIES, "applies: {carriers: [Larchtel], providers: [larch sms]}\n")))
    assert book.rules["CNT099"].applies.carriers == ("larchtel",)
