"""Every kind of file gives the same rows, whatever it is packed in, and says what it cannot read."""

from __future__ import annotations

import bz2
import gzip
import json
import os
import sqlite3
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import feather, parquet

from tests.audit.words import BAD, GOOD, TITLES, Auditor, csv_bytes, rows

LINES = rows(40)


def as_table() -> pa.Table:
    return pa.table({title: [line[place] for line in LINES] for place, title in enumerate(TITLES)})


def as_jsonl() -> bytes:
    return "".join(json.dumps(dict(zip(TITLES, line, strict=True))) + "\n" for line in LINES).encode()


def zstd(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as file:
        file.write(data)
    return bytes(sink.getvalue())


def make_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        columns = ", ".join(f'"{title}" text' for title in TITLES)
        connection.execute(f"create table sent ({columns})")
        connection.executemany(f"insert into sent values ({', '.join('?' * len(TITLES))})", LINES)
    connection.close()


FILES: dict[str, Callable[[Path], object]] = {
    "a.csv": lambda path: path.write_bytes(csv_bytes(LINES)),
    "a.tsv": lambda path: path.write_bytes(csv_bytes(LINES, delimiter="\t")),
    "a.csv.gz": lambda path: path.write_bytes(gzip.compress(csv_bytes(LINES))),
    "a.csv.zst": lambda path: path.write_bytes(zstd(csv_bytes(LINES))),
    "a.csv.bz2": lambda path: path.write_bytes(bz2.compress(csv_bytes(LINES))),
    "packed.csv": lambda path: path.write_bytes(gzip.compress(csv_bytes(LINES))),
    "a.jsonl": lambda path: path.write_bytes(as_jsonl()),
    "a.jsonl.gz": lambda path: path.write_bytes(gzip.compress(as_jsonl()[:900]) + gzip.compress(as_jsonl()[900:])),
    "nothing-tells": lambda path: path.write_bytes(as_jsonl()),
    "a.parquet": lambda path: parquet.write_table(as_table(), path, row_group_size=7),
    "a.parquet.gz": lambda path: path.write_bytes(gzip.compress(_parquet())),
    "a.feather": lambda path: feather.write_feather(as_table(), str(path)),
    "a.arrows": lambda path: _stream(path),
    "a.sqlite": make_sqlite,
}


def _parquet() -> bytes:
    sink = pa.BufferOutputStream()
    parquet.write_table(as_table(), sink)
    return bytes(sink.getvalue())


def _stream(path: Path) -> None:
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_stream(file, as_table().schema) as writer:
        writer.write_table(as_table())


def facts(auditor: Auditor) -> list[tuple[object, ...]]:
    return [(one["row"], one["id"], one["verdict"], one["rules"], one["sender"], one["campaign"]) for one in auditor.results]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    return {}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_gives_the_same_rows(
    auditor: Auditor, expected: dict[str, list[tuple[object, ...]]], name: str
) -> None:
    FILES[name](auditor.folder / name)
    auditor.run(str(auditor.folder / name))
    assert auditor.ledger.startswith("40 rows in = ")
    plain = auditor.folder / "plain.csv"
    FILES["a.csv"](plain)
    if not expected:
        found = facts(auditor)
        auditor.run(str(plain))
        expected["rows"] = facts(auditor)
        assert found == expected["rows"]
    assert facts(auditor) == expected["rows"]


def test_folders_and_patterns_are_read_in_order_and_each_file_once(auditor: Auditor) -> None:
    for place, name in enumerate(("day=2026-11-02/b.csv", "day=2026-11-01/a.csv", "_tmp/x.csv", ".hidden.csv", "notes.md")):
        auditor.file(f"lake/{name}", csv_bytes(LINES[place : place + 1]))
    lake = str(auditor.folder / "lake")
    auditor.run(lake, f"{lake}/*/*.csv", f"{lake}/day=2026-11-01/a.csv")
    assert [(one["row"], Path(one["source"]).name) for one in auditor.results] == [(1, "a.csv"), (2, "b.csv"), (3, "x.csv")]


def test_a_link_to_nothing_costs_no_other_file_of_its_folder(auditor: Auditor) -> None:
    for name in ("a.csv", "c.csv", "deep/d.csv"):
        auditor.file(f"in/{name}", csv_bytes(rows(2)))
    (auditor.folder / "in" / "b.csv").symlink_to("nowhere.csv")
    assert auditor.run(str(auditor.folder / "in")) == 3
    assert len(auditor.results) == 6
    assert [one["source"] for one in auditor.rejects] == [str(auditor.folder / "in" / "b.csv")]


def test_a_folder_that_cannot_be_listed_is_named(auditor: Auditor, monkeypatch: pytest.MonkeyPatch) -> None:
    auditor.file("in/a.csv", csv_bytes(rows(2)))
    auditor.file("in/closed/b.csv", csv_bytes(rows(2)))
    listed = os.scandir

    def scandir(path: Any = ".") -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr("os.scandir", scandir)
    assert auditor.run(str(auditor.folder / "in")) == 3
    assert len(auditor.results) == 2
    reason = "cannot be read: Permission denied; give this user the right to read it"
    assert [one["reason"] for one in auditor.rejects] == [reason]


def test_a_column_that_stands_twice_is_not_chosen_from(auditor: Auditor) -> None:
    doubled = pa.table([pa.array([GOOD]), pa.array([BAD])], names=["text", "text"])
    parquet.write_table(doubled, auditor.folder / "a.parquet")
    sheet = csv_bytes([(GOOD, BAD)], titles=("text", "text"))
    for path in (str(auditor.folder / "a.parquet"), auditor.file("a.csv", sheet)):
        assert auditor.run(path) == 2
        assert "the column 'text' stands twice" in auditor.said
    other = csv_bytes([(GOOD, "1", "2")], titles=("text", "note", "note"))
    assert auditor.run(auditor.file("b.csv", other)) == 0


def test_folders_of_a_lake_say_what_their_rows_have_in_common(auditor: Auditor) -> None:
    auditor.file("lake/campaign=spring%20sale/a.csv", b"text\n" + GOOD.encode() + b"\n")
    auditor.run(str(auditor.folder / "lake"))
    assert auditor.results[0]["campaign"] == "spring sale"


LURE = BAD.replace(",", "").encode()
PLIVO = (
    b"Message UUID,From Number,To Number,To Country ISO2,Message Time,Message Text\n"
    b"u1,+18005550142,+12025550123,US,2026-11-10 15:00:00+00:00,%s\n"
)
TWILIO = (
    b"From,To,Body,Status,SentDate,ApiVersion,NumSegments,AccountSid,Sid,Direction\n"
    b"+18005550142,+12025550123,%s,delivered,2026-11-10T15:00:00Z,2010-04-01,1,AC1,SM1,outbound-api\n"
    b"+12025550123,+18005550142,STOP,received,2026-11-10T15:01:00Z,2010-04-01,1,AC1,SM2,inbound\n"
)


def test_columns_of_which_nothing_is_read_are_named_where_messages_wait_for_context(auditor: Auditor) -> None:
    rows = b"text,from,Shop,paid by,first-ever\nYour table is booked for tonight at seven.,+12025550142,Larch Cafe,card,yes\n"
    auditor.run(auditor.file("sent.csv", rows))
    assert "not read: 'Shop', 'paid by', 'first-ever'" in auditor.said
    auditor.run(auditor.file("sent.csv", rows), "--columns", "brand=Shop")
    assert "not read: 'paid by', 'first-ever'" in auditor.said


def test_where_there_is_no_row_that_is_said(auditor: Auditor) -> None:
    auditor.run(auditor.file("empty.csv", b""))
    assert "no row was found in what was named" in auditor.said
    auditor.run(auditor.file("old.csv", b"text,sent_at\nhello,2026-01-01\n"), "--since", "2026-05-01")
    assert "no row is left by --since, --sample and --limit" in auditor.said


def test_what_may_be_no_title_is_not_named_as_one(auditor: Auditor) -> None:
    row = {"text": "Your table is booked for tonight at seven.", "from": "+12025550142", "Jane 202-555-0142": 1, "long " * 12: 2}
    auditor.run(auditor.file("sent.jsonl", json.dumps(row).encode() + b"\n"))
    assert "wait for context" in auditor.said
    assert "not read" not in auditor.said


@pytest.mark.parametrize(("export", "name", "provider"), [(PLIVO % LURE, "u1", "Plivo"), (TWILIO % LURE, "SM1", "Twilio")])
def test_exports_of_providers_are_known_by_their_titles(auditor: Auditor, export: bytes, name: str, provider: str) -> None:
    auditor.run(auditor.file("export.csv", export))
    assert f"an export of {provider}" in auditor.said
    first = auditor.results[0]
    assert (first["id"], first["sender"], first["recipient"]) == (name, "+18005550***", "+12025550***")
    assert "promotion_toll_free" in first["categories"]


def test_a_reply_is_judged_as_a_reply(auditor: Auditor) -> None:
    auditor.run(auditor.file("export.csv", TWILIO % GOOD.encode()))
    assert auditor.results[1]["categories"] == ["inbound"]


def test_columns_are_named_when_titles_do_not_tell(auditor: Auditor) -> None:
    path = auditor.file("odd.csv", b"Nachricht,Absender\n" + GOOD.encode() + b",+18005550142\n")
    assert auditor.run(path) == 2
    assert f"{path}: no column is known to hold the text; name it with --columns text=COLUMN" in auditor.said
    assert auditor.run(path, "--columns", "text=Nachricht,sender=Absender") != 3
    assert auditor.results[0]["sender"] == "+18005550***"


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["--columns", "txt=body"], "did you mean 'text'?"),
        (["--columns", "body=text"], "the name stands first, as text=body"),
        (["--columns", "xyzzy=body"], "the names are text, id, campaign, direction, brand"),
        (["--columns", "text"], "NAME=COLUMN"),
        (["--columns", "text=nowhere"], "there is no column 'nowhere'"),
    ],
)
def test_a_column_that_cannot_be_is_an_error_before_any_output(auditor: Auditor, words: list[str], fault: str) -> None:
    path = auditor.file("a.csv", csv_bytes(LINES))
    assert auditor.run(path, *words) == 2
    assert fault in auditor.said


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.jsonl", "-"])
def test_a_query_is_for_databases(auditor: Auditor, name: str) -> None:
    path = name if name == "-" else auditor.file(name, csv_bytes(LINES))
    assert auditor.run(path, "--query", "select text from sent") == 2
    assert "--query asks a database" in auditor.said
    assert not auditor.out.exists()


