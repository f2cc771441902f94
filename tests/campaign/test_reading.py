"""Logs are hostile: bad rows are named with file, line and reason, and all others are counted."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")

from smslint.audit.columns import _TITLES
from smslint.campaign import careful, reading
from smslint.campaign.columns import REPLIES, SENDS, ColumnError, UnreadableError, parse_mapping
from smslint.campaign.database import database
from smslint.campaign.logs import Logs
from smslint.campaign.rejects import Rejects
from tests.campaign.words import LARCH, at

HEAD = "sender,recipient,sent_at,text\n"
ROW = f"{LARCH},+12125550001,{at(9)},hello\n"


def read(*paths: Path, kind: Any = SENDS, zone: str = "UTC", **columns: str) -> tuple[list[tuple[Any, ...]], Rejects]:
    """(line, recipient, moment, text) of each row that counts, and the rejects."""
    rejects = Rejects(io.StringIO())
    with database(zone) as connection:
        logs = Logs(connection, columns, rejects)
        logs.read(kind, [str(path) for path in paths])
        rows = connection.execute(
            f"select s.line, p.name, s.moment, t.name from {kind.name} s left join people p on p.id = s.recipient"
            " left join texts t on t.id = s.text order by 1"
        ).fetchall()
    return rows, rejects


def reasons(rejects: Rejects) -> dict[int, str]:
    """Line -> reason."""
    return {line: reason for (_, reason), line in rejects.first.items()}


def write(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_clean_file_has_no_rejects(tmp_path: Path) -> None:
    rows, rejects = read(write(tmp_path, "a.csv", HEAD + ROW * 3))
    assert [row[0] for row in rows] == [2, 3, 4]
    assert len(rejects) == 0


def test_bad_rows_of_a_csv_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    bad = [
        f"{LARCH},,{at(9)},no recipient\n",
        f"{LARCH},+12125550001,yesterday,no time\n",
        f"{LARCH},+12125550001,,no time at all\n",
        f"{LARCH},+12125550***,{at(9)},redacted\n",
        f"{LARCH},1.21256E+10,{at(9)},spreadsheet\n",
        f"{LARCH},+12125550001\n",
        f"{LARCH},+12125550001,{at(9)},one,too many\n",
        f"{LARCH},+12125550001,0001-01-01T00:00:00Z,long ago\n",
    ]
    rows, rejects = read(write(tmp_path, "a.csv", HEAD + "".join(one + ROW for one in bad)))
    assert len(rows) == len(bad)
    assert len(rejects) == len(bad)
    found = reasons(rejects)
    assert "no recipient" in found[2]
    assert "no time" in found[4]
    assert "redacted" in found[8]
    assert "power of ten" in found[10]
    assert "fewer fields" in found[12]
    assert "more fields" in found[14]


def test_a_quote_that_never_closes_costs_one_row(tmp_path: Path) -> None:
    broken = f'{LARCH},+12125550009,{at(9)},"never closed\n'
    rows, rejects = read(write(tmp_path, "a.csv", HEAD + ROW + broken + ROW * 500))
    assert len(rows) == 501
    assert reasons(rejects) == {3: "a quotation mark is never closed"}


def test_lines_are_counted_through_texts_of_many_lines(tmp_path: Path) -> None:
    long = f'{LARCH},+12125550001,{at(9)},"one\ntwo\r\nthree ""quoted"""\n'
    rows, rejects = read(write(tmp_path, "a.csv", HEAD + long + f"{LARCH},,{at(9)},x\n" + ROW))
    assert rows[0][3] == 'one\ntwo\r\nthree "quoted"'
    assert reasons(rejects) == {5: "it names no recipient"}


def test_bytes_that_are_no_text_cost_their_row(tmp_path: Path) -> None:
    latin = ROW.encode().replace(b"hello", b"caf\xe9")
    rows, rejects = read(write(tmp_path, "a.csv", HEAD.encode() + ROW.encode() + latin + ROW.encode()))
    assert len(rows) == 2
    assert reasons(rejects) == {3: "the bytes are not UTF-8"}


def test_a_byte_order_mark_a_semicolon_and_other_names_are_understood(tmp_path: Path) -> None:
    content = f"\ufeffFrom;To;Date Sent;Body\n{LARCH};+12125550001;{at(9)};a, b\n"
    rows, rejects = read(write(tmp_path, "a.csv", content))
    assert rows[0][1:4:2] == ("+12125550001", "a, b")
    assert len(rejects) == 0


