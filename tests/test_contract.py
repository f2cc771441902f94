"""The examples of the source texts, and what the contract says of them."""

from __future__ import annotations

from typing import Any

import pytest

from smslint import Severity, Verdict, explain, lint
from tests.words import categories

US = {"sender_type": "10dlc", "country": "US"}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Plivo: your one-time passcode is 12345.", {"brand": "Plivo", "use_case": "otp"}),
        (
            "DeliveryFoodsInc: your food order has been completed and is on its way. Look for it in 15 minutes. "
            "Track your order via our app. Reply STOP to opt out of future notifications.",
            {"brand": "DeliveryFoodsInc", "use_case": "delivery"},
        ),
        (
            "Hi Dana, and thank you for requesting more information from Larch Cafe. The content you requested is available at "
            "https://larch.example/info Reply STOP to opt-out.",
            {"brand": "Larch Cafe", "brand_domains": ["larch.example"], "use_case": "customer_care"},
        ),
    ],
)
def test_good_examples_of_the_source_pass(text: str, known: dict[str, Any]) -> None:
    report = lint(text, first_message=False, **US, **known)
    assert report.verdict in (Verdict.PASS, Verdict.WARN)
    assert not categories(report) & {"promotion", "missing_brand", "missing_opt_out", "phishing", "obfuscation"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Click here to get a FREE quote about your home! Lowest APR!", {"promotion", "no_context_cta", "home_loan"}),
        (
            "Bad credit? Still get approved for a home! Click here for free finance options.",
            {"home_loan", "promotion", "no_context_cta"},
        ),
        ("Download our app Larch now to get $20 in free credits.", {"promotion"}),
        ("Click now to accept your special offer before it expires.", {"promotion", "no_context_cta"}),
        ("H! h0w ar3__you do1ng?", {"obfuscation"}),
        ("See your statement: https://bit.ly/3abcd", {"url_shortener"}),
    ],
)
def test_bad_examples_of_the_source_are_named(text: str, wanted: set[str]) -> None:
    report = lint(text, brand="Larch", use_case="marketing", first_message=True, **US)
    assert wanted <= categories(report)


def test_the_three_things_that_a_text_should_hold() -> None:
    assert "missing_opt_out" in categories(
        lint(
            "Larch Cafe: lattes are 2-for-1 today.",
            brand="Larch Cafe",
            use_case="marketing",
            first_message=True,
            country="US",
        )
    )
    assert "missing_brand" in categories(
        lint("Your table is ready! Reply STOP to opt out", brand="Larch Cafe", first_message=True, country="US")
    )


def test_promotion_from_a_toll_free_number_is_an_error() -> None:
    report = lint(
        "Larch Cafe: big sale, 40% off everything. Reply STOP to opt out", brand="Larch Cafe", sender="+18885550142"
    )
    found = [finding for finding in report.findings if finding.category == "promotion_toll_free"]
    assert found
    assert found[0].severity is Severity.ERROR


def test_now_and_feel_free_are_no_promotion() -> None:
    text = "Your table is now ready. Feel free to come in. Larch Cafe. Reply STOP to opt out"
    report = lint(text, brand="Larch Cafe", use_case="transactional", first_message=False, **US)
    assert "promotion" not in categories(report)


def test_smishing_is_tier_one() -> None:
    report = lint("USPS: your parcel is held, pay the $1.99 fee at usps.parcel-fee.top/x", **US)
    assert (report.tier, report.exposure_usd) == (1, 2000)


def test_unknown_context_is_asked_about() -> None:
    report = lint("Larch Cafe: lattes are 2-for-1 today.")
    assert report.verdict is Verdict.NEEDS_CONTEXT
    assert {"use_case", "first_message"} & set(report.open_questions)


def test_values_of_the_contract() -> None:
    assert {verdict.value for verdict in Verdict} == {"pass", "warn", "needs_context", "block"}
    assert {severity.value for severity in Severity} == {"error", "warning", "info"}
    assert "OPT001" in str(explain("OPT001"))


@pytest.mark.parametrize(
    ("text", "encoding", "count"),
    [("A" * 160, "gsm7", 1), ("A" * 161, "gsm7", 2), ("é" * 161, "gsm7", 2), ("ê" * 71, "ucs2", 2)],
)
def test_segments(text: str, encoding: str, count: int) -> None:
    segments = lint(text).segments
    assert (segments.encoding, segments.count) == (encoding, count)
