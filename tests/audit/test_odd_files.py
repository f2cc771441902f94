"""Files as people have them: spreadsheets' own habits, other encodings, the wrong kind; each is read or told what to do about."""

from __future__ import annotations

import codecs
import gzip
import json
import os

import pytest

from tests.audit.words import GOOD, Auditor

SHEET = f'id;text\r\n1;{GOOD}\r\n2;"two\r\nlines; café ☕ 🎉"\r\n'
WIDE = {
    "little.csv": codecs.BOM_UTF16_LE + SHEET.encode("utf-16-le"),
    "big.csv": codecs.BOM_UTF16_BE + SHEET.encode("utf-16-be"),
    "packed.csv.gz": gzip.compress(SHEET.encode("utf-16")),
    "told.csv": b"sep=;\r\n" + SHEET.encode(),
    "marked.csv": codecs.BOM_UTF8 + b'"sep=;"\n' + SHEET.encode(),
}


@pytest.mark.parametrize("name", WIDE)
def test_what_spreadsheets_save_is_read(auditor: Auditor, name: str) -> None:
    auditor.run(auditor.file("plain.csv", SHEET.encode()), "--log", "true")
    expected = [(one["id"], one["text"], one["verdict"]) for one in auditor.results]
    auditor.run(auditor.file(name, WIDE[name]), "--log", "true")
    assert [(one["id"], one["text"], one["verdict"]) for one in auditor.results] == expected
    assert len(expected) == 2


def test_a_file_whose_name_is_no_text_is_read(auditor: Auditor) -> None:
    folder = os.fsencode(auditor.folder / "logs" / "campaign=spring") + b"\xff"
    os.makedirs(folder)
    with open(folder + b"/\xfe.csv", "wb") as file:
        file.write(SHEET.encode() + b"3;a\0b\n")
    assert auditor.run(str(auditor.folder / "logs")) == 3
    assert [one["campaign"] for one in auditor.results] == ["spring\\xff"] * 2
    for source in (auditor.results[0]["source"], auditor.rejects[0]["source"], *auditor.summary["inputs"]):
        assert source.endswith("campaign=spring\\xff/\\xfe.csv")


def test_an_encoding_without_a_mark_can_be_named(auditor: Auditor) -> None:
    for encoding in ("utf-16-le", "utf-16-be", "utf-32"):
        auditor.run(auditor.file("a.csv", SHEET.encode(encoding)), "--encoding", encoding)
        assert [one["id"] for one in auditor.results] == ["1", "2"]


@pytest.mark.parametrize("encoding", ["utf8", "UTF-8", "utf_8", "U8"])
@pytest.mark.parametrize("name", ["marked.csv", "little.csv", "bom.csv"])
def test_an_encoding_may_be_written_in_any_way(auditor: Auditor, encoding: str, name: str) -> None:
    data = {**WIDE, "bom.csv": codecs.BOM_UTF8 + SHEET.encode()}[name]
    auditor.run(auditor.file(name, data), "--encoding", encoding)
    assert [one["id"] for one in auditor.results] == ["1", "2"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_in_another_encoding_than_named_is_told(auditor: Auditor, encoding: str) -> None:
    assert auditor.run(auditor.file("a.csv", SHEET.encode()), "--encoding", encoding) == 3
    assert f"is not {encoding.upper()}" in auditor.said
    assert "leave --encoding out" in auditor.said


@pytest.mark.parametrize("encoding", ["punycode", "idna", "undefined", "unicode_escape", "rot13", "hex", "no-such", "a\0b", "é"])
def test_what_is_no_encoding_of_rows_is_refused(auditor: Auditor, encoding: str) -> None:
    assert auditor.run(auditor.file("a.csv", SHEET.encode()), "--encoding", encoding) == 2
    assert "--encoding knows no" in auditor.said


def test_a_broken_row_of_a_wide_file_is_named_by_its_line(auditor: Auditor) -> None:
    data = SHEET.encode("utf-16") + "3;a".encode("utf-16-le") + b"\x00\xd8" + "\n4;fine\n".encode("utf-16-le")
    assert auditor.run(auditor.file("a.csv", data)) == 3
    assert [(one["line"], one["offset"]) for one in auditor.rejects] == [(5, None)]
    assert [one["id"] for one in auditor.results] == ["1", "2", "4"]
    assert auditor.run(auditor.file("b.csv", data[:-1])) == 3
    assert "is broken off in the middle of a character" in auditor.said


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"PK\x03\x04 and so on", "save it as CSV"),
        ("a.csv.gz", gzip.compress(gzip.compress(b"id,text\n1,a\n", mtime=0), mtime=0), "is packed twice; unpack it once"),
        ("a.txt", b"%PDF-1.7\n", "is a PDF"),
        ("a.json", json.dumps([{"text": GOOD}]).encode(), "is one document of JSON"),
        ("b.json", json.dumps({"messages": [{"text": GOOD}]}, indent=1).encode(), "jq -c"),
        ("latin.csv", "id,größe,text\n1,2,a\n".encode("latin-1"), "--encoding cp1252"),
    ],
)
def test_a_file_of_another_kind_is_told_what_to_do_and_the_next_is_read(
    auditor: Auditor, name: str, data: bytes, words: str
) -> None:
    good = auditor.file("z.csv", SHEET.encode())
    assert auditor.run(auditor.file(name, data), good) == 3
    assert words in auditor.said
    assert {one["source"] for one in auditor.results} == {good}


def test_one_file_of_many_without_a_text_costs_no_other(auditor: Auditor) -> None:
    strange = auditor.file("a.csv", b"1,Larch Cafe: ready,+12025550143\n2,others,+12025550144\n")
    good = auditor.file("z.csv", SHEET.encode())
    assert auditor.run(strange, good) == 3
    assert f"{strange}: no column is known to hold the text" in auditor.said
    assert auditor.said.count(strange) == 1
    assert "5550143" not in auditor.said
    assert {one["source"] for one in auditor.results} == {good}
    assert auditor.run(strange) == 2


def test_an_input_without_rows_is_not_said_to_have_rows_that_were_not_judged(auditor: Auditor) -> None:
    assert auditor.run(auditor.file("a.db", b"SQLite format 3\0" + b"\0" * 100)) == 3
    assert "what could not be read is named in" in auditor.said
    assert "rows that could not be judged" not in auditor.said


def test_an_audit_that_cannot_begin_leaves_nothing_behind(auditor: Auditor) -> None:
    assert auditor.run(auditor.file("a.csv", b"number,when\n1,2\n")) == 2
    assert list(auditor.out.iterdir()) == []


def test_the_first_row_of_each_reason_is_named_and_what_messages_wait_for(auditor: Auditor) -> None:
    path = auditor.file("a.csv", b"id,text\n1,Larch Cafe: 2-for-1 lattes today.\n2,a,b\n3\n4,a\0\n")
    auditor.run(path)
    assert f"2 not judged, the first of them: {path}:3: 3 columns where the titles name 2" in auditor.said
    assert f"1 not judged: {path}:5: a NUL byte stands in this row" in auditor.said
    waiting = auditor.summary["waiting_for"]
    assert waiting
    assert set(auditor.results[0]["open_questions"]) == set(waiting)
    assert "1 wait for context: give --" in auditor.said
