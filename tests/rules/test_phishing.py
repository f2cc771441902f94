"""Lures and the honest alerts that look like them: wordings of our own, and measured corpora."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from smslint import Context, Finding, Severity
from smslint.rulebook.loader import load_book
from tests.words import ROOT, linter, rows

HERE = Path(__file__).resolve().parent
BANK = [json.loads(line) for line in (HERE / "phishing.jsonl").read_text(encoding="utf-8").splitlines()]
LURES = [row["text"] for row in BANK if row["lure"]]
HONEST = [row["text"] for row in BANK if not row["lure"]]
LURING = frozenset(("phishing", "fraud", "suspicious_url", "url_shortener"))
NOBODY = Context(country="US", sender_type="10dlc")
LARCH_BANK = Context(brand="Larch Bank", brand_domains=["larch.example"], country="US", sender_type="10dlc")
TEMPLATE = Context(template=True, country="US", sender_type="10dlc", first_message=False, two_way=True)


def findings(text: str, context: Context = NOBODY, also: frozenset[str] = frozenset()) -> list[Finding]:
    report = linter().lint(text, context)
    return [finding for finding in report.findings if finding.category in LURING | also]


def stopped(text: str, context: Context = NOBODY) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings(text, context))


def noticed(text: str, context: Context = NOBODY) -> bool:
    return any(finding.severity is not Severity.INFO for finding in findings(text, context))


def share(texts: list[str], seen: Callable[[str], bool]) -> float:
    return sum(map(seen, texts)) / len(texts)


def test_most_lures_are_stopped_and_nearly_all_noticed() -> None:
    assert len(LURES) >= 200
    assert share(LURES, stopped) >= 0.8
    assert share(LURES, noticed) >= 0.9


def test_honest_messages_are_hardly_ever_taken_for_lures() -> None:
    assert len(HONEST) >= 200
    assert share(HONEST, stopped) <= 0.01
    assert share(HONEST, noticed) <= 0.04


def test_a_host_that_plays_on_a_carrier_stands_without_any_context() -> None:
    report = linter().lint("USPS: your parcel is held, pay the $1.99 fee at usps.parcel-fee.top/x", NOBODY)
    standing = [finding for finding in report.findings if finding.tier == 1 and not finding.depends_on]
    assert any(finding.severity is Severity.ERROR and finding.category == "phishing" for finding in standing)
    assert (report.tier, report.exposure_usd) == (1, 2000)


@pytest.mark.parametrize(
    "text",
    [
        "Larch Bank: new sign-in from Ohio. Not you? https://larch.example/sec",
        "Larch Bank: your card is locked after unusual activity. Unlock it at https://app.larch.example/cards",
        "Larch Bank: 204417 is your code. Never share this code. Not you? https://larch.example/sec",
        "Larch Bank: $80 at Maple Store? Reply YES if this was you, NO if not. We will never ask for your PIN.",
        "Larch Bank: verify your identity at https://larch.example/id within 24 hours to restore access.",
    ],
)
def test_a_genuine_alert_on_its_own_domain_is_silent(text: str) -> None:
    assert not noticed(text, LARCH_BANK)


TOWN_BILL = "City of Oak: your water bill of $40 is overdue. Pay at {} by Friday."


def test_a_domain_that_only_public_bodies_get_is_genuine() -> None:
    assert not noticed(TOWN_BILL.format("oakcity.gov/pay"), NOBODY)


@pytest.mark.parametrize(
    "way",
    [
        "oakcity-gov.test/pay",
        "oakcity.gov.pay.test/x",
        "https://oakcity.gov/go?url=https://pay.test/x",
        "oakcity.gov or call 646-555-0131",
        "oakcity.gov or pay.test/x",
    ],
)
def test_what_only_looks_like_a_public_domain_or_leads_on_from_it_excuses_nothing(way: str) -> None:
    assert noticed(TOWN_BILL.format(way), NOBODY)


@pytest.mark.parametrize("host", ["larch-bank.example", "larch.example.login.test", "bit.ly", "192.0.2.7"])
def test_the_same_alert_on_another_host_is_stopped(host: str) -> None:
    assert stopped(f"Larch Bank: your card is locked. Verify your identity at https://{host}/id", LARCH_BANK)


def test_an_alert_whose_domain_is_unknown_only_asks() -> None:
    text = "Larch Bank: we locked your card. Verify your identity at https://larch.example/v"
    found = findings(text, Context(brand="Larch Bank"))
    assert [finding.severity for finding in found] == [Severity.WARNING]
    assert found[0].depends_on == ("brand_domains",)


@pytest.mark.parametrize(
    "text",
    [
        "Larch Shop: your order ships by USPS and arrives Tuesday. Track it: https://larch.example/t",
        "Larch Cafe: our apple pie is back. Chase the winter away, target date Friday!",
        "Larch Shop: pay with PayPal, Venmo or Apple Pay at https://larch.example",
    ],
)
def test_naming_another_brand_is_no_impersonation(text: str) -> None:
    assert not noticed(text, Context(brand="Larch Shop", brand_aliases=["Larch Cafe"], brand_domains=["larch.example"]))


@pytest.mark.parametrize(
    "text",
    [
        "Reply with your PIN to unlock",
        "Reply with your P1N to unlock",
        "Reply with your p\u200bassword to unlock",
        "Text back the last 4 of your SSN",
        "Responda con su contraseña",
        "Répondez avec votre mot de passe",
    ],
)
def test_no_secret_may_be_asked_for_by_reply(text: str) -> None:
    assert linter().findings_of("PHS001", text)


@pytest.mark.parametrize(
    "text",
    [
        "We will never ask you to reply with your PIN",
        "Do not send your password to anybody",
        "Reply with your postcode",
    ],
)
def test_a_warning_about_secrets_is_not_a_request(text: str) -> None:
    assert not linter().findings_of("PHS001", text)


def test_tier_one_phishing_cannot_be_ignored() -> None:
    book = load_book([ROOT / "rules"])
    assert all(book.rules[f"PHS00{number}"].locked for number in range(1, 8))


def test_measured_smishing_is_stopped() -> None:
    texts = [row["text"] for row in rows("mendeley_new.jsonl") if row["label"] == "smishing"]
    assert share(texts, stopped) >= 0.7


def test_measured_templates_hold_no_lure() -> None:
    kinds = ("otp", "transactional", "reminder", "conversational")
    texts = [row["text"] for row in rows("a2p_templates.jsonl") if row["language"] == "en" and row["kind"] in kinds]
    for text in texts:
        found = findings(text, TEMPLATE, frozenset(("personal_data",)))
        assert all(finding.severity is Severity.INFO for finding in found), text


def test_measured_chat_is_not_stopped() -> None:
    chat = [row["text"] for row in rows("uci.jsonl") if row["label"] == "ham"]
    assert sum(stopped(text, Context()) for text in chat) <= 1
