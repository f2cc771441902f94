"""Outputs of an audit: Parquet, CSV or JSON Lines by the suffix, the same bytes for the same rows however they come."""

from __future__ import annotations

import json
import os

from smslint.audit.arrow import arrow
from smslint.audit.durable import Whole
from smslint.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Protocol

    class Sink(Protocol):
        """Takes tables of one schema; complete when closed."""

        def write(self, table: Any) -> None:
            """Add rows."""

        def close(self) -> None:
            """Add what stands at the end."""


GROUP = 16_384
"""Rows of one row group of Parquet; outputs do not depend on how rows arrive."""
COUNTED = 4_096
"""Rows that are counted and handed to outputs at a time: all their findings are in memory at once."""
AS_OBJECTS = 2_048
"""Rows that are Python objects at a time."""
FORMULA = r"=+\-@\t\r\n\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}"
"""First characters that make a spreadsheet compute what it should show; some take the wide ones for signs too."""


def sink(path: str, file: Any, schema: Any) -> Sink:
    """The writer that a suffix asks for. Raises OutputError for another suffix."""
    kind = os.path.splitext(path.lower())[1]
    if kind not in _SINKS:
        raise OutputError(f"{path!r} names no kind of output; end it in {', '.join(_SINKS)}")
    made: Sink = _SINKS[kind](file, schema)
    return made


def check_suffix(path: str) -> None:
    """Raise OutputError for a suffix that no output has."""
    if os.path.splitext(path.lower())[1] not in _SINKS:
        raise OutputError(f"{path!r} names no kind of output; end it in {', '.join(_SINKS)}")


class ParquetSink:
    """Row groups of one size, compressed."""

    def __init__(self, file: Any, schema: Any) -> None:
        from pyarrow import parquet

        self._writer = parquet.ParquetWriter(file, schema, compression="zstd")
        self._held: list[Any] = []
        self._rows = 0

    def write(self, table: Any) -> None:
        """See Sink."""
        self._held.append(table)
        self._rows += table.num_rows
        while self._rows >= GROUP:
            whole = arrow().concat_tables(self._held).combine_chunks()
            self._writer.write_table(whole.slice(0, GROUP), row_group_size=GROUP)
            rest = whole.slice(GROUP)
            self._held, self._rows = [rest], rest.num_rows

    def close(self) -> None:
        """See Sink."""
        if self._rows:
            self._writer.write_table(arrow().concat_tables(self._held).combine_chunks(), row_group_size=GROUP)
        self._writer.close()


class JsonlSink:
    """One object a line, all ASCII."""

    def __init__(self, file: Any, schema: Any) -> None:
        self._file = file

    def write(self, table: Any) -> None:
        """See Sink."""
        for start in range(0, table.num_rows, AS_OBJECTS):
            part = table.slice(start, AS_OBJECTS).to_pylist()
            self._file.write("".join(json.dumps(row) + "\n" for row in part).encode())

    def close(self) -> None:
        """See Sink."""


class CsvSink:
    """CSV that a spreadsheet shows and does not compute: a value that would be a formula begins with an apostrophe."""

    def __init__(self, file: Any, schema: Any) -> None:
        from pyarrow import csv

        pa = arrow()
        self._options = csv.WriteOptions(include_header=False, quoting_style="needed")
        self._file = file
        names = pa.array(schema.names, pa.string())
        self._file.write((",".join(names.to_pylist()) + "\n").encode())

    def write(self, table: Any) -> None:
        """See Sink."""
        from pyarrow import csv

        columns = [_cells(column) for column in table.columns]
        csv.write_csv(arrow().table(columns, names=table.column_names), self._file, self._options)

    def close(self) -> None:
        """See Sink."""


def _cells(column: Any) -> Any:
    """A column as CSV can hold it: lists with bars between."""
    pa = arrow()
    if pa.types.is_list(column.type):
        column = pa.compute.binary_join(column, "|")
    if not pa.types.is_string(column.type):
        return column
    risky = pa.compute.match_substring_regex(column, f"^[{FORMULA}]")
    return pa.compute.if_else(risky, pa.compute.binary_join_element_wise("'", column, ""), column)


_SINKS: dict[str, Any] = {".parquet": ParquetSink, ".csv": CsvSink, ".jsonl": JsonlSink}


class Output:
    """One output file: open under another name, `write` as often as there are rows, `keep` when all are there."""

    def __init__(self, path: str, under: str, schema: Any) -> None:
        self.path = path
        self._whole = Whole(under)
        self._schema = schema
        self._sink = sink(path, self._whole.file, schema)

    def write(self, table: Any) -> None:
        """Add rows. Raises OutputError when the disk does not take them."""
        from smslint.audit.durable import refused

        try:
            self._sink.write(table.select(self._schema.names).cast(self._schema))
        except OSError as error:
            raise refused(self.path, error) from None

    def complete(self) -> None:
        """All rows are there."""
        from smslint.audit.durable import refused

        try:
            self._sink.close()
            self._whole.keep()
        except OSError as error:
            raise refused(self.path, error) from None

    def give_up(self) -> None:
        """Leave no trace."""
        self._whole.__exit__(None, None, None)


def regroup(batches: Iterable[Any], size: int = COUNTED) -> Iterable[Any]:
    """The same rows in tables of one size, the last one shorter: what is counted over them is always counted alike."""
    pa = arrow()
    held: list[Any] = []
    rows = 0
    for batch in batches:
        held.append(batch)
        rows += batch.num_rows
        while rows >= size:
            whole = pa.Table.from_batches(held).combine_chunks()
            yield whole.slice(0, size)
            held = whole.slice(size).combine_chunks().to_batches()
            rows -= size
    if rows:
        yield pa.Table.from_batches(held).combine_chunks()