def test_the_quick_and_the_careful_way_read_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ROW,
        f'"{LARCH}","+1 212 555 0002","{at(10)}","a ""b"", c\nd"\n',
        f"{LARCH},+12125550003,{at(11)},\n",
        f"{LARCH},+12125550004,{at(12)},''\n",
    ]
    path = write(tmp_path, "a.csv", HEAD + "".join(rows))
    quick, _ = read(path)
    monkeypatch.setattr(reading, "_stage_clean_csv", lambda *rest: False)
    slow, _ = read(path)
    assert quick == slow


def test_json_lines_name_bad_lines(tmp_path: Path) -> None:
    good = {"sender": LARCH, "recipient": "+12125550001", "sent_at": at(9), "text": "hi"}
    lines = [
        json.dumps(good), "", "not json", "[1]", "[" * 100_000, json.dumps({**good, "recipient": 12125550001}),
        json.dumps({"sender": LARCH}), json.dumps({**good, "text": "half \ud83d"}), json.dumps({**good, "text": None}),
    ]  # fmt: skip
    rows, rejects = read(write(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [row[0] for row in rows] == [1, 6, 8, 9]
    assert rows[2][3] == "half \ufffd"
    assert set(reasons(rejects)) == {3, 4, 5, 7}


def test_parquet_reads_times_and_numbers_of_any_type(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table(
        {"sender": [18005550142], "recipient": [12125550001], "sent_at": [datetime(2026, 3, 2, 4)], "text": ["hi"]}
    )
    path = tmp_path / "a.parquet"
    parquet.write_table(table, path)
    rows, _ = read(path, zone="America/New_York")
    assert rows[0][1:3] == ("+12125550001", 1_772_442_000_000_000)


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("2026-03-02T09:00:00Z", 9), ("2026-03-02 09:00", 14), ("2026-03-02T09:00:00-0500", 14),
        ("Mon, 02 Mar 2026 09:00:00 +0000", 9), ("1772442000", 9), ("1772442000000", 9), ("2026-03-02 09:00:00 UTC", 9),
        ("2026-03-02 09:00:00 America/Chicago", 15),
        ("Mon, 02 Mar 2026 09:00:00 GMT", 9), ("1772442000000000", 9), ("2026-03-02 04:00:00 -0500", 9),
    ],
)  # fmt: skip
def test_times_are_read_as_people_and_exports_write_them(tmp_path: Path, written: str, hour: int) -> None:
    content = f'{HEAD}{LARCH},+12125550001,"{written}",x\n'
    rows, _ = read(write(tmp_path, "a.csv", content), zone="America/New_York")
    assert rows[0][2] == (1_772_409_600 + hour * 3600) * 1_000_000


@pytest.mark.parametrize("zone", ["America/Havana", "America/Santiago", "Australia/Lord_Howe", "America/New_York"])
def test_a_time_with_its_offset_is_the_same_instant_in_every_zone(tmp_path: Path, zone: str) -> None:
    written = ("Fri, 24 Apr 2026 15:12:00 +0000", "2026-07-24 15:12:00 +0000", "2026-01-24T15:12:00", "2026-04-24 11:12:00 -0400")
    lines = "".join(f'{LARCH},+1212555{number:04},"{time}",x\n' for number, time in enumerate(written))
    rows, _ = read(write(tmp_path, "a.csv", HEAD + lines), zone=zone)
    assert rows[0][2] == rows[3][2] == 1_777_043_520_000_000
    assert rows[1][2] == 1_784_905_920_000_000


@pytest.mark.parametrize("recipient", ["1.2025E+10", "1,2025E+10", "+1.2E10", "--", " ", "+1212555***"])
def test_what_tells_no_person_apart_is_no_person(tmp_path: Path, recipient: str) -> None:
    rows, rejects = read(write(tmp_path, "a.csv", f'{HEAD}{LARCH},"{recipient}",2026-03-02T09:00:00Z,x\n'))
    assert (len(rows), len(rejects)) == (0, 1)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", HEAD.replace("text", "sender") + "a,b,c,d\n", "'sender' stands twice"),
        ("a.csv", "", "is empty"), ("a.csv", "a,b\n1,2\n", "need the column 'sender'"), ("a.xlsx", "x", ".csv"),
        ("a.parquet", "PAR1 not really", "no Parquet file"), ("a.jsonl", "[]\n", "no line holds a row"),
        ("a.csv", bytes(range(1, 256)), "no text in UTF-8"), ("a.csv", b"\xff\xfes\x00e\x00n\x00d\x00", "the file has 'send'"),
        ("a.csv", b"\xff\xfes\x00e", "in the middle of a character"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path, name: str, content: str | bytes, says: str) -> None:
    with pytest.raises((ColumnError, UnreadableError), match=says):
        read(write(tmp_path, name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", ""), ("a.csv", bytes(range(256)) * 4), ("a.jsonl", "[]\n"), ("a.parquet", "PAR1 not really")],
)
def test_what_holds_no_rows_at_all_is_unreadable_input(tmp_path: Path, name: str, content: str | bytes) -> None:
    with pytest.raises(UnreadableError):
        read(write(tmp_path, name, content))


@pytest.mark.parametrize("zone", ["BST", "IST", "CST", "EST", "EDT"])
def test_a_zone_in_letters_means_several_clocks(tmp_path: Path, zone: str) -> None:
    rows, rejects = read(write(tmp_path, "a.csv", f"{HEAD}{LARCH},+12125550001,2026-07-01 09:30:00 {zone},x\n"))
    assert not rows
    assert "sent_at is no time" in reasons(rejects)[2]


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"])
@pytest.mark.parametrize(
    ("before", "line"), [('"two\nlines"', 4), ('"three\r\nlines\nhere"', 5), ("one", 3), ("one\n", 4)]
)
def test_lines_are_counted_whatever_ends_the_file(tmp_path: Path, before: str, line: int, end: str) -> None:
    content = f"{HEAD}{LARCH},+12125550001,{at(9)},{before}\n{LARCH},+12125550002,yesterday,x{end}"
    _, rejects = read(write(tmp_path, "a.csv", content))
    assert list(reasons(rejects)) == [line]


def test_a_title_may_have_a_line_break(tmp_path: Path) -> None:
    content = f'sender,recipient,"sent\nat",text\n{LARCH},+12125550001,{at(9)},hello\n{LARCH},,{at(9)},x\n'
    rows, rejects = read(write(tmp_path, "a.csv", content))
    assert [row[0] for row in rows] == [3]
    assert list(reasons(rejects)) == [4]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_titles_alike_but_for_case_are_refused_unless_one_is_named(tmp_path: Path, name: str) -> None:
    row = {"sender": LARCH, "recipient": "+12125550001", "Sent At": at(9), "sent_at": at(10), "text": "x"}
    as_csv = f"{','.join(row)}\n{','.join(row.values())}\n"
    path = write(tmp_path, name, as_csv if name == "a.csv" else json.dumps(row) + "\n")
    with pytest.raises(ColumnError, match="the columns 'Sent At', 'sent_at' bear one name"):
        read(path)
    rows, _ = read(path, sent_at="Sent At")
    assert rows[0][2] == 1_772_442_000_000_000


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("72345.0", "72345"), ("345678.00", "345678"), ("12125550001.0", "+12125550001"),
        ("+１２１２５５５０００１", "+12125550001"), ("٢١٢٥٥٥٠٠٠١", "+12125550001"), ("+1212555๐๐๐๑", "+1212555๐๐๐๑"),
    ],
)  # fmt: skip
def test_a_number_is_the_same_however_its_digits_are_written(tmp_path: Path, written: str, key: str) -> None:
    rows, _ = read(write(tmp_path, "a.csv", f"{HEAD}{LARCH},{written},{at(9)},x\n"))
    assert rows[0][1] == key


