"""Ordinary texts whose words also stand in lists of unwelcome content: none is accused, with a known sender or without."""

from __future__ import annotations

from pathlib import Path

import pytest

from smslint import Context, Finding, Linter, Severity

TEXTS = (Path(__file__).parent / "everyday.txt").read_text(encoding="utf-8").splitlines()
CONTENT = frozenset(
    "sex hate alcohol firearms tobacco drugs gambling violence profanity phishing fraud deceptive debt_relief payday_loan"
    " home_loan education_loan insurance_quote work_from_home lead_generation cryptocurrency regulated_other minors".split()
)
KNOWN = Context(use_case="customer_care", first_message=False, messages_since_opt_out=1)
SAME_WORDS = (
    ("You down? still dtf tonight, text me", "CNT001"),
    ("Seeking fwb, no strings, 24F near campus", "CNT001"),
    ("Peekaboo lingerie sets, 40% off, this week only", "CNT001"),
    ("Larch Spa: massage with a happy ending, ask for Mia", "CNT001"),
    ("Your favorite model is live, first tokens free", "CNT001"),
    ("Larch Bar: pregame shots half price, from 4 to 7", "CNT004"),
    ("Oak Brewing: Oktoberfest steins on tap all weekend", "CNT004"),
    ("New imperial stout, 11% ABV, cans at the bar", "CNT004"),
    ("30 round mags back in stock, ships today", "CNT005"),
    ("80% lower kits, no serial, no paperwork", "CNT005"),
    ("Larch Club: $5,000 GTD tonight, cards at 8", "CNT010"),
    ("Friday tournament, buy-in is $120, rebuys till 9", "CNT010"),
    ("2M coins on the house, spin now", "CNT010"),
    ("Share this link and earn $20 per friend", "CNT012"),
    ("A foolproof system that pays you every week", "CNT023"),
    ("You lying bastard, pay up", "CNT037"),
    ("Watch your mouth, you'll be next", "CNT038"),
    ("ZOG controls your bank, wake up", "CNT044"),
    ("Cash on your car title in an hour, keep driving", "FIN010"),
    ("SARMs are out, research vials of peptides in stock", "CNT021"),
    ("Get a head rush from our new pods", "CNT028"),
    ("Watch out, you will be next on the list", "CNT038"),
    ("Post links on Facebook from home, earn $50 an hour", "CNT014"),
    ("Me cago en el coño de tu madre", "CNT027"),
    ("You have a code now. Tell us your code when it arrives", "PHS007"),
    ("Guaranteed daily returns of 5% on every deposit", "CNT015"),
    ("Larch Club: open bar till midnight, $20 at the door", "CNT004"),
    ("Apuesta en el clásico de hoy y gana el doble", "CNT010"),
    ("Pariez dès 1 € et doublez, 50 tours gratuits", "CNT010"),
    ("Start your risk free trial now, completely free, reply YES", "CNT023"),
)  # fmt: skip


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


@pytest.mark.parametrize("context", [KNOWN, Context()], ids=["known", "unknown"])
def test_everyday_texts_are_not_accused(linter: Linter, context: Context) -> None:
    accused = {
        text: sorted({finding.rule for finding in linter.lint(text, context).findings if _stands(finding)}) for text in TEXTS
    }
    assert {text: rules for text, rules in accused.items() if rules} == {}


@pytest.mark.parametrize(("text", "rule"), SAME_WORDS)
def test_the_same_words_are_found_where_they_offer_or_insult(linter: Linter, text: str, rule: str) -> None:
    assert rule in {finding.rule for finding in linter.lint(text, KNOWN).findings if _stands(finding)}


def _stands(finding: Finding) -> bool:
    return finding.category in CONTENT and finding.severity is not Severity.INFO
