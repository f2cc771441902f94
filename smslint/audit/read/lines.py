"""Lines of a stream with their numbers and byte offsets, never more of one in memory than the limit allows."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Protocol

    class Stream(Protocol):
        """What lines are read from."""

        def read(self, size: int, /) -> bytes:
            """At most so many bytes; none at the end."""


BLOCK = 1 << 18


class Line(NamedTuple):
    """One line without its end; `data` is None when it was longer than the limit."""

    number: int
    offset: int
    data: bytes | None


def lines(stream: Stream, limit: int, produced: Callable[[int], None]) -> Iterator[Line]:
    """Every line. A line feed ends one, alone or behind a carriage return; a file that has none ends lines with returns.

    produced: told of each block's length, may raise to stop.
    """
    number, offset, rest, skipping, dropped = 1, 0, b"", False, 0
    end: bytes | None = None
    while block := stream.read(BLOCK):
        produced(len(block))
        if end is None:
            end = b"\r" if b"\n" not in block and b"\r" in block.removesuffix(b"\r") else b"\n"
        parts = (rest + block).split(end) if not skipping else block.split(end)
        rest = parts.pop()
        for part in parts:
            if skipping:
                yield Line(number, offset, None)
                offset += dropped + len(part) + 1
                skipping = False
            else:
                yield Line(number, offset, part.removesuffix(b"\r") if len(part) <= limit else None)
                offset += len(part) + 1
            number += 1
        if skipping:
            dropped += len(rest)
            rest = b""
        elif len(rest) > limit:
            skipping, dropped, rest = True, len(rest), b""
    if skipping:
        yield Line(number, offset, None)
    elif rest:
        yield Line(number, offset, rest.removesuffix(b"\r") if len(rest) <= limit else None)
