"""Volumes that go out or do not: the worked scenarios of the source, closed forms, caps, days, and the bookkeeping."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from math import ceil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.__main__ import main
from smslint.campaign.figures import figures
from smslint.campaign.plan.limits import whole_rate
from smslint.campaign.plan.remedy import remedies
from smslint.campaign.plan.simulate import Course, Deal, simulate
from smslint.campaign.plan.volume import PlanError, Volume

ROOT = Path(__file__).resolve().parents[2]

ONLY_TMOBILE = {"tmobile": 1}


def plan(messages: int, **known: Any) -> Course:
    return simulate(Volume(messages, **known))


@pytest.mark.parametrize(("messages", "first", "second"), [(5, 5, 0), (10, 5, 5)])
def test_the_two_scenarios_of_the_source(messages: int, first: int, second: int) -> None:
    course = plan(messages, score=80)
    left = {at: sent for at, sent, _, _ in course.points}
    assert left[0] == first
    assert left.get(1, first) - first == second
    assert course.last == (1 if second else 0)


@pytest.mark.parametrize("messages", [1, 24, 25, 26, 10_000])
def test_one_rate_alone_takes_messages_over_rate(messages: int) -> None:
    course = plan(messages, number_type="toll_free", account_rate=1000)
    assert course.last == ceil(messages / 25) - 1
    assert course.sent == messages


def test_media_messages_of_a_new_account_leave_one_in_four_seconds() -> None:
    assert plan(10, mms=True, number_type="toll_free").last == 36


@pytest.mark.parametrize(
    ("score", "rate"), [(100, 4500), (75, 4500), (74, 2400), (50, 2400), (49, 240), (1, 240), (0, 240)]
)
def test_a_carrier_takes_its_number_in_each_minute(score: int, rate: int) -> None:
    course = plan(rate * 3, score=score, account_rate=10_000, shares={"att": 1})
    assert course.last == 120
    assert plan(rate, score=score, account_rate=10_000, shares={"att": 1}).last == 0


def test_a_low_volume_campaign_has_a_rate_of_its_own() -> None:
    assert plan(150, score=90, use_case="low_volume", account_rate=1000, shares={"att": 1}).last == 60


@pytest.mark.parametrize(("score", "cap"), [(80, 200_000), (60, 40_000), (30, 10_000), (10, 2_000), (None, 2_000)])
def test_what_is_beyond_the_daily_cap_fails(score: int | None, cap: int) -> None:
    course = plan(cap + 7, score=score, account_rate=10_000, shares=ONLY_TMOBILE)
    assert (course.sent, course.failed, course.expired) == (cap, 7, 0)


def test_other_carriers_do_not_feel_the_cap() -> None:
    course = plan(5_000, score=10, account_rate=10_000, shares={"tmobile": 1, "att": 1})
    assert [(carrier.name, carrier.sent) for carrier in course.carriers] == [("tmobile", 2_000), ("att", 2_500)]


def test_segments_count_against_the_cap_and_the_minute() -> None:
    course = plan(1_500, score=10, segments=2, account_rate=10_000, shares=ONLY_TMOBILE)
    assert (course.sent, course.failed) == (1_000, 500)
    assert plan(240, score=30, segments=2, account_rate=10_000, shares={"att": 1}).last == 60


def test_the_cap_begins_anew_at_midnight_pacific() -> None:
    start = datetime(2026, 6, 2, 6, 59, 50, tzinfo=UTC)
    course = plan(3_000, score=10, account_rate=1, start=start, sent_today=1_990, shares=ONLY_TMOBILE)
    assert (course.sent, course.failed) == (2_010, 990)


def test_days_of_23_and_25_hours_have_their_midnight() -> None:
    pacific = timezone(timedelta(hours=-8))
    spring = Volume(1, score=10, start=datetime(2026, 3, 8, 0, 0, tzinfo=pacific))
    autumn = Volume(1, score=10, start=datetime(2026, 11, 1, 0, 0, tzinfo=timezone(timedelta(hours=-7))))
    assert [volume.resets(1)[0] // 3600 for volume in (spring, autumn)] == [23, 25]


def test_a_message_expires_when_it_has_waited_longer_than_its_expiry() -> None:
    course = plan(1_000, number_type="short_code", expiry=60)
    assert (course.sent, course.expired, course.last) == (5 * 61, 1_000 - 5 * 61, 60)


def test_messages_handed_over_slowly_do_not_expire() -> None:
    course = plan(1_000, number_type="short_code", expiry=60, spread=200)
    assert (course.sent, course.expired) == (1_000, 0)


def test_messages_that_wait_for_a_carrier_expire_too() -> None:
    course = plan(1_000, score=30, account_rate=1_000, expiry=119, shares={"att": 1})
    assert (course.sent, course.expired) == (480, 520)


def test_codes_wait_ten_minutes_unless_told_otherwise() -> None:
    assert [Volume(1, use_case=use).expiry for use in ("otp", "marketing", None)] == [600, 10_800, 10_800]
    course = plan(4_000, use_case="otp", score=80)
    assert (course.sent, course.expired) == (5 * 601, 4_000 - 5 * 601)
    assert "expiry" not in {remedy.kind for remedy in remedies(course)}


def test_canada_has_rates_of_its_own() -> None:
    assert plan(30, country="CA", number_type="long_code").last == 62
    assert plan(100, country="CA", number_type="short_code", account_rate=100).last == 9
    with pytest.raises(PlanError, match="not supported"):
        Volume(1, country="CA", number_type="short_code", mms=True)


def test_numbers_multiply_what_is_counted_by_number() -> None:
    assert plan(1_000, number_type="toll_free", numbers=4, account_rate=1_000).last == 9
    assert plan(200, mms=True, score=80, numbers=2, account_rate=1_000, shares={"att": 1}).last == 60


@given(
    st.integers(1, 4_000),
    st.sampled_from([0, 10, 30, 60, 90]),
    st.integers(1, 3),
    st.sampled_from([0.25, 1, 5, 40]),
    st.integers(5, 400),
    st.integers(0, 300),
)
@settings(max_examples=40, deadline=None)
def test_every_message_leaves_expires_or_fails(
    messages: int, score: int, segments: int, rate: float, expiry: int, spread: int
) -> None:
    course = plan(messages, score=score, segments=segments, account_rate=rate, expiry=expiry, spread=spread)
    assert course.sent + course.expired + course.failed == messages
    assert all(one[1:] <= other[1:] for one, other in zip(course.points, course.points[1:], strict=False))
    assert course.sent <= rate * (course.end + 1) + 1


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(1, 60), min_size=1), st.integers(0, 5_000))
@settings(max_examples=100, deadline=None)
def test_recipients_are_dealt_out_by_share(shares: dict[str, int], messages: int) -> None:
    deal, total = Deal(shares), sum(shares.values())
    counts = deal.first(messages)
    assert sum(counts) == messages
    assert all(abs(count - messages * part / total) <= 1 for count, part in zip(counts, shares.values(), strict=True))
    assert all(one <= other for one, other in zip(counts, deal.first(messages + 1), strict=True))


@pytest.mark.parametrize(
    ("messages", "known", "kinds"),
    [
        (300_000, {"score": 60, "account_rate": 1_000, "shares": ONLY_TMOBILE}, {"days", "vetting"}),
        (60_000, {"number_type": "toll_free"}, {"spread", "account_rate"}),
        (400_000, {"number_type": "toll_free", "account_rate": 500}, {"spread", "numbers"}),
        (100, {"number_type": "short_code", "expiry": 10}, {"spread", "expiry", "account_rate"}),
        (
            3_000,
            {"score": 10, "sent_today": 1_500, "account_rate": 100, "shares": {"tmobile": 1, "att": 1}},
            {"tomorrow", "vetting"},
        ),
    ],
)
def test_proposals_are_those_that_help(messages: int, known: dict[str, Any], kinds: set[str]) -> None:
    made = remedies(plan(messages, **known))
    assert kinds <= {remedy.kind for remedy in made}
    assert made[0].complete


def test_nothing_is_proposed_when_all_leave() -> None:
    assert remedies(plan(100, score=80)) == []


@pytest.mark.parametrize(("rate", "whole"), [(5, (5, 1)), (0.25, (1, 4)), (2.5, (5, 2))])
def test_rates_are_whole_messages_in_whole_seconds(rate: float, whole: tuple[int, int]) -> None:
    assert whole_rate(rate) == whole


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"score": 101}, "score cannot be 101"),
        ({"segments": 0}, "segments cannot be 0"),
        ({"expiry": 10_801}, "expiry cannot be 10,801"),
        ({"number_type": "long_code"}, "no throughput is known"),
        ({"country": "MX"}, "known for US and CA"),
        ({"shares": {"sprint": 1}}, "no carrier 'sprint'"),
        ({"start": datetime(2026, 1, 1)}, "offset"),
    ],
)
def test_a_volume_without_sense_is_refused(known: dict[str, Any], said: str) -> None:
    with pytest.raises(PlanError, match=said):
        Volume(10, **known)


def test_the_command_prints_text_json_and_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "plan.svg"
    assert main(["campaign", "plan", "60,000", "--number-type", "toll_free", "--picture", str(picture)]) == 1
    said = capsys.readouterr().out
    assert "5,995 do not leave" in said
    assert "error 420" in said
    assert "would help:" in said
    assert picture.read_text("utf-8").startswith("<svg")
    assert main(["campaign", "plan", "10", "--format", "json", "--start", "2026-03-01T09:00-08:00"]) == 0
    told = json.loads(capsys.readouterr().out)["plan"]
    assert (told["sent"], told["last_at"]) == (10, "2026-03-01T09:00:01-08:00")


@pytest.mark.parametrize(
    "words",
    [["x"], ["5", "--rate", "fast"], ["5", "--shares", "att"], ["5", "--start", "soon"], ["5", "--score", "200"]],
)
def test_a_slip_on_the_command_line_is_one_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["campaign", "plan", *words]) == 2
    assert capsys.readouterr().err.startswith("smslint: error: ")


def test_the_expiry_has_the_figures_of_the_source() -> None:
    assert figures("expiry")["default"] == 10_800
    assert figures("expiry")["advised"]["otp"] == {"least": 60, "most": 600}


@pytest.mark.parametrize(
    "words", [["10"], ["300000", "--score", "60", "--rate", "1000"], ["70000", "--number-type", "toll_free"]]
)
def test_the_json_has_the_shape_of_its_schema(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["campaign", "plan", *words, "--format", "json"])
    schema = json.loads((ROOT / "smslint" / "report" / "plan.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(capsys.readouterr().out), schema)


@pytest.mark.parametrize("start", ["9999-12-31T23:59-05:00", "0001-01-01T00:00+14:00"])
def test_the_ends_of_the_calendar_are_refused(start: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["campaign", "plan", "100", "--start", start]) == 2
    assert f"start cannot be in {int(start[:4])};" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("messages", "known", "left", "last"),
    [
        (900, {"country": "CA", "number_type": "long_code", "segments": 8, "account_rate": 100}, 181 * 15 // 8, 10_800),
        (7_500, {"number_type": "toll_free", "segments": 10, "account_rate": 100}, 7_500, 2_999),
        (30, {"country": "CA", "number_type": "long_code", "segments": 10}, 30, 1_140),
        (50, {"use_case": "low_volume", "segments": 9, "score": 80, "account_rate": 100, "shares": {"att": 1}}, 50, 300),
        (640, {"segments": 7, "score": 30, "account_rate": 1_000, "shares": {"att": 1}}, 640, 1_080),
    ],
)
def test_a_message_may_go_out_over_two_windows(messages: int, known: dict[str, Any], left: int, last: int) -> None:
    course = plan(messages, **known)
    assert (course.sent, course.last) == (left, last)


def test_what_a_window_leaves_unused_is_lost_when_no_message_waits() -> None:
    course = plan(20, number_type="toll_free", segments=10, account_rate=2)
    assert course.last == 9


@given(st.integers(1, 10), st.integers(1, 400), st.sampled_from([1, 5, 100]), st.integers(0, 60))
@settings(max_examples=40, deadline=None)
def test_no_time_from_the_start_takes_more_segments_than_its_rate(
    segments: int, messages: int, rate: int, spread: int
) -> None:
    course = plan(messages, number_type="toll_free", segments=segments, account_rate=rate, spread=spread)
    assert all(sent * segments <= 25 * (second + 1) for second, sent, _, _ in course.points)


def test_a_plan_says_that_messages_are_split(capsys: pytest.CaptureFixture[str]) -> None:
    main(["campaign", "plan", "10", "--segments", "7"])
    assert "goes out over two" in " ".join(capsys.readouterr().out.split())


def test_a_plan_says_that_numbers_of_10dlc_do_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    main(["campaign", "plan", "10", "--numbers", "3"])
    assert "more numbers do not raise them" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["5", "--text", "hi", "--segments", "3"], "--text and --segments exclude each other"),
        (["5", "--text", "hi", "--mms"], "--text and --mms exclude each other"),
        (["5", "--mms", "--segments", "3"], "an MMS has no segments"),
        (["5", "--country", "CA", "--number-type", "long_code", "--shares", "tmobile=1"], "shares are of carriers in the US"),
        (["5", "--shares", "tmobile=40,tmobile=60"], "--shares names 'tmobile' twice"),
        (["5", "--shares", "tmobile=40,att=30,"], "--shares cannot be 'tmobile=40,att=30,'"),
        (["5", "--shares", "tmobile:40"], "--shares cannot be 'tmobile:40'; write whole parts"),
        (["5", "--shares", "canada=1"], "no carrier 'canada' here"),
        (["5", "--shares", ""], "--shares cannot be ''"),
        (["5", "--rate", "1_0"], "--rate cannot be '1_0'"),
        (["5", "--text", " "], "--text is empty"),
        (["5", "--picture", ""], "cannot write to ''"),
        (["5", "--shares", "tmobile=0.4,att=0.6"], "whole number, as tmobile=40"),
        (["5", "--number-type", "toll_free", "--score", "80"], "score has no effect"),
        (["5", "--number-type", "short_code", "--sent-today", "5"], "sent-today has no effect"),
        (["2,5"], "MESSAGES cannot be '2,5'"),
        (["1,2,3"], "MESSAGES cannot be '1,2,3'"),
        (["1234,567"], "MESSAGES cannot be '1234,567'"),
        ([",500"], "MESSAGES cannot be ',500'"),
    ],
)
def test_what_would_change_nothing_is_refused(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["campaign", "plan", *words]) == 2
    assert said in capsys.readouterr().err
