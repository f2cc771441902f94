"""Arrow IPC files (Feather) and streams, message by message: what each claims to hold is weighed before it is unfolded."""

from __future__ import annotations

from smslint.audit.arrow import arrow
from smslint.audit.limits import LEAST_ROW
from smslint.audit.read import columnar
from smslint.audit.read.messages import claim_of
from smslint.corpus.decode import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from smslint.audit.limits import Expansion
    from smslint.audit.read.columnar import Mapper
    from smslint.audit.read.record import Fault, Record

MAGIC = b"ARROW1"
LEAD = 8
"""Bytes before the messages of a file: its magic, and two that fill."""


def records(file: Any, mapper: Mapper, expansion: Expansion) -> Iterator[Record | Fault]:
    """Every record of a file or stream that can be read at any place. Raises LimitError, InputError."""
    pa = arrow()
    try:
        places: dict[str, str] | None = None
        for batch in _batches(file, expansion):
            if places is None:
                places = mapper(batch.schema.names)
            yield from columnar.records(columnar.small(_sound(batch, places)), places, expansion.add)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise InputError(f"is no Arrow file that can be read ({type(error).__name__}); write it anew") from None


def _batches(file: Any, expansion: Expansion) -> Iterator[Any]:
    """The batches, a file's like those of a stream: its footer might name others than those that were weighed."""
    pa = arrow()
    told = None
    if file.read(len(MAGIC)) == MAGIC:
        file.seek(0)
        told = pa.ipc.open_file(file).num_record_batches
        file.seek(LEAD)
    else:
        file.seek(0)
    reader = pa.ipc.open_stream(file)
    count = 0
    while _weigh(file, expansion):
        yield reader.read_next_batch()
        count += 1
    if told is not None and told != count:
        raise ValueError("batches that the footer does not name")


def _weigh(file: Any, expansion: Expansion) -> bool:
    """Hold the next batch and the dictionaries before it to the limits; whether there is one. The file stays where it is."""
    pa = arrow()
    start = file.tell()
    try:
        while True:
            message = pa.ipc.read_message(file)
            if message.type not in ("dictionary", "record batch"):
                return False
            claim = claim_of(message)
            expansion.piece(claim.packed, claim.unfolded)
            if message.type == "record batch":
                expansion.add(claim.rows * LEAST_ROW)
                return True
    except EOFError:
        return False
    finally:
        file.seek(start)


def _sound(batch: Any, places: dict[str, str]) -> Any:
    """The columns that are read, after a look at what Arrow takes on trust: where each value begins and ends.

    Raises ArrowInvalid. Whether texts are UTF-8 is found out row by row.
    """
    for name in set(places.values()):
        column = batch.column(name)
        _as_bytes(column).validate(full=True)
    return batch


def _as_bytes(column: Any) -> Any:
    pa = arrow()
    kinds: dict[Any, Callable[[], Any]] = {pa.string(): pa.binary, pa.large_string(): pa.large_binary}
    if pa.types.is_dictionary(column.type):
        return pa.DictionaryArray.from_arrays(column.indices, _as_bytes(column.dictionary), safe=False)
    return column.view(kinds[column.type]()) if column.type in kinds else column
