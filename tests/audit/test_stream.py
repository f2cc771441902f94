"""`smslint audit -`: what comes through a pipe is answered as it comes."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys

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


def test_a_reader_that_leaves_ends_it_quietly() -> None:
    rows = b'{"text": "Larch: hi"}\n' * 20_000
    command = f"{sys.executable} -m smslint audit - --jobs 1 | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, input=rows, capture_output=True)
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_an_input_that_cannot_be_read_shows_in_the_exit_code(auditor: Auditor) -> None:
    assert auditor.call("audit", auditor.file("a.csv.gz", b"no archive"), "-q") == 3
    assert "a.csv.gz: is broken off or no archive" in auditor.said


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
