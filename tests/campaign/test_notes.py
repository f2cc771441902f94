"""What `smslint campaign stats` says of logs that it can use in part, and what it keeps of its outputs when it breaks off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")

from tests.campaign.test_stats_command import stats
from tests.campaign.words import LARCH, at, person, rows_to_csv


def sends(path: Path, *more: dict[str, Any]) -> str:
    """Two sends, with what else is told of each."""
    rows = [{"sender": LARCH, "recipient": person(number), "sent_at": at(14)} for number in range(2)]
    return rows_to_csv(path, [{**row, **extra} for row, extra in zip(rows, more or ({}, {}), strict=True)])


@pytest.mark.parametrize(
    ("out", "back"), [("sent", "received"), ("MT", "MO"), ("Outgoing", "Incoming"), ("outbound-api", "inbound"), ("to", "from")]
)
def test_the_usual_words_for_a_direction_are_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str, back: str
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        f"from,to,date,body,direction\n{LARCH},{person(1)},{at(9)},hi,{out}\n{person(1)},{LARCH},{at(10)},STOP,{back}\n"
    )
    code, printed, err = stats(capsys, str(path), "--replies", str(path), "--format", "json")
    (row,) = json.loads(printed)["senders"]
    assert (code, err, row["messages"], row["opt_outs"]) == (0, "", 1, 1)


def test_a_direction_that_is_neither_is_left_out_aloud(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sends(tmp_path / "sends.csv", {"direction": "sideways"}, {"direction": "+12125550199"})
    code, _, err = stats(capsys, path)
    assert code == 3
    assert f"{path}:2: left out: the direction cannot be 'sideways'; write outbound or inbound" in err
    assert f"{path}:3: left out: the direction cannot be what stands there; write outbound or inbound" in err


@pytest.mark.parametrize("words", [["SENDS", "none.csv"], ["SENDS", "--replies", "none.csv"], ["SENDS", "--reports", "none.csv"]])
def test_a_log_that_cannot_be_read_costs_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    path = sends(tmp_path / "sends.csv")
    code, out, err = stats(capsys, *(path if word == "SENDS" else word for word in words))
    assert (code, err) == (3, "smslint: none.csv: no such file; check the path\n")
    assert out.startswith("2 sends;")


def test_a_log_given_twice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sends(tmp_path / "sends.csv")
    code, out, err = stats(capsys, path, str(tmp_path / "." / "sends.csv"))
    assert (code, out) == (2, "")
    assert "is given twice among the sends" in err


def test_what_could_not_be_used_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sends(tmp_path / "sends.csv", {"campaign": "spring sale", "status": "Bounced"}, {"campaign": "care", "status": "sent"})
    reports = rows_to_csv(tmp_path / "reports.csv", [{"id": "z", "status": "failed"}])
    (tmp_path / "campaigns.yml").write_text("Spring Sale: {frequency: 1/day}\ncare: {frequency: 1/day}\n")
    code, _, err = stats(capsys, path, "--reports", reports, "--campaigns", str(tmp_path / "campaigns.yml"))
    assert code == 0
    assert "statuses not understood, of which no outcome is known: 'Bounced' (1 row)" in err
    assert "1 of 1 reports belong to none of the sends" in err
    assert "--campaigns tells of 'Spring Sale', of which there is no message; did you mean 'spring sale'?" in err
    assert "care" not in err


def test_a_message_that_comes_twice_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = sends(tmp_path / "first.csv", {"id": "a"}, {"id": "b"})
    second = sends(tmp_path / "second.csv", {"id": "a"}, {"id": "c"})
    code, out, err = stats(capsys, first, second)
    assert code == 0
    assert out.startswith("3 sends;")
    assert "1 row of the sends, of the same id, ends and time as another, counted once with it" in err


def test_replies_without_a_word_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"sender": LARCH, "recipient": person(1), "received_at": at(15)}
    replies = rows_to_csv(tmp_path / "replies.csv", [{**row, "text": ""}, {**row, "text": "STOP"}])
    _, out, _ = stats(capsys, sends(tmp_path / "sends.csv"), "--replies", replies, "--format", "json")
    assert json.loads(out)["replies"] == {"none": 1, "opt_out": 1}


def test_turned_ends_show_no_consumer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"sender": person(n), "recipient": LARCH, "received_at": at(15), "text": "STOP"} for n in range(2)]
    replies = rows_to_csv(tmp_path / "replies.csv", rows)
    _, out, _ = stats(capsys, sends(tmp_path / "sends.csv"), "--replies", replies, "--format", "json")
    assert person(1) not in out
    assert json.loads(out)["summary"]["replies_to_unknown_numbers"] == 2


@pytest.mark.parametrize(
    ("spellings", "shown"),
    [(["+18005550142", "(800) 555-0142"], "+18005550142"), (["18005550142.0", "+18005550142"], "18005550142")],
)
def test_a_number_is_shown_as_first_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spellings: list[str], shown: str
) -> None:
    path = sends(tmp_path / "sends.csv", *({"sender": one} for one in spellings))
    (row,) = json.loads(stats(capsys, path, "--format", "json")[1])["senders"]
    assert (row["sender"], row["messages"]) == (shown, 2)


def test_a_blank_before_a_campaign_is_no_part_of_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sends(tmp_path / "sends.csv", {"campaign": " spring"}, {"campaign": "spring", "recipient": person(0)})
    (tmp_path / "campaigns.yml").write_text("spring: {frequency: 1/day}\n")
    out = stats(capsys, path, "--campaigns", str(tmp_path / "campaigns.yml"), "--format", "json")[1]
    assert [one["subject"] for one in json.loads(out)["findings"]] == [{"campaign": "spring"}]


def test_a_run_that_breaks_off_leaves_its_outputs_as_they_were(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("jinja2")
    pytest.importorskip("vl_convert")
    page, rejects = tmp_path / "page.html", tmp_path / "rejects.jsonl"
    for path in (page, rejects):
        path.write_text("of last week")

    def broken(*rest: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("smslint.report.campaign.page.page", broken)
    code, _, _ = stats(capsys, sends(tmp_path / "sends.csv"), "--report", str(page), "--rejects", str(rejects))
    assert code == 130
    assert [path.read_text() for path in (page, rejects)] == ["of last week"] * 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "rejects.jsonl", "sends.csv"]
