"""Dates with slashes are read in the order that the file or an option tells, and by every command alike."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from smslint.audit.dates import Dates, order_told, year_first
from smslint.audit.moments import day_of, moment_of
from smslint.audit.read.record import Fault, Record
from smslint.errors import ContextError
from tests.audit.words import GOOD, Auditor, csv_bytes

TITLES = ("text", "from", "to", "sent_at")
OPEN, OTHER = "03/10/2026 09:00", "05/10/2026 21:30"
DAY_FIRST, MONTH_FIRST = "13/10/2026 09:00", "10/13/2026 09:00"


def export(auditor: Auditor, *dates: str) -> str:
    """A file with a row for each date."""
    lines = [(GOOD, "+18005550142", f"+1212555{number:04}", written) for number, written in enumerate(dates)]
    return auditor.file("a.csv", csv_bytes(lines, TITLES))


@pytest.mark.parametrize(
    ("written", "order", "found"),
    [
        ("03/10/2026 9:00", "dmy", "2026-10-03T09:00"),
        ("03/10/2026 9:00", "mdy", "2026-03-10T09:00"),
        ("3/10/2026, 09:00:05 PM", "mdy", "2026-03-10T21:00:05"),
        ("3/10/2026 12:30 a.m.", "mdy", "2026-03-10T00:30"),
        ("3/10/2026 12:30 pm", "mdy", "2026-03-10T12:30"),
        ("3/10/2026 12:30 UTC", "mdy", "2026-03-10T12:30Z"),
        ("3/10/2026 12:30 -0500", "mdy", "2026-03-10T12:30-0500"),
        ("3/10/2026", "dmy", "2026-10-03"),
        ("5/05/2026 08:00", "", "2026-05-05T08:00"),
        ("03/10/2026 9:00", "", "03/10/2026 9:00"),
        ("3/10/26", "dmy", "3/10/26"),
        ("2026-03-10", "dmy", "2026-03-10"),
    ],
)
def test_the_year_comes_first(written: str, order: str, found: str) -> None:
    assert year_first(written, order) == found


@pytest.mark.parametrize(
    ("written", "order"),
    [(DAY_FIRST, "dmy"), (MONTH_FIRST, "mdy"), (OPEN, ""), ("13/13/2026", ""), ("2026-10-13", ""), ("a/b", "")],
)
def test_a_day_above_twelve_tells_the_order(written: str, order: str) -> None:
    assert order_told(written) == order


def test_a_date_alone_counts_where_it_tells_its_order() -> None:
    assert moment_of(DAY_FIRST) == moment_of(MONTH_FIRST) == datetime(2026, 10, 13, 9)
    assert day_of("10/13/2026") == "2026-10-13"
    assert day_of(OPEN) is None
    with pytest.raises(ContextError, match="--dates dmy or --dates mdy"):
        moment_of(OPEN)


@pytest.mark.parametrize(
    ("dates", "words", "days"),
    [
        ((OPEN, OTHER, DAY_FIRST), (), ["2026-10-03", "2026-10-05", "2026-10-13"]),
        ((OPEN, OTHER, MONTH_FIRST), (), ["2026-03-10", "2026-05-10", "2026-10-13"]),
        ((OPEN, OTHER), ("--dates", "dmy"), ["2026-10-03", "2026-10-05"]),
        ((OPEN, OTHER), ("--dates", "mdy"), ["2026-03-10", "2026-05-10"]),
        ((OPEN, OTHER, "06/06/2026"), (), ["2026-06-06"]),
        ((DAY_FIRST, OPEN, MONTH_FIRST), (), ["2026-10-03", "2026-10-13"]),
        ((DAY_FIRST,), ("--dates", "mdy"), []),
    ],
)
def test_a_file_is_read_in_one_order_by_every_command(
    auditor: Auditor, dates: tuple[str, ...], words: tuple[str, ...], days: list[str]
) -> None:
    pytest.importorskip("duckdb")
    path = export(auditor, *dates)
    whole = len(days) == len(dates)
    assert (auditor.run(path, *words) == 3) is not whole
    assert [one["day"] for one in auditor.summary["days"]] == days
    assert len(auditor.rejects) == len(dates) - len(days)
    code = auditor.call("campaign", "stats", path, "--without", "content", "--format", "json", *words)
    assert (code == 3) is not whole
    assert [one["day"] for one in json.loads(auditor.printed)["senders"]] == days


def test_the_order_is_told_and_so_is_what_it_refuses(auditor: Auditor) -> None:
    path = export(auditor, OPEN, DAY_FIRST, MONTH_FIRST)
    auditor.run(path)
    assert f"{path}: dates with slashes have the day first, as line 3 tells" in auditor.said
    assert "where the day stands first (--dates dmy)" in auditor.rejects[0]["reason"]
    auditor.run(path, "-q")
    assert "slashes" not in auditor.said
    auditor.run(export(auditor, OPEN))
    assert "whether the day or the month stands first; give --dates" in auditor.rejects[0]["reason"]


def test_rows_keep_their_order_and_no_more_are_held_than_allowed() -> None:
    dates = [OPEN, None, "2026-01-01", OTHER, OPEN, DAY_FIRST, OTHER]
    records = [Record({"text": "x", "sent_at": written}, line) for line, written in enumerate(dates)]
    found = list(Dates(ahead=3).in_order("a", iter([*records[:2], Fault("broken", 9), *records[2:]])))
    assert [one.line for one in found] == [0, 1, 9, 2, 3, 4, 5, 6]
    assert [one.line for one in found if isinstance(one, Fault)] == [0, 9]
    assert [one.values["sent_at"] for one in found if isinstance(one, Record)][3:] == [
        "2026-10-03T09:00", "2026-10-13T09:00", "2026-10-05T21:30",
    ]  # fmt: skip


@pytest.mark.parametrize("size", ["1", "2", "4096"])
def test_the_order_hangs_on_no_chunk(auditor: Auditor, size: str) -> None:
    auditor.run(export(auditor, OPEN, OTHER, DAY_FIRST), "--batch-rows", size)
    assert [one["sent_at"][:10] for one in auditor.results] == ["2026-10-03", "2026-10-05", "2026-10-13"]
