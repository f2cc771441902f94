"""A file as a stream of records, whatever its suffix says: kind and compression are told from its first bytes too."""

from __future__ import annotations

import codecs
import io
import os
import sys

from smslint.audit import limits
from smslint.audit.arrow import arrow
from smslint.audit.columns import ColumnError, export_of
from smslint.audit.limits import Expansion
from smslint.audit.read import columnar, delimited, duckdb_file, ipc, jsonl, sqlite
from smslint.audit.read.fresh import Fresh, is_wide
from smslint.corpus.decode import InputError
from smslint.text.titles import plain_titles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from smslint.audit.columns import Columns
    from smslint.audit.read.record import Fault, Record

CSV, JSONL, PARQUET, IPC, SQLITE, DUCKDB = "csv", "jsonl", "parquet", "arrow", "sqlite", "duckdb"
SUFFIXES = {
    ".csv": CSV, ".tsv": CSV, ".tab": CSV, ".txt": CSV, ".jsonl": JSONL, ".ndjson": JSONL, ".json": JSONL,
    ".parquet": PARQUET, ".pq": PARQUET, ".arrow": IPC, ".arrows": IPC, ".feather": IPC, ".ipc": IPC,
    ".sqlite": SQLITE, ".sqlite3": SQLITE, ".db": SQLITE, ".duckdb": DUCKDB,
}  # fmt: skip
PACKED = {".gz": "gzip", ".zst": "zstd", ".zstd": "zstd", ".bz2": "bz2", ".lz4": "lz4"}
_MAGIC = ((b"PAR1", PARQUET), (b"ARROW1", IPC), (b"SQLite format 3\0", SQLITE), (b"\xff\xff\xff\xff", IPC))
_DUCKDB_AT = 8
LOOK = 1 << 20
UNREAD = 40
"""Titles of columns that are not read, that are remembered."""
_PACKED_MAGIC = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"BZh", "bz2"), (b"\x04\x22\x4d\x18", "lz4"))

class Reading:
    """How files are to be read: columns, encoding, delimiter, how far a file may unfold, and for databases what to ask."""

    def __init__(
        self,
        columns: Columns,
        encoding: str = "utf-8",
        delimiter: str | None = None,
        expansion: int = 0,
        query: str | None = None,
        stdin_kind: str = JSONL,
    ) -> None:
        self.columns = columns
        self.encoding = codecs.lookup(encoding).name
        self.delimiter = delimiter
        self.expansion = expansion
        self.query = query
        self.stdin_kind = stdin_kind
        self.providers: dict[str, str] = {}
        """Whose export an input is, by its name, as far as its titles tell."""
        self.known: Callable[[str, str, dict[str, str]], None] = lambda name, provider, places: None
        """Told of each export when it is first seen: name, provider, what is read from which column."""
        self.unread: dict[str, None] = {}
        """Titles of columns of which nothing is read, as far as they may be shown, some `UNREAD` of them."""
        self.outputs: Sequence[str] = ()
        """What is about to be written: no folder is taken to hold it."""
        self.passed: list[str] = []
        """What folders hold and nobody asked to be read."""
        self.before = 0
        """Bytes of the files that are done."""
        self.position: Callable[[], int] = lambda: 0
        """Bytes read of the file at hand, packed as it is, for those who ask how far it is."""
        self.pause: Callable[[], None] = lambda: None
        """Called before anything that may have to be waited for."""

    def mapper(self, name: str) -> Any:
        """What works out {name: title} for the titles of an input, which are told on. name: of the input, for errors."""

        def places(titles: Any) -> dict[str, str]:
            """{name of the contract: title}. Raises ColumnError, which names the input."""
            try:
                found = self.columns.places(titles)
            except ColumnError as error:
                raise ColumnError(f"{name}: {error}") from None
            if len(self.unread) < UNREAD:
                taken = set(found.values())
                self.unread.update(dict.fromkeys(plain_titles([title for title in titles if title not in taken])))
            provider = export_of(titles)
            if provider is not None and name not in self.providers:
                self.providers[name] = provider
                self.known(name, provider, found)
            return found

        return places

    def numbered(self, name: str) -> Any:
        """{name: column number}, as rows without keys want it."""
        places = self.mapper(name)

        def numbers(titles: Any) -> dict[str, int]:
            """Which column holds what, by number from 0."""
            order = list(titles)
            return {field: order.index(title) for field, title in places(order).items()}

        return numbers


def kind_of_name(name: str) -> tuple[str | None, str | None]:
    """(kind, compression) that a file name tells, None where it does not."""
    stem, suffix = os.path.splitext(name.lower())
    packed = PACKED.get(suffix)
    if packed is not None:
        suffix = os.path.splitext(stem)[1]
    return SUFFIXES.get(suffix), packed


def file_records(path: str, table: str | None, reading: Reading) -> Iterator[Record | Fault]:
    """Every record of a file. Raises InputError, LimitError and OSError."""
    if not os.path.isfile(path):
        yield from _passing(path, table, reading)
        return
    with open(path, "rb") as file:
        head = file.read(16)
    kind, packed = told(path, head)
    _check_table(table, kind)
    if kind == SQLITE and packed is None:
        views = Expansion(os.path.getsize(path), reading.expansion, least=limits.VIEWS_FROM)
        yield from sqlite.records(path, table, reading.query, reading.mapper(path), views.add)
        return
    if kind == DUCKDB and packed is None:
        yield from duckdb_file.records(path, table, reading)
        return
    expansion = Expansion(os.path.getsize(path), reading.expansion)
    pa = arrow()
    if packed is None and kind in (PARQUET, IPC):
        with pa.memory_map(path) if kind == IPC else pa.OSFile(path) as file:
            yield from binary_records(kind, file, path, reading, expansion)
        return
    with open(path, "rb") as file:
        reading.position = file.tell
        yield from stream_records(file, kind, packed, path, reading, expansion)
        reading.position = lambda: 0
        reading.before += os.path.getsize(path)


