"""From a file to a staged table: one row a record, every column as text, the line or row it came from.

A clean CSV or Parquet file is read by DuckDB. A CSV in which anything is amiss, and JSON Lines, are read row by row
(smslint.campaign.careful), so that each bad row is named with its line. Both ways give the same table.
"""

from __future__ import annotations

import os

from smslint.campaign import careful
from smslint.campaign.columns import resolve
from smslint.errors import SmslintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smslint.campaign.columns import LogKind
    from smslint.campaign.database import Connection
    from smslint.campaign.rejects import Rejects

STAGE = "stage"
SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")


class UnreadableError(SmslintError):
    """A log as a whole cannot be read; the text names the file and what to do."""


def quoted(name: str) -> str:
    """A name as an SQL identifier, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def stage(connection: Connection, path: str, kind: LogKind, mapping: Mapping[str, str], rejects: Rejects) -> str:
    """Fill the staged table from a file; returns what its `line` counts: `line` or `row`.

    Raises UnreadableError, ColumnError; single bad rows go to `rejects`.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in SUFFIXES:
        raise UnreadableError(f"{path}: logs are read from {', '.join(SUFFIXES)}; save it as one of these")
    if not os.path.isfile(path):
        raise UnreadableError(f"{path}: no such file")
    if suffix == ".parquet":
        _stage_parquet(connection, path, kind, mapping)
        return "row"
    if suffix in (".jsonl", ".ndjson"):
        careful.stage_jsonl(connection, path, kind, mapping, rejects)
    elif not _stage_clean_csv(connection, path, kind, mapping):
        careful.stage_csv(connection, path, kind, mapping, rejects)
    return "line"


def _stage_parquet(connection: Connection, path: str, kind: LogKind, mapping: Mapping[str, str]) -> None:
    import duckdb

    source = f"read_parquet({literal(path)})"
    try:
        types = {row[0]: row[1] for row in connection.execute(f"describe select * from {source}").fetchall()}
    except duckdb.Error:
        raise UnreadableError(f"{path}: this is no Parquet file that can be read") from None
    found = resolve(kind, list(types), mapping, path)
    picked = [_as_text(found.get(column), types.get(found.get(column, ""), "")) for column in kind.columns]
    _fill(connection, kind, picked, source, path)


def _as_text(name: str | None, type_: str) -> str:
    """A column as text; a time without a zone is read in that of the connection."""
    if name is None:
        return "null"
    if type_.startswith("TIMESTAMP"):
        return f"cast(epoch_us(cast({quoted(name)} as timestamptz)) as varchar) || 'us'"
    return f"cast({quoted(name)} as varchar)"


def _fill(connection: Connection, kind: LogKind, picked: Sequence[str], source: str, path: str) -> None:
    import duckdb

    listed = ", ".join(f"{value} as {quoted(column)}" for column, value in zip(kind.columns, picked, strict=True))
    try:
        connection.execute(f"create or replace table {STAGE} as select row_number() over () as line, {listed} from {source}")
    except duckdb.Error as error:
        raise UnreadableError(f"{path}: {str(error).splitlines()[0][:200]}") from None


def _stage_clean_csv(connection: Connection, path: str, kind: LogKind, mapping: Mapping[str, str]) -> bool:
    """Whether DuckDB could read every row, and every row has what it needs."""
    head = careful.read_head(path)
    found = resolve(kind, head.names, mapping, path)
    columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(len(head.names)))
    source = (
        f"read_csv({literal(path)}, auto_detect=false, header=true, delim={literal(head.delimiter)}, quote='\"',"
        f" escape='\"', columns={{{columns}}}, store_rejects=true, max_line_size={careful.LONGEST})"
    )
    places = {name: f"c{number}" for number, name in reversed(list(enumerate(head.names)))}
    picked = [places[found[column]] if column in found else "null" for column in kind.columns]
    try:
        _fill(connection, kind, picked, source, path)
    except UnreadableError:
        return False
    rejected = connection.execute("select count(*) from reject_errors").fetchone()
    connection.execute("truncate reject_errors; truncate reject_scans")
    wanting = " or ".join(f"{quoted(column)} is null" for column in kind.needed)
    row = connection.execute(f"select count(*) from {STAGE} where {wanting}").fetchone()
    return not rejected[0] and not row[0]