def test_a_missing_column_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", f"nr,who,sent_at\n{LARCH},+12125550001,{at(9)}\n")
    rows, _ = read(path, **parse_mapping(["sender=nr,recipient=who"]))
    assert rows[0][1] == "+12125550001"


@pytest.mark.parametrize("words", ["text", "text=", "body=text", "=x", "sender=a,sender=b"])
def test_a_mapping_that_cannot_be_read_is_refused(words: str) -> None:
    with pytest.raises(ColumnError, match="--columns"):
        parse_mapping([words])


def test_a_mapping_whose_sides_have_changed_places_is_told_its_order() -> None:
    with pytest.raises(ColumnError, match="stands first, as text=body"):
        parse_mapping(["body=text"])


@pytest.mark.parametrize("name", ["text", "sender", "recipient", "sent_at"])
def test_titles_that_an_audit_knows_are_known_here(tmp_path: Path, name: str) -> None:
    """All files are read at once, for which one database is enough."""
    paths, titles = [], _TITLES[name].split()
    for number, title in enumerate(titles):
        usual = {"sender": LARCH, "recipient": "+12125550001", "sent_at": at(9), "text": f"hello {title}"}
        head = ",".join(title if column == name else column for column in usual)
        paths.append(write(tmp_path, f"{number}.csv", f"{head}\n{','.join(usual.values())}\n"))
    rows, _ = read(*paths)
    assert sorted((row[1], row[3]) for row in rows) == sorted(("+12125550001", f"hello {title}") for title in titles)


