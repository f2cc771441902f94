"""Logs that are no plain file: standard input, databases, packed files; and what is said when they cannot be read."""

from __future__ import annotations

import gzip
import io
import sqlite3
from pathlib import Path

import pytest

pytest.importorskip("duckdb")

from smslint.__main__ import main

ROW = ("+18005550142", "+13125550101", "2026-03-01T09:30:00-05:00", "Larch Cafe: hi. Reply STOP to opt out.")
TITLES = "from,to,date_sent,body"
CSV = f"{TITLES}\n{','.join(ROW)}\n"


class Stdin(io.TextIOWrapper):
    """Standard input that holds some bytes."""

    def __init__(self, data: str) -> None:
        super().__init__(io.BufferedReader(io.BytesIO(data.encode())))  # type: ignore[arg-type]


def stats(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["campaign", "stats", *words, "--without", "content", "--without", "sequences"])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = tmp_path / "m.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute('create table sends("from", "to", date_sent, body)')
        connection.execute("insert into sends values(?, ?, ?, ?)", ROW)
        connection.execute("create table replies(sender, recipient, received_at, text)")
        connection.execute("insert into replies values(?, ?, ?, 'take me off')", ROW[:3])
    return str(path)


def test_tables_of_a_database_are_logs(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, err = stats(capsys, f"{database}#sends", "--replies", f"{database}#replies")
    assert out.startswith("1 send, 1 reply; 1 person sent to")
    assert "replies: 1 opt-out" in out
    assert err == ""


def test_a_query_is_a_log(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = 'select "from" as sender, "to" as recipient, date_sent as sent_at from sends'
    replied = "replies=select * from replies where text like '%off'"
    _, out, err = stats(capsys, database, "--query", asked, "--replies", database, "--query", replied)
    assert out.startswith("1 send, 1 reply; 1 person sent to")
    assert err == ""


@pytest.mark.parametrize("suffix", [".duckdb", ".dat.db"])
def test_a_duckdb_file_is_read_by_table_and_by_query(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    import duckdb

    path = tmp_path / f"m{suffix}"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table sends(sender text, recipient text, sent_at timestamptz)")
        connection.execute("insert into sends values(?, ?, ?)", ROW[:3])
    before = path.read_bytes()
    for words in ((f"{path}#sends",), (str(path),), (str(path), "--query", "select * from sends")):
        code, out, _ = stats(capsys, *words)
        assert (code, out.split(";")[0]) == (0, "1 send")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("query", "code", "says"),
    [
        ("delete from sends", 3, "cannot be read as SQLite: attempt to write a readonly database"),
        ("attach ':memory:' as other", 3, "the query gives no rows; write a select"),
        ("select * from nope", 3, "cannot be read as SQLite: no such table: nope"),
        (" ", 2, "--query cannot be empty"),
        ("replies=select 1", 2, "--query asks for the replies, but no replies are given"),
    ],
)
def test_a_query_that_cannot_be_answered_is_one_sentence(
    database: str, capsys: pytest.CaptureFixture[str], query: str, code: int, says: str
) -> None:
    found, out, err = stats(capsys, database, "--query", query)
    assert (found, out) == (code, "")
    assert says in err


def test_a_query_needs_a_database_and_no_table_beside_it(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sends.csv"
    path.write_text(CSV)
    code, _, err = stats(capsys, str(path), "--query", "select 1")
    assert code == 2
    assert "sends.csv is none, so read it without --query" in err
    code, _, err = stats(capsys, f"{database}#sends", "--query", "select 1")
    assert code == 2
    assert "give one of the two" in err


def test_standard_input_is_a_log_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(CSV))
    code, out, _ = stats(capsys, "-", "--stdin-format", "csv")
    assert (code, out.split(";")[0]) == (0, "1 send")
    monkeypatch.setattr("sys.stdin", Stdin(CSV))
    code, _, err = stats(capsys, "-", "--stdin-format", "csv", "--replies", "-")
    assert (code, err) == (3, "smslint: standard input can be read once; give the other log as a file\n")


def test_a_packed_file_is_unpacked_and_its_bad_rows_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sends.csv.gz"
    path.write_bytes(gzip.compress((CSV + "+18005550142,,2026-03-01T09:30:00-05:00,hi\n").encode()))
    code, out, err = stats(capsys, str(path))
    assert (code, out.split(";")[0]) == (3, "1 send")
    assert f"{path}:2: left out: it names no recipient" in err


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("{db}", "holds 2 tables; name one behind #"),
        ("{db}#nope", "holds no table 'nope'"),
        ("postgresql://ada:secret@localhost/none", "name a table behind #, as #messages, or give --query"),
        ("gopher://example/x", "is no kind of source that is known here"),
        ("none.sqlite#sends", "none.sqlite#sends: cannot be read: No such file or directory; check the path"),
    ],
)
def test_a_source_that_cannot_be_read_is_one_sentence_without_its_password(
    database: str, capsys: pytest.CaptureFixture[str], source: str, says: str
) -> None:
    code, out, err = stats(capsys, source.format(db=database))
    assert (code, out, len(err.splitlines())) == (3, "", 1)
    assert says in err
    assert "secret" not in err


def test_a_column_that_is_wanting_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "m.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table sends(a, b)")
    code, _, err = stats(capsys, str(path))
    assert code == 2
    assert "need the column 'sender'; name it with --columns sender=NAME; the file has 'a', 'b'" in err


def test_a_file_of_a_spreadsheet_in_utf_16_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sends.csv"
    path.write_bytes(CSV.encode("utf-16"))
    code, out, _ = stats(capsys, str(path))
    assert (code, out.split(";")[0]) == (0, "1 send")
