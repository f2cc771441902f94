"""`smslint campaign stats` as people and programs call it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")

from smslint.__main__ import main
from tests.campaign.words import GOOD, LARCH, at, person, rows_to_csv

HOSTILE = "\x1b[31mred\x07 <script>alert(1)</script> {{7*7}} =cmd()|'x' \u202eleft"


@pytest.fixture
def logs(tmp_path: Path) -> dict[str, str]:
    """120 messages at 14:00 and 12 opt-outs."""
    sends = [{"sender": LARCH, "recipient": person(n), "sent_at": at(14), "text": GOOD} for n in range(120)]
    replies = [{"sender": LARCH, "recipient": person(n), "received_at": at(15), "text": "STOP"} for n in range(12)]
    return {
        "sends": rows_to_csv(tmp_path / "sends.csv", sends),
        "replies": rows_to_csv(tmp_path / "replies.csv", replies),
    }


def stats(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error, without judging texts."""
    code = main(["campaign", "stats", *words, "--without", "content"])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_json_is_that_of_the_contract(logs: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = stats(capsys, logs["sends"], "--replies", logs["replies"], "--format", "json")
    found = json.loads(out)
    assert (code, err, found["version"]) == (1, "", 1)
    (row,) = found["senders"]
    assert {"sender", "day", "recipients", "opt_outs", "rate", "interval", "status", "peak"} <= row.keys()
    assert {"from", "to", "recipients", "opt_outs", "rate", "status"} <= row["peak"].keys()
    assert (row["sender"], row["day"], row["recipients"], row["opt_outs"]) == (LARCH, "2026-03-02", 120, 12)
    assert (row["rate"], row["status"]) == (0.1, "suspension_risk")
    assert row["interval"][0] < 0.1 < row["interval"][1]
    assert found["summary"]["senders"]["suspension_risk"] == 1


def test_two_runs_are_the_same_byte_for_byte(logs: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    words = (logs["sends"], "--replies", logs["replies"], "--format", "json")
    assert stats(capsys, *words) == stats(capsys, *words)


def test_the_text_names_the_number_and_what_to_do(logs: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = stats(capsys, logs["sends"], "--replies", logs["replies"])
    assert code == 1
    assert LARCH in out
    assert "suspension risk" in out
    assert "error[CMP002]: 12 of 120 people opted out" in out
    assert "fix:" in out


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("never", 0)])
def test_the_exit_code_follows_fail_on(
    logs: dict[str, str], capsys: pytest.CaptureFixture[str], level: str, code: int
) -> None:
    assert stats(capsys, logs["sends"], "--replies", logs["replies"], "--fail-on", level)[0] == code


def test_without_findings_the_exit_code_is_0(logs: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = stats(capsys, logs["sends"])
    assert code == 0
    assert "no findings" in out


def test_rows_left_out_are_said_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[dict[str, Any]] = [{"sender": LARCH, "recipient": person(1), "sent_at": at(14), "text": "a"}]
    path = rows_to_csv(tmp_path / "sends.csv", [*rows, {**rows[0], "sent_at": HOSTILE}, *rows])
    code, out, err = stats(capsys, path, "--rejects", str(tmp_path / "rejects.jsonl"))
    assert code == 3
    assert out.startswith("2 sends; 1 person sent to")
    assert f"{path}:3: left out: sent_at is no time" in err
    (line,) = (tmp_path / "rejects.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line) == {
        "source": path,
        "line": 3,
        "reason": "sent_at is no time; write 2026-03-01T09:30:00-05:00",
    }


@pytest.mark.parametrize(
    "time", ["2026-03-01T09:30:00+99:00", "2026-03-01T09:30:00-05:75", "Sun, 01 Mar 2026 09:30:00 +9900"]
)
def test_an_offset_that_no_clock_keeps_is_no_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], time: str
) -> None:
    log = tmp_path / "sends.csv"
    rows = [f'+18005550142,+13125550101,"{time}"', "+18005550142,+13125550102,2026-03-20", ""]
    log.write_text("\n".join(["sender,recipient,sent_at", *rows]), encoding="utf-8")
    code, out, err = stats(capsys, str(log), "--without", "content", "--without", "sequences")
    assert code == 3
    assert out.startswith("1 send;")
    assert f"{log}:2: left out: sent_at is no time" in err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["SENDS", "--timezone", "America/NewYork"], "did you mean 'America/New_York'?"),
        (["SENDS", "--zone", "America/NewYork"], "did you mean 'America/New_York'?"),
        (["SENDS", "--columns", "txt=body"], "did you mean 'text'?"),
        (["SENDS", "--frequency", "often"], "write 5/month"),
        (["SENDS", "--campaigns", "SENDS"], "mapping of campaigns"),
        (["SENDS", "--replies", "SENDS"], "received_at"),
    ],
)
def test_a_mistake_is_one_sentence(
    logs: dict[str, str], capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    code, out, err = stats(capsys, *(logs["sends"] if word == "SENDS" else word for word in words))
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1


def test_a_rate_of_few_people_says_so(logs: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    words = (logs["sends"], "--replies", logs["replies"])
    assert "(few people)" not in stats(capsys, *words)[1]
    assert "suspension risk (few people)" in stats(capsys, *words, "--minimum", "200")[1]


def test_a_file_that_cannot_be_read_is_3(capsys: pytest.CaptureFixture[str]) -> None:
    assert stats(capsys, "none.csv") == (3, "", "smslint: none.csv: no such file; check the path\n")


@pytest.mark.parametrize("option", ["--report", "--rejects"])
def test_a_place_that_cannot_be_written_to_is_said_before_the_work(
    logs: dict[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str
) -> None:
    for place in (tmp_path / "no" / "page.html", tmp_path):
        code, out, err = stats(capsys, logs["sends"], option, str(place))
        assert (code, out) == (2, "")
        assert option in err


def test_a_missing_extra_is_one_sentence(
    logs: dict[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    code, _, err = stats(capsys, logs["sends"])
    assert code == 2
    assert "pip install 'smslint[campaign]'" in err
    assert len(err.splitlines()) == 1


def test_hostile_names_come_out_escaped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"sender": HOSTILE, "recipient": person(1), "sent_at": at(14), "text": "a", "campaign": HOSTILE}
    code, out, err = stats(capsys, rows_to_csv(tmp_path / "sends.csv", [row] * 30))
    assert code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(out + err)
    assert "<script>" in out
    as_json = stats(capsys, str(tmp_path / "sends.csv"), "--format", "json")[1]
    assert json.loads(as_json)["senders"][0]["sender"] == HOSTILE


EXPORT = f"""Direction,From,To,Body,DateSent,Status
outbound-api,{LARCH},+12125550001,hello,2026-03-02T09:00:00Z,delivered
outbound-api,{LARCH},+12125550002,hello,2026-03-02T09:00:00Z,delivered
inbound,+12125550001,{LARCH},STOP,2026-03-02T10:00:00Z,received
"""


@pytest.mark.parametrize("columns", [(), ("--columns", "sender=From,recipient=To")])
def test_an_export_of_both_ways_can_be_given_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], columns: tuple[str, ...]
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, "utf-8")
    code, out, err = stats(capsys, str(path), "--replies", str(path), "--format", "json", *columns)
    assert (code, err) == (0, "")
    (row,) = json.loads(out)["senders"]
    assert (row["sender"], row["recipients"], row["opt_outs"]) == (LARCH, 2, 1)


def test_replies_the_wrong_way_round_are_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, "utf-8")
    turned = ("--columns", "replies.sender=From,replies.recipient=To")
    _, _, err = stats(capsys, str(path), "--replies", str(path), *turned)
    assert "1 of 1 replies went to numbers that are not among the sends; are the two ends the wrong way round?" in err


def test_texts_that_nobody_asks_about_are_not_read(logs: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    words = (logs["sends"], "--replies", logs["replies"], "--format", "json")
    whole = json.loads(stats(capsys, *words)[1])
    part = json.loads(stats(capsys, *words, "--without", "sequences")[1])
    assert part["senders"] == whole["senders"]


def test_a_rule_of_campaigns_has_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "CMP002"]) == 0
    assert "may be suspended at once" in capsys.readouterr().out
    assert main(["rule", "snowshoeing", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "EVA008"


def test_the_help_names_the_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["campaign", "stats", "--help"]) == 0
    assert "sent_at" in capsys.readouterr().out


def test_the_group_alone_shows_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["campaign"]) == 2
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in ("stats", "plan", "vet", "init"))


@pytest.mark.parametrize("option", ["--report", "--rejects"])
@pytest.mark.parametrize("log", ["sends", "replies"])
def test_no_output_destroys_a_log(
    logs: dict[str, str], option: str, log: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(logs[log]).read_bytes()
    code, _, err = stats(capsys, logs["sends"], "--replies", logs["replies"], option, logs[log])
    assert (code, Path(logs[log]).read_bytes()) == (2, before)
    assert "is read and would be written" in err


def test_a_fault_in_a_campaign_that_never_wrote_is_told(
    logs: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "campaigns.yml").write_text("spring: {nosuch: 1}\n")
    code, _, err = stats(capsys, logs["sends"], "--campaigns", str(tmp_path / "campaigns.yml"))
    assert code == 2
    assert f"{tmp_path / 'campaigns.yml'}:1: campaign 'spring' cannot be taken: it cannot have 'nosuch'" in err
