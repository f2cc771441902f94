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
SHOWN = 12
"""Tables that an error names."""
_USUAL = "main"
"""The schema of tables that were made in none."""
_LISTED = (
    "select table_catalog, table_schema, table_name from information_schema.tables where table_catalog = current_database() "
    "order by 2, 3"
)
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
            query = reading.query or f"select * from {_table(connection, table)}"
            source = connection.sql(query)
            if source is None:
                raise InputError("the query gives no rows; write a select")
            yield from columnar.batches(source.to_arrow_reader(ROWS), reading.mapper(path), _any_size)
    except duckdb.Error as error:
        raise InputError(f"cannot be read as DuckDB: {_first_line(error)}") from None


def _any_size(count: int) -> None:
    """Rows of a database do not unfold."""


def _table(connection: Any, wanted: str | None) -> str:
    """A table as SQL names it. wanted: `table` or `schema.table`; without a schema it may stand in any, if in one alone."""
    rows = connection.execute(_LISTED).fetchall()
    catalog, found = str(rows[0][0]) if rows else "", [(str(schema), str(name)) for _, schema, name in rows]
    fitting = [one for one in found if wanted in (None, _shown(*one), ".".join(one))]
    fitting = fitting or [one for one in found if one[1] == wanted]
    if len(fitting) == 1:
        return ".".join(map(_quoted, (catalog, *fitting[0])))  # the file may bear the name of a schema
    if not found:
        raise InputError("holds no table")
    names = [_shown(*one) for one in fitting or found]
    if fitting:
        more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
        raise InputError(f"holds {len(names)} tables; name one behind #: {', '.join(names[:SHOWN])}{more}")
    raise InputError(f"holds no table {wanted!r}{did_you_mean(wanted or '', names)}")


def _shown(schema: str, name: str) -> str:
    """A table as a person names it."""
    return name if schema == _USUAL else f"{schema}.{name}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _first_line(error: Exception) -> str:
    """What the database says; lines behind the first may quote a row."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
