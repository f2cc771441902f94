"""Reading row by row: slower, but every bad row is named by its line, and a quote that never closes costs one row."""

from __future__ import annotations

import csv
from collections import deque
from io import StringIO
from itertools import islice

from smslint.campaign.columns import UnreadableError, resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TextIO

    from smslint.campaign.columns import LogKind
    from smslint.campaign.database import Connection
    from smslint.campaign.rejects import Rejects

    Record = tuple[int, list[str | None]]

DELIMITERS = (",", ";", "\t", "|")
LONGEST = 1_000_000
"""Characters of one record."""
MOST_LINES = 200
"""Lines of one quoted record; beyond, a quote was never closed."""
BATCH = 20_000


class Head:
    """The first record of a CSV: its delimiter and the names of its columns."""

    def __init__(self, delimiter: str, names: list[str]) -> None:
        self.delimiter = delimiter
        self.names = names


def read_head(path: str) -> Head:
    """Raises UnreadableError when there is no header to read."""
    with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        line = _first_record(file)
    if not line.strip() or "\x00" in line:
        what = "is empty" if not line else "begins with no header of columns"
        raise UnreadableError(f"{path}: the file {what}; save it as CSV in UTF-8, its first line naming the columns")
    if _is_broken(line) or any(character < " " and character not in "\t\r\n" for character in line):
        raise UnreadableError(f"{path}: this is no text in UTF-8; save it as CSV in UTF-8")
    best = max(DELIMITERS, key=line.count)
    names = next(csv.reader(StringIO(line, newline=""), delimiter=best), [])
    return Head(best, [" ".join(name.split()) for name in names])


def _first_record(file: TextIO) -> str:
    """The first line, and those after it that belong to a quoted title; the first alone where the quote is never closed."""
    first = whole = file.readline(LONGEST)
    for _ in range(MOST_LINES):
        if whole.count('"') % 2 == 0:
            return whole
        whole += file.readline(LONGEST)
    return first


def stage_csv(connection: Connection, path: str, kind: LogKind, mapping: Mapping[str, str], rejects: Rejects) -> None:
    """Fill the staged table from a CSV. Raises ColumnError, UnreadableError."""
    head = read_head(path)
    found = resolve(kind, head.names, mapping, path)
    places = [head.names.index(found[column]) if column in found else None for column in kind.columns]
    records = (
        (line, [row[place] if place is not None else None for place in places])
        for line, row in _csv_records(path, head, rejects)
    )
    fill(connection, kind, encodable(records, path, rejects))


def _csv_records(path: str, head: Head, rejects: Rejects) -> Iterator[tuple[int, list[str]]]:
    """Line and fields of each record; a record that cannot be read costs its first line, and reading goes on behind it."""
    with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        feed = _Feed(file)
        while True:
            feed.begin()
            try:
                row = next(csv.reader(feed, delimiter=head.delimiter, strict=True), None)
            except (csv.Error, _TooManyLinesError) as error:
                rejects.add(path, feed.first, _said(error))
                feed.give_back()
                continue
            if row is None:
                return
            if not row:
                continue
            if len(row) != len(head.names):
                fewer = "fewer" if len(row) < len(head.names) else "more"
                rejects.add(path, feed.first, f"{fewer} fields than the header has columns")
            elif feed.first > 1:
                yield feed.first, row


class _TooManyLinesError(Exception):
    """A record runs over more lines than any message has."""


def _said(error: Exception) -> str:
    if isinstance(error, _TooManyLinesError) or "unexpected end" in str(error):
        return "a quotation mark is never closed"
    if "field larger" in str(error):
        return "a field is longer than 131,072 characters"
    return "the quotation marks are not as in CSV"


class _Feed:
    """The lines of a file, one record at a time, with those of a broken record handed out again but for the first."""

    def __init__(self, file: Iterable[str]) -> None:
        self._file = iter(file)
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []
        self._line = 0
        self.first = 1

    def begin(self) -> None:
        """A row begins with the next line."""
        self._line += len(self._taken)
        self._taken = []
        self.first = self._line + 1

    def give_back(self) -> None:
        """Let the lines after the first be read again: the row was only one."""
        self._waiting.extendleft(reversed(self._taken[1:]))
        self._taken = self._taken[:1]

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if len(self._taken) >= MOST_LINES:
            raise _TooManyLinesError
        line = self._waiting.popleft() if self._waiting else next(self._file)
        self._taken.append(line)
        return line


def encodable(records: Iterable[Record], path: str, rejects: Rejects) -> Iterator[Record]:
    """The records whose bytes were text."""
    for line, row in records:
        if any(field is not None and not field.isascii() and _is_broken(field) for field in row):
            rejects.add(path, line, "the bytes are not UTF-8")
        else:
            yield line, row


def _is_broken(field: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in field)


def fill(connection: Connection, kind: LogKind, records: Iterator[Record]) -> None:
    """Make the staged table anew and fill it, a batch at a time, so that a log need not fit into memory.

    records: (line, values in the order of `kind.columns`); an empty value is kept as none. Needs pyarrow.
    """
    import pyarrow

    names = ("line", *kind.columns)
    schema = pyarrow.schema([("line", pyarrow.int64()), *((name, pyarrow.string()) for name in kind.columns)])
    columns = ", ".join(f'"{name}" {"bigint" if name == "line" else "varchar"}' for name in names)
    connection.execute(f"create or replace table stage ({columns})")
    while batch := list(islice(records, BATCH)):
        lines = [line for line, _ in batch]
        fields: Sequence[Sequence[str | None]] = list(zip(*(row for _, row in batch), strict=True))
        table = pyarrow.table([lines, *([field or None for field in one] for one in fields)], schema=schema)
        connection.register("batch", table)
        connection.execute("insert into stage select * from batch")
        connection.unregister("batch")
