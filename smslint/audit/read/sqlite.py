"""A table of an SQLite database, by the driver that comes with Python: opened to read, never written."""

from __future__ import annotations

from smslint.audit.limits import LEAST_ROW, ROW_BYTES, TOO_LONG
from smslint.audit.read.record import NOT_UTF8, Fault, Record
from smslint.audit.read.values import plain
from smslint.corpus.decode import InputError
from smslint.model import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from sqlite3 import Connection

    Mapper = Callable[[Sequence[str]], dict[str, str]]


SHOWN = 12
"""Tables that an error names."""
LONGEST_VALUE = 16 * 1024 * 1024
"""Bytes of a value that SQLite is let make; a table that holds a longer one is not read on from there."""


def records(
    path: str, table: str | None, query: str | None, mapper: Mapper, produced: Callable[[int], None]
) -> Iterator[Record | Fault]:
    """Every row of a table in the order of its keys, or of a query. table: the only one when None. Raises InputError."""
    import sqlite3
    from urllib.parse import quote

    try:
        connection = sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)
        connection.text_factory = _text
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        connection.execute("pragma query_only = on")
        cursor = connection.execute(query or f"select * from {_quoted(_table(connection, table))}")
        if cursor.description is None:
            raise InputError("the query gives no rows; write a select")
        places = mapper([column[0] for column in cursor.description])
        order = {column[0]: number for number, column in enumerate(cursor.description)}
        picked = [(name, order[title]) for name, title in places.items()]
        for row in cursor:
            try:
                texts = {name: plain(row[number]) for name, number in picked}
            except UnicodeDecodeError:
                yield Fault(NOT_UTF8)
                continue
            size = sum(len(text.encode()) for text in texts.values() if text)
            produced(size + LEAST_ROW)
            yield Record(texts) if size <= ROW_BYTES else Fault(TOO_LONG)
    except sqlite3.DataError as error:
        raise InputError(f"limit row-bytes: holds a value of more than {LONGEST_VALUE:,} bytes ({error}); remove it") from None
    except sqlite3.Error as error:
        raise InputError(f"cannot be read as SQLite: {error}") from None


def _text(data: bytes) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def _table(connection: Connection, wanted: str | None) -> str:
    listed = "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%' order by name"
    names = [name for (name,) in connection.execute(listed)]
    if wanted is None and len(names) == 1:
        return str(names[0])
    if wanted in names:
        return str(wanted)
    if wanted is None:
        if not names:
            raise InputError("holds no table")
        raise InputError(f"holds {len(names)} tables; name one behind #: {', '.join(map(str, names[:SHOWN]))}")
    raise InputError(f"holds no table {wanted!r}{did_you_mean(wanted, names)}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