def _passing(path: str, table: str | None, reading: Reading) -> Iterator[Record | Fault]:
    """Every record of a pipe or device: opened once, since what was read of it comes no second time."""
    with open(path, "rb") as file:
        kind, packed = told(path, file.peek(16)[:16])
        _check_table(table, kind)
        yield from stream_records(file, kind, packed, path, reading, Expansion(None, reading.expansion))


def _check_table(table: str | None, kind: str | None) -> None:
    if table is not None and kind not in (SQLITE, DUCKDB):
        raise InputError(f"is no database, so it has no table {table!r}; leave out what stands behind #")


def told(name: str, head: bytes) -> tuple[str | None, str | None]:
    """(kind, compression) by the name and the first bytes; the bytes win."""
    kind, packed = kind_of_name(name)
    for magic, what in _PACKED_MAGIC:
        if head.startswith(magic):
            return kind, what
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return what, None
    if head[_DUCKDB_AT:].startswith(b"DUCK"):
        return DUCKDB, None
    if kind is None and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        kind = JSONL
    return kind, packed


def stdin_records(reading: Reading) -> Iterator[Record | Fault]:
    """Every record of standard input: JSON Lines, or CSV when it is said so, packed or not. Raises InputError."""
    if sys.stdin is None:
        raise InputError("cannot be read: it is closed")
    file = sys.stdin.buffer
    peek = getattr(file, "peek", None)
    head: bytes = peek(16)[:16] if peek is not None else b""
    kind, packed = told(f"-.{reading.stdin_kind}", head)
    yield from stream_records(file, kind, packed, "-", reading, Expansion(None, reading.expansion))


def stream_records(
    file: Any, kind: str | None, packed: str | None, name: str, reading: Reading, expansion: Expansion
) -> Iterator[Record | Fault]:
    """Every record of an open file, unpacked as it is read. Raises LimitError before the first row of a bomb, if it can."""
    stream = file
    if packed:
        _look(file, packed, Expansion(None, reading.expansion, "none of its rows was read"))
        stream = _watched(file, packed, expansion)
    if kind in (PARQUET, IPC):
        yield from binary_records(kind, _held(stream, expansion), name, reading, expansion)
    elif kind in (SQLITE, DUCKDB):
        raise InputError("a database cannot be read packed or from a pipe; unpack it into a file first")
    else:
        fresh = Fresh(stream, reading.pause, reading.encoding)
        rows = jsonl.records(fresh, reading.mapper(name), expansion.add) if kind == JSONL else delimited.records(
            fresh, reading.numbered(name), expansion.add, reading.delimiter, _narrow(reading.encoding)
        )
        for row in rows:  # an offset in what it was recoded to would be no place in the file
            yield row._replace(offset=None) if fresh.is_recoded else row


def _narrow(encoding: str) -> str:
    """The encoding in which lines are read."""
    return "utf-8" if is_wide(encoding) else encoding


def binary_records(kind: str, file: Any, name: str, reading: Reading, expansion: Expansion) -> Iterator[Record | Fault]:
    """Every record of a Parquet or Arrow file that can be read at any place."""
    if kind == IPC:
        return ipc.records(file, reading.mapper(name), expansion)
    first_look = Expansion(expansion.size, reading.expansion, "none of its rows was read")
    return columnar.parquet(file, reading.mapper(name), expansion.add, expansion.size or file.size(), first_look)


def _look(file: Any, packed: str, expansion: Expansion) -> None:
    """Unpack the beginning of a file that can be read again, as far as it takes to tell a bomb by it."""
    if not expansion.times or not file.seekable():
        return
    start, left = file.tell(), limits.WINDOW
    stream = Fresh(_watched(file, packed, expansion))
    try:
        while left > 0 and expansion.consumed is not None and expansion.consumed() * expansion.times <= limits.WINDOW:
            block = stream.read(LOOK)
            if not block:
                break
            left -= len(block)
            expansion.add(len(block))
    except InputError:
        pass  # a broken archive is told when its rows are read
    file.seek(start)


def _watched(file: Any, packed: str, expansion: Expansion) -> Any:
    counted = Counted(file)
    expansion.consumed = lambda: counted.count
    return unpacked(counted, packed)


class Counted(io.RawIOBase):
    """A file that knows how many bytes were read of it."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.count = 0

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes."""
        block = bytes(self._file.read(size))
        self.count += len(block)
        return block

    def readable(self) -> bool:
        """It is."""
        return True


def unpacked(file: Any, packed: str) -> Any:
    """The stream inside a compressed one."""
    pa = arrow()
    return pa.CompressedInputStream(pa.PythonFile(file, "r"), packed)


def _held(stream: Any, expansion: Expansion) -> Any:
    """A packed Parquet file as a whole in memory, as far as the limit allows: it has to be read from its end."""
    pa = arrow()
    parts = []
    while block := Fresh(stream).read(1 << 20):
        expansion.add(len(block))
        parts.append(block)
    return pa.BufferReader(b"".join(parts))
