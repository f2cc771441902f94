"""Pipes that are named as inputs: what was read of one comes no second time."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.audit.words import GOOD, Auditor, csv_bytes, rows

COUNT = 900
LINES = "".join(json.dumps({"id": str(number), "text": f"{GOOD} {number}"}) + "\n" for number in range(COUNT)).encode()


@contextmanager
def piped(auditor: Auditor, name: str, data: bytes) -> Iterator[str]:
    """A named pipe into which the data are written once, when somebody reads it."""
    path = str(auditor.folder / name)
    os.mkfifo(path)

    def write() -> None:
        with open(path, "wb") as pipe:
            pipe.write(data)

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    yield path
    writer.join(60)
    assert not writer.is_alive()


@pytest.mark.parametrize(
    ("name", "data"),
    [("nothing-tells", LINES), ("a.jsonl", LINES), ("a.jsonl.gz", gzip.compress(LINES)), ("rows", csv_bytes(rows(COUNT)))],
)
def test_every_row_of_a_pipe_is_read_and_it_ends(auditor: Auditor, name: str, data: bytes) -> None:
    with piped(auditor, name, data) as path:
        auditor.run(path)
    assert auditor.ledger.startswith(f"{COUNT} rows in = ")
    assert len(auditor.results) == COUNT


def test_a_database_in_a_pipe_is_told_what_to_do(auditor: Auditor) -> None:
    with sqlite3.connect(auditor.folder / "a.db") as connection:
        connection.execute("create table sent (text)")
    connection.close()
    with piped(auditor, "pipe", (auditor.folder / "a.db").read_bytes()) as path:
        assert auditor.run(path) == 3
    assert "a database cannot be read packed or from a pipe; unpack it into a file first" in auditor.said


def test_a_pipe_in_a_folder_is_passed_over(auditor: Auditor) -> None:
    auditor.file("in/a.csv", csv_bytes(rows(2)))
    os.mkfifo(auditor.folder / "in" / "b.csv")
    assert auditor.run(str(auditor.folder / "in")) != 3
    assert len(auditor.results) == 2
    assert "passed over 1 in what was named: " in auditor.said
