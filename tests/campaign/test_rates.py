"""Opt-out rates equal a brute-force count, whatever the log; thresholds compare with >=; no recipients, no rate."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

pytest.importorskip("duckdb")

from smslint.campaign.optout import status_of
from tests.campaign import brute
from tests.campaign.random_logs import check, logs
from tests.campaign.words import LARCH, PINE, Case, at, findings, person

RATES_ONLY = ("delivery", "content", "sequences", "outcomes")


@settings(max_examples=60)
@given(logs())
def test_rates_equal_a_brute_force_count(log: tuple[list[brute.Event], list[brute.Event], str, int]) -> None:
    check(*log)


@pytest.mark.parametrize("zone", ["America/New_York", "Australia/Lord_Howe"])
def test_the_whole_way_from_the_files_equals_the_slow_count(tmp_path: Path, zone: str) -> None:
    rng, start, case = random.Random(4), datetime(2026, 4, 3, tzinfo=UTC), Case(tmp_path)
    sends, opt_outs = [], []
    for _ in range(500):
        moment = start + timedelta(seconds=rng.randrange(4 * 86_400))
        event = (rng.choice((LARCH, PINE)), person(rng.randrange(90)), moment)
        if rng.random() < 0.85:
            sends.append(event)
            case.logs["sends"].append(
                dict(zip(("sender", "recipient", "sent_at"), (*event[:2], moment.isoformat()), strict=True))
            )
        else:
            opt_outs.append(event)
            case.reply(
                int(event[1][-4:]), moment.isoformat(), rng.choice(("STOP", "stop texting me", "unsubscribe")), event[0]
            )
    found = case.study(RATES_ONLY, zone=zone, minimum=20)["senders"]
    counted = {(row["sender"], row["day"]): (row["recipients"], row["opt_outs"]) for row in found}
    assert counted == brute.days(sends, opt_outs, ZoneInfo(zone))
    worst = {
        (row["sender"], row["day"]): (
            datetime.fromisoformat(row["peak"]["to"]),
            row["peak"]["recipients"],
            row["peak"]["opt_outs"],
        )
        for row in found
    }
    assert worst == brute.peaks(sends, opt_outs, ZoneInfo(zone), 20)


@pytest.mark.parametrize(
    ("recipients", "opt_outs", "status"),
    [
        (0, 0, "no_traffic"), (100, 4, "ok"), (100, 5, "monitored"), (1000, 49, "ok"), (1000, 99, "monitored"),
        (100, 10, "suspension_risk"), (20, 1, "monitored"), (60, 3, "monitored"), (30, 3, "suspension_risk"),
        (7, 0, "ok"), (3_000_000, 150_000, "monitored"), (3_000_000, 149_999, "ok"),
    ],
)  # fmt: skip
def test_a_status_begins_at_its_threshold(recipients: int, opt_outs: int, status: str) -> None:
    assert status_of(recipients, opt_outs) == status


def test_who_opts_out_of_yesterdays_text_does_not_count_today(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(23)).send(2, at(30)).reply(1, at(25), "STOP")
    first, second = case.study(RATES_ONLY)["senders"]
    assert (first["recipients"], first["opt_outs"], first["rate"]) == (1, 0, 0.0)
    assert (second["recipients"], second["opt_outs"], second["rate"]) == (1, 0, 0.0)
    assert second["peak"]["opt_outs"] == 1


def test_a_day_with_an_opt_out_and_no_message_has_no_rate(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(23)).reply(1, at(25), "STOP")
    day = case.study(RATES_ONLY)["senders"][1]
    assert (day["recipients"], day["opt_outs"], day["rate"], day["interval"]) == (0, 0, None, None)
    assert day["status"] == "no_traffic"
    assert day["peak"]["rate"] == 1.0


def test_a_burst_over_midnight_is_seen_in_the_window(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(120):
        case.send(number, at(22 + number / 60))
    for number in range(15):
        case.reply(number, at(24.5 + number / 60), "STOP")
    found = case.study(RATES_ONLY)
    assert [row["status"] for row in found["senders"]] == ["ok", "no_traffic"]
    assert found["senders"][1]["peak"]["status"] == "suspension_risk"
    assert [one["severity"] for one in findings(found, "CMP002")] == ["error"]


def test_a_person_counts_once_however_often_they_are_sent_to_or_stop(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for _ in range(3):
        case.send(1, at(9)).reply(1, at(10), "STOP")
    case.send(2, at(9))
    row = case.study(RATES_ONLY)["senders"][0]
    assert (row["messages"], row["recipients"], row["opt_outs"]) == (4, 2, 1)


def test_one_person_is_one_however_the_number_is_written(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9))
    usual = ("12125550001", "(212) 555-0001", "212.555.0001", "+1 212 555 0001")
    for spelling in (*usual, "tel:+12125550001", "12125550001.0", "2125550001,0"):
        case.logs["sends"].append({"sender": LARCH, "recipient": spelling, "sent_at": at(9), "text": "x"})
    case.logs["replies"].append(
        {"sender": "800-555-0142", "recipient": "2125550001", "received_at": at(10), "text": "stop"}
    )
    row = case.study(RATES_ONLY)["senders"][0]
    assert (row["sender"], row["recipients"], row["opt_outs"]) == (LARCH, 1, 1)


def test_senders_in_other_letters_are_told_apart(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9), sender="ΛΑΡΙΞ").send(2, at(9), sender="ΠΕΥΚΟ").reply(1, at(10), "STOP", sender="ΛΑΡΙΞ")
    rows = case.study(RATES_ONLY)["senders"]
    assert {row["sender"]: (row["recipients"], row["opt_outs"]) for row in rows} == {"ΛΑΡΙΞ": (1, 1), "ΠΕΥΚΟ": (1, 0)}


def test_a_small_sample_raises_no_error(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9)).send(2, at(9)).reply(1, at(10), "STOP")
    found = case.study(RATES_ONLY)
    assert found["senders"][0]["status"] == "suspension_risk"
    assert {one["severity"] for one in found["findings"]} == {"warning"}
    assert {one["severity"] for one in case.study(RATES_ONLY, minimum=2)["findings"]} == {"error"}


def test_rates_are_also_counted_by_campaign_and_account(tmp_path: Path) -> None:
    case = Case(tmp_path)
    case.send(1, at(9), campaign="sale").send(2, at(9), campaign="care").send(1, at(9), sender=PINE, campaign="sale")
    case.reply(1, at(10), "STOP")
    found = case.study(RATES_ONLY)
    by_campaign = {row["campaign"]: (row["recipients"], row["opt_outs"]) for row in found["campaigns"]}
    assert by_campaign == {"sale": (1, 1), "care": (1, 0)}
    assert [(row["account"], row["recipients"], row["opt_outs"]) for row in found["accounts"]] == [(None, 2, 1)]


def test_vendor_thresholds_count_when_they_are_asked_for(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(100):
        case.send(number, at(9))
    for number in range(3):
        case.reply(number, at(10), "STOP")
    assert not findings(case.study(RATES_ONLY), "CMP003")
    (one,) = findings(case.study(RATES_ONLY, vendors=("highlevel",)), "CMP003")
    assert one["severity"] == "error"
    (one,) = findings(case.study(RATES_ONLY, vendors=("klaviyo",)), "CMP003")
    assert one["severity"] == "warning"
    (one,) = findings(case.study(RATES_ONLY, vendors=("chekkit",)), "CMP003")
    assert "in the last 30 days" in one["message"]


@pytest.mark.parametrize(("day", "hours"), [("2026-03-08", 23), ("2026-11-01", 25)])
def test_a_day_on_which_the_clocks_change_is_as_long_as_it_is(tmp_path: Path, day: str, hours: int) -> None:
    zone = ZoneInfo("America/New_York")
    start = datetime.fromisoformat(day).replace(tzinfo=zone).astimezone(UTC)
    case = Case(tmp_path)
    for number, hour in enumerate((-1 / 60, 0, hours - 1 / 60, hours)):
        case.send(number, (start + timedelta(hours=hour)).isoformat())
    rows = case.study(RATES_ONLY, zone="America/New_York")["senders"]
    assert {row["day"]: row["recipients"] for row in rows}[day] == 2


def test_no_consumer_number_and_no_text_is_in_the_result(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9), text="Larch Cafe: hush 4711").reply(1, at(10), "please stop, hush")
    result = repr(case.study())
    assert person(1) not in result
    assert "hush" not in result
