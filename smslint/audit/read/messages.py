"""What a message of Arrow IPC says that it holds, read from its head before any of it is unfolded.

Arrow takes as much memory as a packed buffer claims to need, and as many rows as a batch claims to have; both cost a
file nothing. So the head is looked at here: a table of flatbuffers, as Arrow's Message.fbs lays it out.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

HEAD, LENGTH, BUFFERS, COMPRESSION = 2, 0, 2, 3
"""Places of fields in the tables Message and RecordBatch."""
DATA = 1
"""Of the batch in a table DictionaryBatch."""
BUFFER = 16
"""Bytes of the place of one buffer: where it begins, how long it is."""


class Claim(NamedTuple):
    """Rows of a batch or words of a dictionary, bytes of the message, and bytes that they unfold to."""

    rows: int
    packed: int
    unfolded: int


def claim_of(message: Any) -> Claim:
    """What a message of pyarrow with a batch or dictionary claims. Raises ValueError where it contradicts itself."""
    head = message.metadata.to_pybytes()
    body = memoryview(message.body) if message.body is not None else memoryview(b"")
    try:
        batch = _table_at(head, _table_at(head, 0), HEAD)
        if message.type == "dictionary":
            batch = _table_at(head, batch, DATA)
        rows = _field(head, batch, LENGTH)
        count = struct.unpack_from("<q", head, rows)[0] if rows else 0
        return Claim(count, len(head) + len(body), sum(_sizes(head, batch, body)))
    except (struct.error, IndexError):
        raise ValueError("a message that contradicts itself") from None


def _sizes(head: bytes, batch: int, body: memoryview) -> Iterator[int]:
    """Bytes that each buffer unfolds to."""
    packed = _field(head, batch, COMPRESSION) != 0
    field = _field(head, batch, BUFFERS)
    if not field:
        return
    vector = field + struct.unpack_from("<I", head, field)[0]
    for number in range(struct.unpack_from("<I", head, vector)[0]):
        start, length = struct.unpack_from("<qq", head, vector + 4 + number * BUFFER)
        told = struct.unpack_from("<q", body, start)[0] if packed and length >= 8 else -1
        yield length if told < 0 else told


def _field(head: bytes, table: int, number: int) -> int:
    """Where a field of a table stands, 0 when the table has none."""
    names = table - struct.unpack_from("<i", head, table)[0]
    place = 4 + 2 * number
    if place >= struct.unpack_from("<H", head, names)[0]:
        return 0
    offset: int = struct.unpack_from("<H", head, names + place)[0]
    return table + offset if offset else 0


def _table_at(head: bytes, table: int, number: int = -1) -> int:
    """Where the table stands that a field points to; without a number the first of all."""
    place = _field(head, table, number) if number >= 0 else table
    if number >= 0 and not place:
        raise IndexError
    return place + int(struct.unpack_from("<I", head, place)[0])