def test_context_stands_in_columns_and_in_rows_of_json(auditor: Auditor) -> None:
    auditor.file("a.csv", b"text,use_case,first_message\n" + GOOD.encode() + b",marketing,yes\n")
    auditor.file("a.jsonl", b'{"text": "%s", "context": {"use_case": "marketing"}, "first_message": true}\n' % GOOD.encode())
    auditor.run(str(auditor.folder / "a.csv"), str(auditor.folder / "a.jsonl"))
    assert auditor.results[0]["rules"] == auditor.results[1]["rules"]
    assert auditor.results[0]["open_questions"] == auditor.results[1]["open_questions"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (b'{"text": "a\\ud800b"}', "surrogate"),
        (b'{"text": "a", "text": "b"}', "stands twice"),
        (b"{" * 100_000, "nested deeper"),
        (b'{"text": 5, "id": [1]}', ""),
        (b"[1]", "not an object"),
        (b'{"text": "a" "b"}', "not valid JSON"),
        (b'{"note": "a"}', "no column is known to hold the text"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b'{"text": "' + b"x" * 1_000_000 + b'"}', "row-bytes"),
        (b'{"text": null}', "no text"),
        (b'{"text": {"a": "b"}}', "no text"),
        (b'{"text": ["a", "b"]}', "no text"),
    ],
)
def test_a_broken_row_of_json_is_named_and_its_neighbours_are_read(auditor: Auditor, row: bytes, words: str) -> None:
    data = b'{"text": "before"}\n' + row + b'\n{"text": "after"}\n'
    code = auditor.run(auditor.file("a.jsonl", data))
    assert {1, 3} <= {one["row"] for one in auditor.results}
    if words:
        assert code == 3
        assert [(one["row"], one["line"], one["offset"]) for one in auditor.rejects] == [(2, 2, 19)]
        assert words in auditor.rejects[0]["reason"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv.gz", gzip.compress(csv_bytes(LINES), mtime=0)[:-20]),
        ("a.gz", b"\x1f\x8bgarbage"),
        ("a.parquet", b"PAR1garbage"),
        ("a.arrow", b"ARROW1x"),
    ],
)
def test_a_broken_file_is_named_and_the_next_is_read(auditor: Auditor, name: str, data: bytes) -> None:
    good = auditor.file("z.csv", csv_bytes(LINES[:2]))
    assert auditor.run(auditor.file(name, data), good) == 3
    assert name in auditor.said
    assert good in {one["source"] for one in auditor.results}
    assert auditor.rejects[-1]["row"] is None


