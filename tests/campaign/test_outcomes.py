"""What became of messages, what they put at risk, and which rules saw it coming."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")

from tests.campaign.words import GOOD, LARCH, Case, at, findings, person

VAPE = "Larch: vape pens half price. Reply STOP to opt out."
SHORT = "Larch Cafe: your order is at https://bit.ly/3abcd Reply STOP to opt out."


def by_rule(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["rule"]: one for one in found["outcomes"]["rules"]}


def test_precision_recall_and_lift_of_a_rule(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(100):
        shortened = number < 20
        blocked = number < 15 or number >= 95
        status = {"status": "undelivered" if blocked else "delivered", "error_code": "30007" if blocked else ""}
        case.send(number, at(14), SHORT if shortened else GOOD, **status)
    found = case.study()
    rule = by_rule(found)["URL001"]
    assert (found["outcomes"]["messages"], found["outcomes"]["blocked"]) == (100, 20)
    assert (rule["messages"], rule["blocked"]) == (20, 15)
    assert (rule["precision"], rule["recall"]) == (0.75, 0.75)
    assert rule["lift"] == pytest.approx(3.75)


def test_an_unreachable_phone_is_no_block(tmp_path: Path) -> None:
    case = (
        Case(tmp_path).send(1, at(14), SHORT, status="failed", error_code="30003").send(2, at(14), SHORT, status="sent")
    )
    found = case.study()
    assert (found["outcomes"]["messages"], found["outcomes"]["blocked"]) == (1, 0)
    assert by_rule(found)["URL001"]["lift"] is None
    assert found["outcomes"]["by_code"] == [
        {"code": "30003", "provider": "twilio", "kind": "unreachable", "messages": 1, "says": "handset unreachable"}
    ]


def test_reports_find_their_message_by_id_or_by_numbers_and_time(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9), id="a").send(1, at(10), id="b").send(2, at(9)).send(2, at(11))
    case.logs["reports"] = [
        {"id": "b", "status": "delivered", "reported_at": at(12)},
        {"id": "a", "status": "sent", "reported_at": at(9.1)},
        {"id": "a", "status": "undelivered", "error_code": "30007", "reported_at": at(9.2)},
        {"sender": LARCH, "recipient": person(2), "status": "failed", "error_code": "420", "reported_at": at(10)},
    ]
    (row,) = case.study()["delivery"]
    assert (row["messages"], row["known"], row["failed"]) == (4, 3, 2)
    assert row["error_codes"] == {"30007": 1, "420": 1}


def test_too_many_errors_are_measured_against_vendors(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(200):
        case.send(number, at(14), status="failed" if number < 18 else "delivered")
    (one,) = findings(case.study(vendors=("highlevel",)), "CMP004")
    assert (one["severity"], one["count"]) == ("warning", 18)
    assert not findings(Case(tmp_path).send(1, at(9)).study(), "CMP004")


def test_errors_of_a_day_do_not_drown_in_those_of_all_days(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for day in range(2, 8):
        for number in range(100):
            case.send(number, at(14, day), status="failed" if day == 4 and number < 20 else "delivered")
    (one,) = findings(case.study(("content",), vendors=("highlevel",)), "CMP004")
    assert (one["severity"], one["count"], one["subject"]["day"]) == ("error", 20, "2026-03-04")
    assert not findings(case.study(("content",), vendors=("chekkit",)), "CMP004")


def test_errors_of_long_ago_are_past_for_those_who_count_the_last_days(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(100):
        case.send(number, "2026-01-01T14:00:00Z", status="failed").send(number, at(14), status="delivered")
    assert not findings(case.study(("content",), vendors=("chekkit",)), "CMP004")


def test_a_code_left_over_from_before_the_delivery_blocks_nothing(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9), status="delivered", error_code="30007")
    found = case.study(context={"provider": "twilio"})
    assert (found["outcomes"]["messages"], found["outcomes"]["blocked"], found["outcomes"]["by_code"]) == (1, 0, [])
    assert found["delivery"][0]["error_codes"] == {}


def test_statuses_and_reports_that_tell_nothing_are_counted(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9), id="a", status="Bounced").send(2, at(9), id="b", status="queued")
    case.logs["reports"] = [{"id": "b", "status": "not delivered"}, {"id": "z", "status": "failed"}]
    found = case.study(("content",))
    assert found["unread_statuses"] == {"'Bounced'": 1, "'not delivered'": 1}
    assert found["reports_without_send"] == 1


def test_a_message_that_comes_twice_counts_once(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9), id="a", status="sent").send(1, at(9), id="a", status="delivered")
    case.send(1, at(9), id="a").send(2, at(9), id="a").send(1, at(10), id="a").send(3, at(9)).send(3, at(9))
    found = case.study(("content",))
    assert (found["summary"]["rows"]["sends"], found["summary"]["repeated"]) == (5, 2)
    assert found["delivery"][0]["known"] == 1


def test_complaints_have_a_rate_where_there_were_messages(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(1000):
        case.send(number, at(14))
    case.logs["complaints"] = [
        {"sender": LARCH, "recipient": person(1), "reported_at": at(15)},
        {"sender": "44390", "recipient": person(1), "reported_at": at(15)},
    ]
    found = case.study(without=("content",))
    assert [(row["sender"], row["rate"]) for row in found["complaints"]] == [(LARCH, 0.001), ("44390", None)]
    assert [one["severity"] for one in findings(found, "CMP005")] == ["warning", "info"]


def test_fines_are_counted_by_message_and_by_campaign(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(3):
        case.send(number, at(14), VAPE, campaign="vape")
    case.send(9, at(14), campaign="care")
    (row,) = case.study()["exposure"]
    assert (row["campaign"], row["tier"], row["messages"], row["fine_usd"]) == ("vape", 3, 3, 500)
    assert (row["usd_per_message"], row["usd_per_campaign"], row["carrier_unknown"]) == (1500, 500, 3)


@pytest.mark.parametrize(("count", "words"), [(1, "1 message has a fault"), (2, "2 messages have a fault")])
def test_one_message_is_told_as_one(tmp_path: Path, count: int, words: str) -> None:
    case = Case(tmp_path)
    for number in range(count):
        case.send(number, at(14), VAPE, campaign="vape")
    (found,) = findings(case.study(), "CMP006")
    assert found["message"].startswith(words)


def test_fines_begin_on_their_day_and_are_one_carriers(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, "2023-12-31T23:59:59Z", VAPE, carrier="T-Mobile")
    assert case.study()["exposure"] == []
    case.send(2, "2024-01-01T00:00:00Z", VAPE, carrier="T-Mobile").send(3, at(14), VAPE, carrier="AT&T").send(
        4, at(14), VAPE
    )
    (row,) = case.study()["exposure"]
    assert (row["messages"], row["carrier_unknown"]) == (2, 1)


def test_a_carrier_is_known_by_the_names_that_lookups_give(tmp_path: Path) -> None:
    case = Case(tmp_path)
    of_t_mobile = ("T-Mobile USA, Inc.", "T-MOBILE US", "Metro by T-Mobile", "MetroPCS", "Sprint", "Sprint Spectrum, L.P.")
    for number, carrier in enumerate((*of_t_mobile, "AT&T Wireless", "Verizon Wireless", "US Cellular")):
        case.send(number, at(14), VAPE, carrier=carrier)
    (row,) = case.study()["exposure"]
    assert (row["messages"], row["carrier_unknown"]) == (len(of_t_mobile), 0)


def test_a_text_after_stop_is_at_risk_whatever_it_says(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9)).reply(1, at(10), "STOP").send(1, at(34))
    (row,) = case.study()["exposure"]
    assert (row["tier"], row["messages"]) == (3, 1)


def test_verdicts_and_worst_templates_come_without_their_text(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(4):
        case.send(number, at(14), f"{VAPE} Order {number}")
    content = case.study()["content"]
    assert content["campaigns"] == [{"campaign": None, "verdict": "block", "messages": 4, "texts": 4}]
    (worst,) = content["worst"]
    assert (worst["messages"], worst["texts"], worst["place"]["line"]) == (4, 4, 2)
    assert "CNT006" in worst["rules"]
