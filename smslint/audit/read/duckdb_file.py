"""A table of a DuckDB database: opened to read, cut off from every other file and from the network."""

from __future__ import annotations

from smslint.audit.read import columnar
from smslint.corpus.decode import InputError
from smslint.errors import MissingExtraError
from smslint.model import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.audit.read.files import Reading
    from smslint.audit.read.record import Fault, Record

ROWS = 10_000
"""Rows that are fetched at a time."""
_CLOSED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def records(path: str, table: str | None, reading: Reading) -> Iterator[Record | Fault]:
    """Every row of a table or view in its order, or of the query. table: the only one when None.

    Raises InputError, and MissingExtraError without DuckDB, which the extra `campaign` brings.
    """
    try:
        import duckdb
    except ImportError:
        raise MissingExtraError("A DuckDB file", "campaign") from None
    try:
        with duckdb.connect(path, read_only=True, config=_CLOSED) as connection:
            query = reading.query or f"select * from {_quoted(_table(connection, table))}"
            source = connection.sql(query)
            if source is None:
                raise InputError("the query gives no rows; write a select")
            yield from columnar.batches(source.to_arrow_reader(ROWS), reading.mapper(path), _any_size)
    except duckdb.Error as error:
        raise InputError(f"cannot be read as DuckDB: {_first_line(error)}") from None


def _any_size(count: int) -> None:
    """Rows of a database do not unfold."""


def _table(connection: Any, wanted: str | None) -> str:
    names = [
        row[0] for row in connection.execute("select table_name from information_schema.tables order by 1").fetchall()
    ]
    if wanted is None and len(names) == 1:
        return str(names[0])
    if wanted in names:
        return str(wanted)
    if wanted is None:
        raise InputError(
            f"holds {len(names)} tables; name one behind #, as messages.duckdb#{names[0] if names else 'TABLE'}"
        )
    raise InputError(f"holds no table {wanted!r}{did_you_mean(wanted, names)}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _first_line(error: Exception) -> str:
    """What the database says; lines behind the first may quote a row."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
