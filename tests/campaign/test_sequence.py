"""Sequences: the way out in every fourth or fifth text, promises, what follows a STOP, quiet hours, caps, spread, drift."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("duckdb")

from smslint.campaign.sequence import promised_in
from tests.campaign.words import GONE, GOOD, LARCH, PINE, PLAIN, Case, at, findings, lines

SALE = "Larch Cafe: 20% off lattes today. Reply STOP to opt out."


def days_of(case: Case, texts: list[str], step: float = 24) -> Case:
    """One text a day to one person."""
    for number, text in enumerate(texts):
        case.send(1, at(14 + number * step), text)
    return case


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ([PLAIN] * 4, 0), ([PLAIN] * 5, 1), ([GOOD, *[PLAIN] * 4], 0), ([GOOD, *[PLAIN] * 5], 1),
        ([GOOD, *[PLAIN] * 4, GOOD, *[PLAIN] * 4], 0), ([*[PLAIN] * 7, GOOD], 3),
    ],
)  # fmt: skip
def test_every_fifth_text_says_how_to_stop(tmp_path: Path, texts: list[str], count: int) -> None:
    found = findings(days_of(Case(tmp_path), texts, 1).study(), "OPT002")
    assert sum(one["count"] for one in found) == count


def test_thirty_days_without_the_way_out_are_too_long(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9), GOOD).send(1, "2026-04-01T09:00:00Z", PLAIN)
    assert not findings(case.study(), "OPT002")
    (one,) = findings(case.send(1, "2026-04-02T09:00:00Z", PLAIN).study(), "OPT002")
    assert lines(one) == [4]


def test_codes_owe_no_way_out(tmp_path: Path) -> None:
    case = days_of(Case(tmp_path), ["Your Larch code is 204417."] * 8)
    assert not findings(case.study(context={"use_case": "otp"}), "OPT002")


def test_a_text_that_is_not_known_is_no_fault(tmp_path: Path) -> None:
    assert not findings(days_of(Case(tmp_path), ["***Text Content Redacted***"] * 9).study(), "OPT002", "IDN001")
    assert not findings(days_of(Case(tmp_path), [""] * 9).study(), "OPT002", "IDN001")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Up to 5 msgs/mo.", "5 a month"), ("4 messages per week", "4 a week"), ("one text a day", "1 a day"),
        ("2 mensajes por semana", "2 a week"), ("4 messages par mois", "4 a month"), ("3 mensajes al mes", "3 a month"),
        ("Table for 5 per booking", None), ("10 messages / month or 1 msg a day", "1 a day"), ("msg frequency varies", None),
    ],
)  # fmt: skip
def test_a_promise_is_read_from_the_text(text: str, told: str | None) -> None:
    promise = promised_in(text)
    assert (None if promise is None else str(promise)) == told


def test_more_than_was_promised_is_found(tmp_path: Path) -> None:
    case = days_of(Case(tmp_path), [f"{GOOD} 2 msgs/week.", *[GOOD] * 2])
    (one,) = findings(case.study(), "TIM004")
    assert one["count"] == 1
    assert not findings(case.study(campaigns={"*": {"frequency": "3/week"}}), "TIM004")
    assert findings(case.study(campaigns={"*": {"frequency": "1/week"}}), "TIM004")


def test_weeks_and_months_are_those_of_the_zone(tmp_path: Path) -> None:
    case = (
        Case(tmp_path).send(1, "2026-03-09T03:30:00Z").send(1, "2026-03-09T05:30:00Z")
    )  # Sunday and Monday in New York
    promise = {"*": {"frequency": "1/week"}}
    assert findings(case.study(campaigns=promise), "TIM004")
    assert not findings(case.study(campaigns=promise, zone="America/New_York"), "TIM004")


def test_one_plain_confirmation_in_time_is_fine(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9)).reply(1, at(10), "STOP").send(1, at(10.05), GONE)
    assert not findings(case.study(), "OPT014", "OPT015", "OPT016")


@pytest.mark.parametrize(
    ("after", "rule", "fault"),
    [
        ([(10.5, GONE)], "OPT015", "late"),
        ([(10.02, GONE), (10.04, GONE)], "OPT015", "double"),
        ([(10.02, f"{GONE} 20% off if you come back!")], "OPT015", "sells"),
        ([(10.02, GONE), (12, PLAIN)], "OPT014", "again"),
        ([(34, SALE)], "OPT014", "again"),
    ],
)
def test_what_may_not_follow_a_stop(tmp_path: Path, after: list[tuple[float, str]], rule: str, fault: str) -> None:
    case = Case(tmp_path).send(1, at(9)).reply(1, at(10), "STOP")
    for hour, text in after:
        case.send(1, at(hour), text)
    (one,) = findings(case.study(), "OPT014", "OPT015", "OPT016")
    assert (one["rule"], one["subject"]["fault"]) == (rule, fault)
    assert lines(one) == [len(after) + 2]


@pytest.mark.parametrize(
    "text",
    [
        "You have successfully been unsubscribed. You will not receive any more messages from this number.",
        'NETWORK MSG: You replied with the word "stop" which blocks all texts sent from this number.',
        "No recibirás más mensajes.",
    ],
)
def test_confirmations_of_providers_and_networks_are_known(tmp_path: Path, text: str) -> None:
    case = Case(tmp_path).send(1, at(9)).reply(1, at(10), "STOP").send(1, at(10.02), text)
    assert not findings(case.study(), "OPT014", "OPT015")


def test_a_sentence_counts_like_a_keyword(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9)).reply(1, at(10), "please stop texting me").send(1, at(34))
    (one,) = findings(case.study(), "OPT014", "OPT016")
    assert one["rule"] == "OPT016"


def test_who_opts_in_again_may_be_sent_to(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9)).reply(1, at(10), "STOP").reply(1, at(12), "START").send(1, at(34))
    assert not findings(case.study(), "OPT014", "OPT016")


def test_an_answer_to_help_is_no_further_text(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9)).reply(1, at(10), "STOP").reply(1, at(34), "HELP")
    case.send(1, at(34.02), "Larch Cafe: help at care@larch.example or 212-555-0100.")
    assert not findings(case.study(), "OPT014", "OPT016")


def test_another_number_of_the_same_campaign_is_no_way_around(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9), campaign="sale").reply(1, at(10), "STOP")
    case.send(1, at(34), sender=PINE, campaign="sale").send(1, at(34), sender=PINE, campaign="care")
    (one,) = findings(case.study(), "OPT014")
    assert (one["subject"]["fault"], lines(one)) == ("other_number", [3])


def test_without_the_texts_the_first_in_time_is_taken_for_the_confirmation(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9)).reply(1, at(10), "STOP").send(1, at(10.02)).send(1, at(30))
    (one,) = findings(case.study(without=("content",)), "OPT014")
    assert lines(one) == [4]


def test_a_reply_that_may_be_a_wish_is_put_before_a_person(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9)).reply(1, at(10), "can't get my phone to stop, can you help?")
    (one,) = findings(case.study(), "OPT017")
    assert (one["severity"], lines(one)) == ("info", [2])


def test_quiet_hours_are_those_of_the_place(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(25.5), SALE, region="FL", recipient_timezone="America/New_York")  # 20:30 there
    case.send(2, at(25.5), SALE, region="GA", recipient_timezone="America/New_York")
    case.send(3, at(23), SALE, region="FL", recipient_timezone="America/New_York")
    found = findings(case.study(), "TIM001", "TIM002")
    assert [(one["rule"], one["severity"], lines(one)) for one in found] == [("TIM002", "error", [2])]


@pytest.mark.parametrize(
    ("time", "count"),
    [("20:59:59", 0), ("21:00:00", 0), ("21:01:00", 1), ("21:14:59", 1), ("07:59:59", 1), ("08:00:00", 0)],
)
def test_the_minutes_after_closing_are_quiet(tmp_path: Path, time: str, count: int) -> None:
    case = Case(tmp_path).send(1, f"2026-03-02T{time}-05:00", SALE, region="GA", recipient_timezone="America/New_York")
    assert len(findings(case.study(), "TIM001")) == count


@pytest.mark.parametrize("place", [{"recipient_timezone": "Eastern"}, {"recipient_timezone": "-05:00"}, {"region": "Fla."}])
def test_a_place_that_cannot_be_read_leaves_the_area_code(tmp_path: Path, place: dict[str, str]) -> None:
    found = Case(tmp_path).send(1, at(29), SALE, **place).send(2, at(15), SALE, **place).study()
    assert findings(found, "TIM001", "TIM012")
    ((column, value),) = place.items()
    assert found["unread_places"] == {column: {repr(value): 2}}


def test_places_that_can_be_read_are_not_named(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(15), SALE, region=" fl ", recipient_timezone=" US/Eastern")
    assert case.send(2, at(15), SALE, region="Ontario").study()["unread_places"] == {}


def test_an_area_code_is_only_a_guess(tmp_path: Path) -> None:
    found = findings(Case(tmp_path).send(1, at(29), SALE).study(), "TIM001", "TIM012")  # midnight in New York
    assert {one["severity"] for one in found} <= {"warning", "info"}
    assert found


def test_a_text_that_sells_nothing_may_come_at_night(tmp_path: Path) -> None:
    assert not findings(Case(tmp_path).send(1, at(29), PLAIN, region="FL").study(), "TIM001", "TIM002", "TIM012")


@pytest.mark.parametrize(("count", "step", "over"), [(3, 2, 0), (4, 2, 1), (4, 8, 0), (5, 2, 2)])
def test_a_state_caps_commercial_texts_in_24_hours(tmp_path: Path, count: int, step: float, over: int) -> None:
    case = Case(tmp_path)
    for number in range(count):
        case.send(1, at(14 + number * step), SALE, region="Florida", campaign="sale")
    found = findings(case.study(), "TIM003")
    assert sum(one["count"] for one in found) == over
    assert all(one["severity"] == "error" for one in found)


def test_one_text_spread_thin_over_numbers_is_snowshoeing(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(60):
        case.send(
            number,
            at(14),
            f"Larch Cafe: code {number} saves you $5, reply STOP to end",
            sender=f"+1415555010{number % 6}",
        )
    (one,) = findings(case.study(), "EVA008")
    assert (one["severity"], one["tier"], one["count"]) == ("error", 3, 60)


def test_reworded_copies_are_one_text(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(60):
        word = ("great", "grand", "huge", "nice", "fine", "good")[number % 6]
        text = (
            f"Larch Cafe: we have a {word} saving for you this week at the shop in Elm Street. Reply STOP to opt out."
        )
        case.send(number, at(14), text, sender=f"+1415555010{number % 6}")
    (one,) = findings(case.study(), "EVA008")
    assert "6 near-duplicate wordings" in one["message"]


def test_one_number_with_a_spare_is_no_snowshoeing(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(60):
        case.send(number, at(14), sender=LARCH if number % 5 else PINE, campaign="care")
    assert not findings(case.study(), "EVA008", "CMP018")


def test_a_campaign_has_one_primary_number_and_one_domain(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(30):
        text = f"Larch Cafe: see https://{('larch', 'pine')[number % 2]}.example/a Reply STOP to opt out."
        case.send(number, at(14), text, sender=f"+1415555010{number % 3}", campaign="care")
    assert [one["rule"] for one in findings(case.study(), "CMP018", "CMP019")] == ["CMP018", "CMP019"]


def test_subdomains_are_one_domain(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for host in ("www.larch.com", "shop.larch.com"):
        case.send(1, at(14), f"Larch Cafe: see https://{host}/a Reply STOP to opt out.", campaign="care")
    assert not findings(case.study(), "CMP019")


def test_traffic_that_is_not_what_was_registered_drifts(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(30):
        case.send(
            number, at(14), GOOD if number % 2 else "Win big! Casino Larch has 50 free spins for you", campaign="care"
        )
    samples = {"care": {"samples": ["Larch Cafe: your order is ready, {name}. Reply STOP to opt out."]}}
    (one,) = findings(case.study(campaigns=samples), "USE016")
    assert one["count"] == 15
    samples["care"]["samples"].append("Casino Larch: win [number] free spins")
    assert not findings(case.study(campaigns=samples), "USE016")
    assert not findings(case.study(), "USE016")


def test_a_first_text_owes_more(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9), "Your table is ready!").send(1, at(10), "Your table is ready!")
    found = [one for one in case.study()["findings"] if one["subject"].get("first")]
    assert {"OPT001"} <= {one["rule"] for one in found}
    assert {one["severity"] for one in found} == {"warning"}
    found = [one for one in case.study(from_start=True)["findings"] if one["subject"].get("first")]
    assert "error" in {one["severity"] for one in found}


@pytest.mark.parametrize(("text", "seconds", "count"), [("START", 0, 0), ("HELP", 0, 0), ("START", -1, 1), ("hello", 0, 1)])
def test_an_answer_within_the_second_of_the_question_is_no_breach(
    tmp_path: Path, text: str, seconds: int, count: int
) -> None:
    case = Case(tmp_path).send(1, at(9)).reply(1, at(10), "STOP").reply(1, at(12), text)
    case.send(1, at(12) if not seconds else "2026-03-02T11:59:59Z", "Larch Cafe: welcome back.")
    assert sum(one["count"] for one in findings(case.study(), "OPT014")) == count


@pytest.mark.parametrize(
    ("text", "rule"),
    [("STOP", "OPT014"), ("opt-out", "OPT014"), ("ARRÊT", "OPT014"), ("leave me alone", "OPT016"), ("no more", "OPT016")],
)
def test_a_keyword_is_what_providers_act_on(tmp_path: Path, text: str, rule: str) -> None:
    case = Case(tmp_path).send(1, at(9)).reply(1, at(10), text).send(1, at(14), GOOD)
    assert [one["rule"] for one in findings(case.study(), "OPT014", "OPT016")] == [rule]


def test_a_confirmation_is_not_asked_for_the_way_out(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9)).reply(1, at(10), "STOP").send(1, at(10.01), f"{GONE} Reply START to rejoin.")
    rejoined = [one for one in case.study()["findings"] if one["category"] == "opt_out" or one["rule"] == "OPT022"]
    assert not rejoined


def test_places_do_not_hang_on_chance_where_moments_tie(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number in range(3000):
        case.send(number // 2, at(14))
    for number in range(1500):
        case.reply(number, at(13), "STOP")
    without = ("content", "outcomes", "delivery")
    for _ in range(3):
        found = case.study(without, campaigns={"*": {"frequency": "1/day"}})
        assert [lines(one) for one in findings(found, "OPT014")] == [[2, 3, 4, 5, 6]]
        assert [lines(one) for one in findings(found, "TIM004")] == [[3, 5, 7, 9, 11]]
