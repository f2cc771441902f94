"""Who writes, why, and for what: the identity rules on ordinary business texts and on bare commands."""

from __future__ import annotations

import pytest

from smslint import Context
from tests.words import linter, rows

LATER = Context(country="US", sender_type="10dlc", first_message=False, use_case="account_notification")
QUIET = {"no_context_cta", "brand_mismatch", "opt_out_wording", "registration"}
ORDINARY = ("otp", "transactional", "reminder", "conversational")


def found(rule: str, text: str, context: Context) -> bool:
    return bool(linter().findings_of(rule, text, context))


BARE = """
Click here to win back your evening: free quote for any roof!|Tap here now https://larch.example/x
Click now to grab the deal before it is gone|Call now 212-555-0142|Open this link|Act now!|Reply now
Press here https://oakivy.example|Follow the link https://oakivy.example/z|Larch: call us today
Click the link below|Check this out https://larch.example|Need cash? Click here for easy options
"""
SETTLED = """
Larch: see the invoice for order 77: https://larch.example/77
Alder Clinic: click the link to confirm your appointment with Dr. Pine|Track your order via our app
Larch Bank: new sign-in from Reno. Not you? Click here: https://larch.example/s
Oak & Ivy: your parcel is out for delivery. Tap here to follow it: https://oakivy.example/p
Alder Clinic: your results are ready. Click here to read them|Your table is ready, reply now to keep it
We are open now until 8 pm|Larch Gym: do not click links from strangers
Larch: your statement is ready, log in now to view it
"""
REASONED = """
Larch: your order 2291 has shipped|Your Alder code is 118204
Alder Clinic: reminder of your visit on Friday at 3 pm|Oak & Ivy: we received your return
Larch Bank: a payment of $40 was posted|Larch: thank you for signing up
Larch School: classes are cancelled tomorrow due to snow. School closure update
Alder Dental: it is time for your cleaning|Pine Air: flight 204 now boarding at gate 7
Larch Power: power has been restored in your area, outage update|Larch: you asked us to call you back
Alder Clinic: please confirm your appointment, reply C|Larch Rides: your driver is arriving
Pine Books: the book you ordered is ready for pickup
Larch Bank: did you try a purchase of $90 at Oak Bar? Reply YES or NO|Larch Library: your loan is due on Monday
Casa Larch: su cita es el lunes|Clinique Aulne: votre rendez-vous est demain
Larch Hotel: welcome, your room is ready|Oak Fund: thanks for your donation
Larch HR: your shift on Monday starts at 8
"""
UNREASONED = """
Larch: call us|Oak & Ivy: big things are coming, stay tuned|Alder: get in touch
Pine: have a look https://pine.example|Larch: hello there
"""


def split(bank: str) -> list[str]:
    return bank.strip().replace("\n", "|").split("|")


@pytest.mark.parametrize("text", split(BARE))
def test_a_command_without_an_object_is_reported(text: str) -> None:
    assert found("IDN009", text, LATER)


@pytest.mark.parametrize("text", split(SETTLED))
def test_a_command_that_says_for_what_is_fine(text: str) -> None:
    assert not found("IDN009", text, LATER)


@pytest.mark.parametrize("text", split(REASONED))
def test_an_ordinary_notice_carries_its_reason(text: str) -> None:
    assert not found("IDN008", text, LATER)


@pytest.mark.parametrize("text", split(UNREASONED))
def test_a_bare_summons_lacks_a_reason(text: str) -> None:
    assert found("IDN008", text, LATER)


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Oak Bar: trivia at 8", True),
        ("Larch Cafe: trivia at 8", False),
        ("LARCH: trivia at 8", False),
        ("Reminder: trivia at 8 at Larch Cafe", False),
        ("Flash Sale: scones today", False),
        ("Larch Cafe: pay with Apple Pay, parcels by USPS", False),
        ("[FirstName], your visit is on Friday", False),
        ("Hi Dana: your table is ready", False),
    ],
)
def test_only_a_foreign_name_in_the_senders_place_is_a_mismatch(text: str, speaks: bool) -> None:
    assert found("IDN004", text, LATER.replace(brand="Larch Cafe")) is speaks


@pytest.mark.parametrize(
    ("fields", "severity"),
    [
        ({"first_message": True}, "error"),
        ({"kind": "sample"}, "error"),
        ({"first_message": False, "two_way": False}, "warning"),
        ({"first_message": False, "two_way": True, "use_case": "delivery"}, "warning"),
        ({"first_message": False, "two_way": True, "use_case": "conversational"}, "info"),
    ],
)
def test_how_bad_a_missing_name_is_depends_on_the_place_in_the_thread(fields: dict[str, object], severity: str) -> None:
    context = Context(brand="Larch Cafe", country="US", **fields)
    (finding,) = linter().findings_of("IDN001", "Your table is ready.", context)
    assert finding.severity.value == severity


@pytest.mark.parametrize(
    "text", ["Hey, Dana here, got a minute?", "Hi, it's Marcus", "My name is Laura, quick question"]
)
def test_a_first_name_alone_opens_no_first_message(text: str) -> None:
    first = Context(brand="Larch Realty", first_message=True, country="US")
    assert found("IDN006", text, first)
    assert not found("IDN006", text, first.replace(first_message=False))
    for name in ("Dana", "Marcus", "Laura"):
        text = text.replace(name, f"{name} from Larch Realty")
    assert not found("IDN006", text, first)


def test_ordinary_business_templates_stay_quiet() -> None:
    context = Context(
        template=True,
        country="US",
        sender_type="10dlc",
        first_message=False,
        two_way=True,
        messages_since_opt_out=1,
        days_since_opt_out=1,
    )
    texts = [
        row["text"]
        for row in rows("a2p_templates.jsonl")
        if row["kind"] in ORDINARY and row["language"].startswith("en")
    ]
    reports = linter().lint_many(texts, context)
    loud = [finding.rule for report in reports for finding in report.findings if finding.category in QUIET]
    assert len(texts) > 100
    assert loud == []


def test_the_given_name_of_a_clerk_is_no_other_sender() -> None:
    context = Context(brand="Larch Garage", use_case="customer_care")
    signed = "Your car is ready, come by until 6. - {}"
    assert not [f for f in linter().lint(signed.format("Alex"), context).findings if f.rule == "IDN004"]
    assert [f for f in linter().lint(signed.format("Alex Motors"), context).findings if f.rule == "IDN004"]