@pytest.mark.parametrize(
    ("word", "code"), [("missing.csv", 3), ("nothing-*.csv", 3), (".", 3), ("-", 3), ("ftp://host/x", 2)]
)
def test_inputs_that_are_none_leave_what_was_written_alone(
    auditor: Auditor, word: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(auditor.folder)
    monkeypatch.setattr("sys.stdin", None)
    assert auditor.run(word) == code
    if word != "-":
        assert auditor.outputs() == {}
    if code == 3:
        assert auditor.said.endswith("0 rows in = 0 ok + 0 flagged + 0 quarantined\n")


def test_an_input_that_is_missing_is_named_and_the_others_are_read(auditor: Auditor) -> None:
    assert auditor.run("missing.csv", auditor.file("a.csv", csv_bytes(LINES[:2]))) == 3
    assert "smslint: missing.csv: cannot be read: No such file or directory; check the path" in auditor.said
    assert [one["source"] for one in auditor.rejects] == ["missing.csv"]
    assert len(auditor.results) == 2


@pytest.mark.parametrize(("option", "number"), [("--batch-rows", "0"), ("--batch-rows", "99999999"), ("--jobs", "99999999")])
def test_a_number_beyond_reason_is_refused(auditor: Auditor, option: str, number: str) -> None:
    assert auditor.call("audit", auditor.file("a.csv", csv_bytes(LINES)), option, number) == 2
    assert f"{option} cannot be {int(number):,}; give " in auditor.said


def test_a_table_of_many_is_named(auditor: Auditor) -> None:
    path = auditor.folder / "a.db"
    make_sqlite(path)
    with sqlite3.connect(path) as connection:
        connection.execute("create table other (text)")
    connection.close()
    assert auditor.run(str(path)) == 3
    assert "name one behind #" in auditor.said
    auditor.run(f"{path}#sent")
    assert len(auditor.results) == 40
    auditor.run(str(path), "--query", "select text, id from sent where campaign = 'c1'")
    assert len(auditor.results) == 20


@pytest.mark.parametrize("packed", [False, True])
def test_a_table_of_what_has_none_is_refused(auditor: Auditor, packed: bool) -> None:
    data = csv_bytes(LINES)
    path = auditor.file("a.csv.gz" if packed else "a.csv", gzip.compress(data) if packed else data)
    assert auditor.run(f"{path}#sent") == 3
    assert f"{path}#sent: is no database, so it has no table 'sent'" in auditor.said


def test_an_input_is_not_written_over_whatever_its_address(auditor: Auditor) -> None:
    sheet, base = auditor.file("a.csv", csv_bytes(LINES)), auditor.folder / "a.db"
    make_sqlite(base)
    (auditor.folder / "link.csv").symlink_to("a.csv")
    os.link(sheet, auditor.folder / "hard.csv")
    words = [(f"{sheet}#x", sheet), (f"{base}#sent", base), (f"sqlite://{base}#sent", base), (sheet, auditor.folder / "link.csv")]
    words += [(f"{sheet}#x", auditor.folder / "hard.csv")]
    if find_spec("obstore"):
        words += [(f"file://{sheet}", sheet), (f"file://{auditor.folder}", auditor.folder / "hard.csv")]
    for word, output in words:
        assert auditor.call("audit", word, "--summary", str(output)) == 2, word
        assert "is read and would be written; name another output" in auditor.said
    assert (auditor.folder / "a.csv").read_bytes() == csv_bytes(LINES)


def test_a_table_of_duckdb_is_named_with_its_schema(auditor: Auditor) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not here: pip install 'smslint[campaign]'")
    path = auditor.folder / "crm.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema crm.crm")
        connection.execute(f"create table crm.crm.sends as select '{GOOD}' as text")
    assert auditor.run(str(path)) == 0
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"create table crm.main.sends as select '{GOOD}' as text from range(2)")
        connection.execute("create table crm.crm.other (text text)")
    for word, count in (("crm.sends", 1), ("sends", 2), ("main.sends", 2), ("other", 0)):
        assert auditor.run(f"{path}#{word}") == 0
        assert len(auditor.results) == count
    assert auditor.run(str(path)) == 3
    assert "holds 3 tables; name one behind #: crm.other, crm.sends, sends" in auditor.said
    assert auditor.run(f"{path}#crm.send") == 3
    assert "holds no table 'crm.send'; did you mean 'crm.sends'?" in auditor.said


