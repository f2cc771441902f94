"""What a Context takes, and what it refuses: a value that means nothing would be a wrong verdict in silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import Any

import pytest

from smslint import Context
from smslint.errors import ContextError
from smslint.model import LIST_FIELDS

HOSTS = ("larch.example", "oak.example", "birch.example")


@pytest.mark.parametrize(
    "kind", [list, tuple, iter, lambda hosts: (host for host in hosts), lambda hosts: dict.fromkeys(hosts).keys()]
)
def test_any_list_of_texts_is_taken_in_its_order(kind: Callable[[Any], Any]) -> None:
    assert Context(brand_domains=kind(HOSTS)).brand_domains == HOSTS


@pytest.mark.parametrize("kind", [set, frozenset])
def test_a_set_is_taken_in_order_whatever_the_hashes(kind: Callable[[Any], Any]) -> None:
    assert Context(brand_domains=kind(HOSTS)).brand_domains == tuple(sorted(HOSTS))


@pytest.mark.parametrize("field", sorted(LIST_FIELDS))
@pytest.mark.parametrize("value", [7, "larch.example", b"larch.example", {"larch.example": 1}, [7], [None], {1, "a"}, object()])
def test_what_is_no_list_of_texts_is_refused(field: str, value: Any) -> None:
    with pytest.raises(ContextError, match=rf"{field} is a list of texts, as \["):
        Context(**{field: value})


@pytest.mark.parametrize(
    "domain",
    [
        "larch.example", "shop.larch.example", "LARCH.example.", "*.larch.example", "larch.example:443", " larch.example ",
        "https://larch.example", "https://larch.example:443/shop", "larch.example/shop", "lärche.example",
        "xn--lrche-bua.example", "larch.co.uk", "lrc.ly", "gov.uk", "larch_shop.example", "हिन्दी.example",
    ],
)  # fmt: skip
def test_a_domain_may_be_written_in_many_ways(domain: str) -> None:
    assert Context(brand_domains=[domain]).brand_domains == (domain,)


@pytest.mark.parametrize(
    ("domain", "said"),
    [
        ("", "no domain"), ("  ", "no domain"), ("not a host", "no domain"), ("larch.example, oak.example", "entry of its own"),
        ("larch.example;oak.example", "entry of its own"), ("a.example b.example", "entry of its own"),
        ("larch..example", "no domain"), ("https://", "no domain"),
        ("larch.example?a", "no domain"), ("me@larch.example", "no domain"), ("-larch.example", "no domain"),
        ("com", "everybody's"), ("example", "everybody's"), ("co.uk", "everybody's"), ("*.com.au", "everybody's"),
    ],
)  # fmt: skip
def test_a_domain_that_means_nothing_or_everything_is_refused(domain: str, said: str) -> None:
    with pytest.raises(ContextError, match=rf"brand_domains cannot hold .*{said}.*; write \[\"larch.example\"\]"):
        Context(brand_domains=["oak.example", domain])


@pytest.mark.parametrize("number", ["+12025550142", "(202) 555-0142", "72345", "1-800-FLOWERS", "911"])
def test_numbers_that_are_dialled(number: str) -> None:
    assert Context(brand_phones=[number]).brand_phones == (number,)


@pytest.mark.parametrize(
    ("field", "value"), [("brand_phones", "nonsense"), ("brand_phones", ""), ("brand_aliases", "  "), ("brand_aliases", "*")]
)
def test_a_name_or_number_that_means_nothing_is_refused(field: str, value: str) -> None:
    with pytest.raises(ContextError, match=rf"{field} cannot hold .*; write \["):
        Context(**{field: [value]})


def test_a_refused_number_is_not_told() -> None:
    with pytest.raises(ContextError) as refusal:
        Context(brand_domains=["2025550142,2025550143"])
    assert "2025550142" not in str(refusal.value)


class Nowhere(tzinfo):
    """A zone that knows no time."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return None


@pytest.mark.parametrize(
    "moment",
    [time(9, 30, tzinfo=UTC), datetime(2026, 3, 1), datetime(2026, 3, 1, tzinfo=Nowhere()), "2026-03-01T09:30Z", 7],
)  # fmt: skip
def test_a_moment_is_a_datetime_with_a_zone(moment: Any) -> None:
    with pytest.raises(ContextError, match=r"sent_at is a datetime with a time zone, as 2026-03-01T09:30-05:00"):
        Context(sent_at=moment)


@pytest.mark.parametrize("year", [1, 9999])
def test_a_moment_that_no_other_clock_knows_is_refused(year: int) -> None:
    with pytest.raises(ContextError, match=f"sent_at cannot lie in the year {year}"):
        Context(sent_at=datetime(year, 1, 1, tzinfo=timezone(timedelta(hours=14))))
    edge = Context(sent_at=datetime(min(max(year, 2), 9998), 1, 1, tzinfo=UTC)).sent_at
    assert edge.astimezone(timezone(timedelta(hours=-23))) == edge


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("EDT", "America/New_York"), ("ET", "America/New_York"), ("CST", "America/Chicago"), ("CDT", "America/Chicago"),
        ("MDT", "America/Denver"), ("PST", "America/Los_Angeles"), ("PDT", "America/Los_Angeles"),
        ("pst", "America/Los_Angeles"),
        ("AKST", "America/Anchorage"), ("ADT", "America/Halifax"), ("NST", "America/St_Johns"), ("Eastern", "America/New_York"),
        ("Central Time", "America/Chicago"), ("Mountain Daylight Time", "America/Denver"), ("US/PST", "America/Los_Angeles"),
        ("Pacific Standard Time", "America/Los_Angeles"), ("Eastern Time (US & Canada)", "America/New_York"),
        ("US Eastern", "America/New_York"), ("London", "Europe/London"), ("New York", "America/New_York"),
        ("Europe/Lodon", "Europe/London"), ("America/Los_Angles", "America/Los_Angeles"), ("utc", "UTC"),
    ],
)  # fmt: skip
def test_a_zone_is_guessed_by_the_name_of_its_clock_or_place(written: str, zone: str) -> None:
    with pytest.raises(ContextError, match=f"; did you mean '{zone}'\\?$"):
        Context(recipient_timezone=written)


@pytest.mark.parametrize(
    "written",
    [
        "BST", "IST", "JST", "CEST", "HDT", "UK", "Z", "EST5", "GMT+2", "UTC-5", "India", "America", "America/Boston",
        "US Mountain Standard Time",
    ],
)  # fmt: skip
def test_no_zone_is_guessed_that_may_lie_hours_away(written: str) -> None:
    with pytest.raises(ContextError, match=r"; a name of the IANA time zones, as America/New_York$"):
        Context(recipient_timezone=written)
