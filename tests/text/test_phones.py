"""A sender's number tells its type and country; numbers in a message are found, and other digits left alone."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.text.phones import recipient_country, same_number, sender_facts
from smslint.text.written_phones import find_phones

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ANY_TEXT = st.text(alphabet=st.characters())  # lone surrogates included
DIGITAL = st.text(alphabet="0123456789 +-.()/:,$#xa\n")
ORDINARY = {"FIXED_LINE", "MOBILE", "FIXED_LINE_OR_MOBILE", "VOIP"}
fuzz = settings(deadline=None)  # the first example pays for an import


def conformance() -> list[Any]:
    cases = SHARED / "data/conformance/libphonenumber_types.jsonl"
    if not cases.exists():
        return [pytest.param(None, marks=pytest.mark.skip("the shared conformance cases are not beside this checkout"))]
    lines = cases.read_text(encoding="utf-8").strip("\n").split("\n")
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize("case", conformance())
def test_types_agree_with_libphonenumber(case: dict[str, Any]) -> None:
    number, expected = case["input"]["number"], case["expected"]
    facts = sender_facts(number)
    assert (facts.sender_type == "toll_free") == expected["toll_free"]
    assert (facts.normalized == number) == expected["valid"]
    ordinary, north_american = expected["type"] in ORDINARY, number.startswith("+1")
    assert facts.local == (ordinary and north_american)
    assert (facts.sender_type == "long_code") == (ordinary and not north_american)


def found(text: str) -> list[str]:
    return [text[phone.start : phone.end] for phone in find_phones(text)]


@pytest.mark.parametrize("prefix", ["800", "833", "844", "855", "866", "877", "888"])
def test_every_north_american_toll_free_prefix(prefix: str) -> None:
    for written in (f"+1{prefix}5550142", f"{prefix}5550142", f"1-{prefix}-555-0142", f"({prefix}) 555-0142"):
        facts = sender_facts(written)
        assert (facts.sender_type, facts.country, facts.normalized) == ("toll_free", "US", f"+1{prefix}5550142")


@pytest.mark.parametrize(
    ("sender", "sender_type", "country", "local"),
    [
        ("+12025550123", None, "US", True),
        ("202.555.0123", None, "US", True),
        ("12025550123.0", None, "US", True),
        ("+12025550123,00", None, "US", True),
        ("12025550123", None, "US", True),
        ("+1 416 555 0123", None, "CA", True),
        ("+19002345678", None, "US", False),
        ("+447400123456", "long_code", "GB", False),
        ("447400123456", "long_code", "GB", False),
        ("+44 (808) 162 4567", "toll_free", "GB", False),
        ("+80012345678", "toll_free", None, False),
        ("72345", "short_code", None, False),
        ("72345.0", "short_code", None, False),
        ("262966", "short_code", None, False),
        (" 611 ", "short_code", None, False),
        ("LarchCafe", "alphanumeric", None, False),
        ("LARCH CAFE", "alphanumeric", None, False),
        ("Café 3", "alphanumeric", None, False),
    ],
)
def test_what_a_sender_tells(sender: str, sender_type: str | None, country: str | None, local: bool) -> None:
    facts = sender_facts(sender)
    assert (facts.sender_type, facts.country, facts.local) == (sender_type, country, local)


@pytest.mark.parametrize(
    "sender",
    ["1.2025E+10", "1,2025E+10", "1E+10", "1.2025550E9", "12.0",
     "", "  ", "+", "12", "123456789", "+18222345678", "+15552345678", "+1202555", "Larch Coffee House", "😀cafe",
     "a\nb", "\x00", "\ud83d", "²²²²²", "١٢٣٤٥", "+١٢٠٢٥٥٥٠١٢٣", "+" * 64, pytest.param("1" * 1_000_000, id="huge")],
)  # fmt: skip
def test_what_cannot_be_read_has_no_facts(sender: str) -> None:
    facts = sender_facts(sender)
    assert (facts.sender_type, facts.country, facts.normalized, facts.local) == (None, None, None, False)


COUNTRIES = ("1", "33", "44", "61", "7", "7840", "39", "262", "47", "800", "979", "599")
AREAS = ("202", "416", "246", "876", "671", "787", "800", "900", "983", "523", "500", "268", "011", "999")


@settings(max_examples=300)
@given(
    st.one_of(
        st.builds("+1{}{:07d}".format, st.sampled_from(AREAS), st.integers(0, 10**7 - 1)),
        st.builds("{:010d}".format, st.integers(0, 10**10 - 1)),
        st.builds("+{}{}".format, st.sampled_from(COUNTRIES), st.integers(0, 10**10)),
        st.from_regex(r"\+?1?[ (-]?[0-9]{3}[) .-]{0,2}[0-9]{3}[ -]?[0-9]{4}", fullmatch=True),
        st.text(max_size=14),
    )
)
def test_a_recipient_and_a_sender_are_of_one_country(number: str) -> None:
    assert recipient_country(number) == sender_facts(number).country


def test_a_number_of_twelve_digits_is_what_the_library_makes_of_it() -> None:
    rng = random.Random(5)
    for _ in range(2_000):
        number = f"+1{rng.choice((*AREAS, f'{rng.randrange(1000):03d}'))}{rng.randrange(10**7):07d}"
        parsed = phonenumbers.parse(number)
        country = phonenumbers.region_code_for_number(parsed) if phonenumbers.is_valid_number(parsed) else None
        assert recipient_country(number) == (country if country and country.isalpha() else None), number


def test_recipient_country() -> None:
    assert recipient_country("+14165550123") == "CA"
    assert recipient_country("(202) 555-0123") == "US"
    assert recipient_country("nobody") is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call 800-555-0142 24/7", ["800-555-0142"]),
        ("Call (202) 555-0123 or +1 (202) 555-0199.", ["(202) 555-0123", "+1 (202) 555-0199"]),
        ("Questions? 1-800-555-0142/1-888-555-0100", ["1-800-555-0142", "1-888-555-0100"]),
        ("(800-555-0142)", ["800-555-0142"]),
        ("Desk:202.555.0123x12", ["202.555.0123"]),
        ("Help 800\u2011555\u20110142", ["800\u2011555\u20110142"]),
        ("Larch\n202 555 0123\nBye", ["202 555 0123"]),
        ("tel:+12025550123,+12025550124", ["+12025550123", "+12025550124"]),
        ("Call+12025550123", ["+12025550123"]),
        ("call 8005550142", ["8005550142"]),
        ("Free: 18005550142", ["18005550142"]),
        ("Call us at (555) 123-4567", ["(555) 123-4567"]),
        ("London +44 20 7946 0958 24/7", ["+44 20 7946 0958"]),
        ("London +44 (0)20 7946 0958.", ["+44 (0)20 7946 0958"]),
        ("Paris +33 6 12 34 56 78", ["+33 6 12 34 56 78"]),
        ("To claim call 09061743386 now", ["09061743386"]),
        ("Text JOIN to 72345 now", ["72345"]),
        ("Reply STOP to 262966.", ["262966"]),
        ('TXT "WIN" to: 80086', ["80086"]),
        ("Call customer care on 7679046492 between 9 and 5", ["7679046492"]),
    ],
)
def test_numbers_written_in_a_message(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Your code is 204417",
        "204417 is your Larch code. Do not send it to anyone.",
        "Pay $202 555 0123",
        "Only $1,299.00, was $2,025,550.12",
        "On 2026-11-22 at 10:30, or 11/22/2026 10:30:15",
        "Card 4111 1111 1111 1111, 4111-1111-1111-1111 or 4222222222222222",
        "Card 3782 822463 10005",
        "SSN 123-45-6789, ZIP 90210-1234",
        "Order 2025550123 has shipped",
        "Order #202-555-0123 has shipped",
        "Account number 202-555-0123",
        "Ref: 202-555-0123",
        "Ticket no. 202 555 0123",
        "ORD-202-555-0123 and 1Z202-555-0123",
        "https://wa.me/14155550123",
        "larch.example/?id=2025550123",
        "Invite friends, send up to 10000 points to them",
        "Send $50 to 123456",
        "+1000000 points",
        "192.168.202.5550123",
        "Meter 4111 202 555 0123",
        "You have 2025550123 points",
        "Open 8am-9pm, 10 20 30 40 50",
    ],
)
def test_other_digits_are_no_phone_numbers(text: str) -> None:
    assert found(text) == []


def test_digits_keep_the_plus_and_drop_the_rest() -> None:
    text = "Call +1 (202) 555-0123, 800-555-0142 or +44 (0)20 7946 0958"
    assert [phone.digits for phone in find_phones(text)] == ["+12025550123", "8005550142", "+442079460958"]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("+12025550123", "(202) 555-0123", True),
        ("1-202-555-0123", "2025550123", True),
        ("+44 (0)20 7946 0958", "+442079460958", True),
        ("tel:+12025550123", "+1 202 555 0123", True),
        ("72345", "72345", True),
        ("+2025550123", "2025550123", False),
        ("+12025550123", "+12025550124", False),
        ("Larch123", "Birch123", False),
        ("", "", False),
        ("\ud83d", "\ud83d", False),
        ("1" * 1000, "1" * 1000, False),
    ],
)
def test_same_number(a: str, b: str, same: bool) -> None:
    assert same_number(a, b) is same
    assert same_number(b, a) is same


@fuzz
@given(ANY_TEXT | DIGITAL)
def test_any_sender_is_safe(sender: str) -> None:
    facts = sender_facts(sender)
    assert facts.sender_type in (None, "toll_free", "long_code", "short_code", "alphanumeric")
    if facts.normalized is not None:
        assert sender_facts(facts.normalized).normalized == facts.normalized
    same_number(sender, sender)


@fuzz
@given(ANY_TEXT | DIGITAL)
def test_numbers_found_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for phone in find_phones(text):
        assert end <= phone.start < phone.end <= len(text)
        digits = phone.digits.removeprefix("+")
        assert digits.isascii()
        assert digits.isdigit()
        assert 5 <= len(digits) <= 15
        end = phone.end


SHAPES = [
    "1", "1 ", "+", "+1", "(", "(2", "2-", "4111 ", "+12025550123 ", "202-555-", "text ", "reply to ", "call 2", "$1,",
]  # fmt: skip


@pytest.mark.parametrize("unit", SHAPES)
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    # Ten times the text: linear work takes 10 times as long, quadratic 100; a busy machine blurs both.
    assert seconds(unit, 100_000) <= 30 * max(seconds(unit, 10_000), 0.001)


def seconds(unit: str, length: int) -> float:
    text = unit * (length // len(unit))
    best = 9.0
    for _ in range(5):
        began = time.thread_time()
        find_phones(text)
        best = min(best, time.thread_time() - began)
    return best
