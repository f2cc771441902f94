"""Long lists as one string or as bytes, which are read in a fraction of the time that a list of small objects takes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Joined = tuple[str, dict[int, str]]
    """(those in ASCII as one string, the others by their places: one of them would widen every character of the whole)."""

WIDTH = 3
"""Bytes of a packed number."""


def joined(strings: Sequence[str], end: str) -> Joined:
    """The strings as one. Raises ValueError when one of them holds the end."""
    whole = end.join([one if one.isascii() else "" for one in strings])
    if whole.count(end) != max(0, len(strings) - 1):
        raise ValueError(f"a string to be joined holds {end!r}")
    return whole, {place: one for place, one in enumerate(strings) if not one.isascii()}


def parted(known: Joined, end: str) -> list[str]:
    """The strings that were joined."""
    whole, others = known
    strings = whole.split(end) if whole or others else []
    for place, one in others.items():
        strings[place] = one
    return strings


def packed(rows: Iterable[Sequence[int]]) -> bytes:
    """Rows of whole numbers; `unpacked` gives one row. Raises OverflowError for a number of more than three bytes."""
    all_rows = list(rows)
    ends = [0]
    for row in all_rows:
        ends.append(ends[-1] + len(row))
    numbers = [len(all_rows), *ends, *(number for row in all_rows for number in row)]
    return b"".join([number.to_bytes(WIDTH, "little") for number in numbers])


def unpacked(rows: bytes, place: int) -> tuple[int, ...]:
    """The row at a place."""
    first = 2 + _number(rows, 0)
    start, end = first + _number(rows, 1 + place), first + _number(rows, 2 + place)
    return tuple([_number(rows, at) for at in range(start, end)])


def shelved(parts: Mapping[int, bytes]) -> tuple[bytes, bytes]:
    """Parts under small whole numbers: (where each ends, all of them); `part_of` gives one."""
    ends, end = [], 0
    for place in range(max(parts, default=-1) + 1):
        end += len(parts.get(place, b""))
        ends.append(end)
    return b"".join([one.to_bytes(WIDTH, "little") for one in ends]), b"".join([parts[place] for place in sorted(parts)])


def part_of(shelf: tuple[bytes, bytes], place: int) -> bytes:
    """The part under a number."""
    ends, whole = shelf
    return whole[_number(ends, place - 1) if place else 0 : _number(ends, place)]


def _number(rows: bytes, at: int) -> int:
    return int.from_bytes(rows[at * WIDTH : (at + 1) * WIDTH], "little")
