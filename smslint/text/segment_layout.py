"""Where the segments of a message begin, and how full each is."""

from __future__ import annotations

from smslint.text.encoding import GSM7_EXTENSION, MULTIPLE, SINGLE, utf16_units

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def layout(text: str, encoding: str, units: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Units in each segment of a text that needs several, and the code point where each begins."""
    multiple = MULTIPLE[encoding]
    if encoding == "gsm7":
        if units == len(text):
            return _even(units, multiple)
        return _pack([2 if character in GSM7_EXTENSION else 1 for character in text], encoding)
    from smslint.text.graphemes import clusters, stand_alone

    if not stand_alone(text):
        return _pack_clusters(clusters(text))
    if units == len(text):
        return _even(units, multiple)
    return _pack([2 if character > "\uffff" else 1 for character in text], encoding)


def _even(units: int, multiple: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    starts = tuple(range(0, units, multiple))
    return (multiple,) * (len(starts) - 1) + (units - starts[-1],), starts


def _pack_clusters(parts: list[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    from itertools import accumulate

    sizes = [utf16_units(part) if part > "\uffff" or len(part) > 1 else 1 for part in parts]
    per_segment, starts = _pack(sizes, "ucs2")
    offsets = list(accumulate(map(len, parts), initial=0))
    return per_segment, tuple(offsets[start] for start in starts)


def _pack(sizes: Sequence[int], encoding: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Fill segments in order with things that must not be cut; `sizes` add up to more than one segment.

    The first segment is filled to its size alone and gives up its tail when a second becomes necessary, so that the
    second may start with several things at once: the reference does it so, and the counts depend on it.
    """
    single, multiple = SINGLE[encoding], MULTIPLE[encoding]
    used, over = 0, 0
    while used + sizes[over] <= single:
        used += sizes[over]
        over += 1
    kept = over
    while used > multiple:
        kept -= 1
        used -= sizes[kept]
    per_segment, starts = [used], [0, kept]
    used = sum(sizes[kept : over + 1])
    for index in range(over + 1, len(sizes)):
        if used + sizes[index] > multiple:
            per_segment.append(used)
            starts.append(index)
            used = 0
        used += sizes[index]
    return (*per_segment, used), tuple(starts)


def torn_clusters(text: str) -> list[tuple[int, int]]:
    """Clusters (start, end) that lie across a multiple of 67 UTF-16 units."""
    from smslint.text.graphemes import clusters

    found: list[tuple[int, int]] = []
    units = place = 0
    for cluster in clusters(text):
        size = utf16_units(cluster) if cluster > "\uffff" or len(cluster) > 1 else 1
        if units // MULTIPLE["ucs2"] != (units + size - 1) // MULTIPLE["ucs2"]:
            found.append((place, place + len(cluster)))
        units += size
        place += len(cluster)
    return found
