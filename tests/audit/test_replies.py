"""What consumers replied is found, and is no fault of a sender."""

from __future__ import annotations

import pytest

from tests.audit.words import BAD, GOOD, Auditor, csv_bytes
from tests.report.page.test_page import Parsed

CONSUMER, BUSINESS = "+14155550101", "+18005550142"
TITLES = ("text", "from", "to", "direction", "sent_at", "campaign")
SENT = (GOOD, BUSINESS, CONSUMER, "outbound", "2026-11-10", "c")
REPLY = ("STOP", CONSUMER, BUSINESS, "inbound", "2026-11-10", "c")


def test_a_reply_puts_nothing_at_risk_and_its_writer_is_no_sender(auditor: Auditor) -> None:
    bad = (BAD, BUSINESS, CONSUMER, "outbound", "2026-11-10", "c")
    path = auditor.file("a.csv", csv_bytes([REPLY, SENT, bad, REPLY], TITLES))
    assert auditor.run(path, "--report", str(auditor.out / "p.html"), "--use-case", "transactional", "--no-first-message") == 1
    assert [(one["exposure_usd"], one["rules"]) for one in auditor.results if "OPT016" in one["rules"]] == [(0, ["OPT016"])] * 2
    summary = auditor.summary
    assert summary["replies"] == {"messages": 2, "block": 2}
    (sender,) = summary["senders"]
    assert (sender["sender"], sender["messages"], sender["blocked"]) == ("+18005550***", 2, 1)
    assert [one["blocked"] for one in (*summary["days"], *summary["campaigns"])] == [1, 1]
    assert summary["exposure_usd"] == sum(one["exposure_usd"] for one in auditor.results if one["sender"] == "+18005550***")
    assert "3 block (2 replies of consumers among these)" in auditor.said
    assert "Replies of consumers among these, no fault of a sender: 2." in Parsed((auditor.out / "p.html").read_text()).text


@pytest.mark.parametrize("words", [("--kind", "inbound"), ("--columns", "kind=direction")])
def test_a_reply_is_known_by_its_kind_too(auditor: Auditor, words: tuple[str, ...]) -> None:
    auditor.run(auditor.file("a.csv", csv_bytes([REPLY], TITLES)), "--columns", "direction=-", *words)
    assert (auditor.summary["senders"], auditor.summary["exposure_usd"]) == ([], 0)


def test_what_waiting_messages_have_at_risk_is_told_apart(auditor: Auditor) -> None:
    auditor.run(auditor.file("a.csv", csv_bytes([("Larch Cafe: 20% off today only!", "+12125550101", "", "", "", "")], TITLES)))
    summary = auditor.summary
    assert summary["verdicts"]["needs_context"] == 1
    assert 0 < summary["exposure_waiting_usd"] == summary["exposure_usd"]
    assert f"({summary['exposure_waiting_usd']} of it in messages that wait for context)" in auditor.said