def test_replies_of_an_export_come_from_the_consumer(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", f"from,to,received_at,body\n+12125550001,{LARCH},{at(9)},STOP\n")
    rows, _ = read(path, kind=REPLIES)
    assert rows[0][1] == "+12125550001"


def test_reject_lines_hold_no_value_of_the_row(tmp_path: Path) -> None:
    file = io.StringIO()
    rejects = Rejects(file)
    with database("UTC") as connection:
        logs = Logs(connection, {}, rejects)
        logs.read(SENDS, [str(write(tmp_path, "a.csv", f"{HEAD}{LARCH},+12125550001,secret time,secret text\n"))])
    assert "secret" not in file.getvalue()
    assert json.loads(file.getvalue())["line"] == 2


@pytest.mark.parametrize(("name", "other"), [("sends[1]", "sends1"), ("s?", "sx"), ("[a]/*", "a/b")])
def test_the_file_name_is_no_pattern(tmp_path: Path, name: str, other: str) -> None:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    for stem, person in ((name, "+12125550001"), (other, "+12125550002")):
        path = tmp_path / f"{stem}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{HEAD}{LARCH},{person},2026-03-02T09:00:00Z,x\n")
        row = {"sender": [LARCH], "recipient": [person], "sent_at": ["2026-03-02T09:00:00Z"]}
        parquet.write_table(pyarrow.table(row), tmp_path / f"{stem}.parquet")
    for suffix in (".csv", ".parquet"):
        rows, _ = read(tmp_path / (name + suffix))
        assert [row[1] for row in rows] == ["+12125550001"]


def test_replies_of_a_console_are_known_by_its_titles(tmp_path: Path) -> None:
    content = "From,To,Body,Status,SentDate,Direction\n+12125550001,+18005550142,STOP,received,2026-03-02T09:00:00Z,inbound\n"
    rows, _ = read(write(tmp_path, "a.csv", content), kind=REPLIES)
    assert [row[1] for row in rows] == ["+12125550001"]


def test_the_file_name_is_data_and_never_sql(tmp_path: Path) -> None:
    path = write(tmp_path, "a'); drop table texts; --.csv", HEAD + ROW)
    rows, _ = read(path)
    assert len(rows) == 1


def test_a_record_too_long_is_refused_and_the_next_read(tmp_path: Path) -> None:
    long = f"{LARCH},+12125550001,{at(9)},{'x' * (careful.LONGEST + 10)}\n"
    rows, rejects = read(write(tmp_path, "a.csv", HEAD + ROW + long + ROW))
    assert len(rows) == 2
    assert len(rejects) == 1


def test_a_log_without_titles_does_not_show_its_first_row(tmp_path: Path) -> None:
    with pytest.raises(ColumnError, match="which has to name the columns") as caught:
        read(write(tmp_path, "a.csv", "+12125550143,Private words\n"))
    assert "Private" not in str(caught.value)
    assert "5550143" not in str(caught.value)


@pytest.mark.parametrize("column", ["text", "sends.text"])
def test_a_mapping_that_names_no_column_is_no_secret(tmp_path: Path, column: str) -> None:
    path = write(tmp_path, "a.csv", HEAD + ROW)
    with pytest.raises(ColumnError, match="there is no column 'body', which --columns names; the file has 'sender', "):
        read(path, **{column: "body"})
    rows, _ = read(path, **{"replies.text": "body"})
    assert len(rows) == 1
