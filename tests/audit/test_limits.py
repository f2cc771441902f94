"""Files that unfold to far more than they are stop at a named limit, before they cost memory or time."""

from __future__ import annotations

import gzip
import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest
from pyarrow import parquet

from smslint.audit import limits
from tests.audit.words import GOOD, Auditor


def parquet_bomb(path: Path) -> None:
    """Half a million rows of a thousand characters in a few kilobytes."""
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 500_000, pa.int32()), pa.array(["Larch Cafe: hello. " * 50]))
    parquet.write_table(pa.table({"text": text}), path)


def gzip_bomb(path: Path) -> None:
    """A hundred megabytes of rows in a hundred kilobytes."""
    row = json.dumps({"text": "x" * 1_000_000}).encode() + b"\n"
    path.write_bytes(gzip.compress(row * 100))


def line_bomb(path: Path) -> None:
    """One line of a hundred megabytes, packed."""
    path.write_bytes(gzip.compress(b"id,text\n1," + b"x" * 100_000_000))


def page_bomb(path: Path) -> None:
    """A page of a hundred and twenty megabytes in a hundred kilobytes, which a reader unpacks in one piece."""
    table = pa.table({"text": ["y" * 1_000_000] * 120})
    parquet.write_table(table, path, compression="zstd", use_dictionary=False, data_page_size=1 << 30)


@pytest.mark.parametrize("name", ["bomb.parquet", "bomb.jsonl.gz", "bomb.csv.gz", "bomb.pq"])
def test_a_bomb_stops_at_a_named_limit_and_the_next_file_is_read(auditor: Auditor, name: str) -> None:
    make: dict[str, Callable[[Path], None]] = {
        "parquet": parquet_bomb, "jsonl": gzip_bomb, "csv": line_bomb, "pq": page_bomb,
    }  # fmt: skip
    make[name.split(".")[1]](auditor.folder / name)
    good = auditor.file("z.jsonl", json.dumps({"text": GOOD}).encode())
    assert auditor.run(str(auditor.folder / name), good) == 3
    assert "limit expansion" in auditor.said
    assert "--max-expansion" in auditor.said
    assert "none of its rows was read" in auditor.said
    assert [one["source"] for one in auditor.results] == [good]


def test_a_line_beyond_the_limit_is_passed_over(auditor: Auditor) -> None:
    path = auditor.file("a.csv", b"id,text\n1," + b"x" * 20_000_000 + b"\n2,hello\n")
    assert auditor.run(path) == 3
    assert [(one["row"], one["id"]) for one in auditor.results] == [(2, "2")]
    assert [(one["line"], one["offset"]) for one in auditor.rejects] == [(2, 8)]
    assert "limit row-bytes" in auditor.rejects[0]["reason"]


def test_a_limit_can_be_moved(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EXPANSION_FROM", 1_000)
    path = auditor.file("a.jsonl.gz", gzip.compress((json.dumps({"text": GOOD}).encode() + b"\n") * 2_000))
    assert auditor.run(path, "--max-expansion", "5") == 3
    assert auditor.run(path, "--max-expansion", "0") == 0
    assert len(auditor.results) == 2_000


def test_a_repetitive_log_is_no_bomb(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EXPANSION_FROM", 1_000)
    rows = {"text": [GOOD] * 3_000, "to": [f"+1202555{number:04d}" for number in range(3_000)]}
    parquet.write_table(pa.table(rows), auditor.folder / "a.parquet", compression="zstd")
    assert auditor.run(str(auditor.folder / "a.parquet")) == 0
    assert len(auditor.results) == 3_000


def test_a_bomb_behind_honest_rows_stops_a_window_later(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WINDOW", 1024 * 1024)
    rng = random.Random(4)
    honest = "".join(
        json.dumps({"id": str(rng.randrange(10**60)), "text": GOOD}) + "\n" for _ in range(12_000)
    ).encode()
    path = auditor.file("a.jsonl.gz", gzip.compress(honest + b" " * 12_000_000 + b"\n", 9))
    assert auditor.call("audit", path, "-q", "--max-expansion", "20") == 3
    assert "limit expansion" in auditor.said
    assert "nothing after this row was read" in auditor.said


def test_a_packed_bomb_in_a_pipe_stops_too(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WINDOW", 1024 * 1024)
    pipe = io.BufferedReader(Pipe(gzip.compress(b" " * 8_000_000 + b"\n")))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=pipe))
    assert auditor.call("audit", "-", "-q", "--max-expansion", "5") == 3
    assert "<stdin>: limit expansion" in auditor.said


class Pipe(io.BytesIO):
    """Bytes that can be read once."""

    def seekable(self) -> bool:
        """They are not."""
        return False
