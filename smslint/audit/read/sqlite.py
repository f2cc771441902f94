"""A table of an SQLite database, by the driver that comes with Python: opened to read, never written."""

from __future__ import annotations

from smslint.audit.read.record import Fault, Record
from smslint.audit.read.values import plain
from smslint.corpus.decode import InputError
from smslint.model import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from sqlite3 import Connection

    Mapper = Callable[[Sequence[str]], dict[str, str]]


def records(path: str, table: str | None, query: str | None, mapper: Mapper) -> Iterator[Record | Fault]:
    """Every row of a table in the order of its keys, or of a query. table: the only one when None. Raises InputError."""
    import sqlite3
    from urllib.parse import quote

    try:
        connection = sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)
        connection.text_factory = _text
        connection.execute("pragma query_only = on")
        cursor = connection.execute(query or f"select * from {_quoted(_table(connection, table))}")
        if cursor.description is None:
            raise InputError("the query gives no rows; write a select")
        places = mapper([column[0] for column in cursor.description])
        order = {column[0]: number for number, column in enumerate(cursor.description)}
        picked = [(name, order[title]) for name, title in places.items()]
        for row in cursor:
            values = {name: row[number] for name, number in picked}
            if any(isinstance(value, bytes) for value in values.values()):
                yield Fault("a value is not UTF-8; mend the row")
            else:
                yield Record({name: plain(value) for name, value in values.items()})
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
        raise InputError(f"holds {len(names)} tables; name one behind #, as messages.sqlite#{names[0] if names else 'TABLE'}")
    raise InputError(f"holds no table {wanted!r}{did_you_mean(wanted, names)}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
