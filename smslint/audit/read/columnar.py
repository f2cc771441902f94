"""Parquet files and other batches of columns; only those that an audit needs are read."""

from __future__ import annotations

from smslint.audit.arrow import arrow
from smslint.audit.cells import in_microseconds
from smslint.audit.limits import LEAST_ROW, ROW_BYTES, TOO_LONG
from smslint.audit.read.record import NOT_UTF8, Fault, Record
from smslint.audit.read.values import plain_as
from smslint.corpus.decode import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from smslint.audit.limits import Expansion

    Mapper = Callable[[Sequence[str]], dict[str, str]]

ROWS = 8_192
DENSE = 8
"""Bytes that a row of a real log takes at least, packed as it may be: an identifier and a number do not repeat."""
BROKEN = "\ud800"
BEYOND = "\ud801"
FAULTS = {
    BROKEN: NOT_UTF8,
    BEYOND: "a value lies beyond what a program can hold, as a moment after the year 9999; mend the row",
}
"""In place of a value that cannot be read; no value that can be is one of these."""


def parquet(
    file: Any, mapper: Mapper, produced: Callable[[int], None], size: int, first_look: Expansion
) -> Iterator[Record | Fault]:
    """Every record of a Parquet file. Texts stay in dictionaries, so a text that repeats takes its room once.

    size: of the file in bytes; where it has hardly any for each row, `first_look` hears how much text they unfold to before
    the first is read. It also hears what each piece says that it unfolds to. Raises LimitError, InputError.
    """
    from pyarrow import parquet as pq

    pa = arrow()
    try:
        source = pq.ParquetFile(file)
        places = mapper(source.schema_arrow.names)
        is_text = _is_text(source.schema_arrow.field(places["text"]).type)
        if is_text:
            source = pq.ParquetFile(file, read_dictionary=[places["text"]])
        _weigh(source.metadata, set(places.values()), first_look)
        first_look.add(source.metadata.num_rows * LEAST_ROW)
        if is_text and source.metadata.num_rows * DENSE > size:
            _measure(source, places["text"], first_look.add)
        batches = source.iter_batches(ROWS, columns=sorted(set(places.values())), use_threads=False)
        yield from records(batches, places, produced)
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"is no Parquet that can be read ({_kind(error)}); write it anew") from None


def _is_text(kind: Any) -> bool:
    """Whether a column is one of texts, which Parquet can leave in a dictionary, and no list or number."""
    types = arrow().types
    kind = kind.value_type if types.is_dictionary(kind) else kind
    return any(
        is_kind(kind) for is_kind in (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
    )


def _weigh(metadata: Any, names: set[str], first_look: Expansion) -> None:
    """Hold what each column says of itself to the limit: so much memory would be taken for it at once."""
    wanted = [
        place for place in range(metadata.num_columns) if metadata.schema.column(place).path.split(".")[0] in names
    ]
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for column in map(group.column, wanted):
            first_look.piece(column.total_compressed_size, column.total_uncompressed_size)


def _measure(source: Any, text: str, measure: Callable[[int], None]) -> None:
    pc = arrow().compute
    for batch in source.iter_batches(ROWS * 8, columns=[text], use_threads=False):
        column = batch.column(0)
        lengths = pc.binary_length(column.dictionary).take(column.indices)
        measure(pc.sum(lengths).as_py() or 0)


def batches(source: Any, mapper: Mapper, produced: Callable[[int], None]) -> Iterator[Record | Fault]:
    """Every record of a reader of record batches, as databases give them."""
    places: dict[str, str] | None = None
    for batch in source:
        if places is None:
            places = mapper(batch.schema.names)
        yield from records(small(batch), places, produced)


def _kind(error: Exception) -> str:
    return type(error).__name__


def small(batch: Any) -> Iterator[Any]:
    """A batch in slices, so that one of any size takes bounded room as rows."""
    for start in range(0, batch.num_rows, ROWS):
        yield batch.slice(start, ROWS)


def records(
    source: Iterator[Any], places: dict[str, str], produced: Callable[[int], None]
) -> Iterator[Record | Fault]:
    """The rows of record batches. places: field -> column; produced: told the bytes that a column unfolds to."""
    names = list(places)
    for batch in source:
        columns = [_column(name, batch.column(place), produced) for name, place in places.items()]
        large = sum(max((len(value) for value in column if value), default=0) for column in columns) > ROW_BYTES
        for values in zip(*columns, strict=True):
            fault = next((FAULTS[mark] for mark in FAULTS if mark in values), None)
            if fault is not None:
                yield Fault(fault)
            elif large and sum(len(value.encode()) for value in values if value) > ROW_BYTES:
                yield Fault(TOO_LONG)
            else:
                yield Record(dict(zip(names, values, strict=True)))


def _column(name: str, column: Any, produced: Callable[[int], None]) -> list[str | None]:
    pa = arrow()
    if pa.types.is_dictionary(column.type):
        used = column.indices.unique()
        words = dict(zip(used.to_pylist(), _texts(name, column.dictionary.take(used)), strict=True))
        values = [words[place] for place in column.indices.to_pylist()]
        produced(sum([len(value) for value in values if value]))
        return values
    produced(column.nbytes)
    return _texts(name, column)


def _texts(name: str, column: Any) -> list[str | None]:
    column = in_microseconds(column)
    try:
        return [plain_as(name, value) for value in column.to_pylist()]
    except (ValueError, OverflowError):
        return [_text(name, scalar) for scalar in column]


def _text(name: str, scalar: Any) -> str | None:
    try:
        return plain_as(name, scalar.as_py())
    except UnicodeDecodeError:
        return BROKEN
    except (ValueError, OverflowError):
        return BEYOND
