"""One text again and again, reminders of a cart, consent that went stale, India's templates: what is found and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("duckdb")

from smslint.campaign.dlt import fills
from tests.campaign.words import GOOD, PLAIN, Case, at, findings, lines

QUICK = ("content", "outcomes")
"""Parts of a study that these rules do not need."""
LONG, OTHER = "+14155550100", "+14155550101"
CART = "Larch: you left boots in your cart. Reply STOP to opt out."


def bulk(case: Case, people: int, **more: str) -> Case:
    """One text to so many people."""
    for number in range(people):
        case.send(number, at(14), GOOD, sender=LONG, **more)
    return case


@pytest.mark.parametrize(("people", "kind", "rules"), [(100, "long_code", 0), (101, "long_code", 1), (300, "10dlc", 0)])
def test_one_text_to_a_crowd_from_a_long_code(tmp_path: Path, people: int, kind: str, rules: int) -> None:
    found = findings(bulk(Case(tmp_path), people).study(QUICK, context={"sender_type": kind}), "SPM007")
    assert [(one["severity"], one["tier"], one["count"]) for one in found] == [("warning", 3, 101)] * rules


def test_a_toll_free_number_is_no_long_code_whatever_is_said_of_all(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(101):
        case.send(number, at(14), GOOD)
    assert not findings(case.study(QUICK, context={"sender_type": "long_code"}), "SPM007")


def test_a_number_of_unknown_kind_may_send_in_bulk(tmp_path: Path) -> None:
    assert not findings(bulk(Case(tmp_path), 150).study(QUICK), "SPM007")


@pytest.mark.parametrize(("hosts", "count"), [(4, 1), (3, 0)])
def test_one_text_under_many_domains(tmp_path: Path, hosts: int, count: int) -> None:
    case = Case(tmp_path)
    for number in range(24):
        link = f"https://{('larch', 'pine', 'oak', 'fir')[number % hosts]}.example/a{number}"
        case.send(number, at(14), f"Larch: your order {number} is here {link} Reply STOP to opt out.")
    assert len(findings(case.study(QUICK), "URL014")) == count


def cycled(case: Case, code: str | None, later: str) -> Case:
    """Ten copies from one number, blocked with a code or not, and ten later from another."""
    for number in range(10):
        extra = {"status": "failed", "error_code": code} if code else {"status": "delivered"}
        case.send(number, at(9), PLAIN, sender=LONG, **extra)
        case.send(number, at(12), later, sender=OTHER, status="delivered")
    return case


@pytest.mark.parametrize(
    ("code", "later", "count"),
    [("30007", PLAIN, 1), (None, PLAIN, 0), ("30003", PLAIN, 0), ("30007", "See you at noon.", 0)],
)
def test_a_blocked_text_from_a_new_number(tmp_path: Path, code: str | None, later: str, count: int) -> None:
    found = findings(cycled(Case(tmp_path), code, later).study(QUICK), "EVA009")
    assert [one["subject"]["senders"] for one in found] == [[LONG, OTHER]] * count


def test_a_number_that_sent_the_text_before_the_block_is_none_that_took_over(tmp_path: Path) -> None:
    case = cycled(Case(tmp_path), "30007", PLAIN)
    case.send(77, at(8), PLAIN, sender=OTHER)
    assert not findings(case.study(QUICK), "EVA009")


@pytest.mark.parametrize(("hours", "count"), [(47, 1), (48, 0)])
def test_one_reminder_of_a_cart_in_two_days(tmp_path: Path, hours: float, count: int) -> None:
    case = Case(tmp_path).send(1, at(9), CART).send(2, at(10), CART).send(1, at(9 + hours), CART)
    found = findings(case.study(QUICK), "TIM008")
    assert [lines(one) for one in found] == [[4]] * count


@pytest.mark.parametrize(("day", "count"), [("2027-09-15", 1), ("2027-08-01", 0)])
def test_consent_is_stale_after_eighteen_months(tmp_path: Path, day: str, count: int) -> None:
    case = Case(tmp_path).send(1, at(9), GOOD).send(1, f"{day}T09:00:00Z", GOOD)
    assert len(findings(case.study(QUICK), "TIM005")) == count


@pytest.mark.parametrize(
    ("text", "template", "same"),
    [
        ("Dear Asha, your order 12 is here. Larch", "Dear {#var#}, your order {#var#} is here. Larch", True),
        ("Dear Asha, your order 12 is here! Larch", "Dear {#var#}, your order {#var#} is here. Larch", False),
        ("Dear , your order 12 is here. Larch", "Dear {#var#}, your order {#var#} is here. Larch", False),
        ("Larch: code 4411", "Larch: code {#var#}", True), ("Larch: code ", "Larch: code {#var#}", False),
        ("Larch: hello", "Larch: hello", True), ("anything", "{#var#}", True), ("", "{#var#}", False),
        ("aa", "{#var#}a{#var#}", False), ("aaa", "{#var#}a{#var#}", True), ("ab", "{#var#}{#var#}", True),
    ],
)  # fmt: skip
def test_a_text_is_a_template_filled_in(text: str, template: str, same: bool) -> None:
    assert fills(text, template) is same


def test_texts_to_india_are_registered_templates(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(4):
        case.send(number, at(9), f"Larch: your code is {4000 + number}.", campaign="codes")
    case.send(9, at(9), "Larch: 20% off boots.", campaign="codes")
    samples = {"samples": ["Larch: your code is {#var#}."]}
    (one,) = findings(case.study(QUICK, campaigns={"codes": {**samples, "country": "IN"}}), "INT006")
    assert (one["count"], lines(one)) == (1, [6])
    assert not findings(case.study(QUICK, campaigns={"codes": {**samples, "country": "US"}}), "INT006")
    assert not findings(case.study(QUICK, campaigns={"codes": {"country": "IN"}}), "INT006")
