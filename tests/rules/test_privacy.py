"""Personal data: what identifies a person or tells of an illness, and what only looks like it."""

from __future__ import annotations

import pytest

from smslint import Context
from smslint.engine.validate import not_placeholder, ssn
from tests.words import linter

KNOWN = Context(brand="Larch", country="US", sender_type="10dlc", template=False)


def found(text: str) -> set[str]:
    return {one.rule for one in linter().lint(text, KNOWN).findings if one.category == "personal_data"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Larch: card 4111.1111.1111.1111 was charged", "PRI001"),
        ("Larch: your Visa 4111 1111 1111 1112 was declined", "PRI001"),
        ("Larch: Diners 3056 930902 5904 on file", "PRI001"),
        ("Larch: applicant 987-65-4321 is approved", "PRI001"),
        ("Larch: autopay from account 77001548325", "PRI001"),
        ("Larch: refund sent to IBAN DE89370400440532013000", "PRI001"),
        ("Larch: router admin / pwd Zx41!kkq", "PRI002"),
        ("Larch: temporary password: plum-tiger-48", "PRI002"),
        ("Larch: your password is Maple#7", "PRI002"),
        ("Larch: user: dana pass: Oak77x", "PRI002"),
        ("Oak Bank: your debit card PIN is 4417", "PRI002"),
        ("Larch: security answer is Fluffy", "PRI002"),
        ("Larch: your syphilis screen was positive", "PRI003"),
        ("Larch: your Prozac 20mg refill is ready", "PRI003"),
        ("Larch: your HIV test is on Monday", "PRI003"),
        ("Larch: your session on alcohol addiction is at 4", "PRI007"),
        ("Larch: your lithium for bipolar disorder is ready", "PRI007"),
        ("Larch: driver license R514-2207-9931 is on file", "PRI008"),
        ("Larch: DOB on file is 03/14/1988", "PRI008"),
        ("See https://larch.example/p?ssn=987654325", "URL015"),
        ("See https://larch.example/p?pin=4471", "URL015"),
        ("See https://larch.example/off/sam@oak.example", "URL015"),
        ("See https://sam:oak77@larch.example/x", "URL015"),
    ],
)
def test_personal_data_is_found(text: str, rule: str) -> None:
    assert rule in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Larch: the card ending 1111 was charged", "Larch: gift card 6035 7100 1234 5678 has $20",
        "Larch: part 987-65-4321 is in stock", "Larch: invoice 123-45-6789 is due", "Larch: account 10442 was paid",
        "Please pay $80 to IBAN DE89 3704 0044 0532 0130 00", "Larch: your password was changed",
        "Larch: password is required", "Larch: guest wifi: larch / latte2024", "Larch: your PIN for pickup is 4471",
        "Larch: your lab results are ready in the portal", "Larch: your water test is negative for lead",
        "Larch Vet: Biscuit's biopsy came back benign", "Larch: if you tested positive for flu, stay home",
        "Larch: free diabetes screening on Friday", "Larch: your physical therapy session is at 9",
        "Larch: your driver license expires on 03/14/2026", "Larch: bring your passport",
        "https://larch.example/r?t=9fa2&utm_source=sms", "https://larch.example/@oak/menu",
        "https://larch.example/u?email={{email}}",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_spared(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize("text", ["is Maple#7", "is 50%Off!x", "is a$b1", "is Sun*set9"])
def test_signs_in_a_password_do_not_make_it_a_placeholder(text: str) -> None:
    assert not_placeholder(text)


@pytest.mark.parametrize(
    "text",
    ["is {{password}}", "is [password]", "is ******", "is xxxx", "is <password>", "is %PASSWORD%", "is $password"],
)
def test_placeholders_and_masks_are_no_passwords(text: str) -> None:
    assert not not_placeholder(text)


@pytest.mark.parametrize(
    ("number", "valid"),
    [("123-45-6789", True), ("987-65-4321", True), ("912-78-1234", True), ("900-12-3456", False), ("666-12-3456", False),
     ("000-12-3456", False), ("123-00-6789", False), ("123-45-0000", False), ("912-93-1234", False)],
)  # fmt: skip
def test_social_security_and_taxpayer_numbers(number: str, valid: bool) -> None:
    assert ssn(number) is valid
