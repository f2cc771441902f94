"""What rows hold that counts for less than it might is told once, with the first row that holds it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.audit.words import Auditor, csv_bytes

TITLES = ("text", "from", "to", "sent_at", "use_case")
OFFER = "Plum Dental: 20% off today only! Reply STOP to opt out."
ZONE = ("--timezone", "America/New_York")


def rows_with(auditor: Auditor, *dates: str, sender: str = "28777", recipient: str = "+12125550101") -> str:
    """A file with an offer for each date."""
    lines = [(OFFER, sender, recipient, written, "marketing") for written in dates]
    return auditor.file("a.csv", csv_bytes(lines, TITLES))


def test_times_without_a_zone_are_told_where_none_is_given(auditor: Auditor) -> None:
    path = rows_with(auditor, "2026-10-13T12:00Z", "2026-10-13 23:30", "2026-10-13 23:31")
    auditor.run(path)
    assert f"2 times have no zone, so no rule about hours spoke; give --timezone; the first is {path}:3" in auditor.said
    assert not [one for one in auditor.findings if one["category"] == "timing"]
    auditor.run(path, *ZONE)
    assert "no zone" not in auditor.said
    assert {one["row"] for one in auditor.findings if one["category"] == "timing"} == {2, 3}


def test_a_run_that_goes_on_tells_the_same(auditor: Auditor) -> None:
    path = rows_with(auditor, "2026-10-13 23:30")
    auditor.run(path)
    said = auditor.said
    auditor.run(path, "--resume")
    assert auditor.said == said


@pytest.mark.parametrize("written", ["2026-10-13", "10/13/2026"])
def test_a_day_without_an_hour_is_a_day_and_no_midnight(auditor: Auditor, written: str) -> None:
    path = rows_with(auditor, written)
    auditor.run(path, *ZONE)
    assert not [one for one in auditor.findings if one["category"] == "timing"]
    assert [one["day"] for one in auditor.summary["days"]] == ["2026-10-13"]
    assert f"1 day has no hour, so no rule about hours spoke; the first is {path}:2" in auditor.said
    auditor.run(path, *ZONE, "--since", "2026-10-14")
    assert auditor.results == []


def test_a_column_of_days_has_no_hours(auditor: Auditor, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = {"text": [OFFER], "recipient": ["+12125550101"], "sent_at": [date(2026, 10, 13)], "use_case": ["marketing"]}
    parquet.write_table(pa.table(table), path)
    auditor.run(str(path), *ZONE)
    assert not [one for one in auditor.findings if one["category"] == "timing"]
    assert f"the first is {path}: row 1" in auditor.said


@pytest.mark.parametrize(("field", "title"), [("sender", "from"), ("recipient", "to")])
def test_a_number_that_a_spreadsheet_has_spoilt_is_nobodys(auditor: Auditor, field: str, title: str) -> None:
    values = {"sender": "+18005550142", "recipient": "+12125550101", field: "1.80056E+10"}
    path = rows_with(auditor, "", "", **values)
    auditor.run(path)
    assert f"2 {field}s are written as powers of ten" in auditor.said
    assert f"the first is {path}:2" in auditor.said
    assert {one[field] for one in auditor.results} == {None}
    (sender,) = auditor.summary["senders"]
    assert sender["sender"] == ("(unknown)" if field == "sender" else "+18005550***")
