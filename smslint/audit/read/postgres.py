"""PostgreSQL over ADBC: rows come as record batches, in a transaction that cannot write."""

from __future__ import annotations

from smslint.audit.read import columnar
from smslint.corpus.decode import InputError
from smslint.errors import MissingExtraError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.audit.read.files import Reading
    from smslint.audit.read.record import Fault, Record

LONGEST_WORD = 300


class DatabaseError(InputError):
    """The database cannot be reached, or refuses; its own words without anything of the rows."""


def records(address: str, reading: Reading) -> Iterator[Record | Fault]:
    """Every row of `postgresql://.../database#table`, in the order of its key, or of the query.

    Raises DatabaseError, and MissingExtraError without the extra `postgres`.
    """
    from smslint.audit.read.inputs import without_password

    address, _, table = address.partition("#")
    if not table and not reading.query:
        raise DatabaseError("name a table behind #, as #messages, or give --query")
    driver = _driver()
    try:
        with driver.connect(address) as connection, connection.cursor() as cursor:
            cursor.execute("set transaction read only")
            cursor.execute(reading.query or _select(cursor, table))
            yield from columnar.batches(cursor.fetch_record_batch(), reading.mapper(without_password(address)), _any_size)
    except driver.Error as error:
        raise DatabaseError(_word(error)) from None


def _any_size(count: int) -> None:
    """Rows of a database do not unfold."""


def _driver() -> Any:
    try:
        from adbc_driver_postgresql import dbapi
    except ImportError:
        raise MissingExtraError("PostgreSQL", "postgres") from None
    return dbapi


def _select(cursor: Any, table: str) -> str:
    """All of a table, by its primary key where it has one: the same order each time."""
    name = ".".join('"' + part.replace('"', '""') + '"' for part in table.split("."))
    cursor.execute(
        "select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) "
        f"where i.indisprimary and i.indrelid = '{name.replace(chr(39), chr(39) * 2)}'::regclass "
        "order by array_position(i.indkey::int2[], a.attnum)"
    )
    keys = ", ".join('"' + str(row[0]).replace('"', '""') + '"' for row in cursor.fetchall())
    return f"select * from {name}" + (f" order by {keys}" if keys else "")


def _word(error: Exception) -> str:
    """The first line of what the server said; details, which may quote a row, stand on the next ones."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__)[:LONGEST_WORD]
