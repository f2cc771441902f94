"""What stands in a column, as the context wants it; what cannot be read is a fault that repeats nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from smslint.audit.fields import context_of, field_value
from smslint.audit.limits import REJECT_REASON
from smslint.audit.moments import day_of, moment_of
from smslint.context import CHOICES
from smslint.errors import ContextError
from smslint.model import Context

UTC = UTC
NOON = datetime(2026, 11, 10, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-10T12:00:00Z", NOON),
        ("2026-11-10 12:00:00+00:00", NOON),
        ("2026-11-10 12:00:00 UTC", NOON),
        ("2026-11-10 07:00:00 -0500", NOON),
        ("Tue, 10 Nov 2026 12:00:00 +0000", NOON),
        ("1794312000", NOON),
        ("1794312000000", NOON),
        ("Tue, 10 Nov 2026 12:00:00 GMT", NOON),
        ("2026-11-10", None),
        (date(2026, 11, 10), None),
        (NOON, NOON),
    ],
)
def test_a_moment_is_read_as_providers_and_spreadsheets_write_it(written: Any, moment: datetime | None) -> None:
    found = moment_of(written)
    assert found == moment
    assert day_of(written) == "2026-11-10"


@pytest.mark.parametrize("written", ["soon", "57", "2026-13-40", "+12025550123"])
def test_what_is_no_moment_is_not_guessed_at(written: str) -> None:
    with pytest.raises(ContextError) as fault:
        moment_of(written)
    assert written not in str(fault.value)
    assert day_of(written) is None or day_of(written) == written[:10]


def test_a_moment_without_a_zone_counts_only_where_the_zone_is_told() -> None:
    assert field_value("sent_at", "2026-11-10 12:00") is None
    told = field_value("sent_at", "2026-11-10 12:00", ZoneInfo("America/New_York"))
    assert told.utcoffset() == timedelta(hours=-5)
    assert field_value("sent_at", "2026-11-10", ZoneInfo("America/New_York")) is None


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("first_message", "Yes", True), ("first_message", "0", False), ("first_message", "unknown", None), ("brand", " ", None),
        ("consent", "none", "none"), ("use_case", "none", None), ("messages_since_opt_out", "3", 3), ("sender", 28777, "28777"),
        ("brand_domains", "a.example|b.example", ("a.example", "b.example")), ("brand_aliases", ["A", "B"], ("A", "B")),
        ("first_message", 1.0, True), ("first_message", "0.0", False), ("first_message", 0, False),
        ("messages_since_opt_out", "3.0", 3), ("messages_since_opt_out", float("nan"), None), ("sender", float("nan"), None),
    ],
)  # fmt: skip
def test_a_value_is_taken_as_its_field_wants_it(name: str, written: Any, value: Any) -> None:
    assert field_value(name, written) == value


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"sender": "+18005550142"}, None), ({"sender": 24242}, None), ({"sender": "+14155550142"}, "10dlc"),
        ({"sender": ""}, "10dlc"), ({"sender": "Larch"}, "10dlc"), ({"sender": "+18005550142", "sender_type": ""}, None),
        ({"sender": "+18005550142", "sender_type": "10dlc"}, "10dlc"),
    ],
)  # fmt: skip
def test_the_number_of_a_row_wins_over_a_type_given_for_all(row: dict[str, Any], kind: str | None) -> None:
    assert context_of(Context(sender_type="10dlc"), row.keys(), row.values()).sender_type == kind


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("first_message", "perhaps"),
        ("messages_since_opt_out", "-1"),
        ("days_since_opt_out", "1.5"),
        ("use_case", "secret"),
        ("country", "secret"),
    ],
)
def test_a_value_that_cannot_be_is_named_by_its_field_alone(name: str, written: str) -> None:
    with pytest.raises(ContextError) as fault:
        context_of(Context(), [name], [written])
    assert name in str(fault.value)
    assert "secret" not in str(fault.value)
    assert "perhaps" not in str(fault.value)


@pytest.mark.parametrize("name", CHOICES)
def test_what_to_do_about_a_value_is_told_whole(name: str) -> None:
    with pytest.raises(ContextError) as fault:
        context_of(Context(), [name], ["secret"])
    told = str(fault.value)[:REJECT_REASON]
    assert told.index(f"--columns {name}=-") < told.index("it is one of")
    assert told.endswith(CHOICES[name][-1])
