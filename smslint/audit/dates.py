"""Dates with slashes: 03/10/2026 is the 10th of March to some and the 3rd of October to others, and a file tells which."""

from __future__ import annotations

import re
from datetime import datetime

from smslint.audit.limits import CHUNK_CHARACTERS
from smslint.audit.read.record import Fault, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
AHEAD = 10_000
"""Rows that are held until one of them tells the order; what stands farther before it is not judged."""
SLASHED = r"^\s*[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}\b"
"""How such a date begins; the databases that read logs know this pattern too."""
_WRITTEN = re.compile(
    r"\s*([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"
    r"(?:,?[ T]+([0-9]{1,2})(:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)(?: ?([AaPp])\.?[Mm]\.?)?"
    r" ?(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?\s*"
)
_MONTHS = 12
_SAID = {DAY_FIRST: "the day", MONTH_FIRST: "the month"}


def order_told(text: str) -> str:
    """The order that a date tells by itself, having a day above 12; empty when it does not, or is no date with slashes."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return ""
    first, second = int(found[1]) > _MONTHS, int(found[2]) > _MONTHS
    return "" if first == second else DAY_FIRST if first else MONTH_FIRST


def year_first(text: str, order: str) -> str:
    """A date with slashes in ISO 8601, whether or not there is such a month; any other text as it is.

    order: DAY_FIRST, MONTH_FIRST, or empty when nobody knows: then only what reads alike in both is changed.
    """
    found = _WRITTEN.fullmatch(text)
    if found is None or (not order and int(found[1]) != int(found[2])):
        return text
    first, second, year, hour, rest, half, zone = found.groups()
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    date = f"{year}-{month:0>2}-{day:0>2}"
    if hour is None:
        return date
    return f"{date}T{_hour(int(hour), (half or '').lower()):02}{rest}{'Z' if zone in ('UTC', 'GMT') else zone or ''}"


def _hour(hour: int, half: str) -> int:
    """An hour of twelve, in the `a` or `p` half of a day, as one of twenty-four."""
    if half == "a" and hour == 12:
        return 0
    return hour + 12 if half == "p" and hour < 12 else hour


def order_fault(name: str, order: str) -> str:
    """Why a date with slashes in the column `name` cannot be read. order: of the file, empty when nobody knows."""
    if not order:
        return (
            f"{name} has slashes and no row tells whether the day or the month stands first; give --dates dmy or --dates mdy,"
            " or write 2026-03-01T09:30-05:00"
        )
    return f"{name} has no such month or time where {_SAID[order]} stands first (--dates {order}); write 2026-03-01T09:30-05:00"


def told_by(order: str, place: str) -> str:
    """What is said of the order that a file was found to have. place: of the row that tells it."""
    return f"dates with slashes have {_SAID[order]} first, as {place} tells (--dates {order})"


class Dates:
    """Writes the year first in the dates of an audit.

    order: of dates with slashes, None: the first row of an input that tells it decides for that input; ahead: rows that are
    held until one does; hear: told of each input (its name, what is to be said of it).
    """

    def __init__(
        self, order: str | None = None, ahead: int = AHEAD, hear: Callable[[str, str], None] = lambda name, said: None
    ) -> None:
        self.order = order
        self.ahead = ahead
        self.hear = hear

    def in_order(self, name: str, records: Iterator[Record | Fault]) -> Iterator[Record | Fault]:
        """The records of an input, in their order; one whose date cannot be read is a fault."""
        order = self.order or ""
        held: list[Record | Fault] = []
        characters = 0
        for number, item in enumerate(records, 1):
            if not held and not _written(item):  # nearly every row of nearly every file
                yield item
                continue
            order = order or self._told(name, number, item)
            held.append(item)
            characters += _size(item) if len(held) > 1 else 0
            if order or not _is_open(held[0]) or len(held) > self.ahead or characters > CHUNK_CHARACTERS:
                yield from [_dated(one, order) for one in held]
                held, characters = [], 0
        yield from [_dated(one, order) for one in held]

    def _told(self, name: str, number: int, item: Record | Fault) -> str:
        """The order that a record tells, which is told on; empty when it tells none."""
        order = order_told(_written(item))
        if order:
            self.hear(name, told_by(order, f"row {number}" if item.line is None else f"line {item.line}"))
        return order


def _written(item: Record | Fault) -> str:
    """The date of a record where it has slashes."""
    written = None if isinstance(item, Fault) else item.values.get("sent_at")
    return written if written and "/" in written else ""


def _is_open(item: Record | Fault) -> bool:
    """Whether the date of a record cannot be read before the order is known."""
    written = _written(item)
    return bool(written and _WRITTEN.fullmatch(written)) and year_first(written, "") == written


def _size(item: Record | Fault) -> int:
    return 0 if isinstance(item, Fault) else sum(len(value) for value in item.values.values() if value)


def _dated(item: Record | Fault, order: str) -> Record | Fault:
    written = _written(item)
    if isinstance(item, Fault) or not written or _WRITTEN.fullmatch(written) is None:
        return item
    found = year_first(written, order)
    try:
        datetime.fromisoformat(found)
    except ValueError:
        return Fault(order_fault("sent_at", order), item.line, item.offset)
    return item._replace(values={**item.values, "sent_at": found})
