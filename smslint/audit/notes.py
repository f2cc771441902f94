"""What rows hold that counts for less than it might: times without a zone or an hour, numbers that a spreadsheet has spoilt."""

from __future__ import annotations

import re
from datetime import datetime

from smslint.audit.moments import when
from smslint.audit.read.record import place_of
from smslint.errors import ContextError
from smslint.text.quantities import is_power_of_ten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Place = tuple[str, int | None, int | None]

_ZONED = re.compile(r"(?:[Zz]|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})\s*$")
_DAY, _TAIL = len("2026-03-01"), len("+00:00  ")
_NUMBERS = ("sender", "recipient")
_SAID = {
    "zone": ("time has no zone", "times have no zone", "so no rule about hours spoke; give --timezone"),
    "hour": ("day has no hour", "days have no hour", "so no rule about hours spoke"),
    "sender": (
        "sender is written as a power of ten",
        "senders are written as powers of ten",
        "so a spreadsheet has lost the digits and the sender counts as unknown",
    ),
    "recipient": (
        "recipient is written as a power of ten",
        "recipients are written as powers of ten",
        "so a spreadsheet has lost the digits and the recipient counts as unknown",
    ),
}


class Notes:
    """Counts such rows, with the first of each kind. zoned: whether times without a zone are read in one."""

    def __init__(self, zoned: bool = False) -> None:
        self._zoned = zoned
        self._counts: dict[str, int] = {}
        self._first: dict[str, Place] = {}

    def take(self, values: dict[str, Any], place: Place) -> None:
        """Look at the values of a row, and take out numbers that are none. place: of the row, as `place_of` takes it."""
        written = values.get("sent_at")
        if written and not self._is_whole(written):
            lack = self._lack(written)
            if lack is not None:
                self._add(lack, place)
        for name in _NUMBERS:
            number = values.get(name)
            if number and ("e" in number or "E" in number) and is_power_of_ten(number.strip()):
                values[name] = None
                self._add(name, place)

    def said(self) -> Iterator[str]:
        """A sentence for each kind, in a fixed order."""
        for kind, (one, many, what) in _SAID.items():
            count = self._counts.get(kind)
            if count:
                yield f"{count:,} {one if count == 1 else many}, {what}; the first is {place_of(*self._first[kind])}"

    def _is_whole(self, written: str) -> bool:
        """Whether a time lacks nothing, seen from its length and its end: to read it would take longer."""
        return len(written) > _DAY and (self._zoned or _ZONED.search(written, len(written) - _TAIL) is not None)

    def _lack(self, written: str) -> str | None:
        try:
            found = when(written)
        except ContextError:
            return None
        if not isinstance(found, datetime):
            return "hour"
        return "zone" if found.tzinfo is None and not self._zoned else None

    def _add(self, kind: str, place: Place) -> None:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        self._first.setdefault(kind, place)
