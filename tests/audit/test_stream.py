"""`smslint audit -`: what comes through a pipe is answered as it comes."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from smslint.audit import limits
from smslint.cli import console
from tests.audit.words import Auditor, csv_bytes, rows
from tests.words import ROOT


def test_a_row_is_answered_before_the_next_one_comes() -> None:
    words = [sys.executable, "-m", "smslint", "audit", "-", "-q"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        assert run.stderr is not None
        for number in range(3):
            run.stdin.write(json.dumps({"id": f"m{number}", "text": "Win a free prize: bit.ly/3abcd"}).encode() + b"\n")
            run.stdin.flush()
            answer = json.loads(run.stdout.readline())
            assert (answer["row"], answer["id"], answer["verdict"]) == (number + 1, f"m{number}", "block")
            assert answer["findings"]
        run.stdin.write(b"no json\n")
        run.stdin.close()
        assert run.stdout.read() == b""
        said = run.stderr.read().decode()
    assert run.returncode == 3
    assert "<stdin>:4: not judged: not valid JSON" in said
    assert said.splitlines()[-1] == "4 rows in = 0 ok + 3 flagged + 1 quarantined"
    assert limits.BATCH_ROWS > 4


def test_rows_that_are_none_are_named_between_those_that_are(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        b'{"id": "1", "text": "hi"}', b"", b"{bad", b"[1]", b'{"id": "2"}', b"\xff", b'{"text": "\\ud800"}', b'{"text": null}',
        b'{"id": "9", "text": "last, without an end"}',
    ]  # fmt: skip
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"\n".join(lines))))
    assert auditor.call("audit", "-", "-q") == 3
    assert [json.loads(line)["id"] for line in auditor.printed.splitlines()] == ["1", "9"]
    named = [line.split(":")[2] for line in auditor.said.splitlines() if "not judged" in line]
    assert named == ["3", "4", "5", "6", "7", "8"]
    assert auditor.ledger == "8 rows in = 0 ok + 2 flagged + 6 quarantined"


def test_a_row_that_comes_in_pieces_is_one_and_an_end_by_signal_adds_up() -> None:
    words = [sys.executable, "-m", "smslint", "audit", "-", "-q"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        assert run.stderr is not None
        for piece in (b'{"id": "m', b'1", "text": ', b'"hi"}\n{"te'):
            run.stdin.write(piece)
            run.stdin.flush()
        assert json.loads(run.stdout.readline())["id"] == "m1"
        run.send_signal(signal.SIGTERM)
        assert run.wait(60) == 130
        assert "1 rows in = 0 ok + 1 flagged + 0 quarantined" in run.stderr.read().decode()


def test_a_closed_standard_input_is_told(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert auditor.call("audit", "-", "-q") == 3
    assert "<stdin>: cannot be read: it is closed" in auditor.said


def test_a_limit_ends_a_stream_that_goes_on() -> None:
    words = [sys.executable, "-m", "smslint", "audit", "-", "-q", "--limit", "2"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        run.stdin.write(b'{"text": "hi"}\n' * 2)
        run.stdin.flush()
        assert run.stdout.read().count(b"\n") == 2
        assert run.wait(60) == 0


def test_a_reader_that_leaves_ends_it_quietly() -> None:
    rows = b'{"text": "Larch: hi"}\n' * 20_000
    command = f"{sys.executable} -m smslint audit - --jobs 1 | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, input=rows, capture_output=True)
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_an_input_that_cannot_be_read_shows_in_the_exit_code(auditor: Auditor) -> None:
    assert auditor.call("audit", auditor.file("a.csv.gz", b"no archive"), "-q") == 3
    assert "a.csv.gz: is broken off or no archive" in auditor.said


@pytest.mark.parametrize("words", [("--rejects", "bad.jsonl"), ("--resume",), ("--jobs", "2")])
def test_an_option_without_use_for_a_stream_is_refused(auditor: Auditor, words: tuple[str, ...]) -> None:
    path = auditor.file("a.csv", csv_bytes(rows(3)))
    assert auditor.call("audit", path, *words) == 2
    assert f"{words[0]} has no use without an output" in auditor.said
    assert auditor.printed == ""


def test_a_full_disk_behind_standard_output_is_no_fault_of_the_input(
    auditor: Auditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = auditor.file("a.csv", csv_bytes(rows(3)))
    monkeypatch.setattr("sys.stdout", Full())
    monkeypatch.setattr(console, "mute", lambda: None)
    assert auditor.call("audit", path, "-q") == 2
    assert auditor.said == f"smslint: error: cannot write to standard output: {os.strerror(errno.ENOSPC)}\n"


def test_csv_that_is_taken_for_json_lines_is_told_how_to_say_so(
    auditor: Auditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(b"id,text\n1,a\n2,b\n"))))
    assert auditor.call("audit", "-") == 3
    assert auditor.said.count("--stdin-format csv") == 1
