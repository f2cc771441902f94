"""Files that unfold to far more than they are stop at a named limit, before they cost memory or time."""

from __future__ import annotations

import gzip
import io
import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from struct import pack
from types import SimpleNamespace
from typing import Any

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


def empty_bomb(path: Path) -> None:
    """Twenty million rows without a value, which take no room at all."""
    parquet.write_table(pa.table({"text": pa.nulls(20_000_000, pa.string())}), path)


@pytest.mark.parametrize("name", ["bomb.parquet", "bomb.jsonl.gz", "bomb.csv.gz", "bomb.pq", "bomb.empty.parquet"])
def test_a_bomb_stops_at_a_named_limit_and_the_next_file_is_read(auditor: Auditor, name: str) -> None:
    make: dict[str, Callable[[Path], None]] = {
        "parquet": parquet_bomb, "jsonl": gzip_bomb, "csv": line_bomb, "pq": page_bomb, "empty": empty_bomb,
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


def packed_texts() -> pa.RecordBatch:
    return pa.record_batch({"text": ["y" * 1_000_000] * 100})


def shared_text() -> pa.RecordBatch:
    """A text of a megabyte, two hundred thousand times."""
    words = pa.array(["y" * 1_000_000])
    return pa.record_batch({"text": pa.DictionaryArray.from_arrays(pa.array([0] * 200_000, pa.int32()), words)})


def packed_words() -> pa.RecordBatch:
    words = pa.array([f"{number}" + "y" * 1_000_000 for number in range(100)])
    return pa.record_batch({"text": pa.DictionaryArray.from_arrays(pa.array([0] * 3, pa.int32()), words)})


def one_long_run() -> pa.RecordBatch:
    runs = pa.RunEndEncodedArray.from_arrays(pa.array([500_000_000], pa.int32()), pa.array([GOOD]))
    return pa.record_batch({"text": runs})


def no_values() -> pa.RecordBatch:
    return pa.record_batch({"text": pa.nulls(2_000_000_000)})


@pytest.mark.parametrize("make", [packed_texts, shared_text, packed_words, one_long_run, no_values])
@pytest.mark.parametrize("kind", [pa.ipc.new_file, pa.ipc.new_stream])
def test_a_message_of_arrow_is_weighed_before_it_unfolds(
    auditor: Auditor, make: Callable[[], pa.RecordBatch], kind: Callable[..., Any]
) -> None:
    batch = make()
    with kind(auditor.folder / "bomb.arrow", batch.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as file:
        file.write_batch(batch)
    before = pa.total_allocated_bytes()
    assert auditor.call("audit", str(auditor.folder / "bomb.arrow"), "-q") == 3
    assert "limit expansion" in auditor.said
    assert auditor.printed == ""
    assert pa.total_allocated_bytes() - before < 1_000_000


@pytest.mark.parametrize("offsets", [[0, 900_000_000, 900_000_001], [0, 50, 2], [-9, 2, 4]])
def test_an_arrow_file_whose_values_lie_outside_it_is_not_read(auditor: Auditor, offsets: list[int]) -> None:
    batch = pa.record_batch({"text": ["x" * 777, "y" * 77]})
    with pa.ipc.new_stream(auditor.folder / "a.arrow", batch.schema) as file:
        file.write_batch(batch)
    honest = (auditor.folder / "a.arrow").read_bytes()
    assert honest.count(pack("<3i", 0, 777, 854)) == 1
    path = auditor.file("b.arrow", honest.replace(pack("<3i", 0, 777, 854), pack("<3i", *offsets)))
    assert auditor.call("audit", path, "-q") == 3
    assert "is no Arrow file that can be read" in auditor.said


def test_a_file_of_arrow_that_is_cut_off_or_scrambled_is_a_sentence(auditor: Auditor) -> None:
    batch = pa.record_batch({"text": [GOOD] * 50, "kind": pa.array(["message"] * 50).dictionary_encode()})
    with pa.ipc.new_file(auditor.folder / "a.arrow", batch.schema) as file:
        file.write_batch(batch)
    data = (auditor.folder / "a.arrow").read_bytes()
    rng = random.Random(5)
    for _ in range(60):
        broken = bytearray(data[: rng.randrange(len(data))] if rng.random() < 0.3 else data)
        for _ in range(3 if broken else 0):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        path = auditor.file("b.arrow", bytes(broken))
        assert auditor.call("audit", path, "-q", "--fail-on", "never", "--jobs", "1") in (0, 2, 3)
        assert "internal error" not in auditor.said


def test_a_view_that_never_ends_stops_and_a_value_without_end_is_not_made(auditor: Auditor) -> None:
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select 'Larch Cafe: ready.' as text from n"
    for name, view in (("endless", endless), ("large", "select cast(zeroblob(900000000) as text) as text")):
        path = auditor.folder / f"{name}.sqlite"
        with closing(sqlite3.connect(path)) as database:
            database.execute(f"create view messages as {view}")
        assert auditor.call("audit", str(path), "-q", "--log", "true", "--jobs", "1") == 3
        assert f"limit {'expansion' if name == 'endless' else 'row-bytes'}" in auditor.said


def test_a_row_of_columns_beyond_the_limit_is_passed_over(auditor: Auditor) -> None:
    rows = pa.table({"text": ["x" * 300_000, GOOD, "é" * 140_000], "id": ["1", "2", "3"]})
    parquet.write_table(rows, auditor.folder / "a.parquet", use_dictionary=False, compression="none")
    assert auditor.run(str(auditor.folder / "a.parquet")) == 3
    assert [one["id"] for one in auditor.results] == ["2"]
    assert [(one["row"], one["reason"][:15]) for one in auditor.rejects] == [(1, "limit row-bytes"), (3, "limit row-bytes")]


def test_large_rows_are_judged_few_at_a_time_and_nothing_changes(
    auditor: Auditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = auditor.file("a.jsonl", "".join(json.dumps({"text": f"{GOOD} {n}"}) + "\n" for n in range(30)).encode())
    auditor.run(path)
    expected = auditor.outputs()
    monkeypatch.setattr("smslint.audit.intake.CHUNK_CHARACTERS", 150)
    auditor.run(path)
    assert auditor.outputs() == expected


class Pipe(io.BytesIO):
    """Bytes that can be read once."""

    def seekable(self) -> bool:
        """They are not."""
        return False
