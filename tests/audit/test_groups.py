"""Totals of groups are bounded, add up all the same, and say what they left out."""

from __future__ import annotations

import pytest

from smslint.audit import groups, totals
from tests.audit.words import BAD, GOOD, Auditor, csv_bytes
from tests.report.page.test_page import Parsed


def campaigns(count: int, text: str = GOOD) -> list[tuple[str, ...]]:
    """A message in each of so many campaigns, from a sender of its own."""
    return [("", text, f"LARCH{number:05d}", "", "", f"c{number:05d}") for number in range(count)]


def test_campaigns_that_were_let_go_are_counted_together(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "MOST", 10)
    monkeypatch.setattr("smslint.audit.write.regroup.__defaults__", (8,))
    lines = [*campaigns(12), *campaigns(12, BAD)]
    auditor.run(auditor.file("a.csv", csv_bytes(lines)), "--report", str(auditor.out / "p.html"))
    summary = auditor.summary
    rows = {one["campaign"]: one for one in summary["campaigns"]}
    assert sum(one["messages"] for one in rows.values()) == len(lines)
    assert sum(one["blocked"] for one in rows.values()) == summary["verdicts"]["block"]
    assert rows["(other campaigns)"]["messages"] == summary["campaigns_dropped"] > 0
    assert rows["(other campaigns)"]["first_row"] <= 12
    assert len(rows) == summary["campaigns_counted"] + 1
    assert "campaigns with the fewest messages were let go on the way" in (auditor.out / "p.html").read_text()


def test_as_many_senders_as_are_told_apart_are_counted(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smslint.audit.senders.MOST", 10)
    monkeypatch.setattr(totals, "MOST_SENDERS", 10)
    lines = [*campaigns(12), ("", GOOD, "", "", "", "")]
    auditor.run(auditor.file("a.csv", csv_bytes(lines)))
    assert sum(one["messages"] for one in auditor.summary["senders"]) == 13
    assert {"(other senders)", "(unknown)", "LARCH00009"} < {one["sender"] for one in auditor.summary["senders"]}


def test_the_page_tells_how_many_more_there_are(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totals, "LISTED", 20)
    lines = [(*line[:1], f"{BAD} {'x' * number}", *line[2:]) for number, line in enumerate(campaigns(40))]
    auditor.run(auditor.file("a.csv", csv_bytes(lines)), "--report", str(auditor.out / "p.html"))
    assert len(auditor.summary["senders"]) == 20
    assert (auditor.summary["senders_counted"], auditor.summary["families_flagged"]) == (40, 40)
    text = Parsed((auditor.out / "p.html").read_text()).text
    assert text.count("and 25 more") == 3