def test_the_example_of_a_moment_is_told_as_it_is_written(auditor: Auditor) -> None:
    auditor.run(auditor.file("a.csv", csv_bytes([("m1", GOOD, "+18005550142", "", "never", "c")])))
    assert "1 not judged: " in auditor.said
    assert "a.csv:2: sent_at is no moment; write it as 2026-03-01T09:30-05:00" in auditor.said


def test_a_moment_beyond_the_calendar_is_one_row_that_is_put_aside(auditor: Auditor) -> None:
    moments = pa.array([2**60, 0, None], pa.timestamp("us"))
    fine = pa.array([1, 1_700_000_000_000_000_001, None], pa.timestamp("ns"))
    for name, column, aside in (("a.parquet", moments, 1), ("b.parquet", fine, 0)):
        path = str(auditor.folder / name)
        parquet.write_table(pa.table({"text": [GOOD] * 3, "sent_at": column}), path)
        auditor.run(path)
        assert f"3 rows in = {3 - aside} ok + 0 flagged + {aside} quarantined" == auditor.ledger
    assert "internal" not in auditor.said


@pytest.mark.parametrize("column", [pa.array([[GOOD], [], None]), pa.array([{"a": GOOD}] * 3)])
def test_lists_and_objects_are_no_texts(auditor: Auditor, column: pa.Array) -> None:
    path = str(auditor.folder / "a.parquet")
    parquet.write_table(pa.table({"text": column}), path)
    assert auditor.run(path) == 3
    assert auditor.ledger == "3 rows in = 0 ok + 0 flagged + 3 quarantined"


def test_bytes_are_texts_where_they_are_utf8_and_faults_where_not(auditor: Auditor) -> None:
    values = [GOOD.encode(), b"caf\xe9", "café".encode()]
    parquet.write_table(pa.table({"text": pa.array(values)}), auditor.folder / "a.parquet")
    feather.write_feather(pa.table({"text": pa.array(values)}), str(auditor.folder / "a.feather"))
    with sqlite3.connect(auditor.folder / "a.db") as connection:
        connection.execute("create table sent (text)")
        connection.executemany("insert into sent values (?)", [(value,) for value in values])
    connection.close()
    for name in ("a.parquet", "a.feather", "a.db"):
        assert auditor.run(str(auditor.folder / name), "--log", "true") == 3
        assert [one["text"] for one in auditor.results] == [GOOD, "café"]
        assert "a value is not UTF-8; mend the row" in auditor.rejects[0]["reason"]
