"""From a file to a staged table: one row a record, every column as text, the line or row it came from.

A clean CSV or Parquet file is read by DuckDB. A CSV in which anything is amiss, and JSON Lines, are read row by row
(smslint.campaign.careful), so that each bad row is named with its line. Both ways give the same table.
"""

from __future__ import annotations

import os
import re

from smslint.campaign import careful, elsewhere, json_lines
from smslint.campaign.columns import ColumnError, UnreadableError, resolve
from smslint.errors import SmslintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from smslint.campaign.columns import LogKind
    from smslint.campaign.database import Connection
    from smslint.campaign.rejects import Rejects

STAGE = "stage"
ROW = "row_number() over ()"
EARLIER = "coalesce(sum(breaks) over (rows between unbounded preceding and 1 preceding), 0)::bigint"
"""SQL: line breaks inside the records before this one."""
SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")


def quoted(name: str) -> str:
    """A name as an SQL identifier, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def the_file(path: str) -> str:
    """A path as an SQL literal that means this file alone: DuckDB would take `sends[1].csv` for a pattern."""
    return literal(re.sub(r"[\[*?]", r"[\g<0>]", path))


def stage(
    connection: Connection,
    path: str,
    kind: LogKind,
    mapping: Mapping[str, str],
    rejects: Rejects,
    stdin_kind: str = "jsonl",
    query: str | None = None,
) -> str:
    """Fill the staged table from a file or another source; returns what its `line` counts: `line` or `row`.

    stdin_kind: what standard input (`-`) holds; query: what to ask a database. Raises UnreadableError, ColumnError;
    single bad rows go to `rejects`.
    """
    if elsewhere.is_elsewhere(path):
        try:
            elsewhere.stage_elsewhere(connection, path, kind, mapping, rejects, stdin_kind, query)
        except ColumnError:
            raise
        except SmslintError as error:
            raise UnreadableError(str(error)) from None
        return "row"
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in SUFFIXES:
        raise UnreadableError(
            f"{path}: logs are read from {', '.join(SUFFIXES)}, databases, stores and - for standard input;"
            " save it as one of these"
        )
    if not os.path.isfile(path):
        raise UnreadableError(f"{path}: no such file; check the path")
    if not os.access(path, os.R_OK):
        raise UnreadableError(f"{path}: you may not read this file")
    if suffix == ".parquet":
        _stage_parquet(connection, path, kind, mapping)
        return "row"
    if suffix in (".jsonl", ".ndjson"):
        json_lines.stage_jsonl(connection, path, kind, mapping, rejects)
    elif not _stage_clean_csv(connection, path, kind, mapping):
        careful.stage_csv(connection, path, kind, mapping, rejects)
    return "line"


def _stage_parquet(connection: Connection, path: str, kind: LogKind, mapping: Mapping[str, str]) -> None:
    import duckdb

    source = f"read_parquet({the_file(path)})"
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


def _fill(
    connection: Connection, kind: LogKind, picked: Sequence[str], source: str, path: str, line: str = ROW
) -> None:
    import duckdb

    listed = ", ".join(f"{value} as {quoted(column)}" for column, value in zip(kind.columns, picked, strict=True))
    try:
        connection.execute(f"create or replace table {STAGE} as select {line} as line, {listed} from {source}")
    except duckdb.Error as error:
        # Its own words may quote the file.
        raise UnreadableError(f"{path}: the file cannot be read ({type(error).__name__} of DuckDB)") from None


def _stage_clean_csv(connection: Connection, path: str, kind: LogKind, mapping: Mapping[str, str]) -> bool:
    """Whether DuckDB could read every row, each has what it needs, and the line of each is known."""
    head = careful.read_head(path)
    found = resolve(kind, head.names, mapping, path)
    names = [f"c{number}" for number in range(len(head.names))]
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    source = (
        f"read_csv({the_file(path)}, auto_detect=false, header=true, delim={literal(head.delimiter)}, quote='\"',"
        f" escape='\"', columns={{{columns}}}, store_rejects=true, max_line_size={careful.LONGEST})"
    )
    places = dict(reversed(list(zip(head.names, names, strict=True))))
    picked = [places[found[column]] if column in found else "null" for column in kind.columns]
    try:
        _fill(connection, kind, picked, source, path, f"{ROW} + 1")
        if not _is_whole(connection, kind):
            return False
        written = _lines(path)
        records = _one(connection, f"select count(*) from {STAGE}")
        if written == records + 1:
            return True
        _fill(
            connection,
            kind,
            picked,
            f"(select *, {_breaks(names)} as breaks from {source})",
            path,
            f"{ROW} + 1 + {EARLIER}",
        )
        return bool(written == records + 1 + _inside(connection, source, names))
    except UnreadableError:
        return False


def _breaks(names: Sequence[str]) -> str:
    """SQL: line breaks inside a record."""
    return " + ".join(f"coalesce(length({name}) - length(replace({name}, chr(10), '')), 0)" for name in names)


def _inside(connection: Connection, source: str, names: Sequence[str]) -> int:
    return int(_one(connection, f"select coalesce(sum({_breaks(names)}), 0)::bigint from {source}"))


def _is_whole(connection: Connection, kind: LogKind) -> bool:
    """Whether the last file was read without a reject, and no row lacks what it needs."""
    rejected = _one(connection, "select count(*) from reject_errors")
    connection.execute("truncate reject_errors; truncate reject_scans")
    wanting = " or ".join(f"{quoted(column)} is null" for column in kind.needed)
    return not rejected and not _one(connection, f"select count(*) from {STAGE} where {wanting}")


def _one(connection: Connection, query: str) -> Any:
    return connection.execute(query).fetchall()[0][0]


def _lines(path: str) -> int:
    """Lines of a file, empty ones at its end left out."""
    lines, at_end = 0, 1
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            lines += block.count(b"\n")
            kept = block.rstrip(b"\r\n")
            at_end = (0 if kept else at_end) + block.count(b"\n", len(kept))
    return lines + 1 - at_end
