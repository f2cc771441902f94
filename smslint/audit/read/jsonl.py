"""Rows of JSON Lines: one object a line, with the text and context fields at the top or in `context`."""

from __future__ import annotations

import re

from smslint.audit.columns import ColumnError
from smslint.audit.limits import ROW_BYTES, TOO_LONG
from smslint.audit.read.lines import Line, lines
from smslint.audit.read.record import Fault, Record
from smslint.audit.read.values import plain_as
from smslint.corpus.decode import InputError
from smslint.corpus.rows import parse_object

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from smslint.audit.read.lines import Stream

    Mapper = Callable[[Sequence[str]], dict[str, str]]

_OPENS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:\[\s*(?:\{|\Z)|\{\s*\Z)")
"""A first line that opens a list of objects, or an object that it does not close."""
_FOREIGN = "; if these are no JSON Lines, name the file .csv, or give --stdin-format csv"
_MAPPINGS = 1_000
"""Sets of keys whose meaning is remembered; rows of one file have the same few."""


def records(stream: Stream, mapper: Mapper, produced: Callable[[int], None]) -> Iterator[Record | Fault]:
    """Every record. mapper: told the keys of a row, says which of them holds what."""
    known: dict[tuple[str, ...], dict[str, str]] = {}
    for line in lines(stream, ROW_BYTES, produced):
        if line.number == 1 and line.data is not None and _OPENS.match(line.data):
            raise InputError("is one document of JSON, not an object a line; write it so: jq -c '.[]' FILE > FILE.jsonl")
        if line.data is None:
            yield Fault(TOO_LONG, line.number, line.offset)
        elif line.data.strip():
            yield _record(line, line.data, mapper, known)


def _record(line: Line, data: bytes, mapper: Mapper, known: dict[tuple[str, ...], dict[str, str]]) -> Record | Fault:
    try:
        row = parse_object(data, line.number == 1)
        inner = row.pop("context", None)
        if inner is not None and not isinstance(inner, dict):
            raise InputError('"context" is not an object')
        row.update(inner or {})
        keys = tuple(row)
        places = known.get(keys)
        if places is None:
            places = mapper(keys)  # raises ColumnError: this row's fault, not the file's
            if len(known) < _MAPPINGS:
                known[keys] = places
        values = {name: plain_as(name, row[key]) for name, key in places.items()}
        _whole(values)
    except ColumnError as error:
        return Fault(str(error).partition(": ")[2], line.number, line.offset)
    except InputError as error:
        foreign = line.number == 1 and not data.lstrip(b"\xef\xbb\xbf \t").startswith(b"{")
        return Fault(f"{error}{_FOREIGN if foreign else ''}", line.number, line.offset)
    except RecursionError:
        return Fault("nested too deep to be read", line.number, line.offset)
    return Record(values, line.number, line.offset)


def _whole(values: dict[str, str | None]) -> None:
    """Raise InputError for half of a surrogate pair, which no file can hold."""
    for name, value in values.items():
        if value is not None and not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError as error:
                raise InputError(f'"{name}" holds half of a surrogate pair at character {error.start + 1}; mend it') from None
