"""Quiet hours on the recipient's clock, and what the Context takes for places, zones, carriers and providers."""

from datetime import date, datetime

import pytest

from smslint import Context, Linter
from smslint.checks.timing import easter, is_holiday
from smslint.errors import ContextError
from smslint.model import Report
from smslint.rulebook.shipped import shipped_book
from tests.test_floors import loaded_by
from tests.words import categories, linter, rules

SALE = "Larch Cafe: 2-for-1 lattes today. Reply STOP to opt out."


def sent(moment: str, **fields: object) -> Report:
    known = {"brand": "Larch Cafe", "use_case": "marketing", "country": "US", "sender_type": "10dlc"}
    return linter().lint(SALE, Context(**{**known, "sent_at": datetime.fromisoformat(moment), **fields}))


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [("07:59:59", True), ("08:00:00", False), ("21:00:00", False), ("21:00:01", True), ("02:30:00", True)],
)
def test_the_first_and_last_second_of_federal_hours_are_open(clock: str, quiet: bool) -> None:
    assert ("TIM001" in rules(sent(f"2026-02-10T{clock}-05:00", region="NY"))) is quiet


@pytest.mark.parametrize(
    ("day", "offset"), [("2026-03-07", "-05:00"), ("2026-03-08", "-04:00"), ("2026-11-01", "-05:00")]
)
def test_summer_time_is_minded(day: str, offset: str) -> None:
    assert "timing" in categories(sent(f"{day}T21:30:00{offset}", region="NY"))
    assert "timing" not in categories(sent(f"{day}T20:30:00{offset}", region="NY"))


def test_a_state_of_two_zones_waits_where_they_differ() -> None:
    report = sent("2026-06-10T20:30:00-04:00", region="FL")
    assert report.verdict.value == "needs_context"
    assert report.open_questions == ("recipient_timezone",)
    assert (
        sent("2026-06-10T20:30:00-04:00", region="FL", recipient_timezone="America/New_York").verdict.value == "block"
    )
    assert "timing" not in categories(
        sent("2026-06-10T20:30:00-04:00", region="FL", recipient_timezone="America/Chicago")
    )


def test_conflicting_sources_are_named_and_only_warn() -> None:
    found = [one for one in sent("2026-06-10T20:30:00-04:00", region="CT").findings if one.category == "timing"]
    assert [(one.rule, one.severity.value) for one in found] == [("TIM010", "warning")]
    assert "Sources conflict" in found[0].message
    assert "09:00 to 20:00 by Referrizer" in found[0].message


def test_hours_have_dates() -> None:
    strict = {"region": "TX", "recipient_timezone": "America/Chicago"}
    moment = datetime.fromisoformat("2025-05-11T09:30:00-05:00")
    known = Context(use_case="marketing", country="US", sent_at=moment, **strict)
    assert "TIM002" in rules(linter().lint(SALE, known))
    assert "TIM002" in rules(linter().lint(SALE, known, as_of=date(2025, 9, 1)))
    assert "timing" not in categories(linter().lint(SALE, known, as_of=date(2025, 8, 31)))


@pytest.mark.parametrize("use_case", ["otp", "security_alert", "fraud_alert", "emergency", "conversational"])
def test_what_cannot_wait_is_exempt(use_case: str) -> None:
    assert "timing" not in categories(sent("2026-06-10T03:30:00-04:00", region="FL", use_case=use_case), infos=True)


@pytest.mark.parametrize("kind", ["opt_in_confirmation", "help_reply", "opt_out_reply"])
def test_answers_come_at_any_hour(kind: str) -> None:
    assert "timing" not in categories(sent("2026-06-10T03:30:00-04:00", region="FL", kind=kind))


def test_without_a_place_or_a_time_nothing_is_said() -> None:
    assert "timing" not in categories(sent("2026-06-10T03:30:00-04:00"))
    assert "timing" not in categories(linter().lint(SALE, use_case="marketing", region="FL"))


def test_a_moment_does_not_multiply_plans() -> None:
    fresh = Linter()
    for minute in range(30):
        fresh.lint(
            SALE,
            use_case="marketing",
            region="NY",
            sent_at=datetime.fromisoformat(f"2026-06-10T12:{minute:02}:00+00:00"),
        )
    assert len(fresh._rules._plans) == 1


def test_a_text_without_a_moment_loads_no_zones() -> None:
    code = "import smslint; smslint.lint('Larch: sale', use_case='marketing', region='FL', recipient_timezone='America/New_York')"
    assert not loaded_by(code) & {"zoneinfo", "phonenumbers", "phonenumbers.timezone"}


def test_holidays_fall_where_the_calendar_has_them() -> None:
    lists = shipped_book().lists
    french = tuple((day.name, day.on) for day in lists["timing/fr-holidays"].days)
    american = tuple((day.name, day.on) for day in lists["timing/us-holidays"].days)
    assert [easter(year) for year in (2025, 2026, 2038)] == [date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25)]
    assert all(
        is_holiday(french, day) for day in (date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25), date(2026, 7, 14))
    )
    assert all(is_holiday(american, day) for day in (date(2026, 11, 26), date(2026, 5, 25), date(2026, 1, 19)))
    assert not is_holiday(american, date(2026, 11, 25))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"region": "Florida"}, "did you mean 'FL'?"),
        ({"region": "US-FL"}, "did you mean 'FL'?"),
        ({"region": "XX", "country": "US"}, "region cannot be 'XX' in US"),
        ({"region": "BY"}, "give its country too"),
        ({"recipient_timezone": "America/NewYork"}, "did you mean 'America/New_York'?"),
        ({"recipient_timezone": "Chicago"}, "did you mean 'America/Chicago'?"),
        ({"recipient_timezone": "../../etc/passwd"}, "a name of the IANA time zones"),
        ({"provider": "twillio"}, "did you mean 'twilio'? (known: aws, bandwidth, plivo, sinch, telnyx, twilio)"),
        ({"carrier": "verison"}, "did you mean 'verizon'?"),
    ],
)
def test_what_is_no_place_zone_or_party_is_refused_with_a_hint(fields: dict[str, str], says: str) -> None:
    with pytest.raises(ContextError) as refused:
        Context(**fields)
    assert says in str(refused.value)


def test_other_spellings_and_strangers_are_let_in() -> None:
    known = Context(
        carrier="T-Mobile", provider="Vonage", region="BY", country="DE", recipient_timezone="Europe/Berlin"
    )
    assert (known.carrier, known.provider, known.region) == ("tmobile", "vonage", "BY")
