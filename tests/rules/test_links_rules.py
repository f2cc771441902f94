"""Links, numbers and personal data in a text: what the rules about them see and what they leave alone."""

from __future__ import annotations

import pytest

from smslint import Context, Severity
from tests.words import linter

US = Context(country="US", sender_type="10dlc")
OWN = Context(country="US", brand="Larch", brand_domains=["larch.example", "lrch.link"])


def found(rule: str, text: str, context: Context = US) -> list[str]:
    return [text[hit.start : hit.end] for hit in linter().findings_of(rule, text, context) if hit.start is not None]


@pytest.mark.parametrize(
    "link", ["https://bit.ly/3abcd", "bit.ly/2ab", "HTTPS://TinyURL.com/x", "https://t.co/x", "go.rb.gy/x", "is.gd/a"]
)
def test_a_public_shortener_is_found_with_or_without_scheme(link: str) -> None:
    assert found("URL001", f"See it: {link}") == [link]


@pytest.mark.parametrize(
    "host",
    ["walmart.com", "att.com", "netflix.com", "fedex.com", "bit.lyrics.example", "notbit.ly.example", "youtu.be"],
)
def test_letters_inside_another_name_are_no_shortener(host: str) -> None:
    assert not found("URL001", f"See https://{host}/x")


def test_a_short_domain_of_ones_own_is_allowed() -> None:
    assert not found("URL001", "Larch: https://lrch.link/m", OWN)
    assert not found("URL004", "Larch: https://lrch.link/m", OWN)


def test_placeholders_are_no_links() -> None:
    report = linter().lint("Larch: track at [short.link] or {{order.url}}", Context(template=True))
    assert not {finding.rule for finding in report.findings if finding.rule.startswith("URL")}


def test_a_foreign_domain_is_told_only_when_the_own_ones_are_known() -> None:
    text = "Larch: deals at https://larch-deals.example"
    assert found("URL004", text, OWN)
    assert not found("URL004", text, Context(brand="Larch"))


def test_subdomains_are_one_domain() -> None:
    assert not found("URL005", "https://shop.larch.example and https://help.larch.example")
    assert found("URL005", "https://shop.larch.example and https://oak.example") == ["https://oak.example"]


@pytest.mark.parametrize(
    "link",
    [
        "http://192.0.2.7/a",
        "http://3221225991/a",
        "https://xn--lrch-loa.example",
        "https://larch.example@203.0.113.9/in",
        "https://lаrch.example",
    ],
)
def test_a_host_that_hides_itself_is_an_error(link: str) -> None:
    hits = linter().findings_of("URL007", f"Sign in: {link}", US)
    assert [hit.severity for hit in hits] == [Severity.ERROR]


@pytest.mark.parametrize(
    "host",
    [
        "usps-help.top",
        "usps.track.example",
        "paypa1.example",
        "secure-paypal.example",
        "wellsfargo.login.example",
        "larch.icu",
    ],
)
def test_a_risky_ending_or_a_borrowed_name_warns(host: str) -> None:
    assert found("URL008", f"See https://{host}/x")


@pytest.mark.parametrize(
    "host",
    [
        "tools.usps.com",
        "www.paypal.com",
        "apple-pie.example",
        "finance.example",
        "follow-ups.example",
        "target-date.example",
        "larch.com",
        "chases.example",
    ],
)
def test_the_true_brand_and_ordinary_words_do_not(host: str) -> None:
    assert not found("URL008", f"See https://{host}/x")


@pytest.mark.parametrize(("kind", "severity"), [("message", Severity.INFO), ("sample", Severity.ERROR)])
def test_a_bare_link_matters_in_a_toll_free_sample(kind: str, severity: Severity) -> None:
    hits = linter().findings_of(
        "URL003", "Larch: menu at larch.example/m", Context(sender_type="toll_free", kind=kind, country="US")
    )
    assert [hit.severity for hit in hits] == [severity]


@pytest.mark.parametrize("number", ["4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005"])
def test_a_whole_card_number_is_an_error(number: str) -> None:
    [span] = found("PRI001", f"Card {number} was charged")
    assert span.endswith(number)
    assert found("PRI001", f"Charged to {number} today") == [number]


@pytest.mark.parametrize("named", ["Card 4111 1111 1111 1112", "SSN 000-12-3456"])
def test_a_number_that_is_called_so_is_one_whatever_its_check_digit(named: str) -> None:
    assert found("PRI001", f"{named} is on file") == [named]


@pytest.mark.parametrize(
    "text",
    [
        "Card ending 1111 was charged",
        "Order 4111111111111111 shipped",
        "Tracking no. 4111 1111 1111 1111",
        "Number 4111 1111 1111 1112 is no card",
        "Call 800-555-0123",
        "Your confirmation is 204417",
        "Number 000-12-3456 cannot exist",
    ],
)
def test_other_numbers_are_no_personal_data(text: str) -> None:
    assert not found("PRI001", text)


@pytest.mark.parametrize(
    "text", ["Your password is hunter2", "Password: Maple_77", "Use ghp_16C7e42F292c6912E7710c838347Ae178B4a"]
)
def test_a_password_or_key_in_the_text_is_an_error(text: str) -> None:
    assert found("PRI002", text)


@pytest.mark.parametrize(
    "text",
    [
        "Your one-time password is 204417",
        "Guest wifi password: latte2024",
        "Your password was reset",
        "Password: {{password}}",
    ],
)
def test_codes_guest_networks_and_merge_fields_are_no_passwords(text: str) -> None:
    assert not found("PRI002", text)
