"""CSV of any dialect, row by row: what is broken is named with line and byte, and its neighbours are not lost."""

from __future__ import annotations

import io
import random
from typing import Any

import pytest

from smslint.audit.columns import Columns
from smslint.audit.read import delimited
from smslint.audit.read.record import Fault, Record
from smslint.corpus.decode import InputError

HEAD = b"id,text,from\n"


def read(data: bytes, **options: Any) -> list[Record | Fault]:
    """Every record and fault of a file."""

    def mapper(titles: Any) -> dict[str, int]:
        return {name: list(titles).index(title) for name, title in Columns().places(titles).items()}

    return list(delimited.records(io.BytesIO(data), mapper, lambda size: None, **options))


def texts(found: list[Record | Fault]) -> list[str | None]:
    """The texts of records, None for a fault."""
    return [one.values["text"] if isinstance(one, Record) else None for one in found]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_titles(mark: str) -> None:
    data = f'id,text,from\n1,"a {mark} b",+1\n'.replace(",", mark).replace(f"a {mark} b", f"a {mark} b").encode()
    assert texts(read(data)) == [f"a {mark} b"]


def test_quotes_line_breaks_and_odd_ends_are_read_as_written() -> None:
    data = b'\xef\xbb\xbfid,text,from\r\n1,"two\nlines, ""quoted""",+1\r\n2,plain,+1\r\n\r\n3,last,+1'
    found = read(data)
    assert texts(found) == ['two\nlines, "quoted"', "plain", "last"]
    assert [one.line for one in found] == [2, 4, 6]
    assert [data[one.offset or 0 :][:1] for one in found] == [b"1", b"2", b"3"]


def test_a_file_that_ends_lines_with_returns_alone_has_lines() -> None:
    assert texts(read(b"id,text,from\r1,a,+1\r2,b,+1\r")) == ["a", "b"]


def test_unicode_line_separators_are_no_line_ends() -> None:
    assert texts(read("id,text,from\n1,a\u2028b\x85c\x0bd,+1\n".encode())) == ["a\u2028b\x85c\x0bd"]


def test_a_sign_for_inches_is_no_quote() -> None:
    assert texts(read(HEAD + b'1,a 5" pipe for you,+1\n2,b,+1\n')) == ['a 5" pipe for you', "b"]


def test_an_unclosed_quote_costs_its_own_row_and_no_other() -> None:
    good = b"".join(b"%d,text number %d,+1202555%04d\n" % (n, n, n) for n in range(20))
    bad = b'77,"never closed,+12025550000\n'
    found = read(HEAD + good + bad + good)
    assert texts(found).count(None) == 1
    assert len(found) == 41
    fault = found[20]
    assert isinstance(fault, Fault)
    assert "quote" in fault.reason
    assert (fault.line, fault.offset) == (22, len(HEAD + good))


def test_two_unclosed_quotes_do_not_pair_over_the_rows_between() -> None:
    good = b"".join(b"%d,text number %d,+1202555%04d\n" % (n, n, n) for n in range(20))
    found = read(HEAD + good + b'77,"open,+12025550000\n' + good + b'78,"open too,+12025550001\n' + good)
    assert texts(found).count(None) == 2
    assert len(found) == 62


def test_a_long_message_over_many_lines_is_one_row() -> None:
    body = "\n".join(f"line {number}, of a letter, with commas" for number in range(30))
    data = "id,text,from\n" + "".join(f"{n},short,+12025550{n:03d}\n" for n in range(9)) + f'10,"{body}",+12025550000\n'
    found = read(data.encode())
    assert texts(found)[-1] == body


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (b"1,caf\xe9,+1", "not UTF-8"),
        (b"1,a\0b,+1", "NUL"),
        (b"1,a", "2 columns where the titles name 3"),
        (b"1,a,b,c", "4 columns where the titles name 3"),
        (b"1," + b"x" * 1_000_000 + b",+1", "row-bytes"),
        (b'1,"a"b,+1', "quote"),
    ],
)
def test_a_broken_row_is_named_and_its_neighbours_are_read(row: bytes, words: str) -> None:
    found = read(HEAD + b"0,before,+1\n" + row + b"\n2,after,+1\n")
    assert texts(found) == ["before", None, "after"]
    fault = found[1]
    assert isinstance(fault, Fault)
    assert words in fault.reason
    assert (fault.line, fault.offset) == (3, len(HEAD) + 12)


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        ("words\n" * 201 + '"', "limit row-lines: a quoted value runs over more than 200 lines"),
        (("x" * 90_000 + "\n") * 3 + '"', "limit row-bytes: longer than 262,144 bytes"),
        ("x" * 300_000 + '"', "limit row-bytes: longer than 262,144 bytes"),
        ("words\n", "a quote is opened and not closed before the end of the file"),
    ],
)
def test_what_ends_an_open_quote_is_named(rest: str, reason: str) -> None:
    found = read(b'text\n"a message\n' + rest.encode())
    assert isinstance(found[0], Fault)
    assert found[0].reason.startswith(reason)


def test_bytes_of_another_encoding_can_be_named() -> None:
    assert texts(read(HEAD + b"1,caf\xe9,+1\n", encoding="cp1252")) == ["café"]


@pytest.mark.parametrize("data", [b"\xff\xfei\0d\0", b'"id,text\n', b"\xe9,text\n", b"\n1,2\n"])
def test_what_has_no_titles_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(InputError):
        read(data)


def test_nothing_is_nothing() -> None:
    assert read(b"") == []
    assert read(HEAD) == []


def test_no_bytes_make_it_fail_and_no_line_is_lost() -> None:
    rng = random.Random(3)
    pieces = [b'"', b",", b"\n", b"a", b"\r\n", b"\0", b"\xff", b'""', b"1,b,+1\n", b'2,"c",+1\n', b'3,"d\n']
    for _ in range(300):
        data = HEAD + b"".join(rng.choice(pieces) for _ in range(rng.randrange(60)))
        found = read(data)
        offsets = [one.offset or 0 for one in found]
        assert offsets == sorted(offsets)
        covered = {line for one in found for line in _lines_of(one)}
        numbered = [number for number, line in enumerate(data.split(b"\n"), 1) if line.strip() and number > 1]
        assert covered >= set(numbered)


def _lines_of(one: Record | Fault) -> range:
    assert one.line is not None
    values = one.values.values() if isinstance(one, Record) else ()
    return range(one.line, one.line + 1 + sum(value.count("\n") for value in values))
