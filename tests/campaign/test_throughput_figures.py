"""The figures of throughput, caps, expiry and fields agree with the catalogue, where it lies beside the checkout."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smslint.campaign.figures import figures, sources
from smslint.context import USE_CASES

CATALOGUE = "shared/reference/rules.md"


@pytest.fixture(scope="module")
def catalogue() -> str:
    """The text of the catalogue; the test is skipped where there is none."""
    found = [folder / CATALOGUE for folder in Path(__file__).resolve().parents if (folder / CATALOGUE).is_file()]
    if not found:
        pytest.skip("the catalogue is not beside this checkout")
    return found[0].read_text("utf-8")


def row(catalogue: str, *cells: str) -> list[str]:
    """The cells of the first table row that holds these beginnings of cells, in their order."""
    for line in catalogue.splitlines():
        found = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if (
            line.startswith("|")
            and len(found) >= len(cells)
            and all(one.startswith(cell) and bool(one) == bool(cell) for one, cell in zip(found, cells, strict=False))
        ):
            return found
    raise AssertionError(f"no row {cells}")


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text.split("each")[0]))


def rate(known: dict[str, int]) -> str:
    return f"{known['messages']} / {'s' if known['seconds'] == 1 else 'min'}"


def test_rates_of_numbers(catalogue: str) -> None:
    table = figures("throughput")["numbers"]
    us, ca = table["US"], table["CA"]
    toll_free, short_code, long_code = (
        row(catalogue, name, *rest) for name, *rest in (("toll-free", "25"), ("short code", "100"), ("long code", "by"))
    )
    assert toll_free[1:5] == [
        rate(us["toll_free"]["sms"]),
        rate(us["toll_free"]["mms"]),
        rate(ca["toll_free"]["sms"]),
        rate(ca["toll_free"]["mms"]),
    ]
    assert short_code[1:4] == [
        rate(us["short_code"]["sms"]),
        rate(us["short_code"]["mms"]),
        rate(ca["short_code"]["sms"]),
    ]
    assert ca["short_code"]["mms"] is None
    assert long_code[2].startswith(f"{us['10dlc']['mms']['messages']} / min per number")
    assert long_code[3:5] == [rate(ca["long_code"]["sms"]), rate(ca["long_code"]["mms"])]


def test_messages_a_minute_by_score(catalogue: str) -> None:
    table = figures("throughput")["per_minute"]
    top, middle, low, none = (tier["tmobile"] for tier in table["standard"])
    assert [top, middle, low] == [
        number(row(catalogue, "dedicated", "75-100")[2]),
        number(row(catalogue, "same", "50-74")[2]),
        number(row(catalogue, "same", "1-49")[2]),
    ]
    assert table["low_volume"][0]["att"] == number(row(catalogue, "low volume", "1-100")[2])
    assert none == number(row(catalogue, "skipped", "0")[2])
    assert all(tier["att"] == tier["tmobile"] == tier["verizon"] for tier in (*table["standard"], *table["low_volume"]))


def test_messages_a_day_by_score(catalogue: str) -> None:
    for tier in figures("throughput")["per_day"]["tiers"]:
        label = f"{tier['score'][0]}-{tier['score'][1]}"
        first = "all use cases" if label == "75-100" else ""
        assert number(row(catalogue, first, label)[2]) == tier["messages"]


def test_account_rate_numbers_and_expiry(catalogue: str) -> None:
    account, expiry = figures("throughput")["account"], figures("expiry")
    assert (
        f"Account default {account['sms']['messages']} SMS and {account['mms']['messages']} MMS per second" in catalogue
    )
    assert f"{figures('throughput')['most_numbers']} numbers per campaign" in catalogue
    assert f"Message expiry default {expiry['default']:,} s" in catalogue
    assert f"settable {expiry['least']}-{expiry['most_set']:,} s" in catalogue
    assert "OTP {least}-{most} s".format(**expiry["advised"]["otp"]) in catalogue
    assert f"error {expiry['error_code']}" in catalogue


def test_fields_of_registrations(catalogue: str) -> None:
    table = figures("registration")
    limits = {name: f"{limit['least']}-{limit['most']:,}" for name, limit in table["limits"].items()}
    section = catalogue[catalogue.index("### 2.5") : catalogue.index("### 2.6")]
    assert f"opt-in / HELP / STOP message {limits['help_message']} characters" in section
    assert f"samples {limits['samples']}, 1-{table['samples']['most']}" in section
    assert f"message flow {limits['message_flow']}" in section
    assert f"description {limits['description']}" in section


def test_codes_that_cannot_be_submitted_again(catalogue: str) -> None:
    said = re.search(r"cannot be resubmitted: ([0-9, ]+)", catalogue)
    assert said is not None
    never = figures("registration-faults")["not_resubmittable"]
    assert {f"twilio:{code.strip()}" for code in said[1].split(",") if code.strip()} <= set(never)


def test_use_cases_are_those_of_the_contract() -> None:
    assert set(figures("registration")["use_cases"].values()) == set(USE_CASES)


@pytest.mark.parametrize("name", ["throughput", "expiry", "registration", "registration-faults"])
def test_each_file_is_dated_and_cites_known_documents(name: str) -> None:
    table = figures(name)
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", table["seen"])
    assert set(cited(table)) <= set(sources())


def cited(value: object) -> list[str]:
    """Every source that a table names, wherever it does."""
    if isinstance(value, list):
        return [key for item in value for key in cited(item)]
    if not isinstance(value, dict):
        return []
    found = [key for item in value.values() for key in cited(item)]
    found += [value["source"]] if isinstance(value.get("source"), str) else []
    return found + (list(value["sources"]) if isinstance(value.get("sources"), list) else [])
