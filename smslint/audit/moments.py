"""When a message went, as files write it: a moment, a moment without its zone, or a day alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

from smslint.audit.dates import order_fault, order_told, year_first
from smslint.errors import ContextError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LONGEST = 64
_EPOCH = {10: 1, 13: 1000, 16: 1_000_000}
"""Digits of a moment that is counted from 1970, and how many of its units a second has."""
_DAY = len("2026-03-01")
_FORMATS = ("%Y-%m-%d %H:%M:%S %z", "%a, %d %b %Y %H:%M:%S %z")
"""Beyond ISO 8601: what consoles of providers write."""


def moment_of(value: Any) -> datetime | None:
    """A moment, with or without a zone; None for a day whose hour nobody knows. Raises ContextError for anything else."""
    found = when(value)
    return found if isinstance(found, datetime) else None


def when(value: Any) -> date:
    """A datetime, with or without a zone, or a date where no hour is written. Raises ContextError for anything else.

    A date with slashes counts where it tells its order by itself.
    """
    if isinstance(value, date):
        return value
    text = str(value)[:_LONGEST].strip()
    if "/" in text:
        text = year_first(text, order_told(text))
        if "/" in text:
            raise ContextError(order_fault("sent_at", ""))
    if text.isascii() and text.isdecimal() and len(text) in _EPOCH:
        return datetime.fromtimestamp(int(text) / _EPOCH[len(text)], UTC)
    return _from_iso(text) or _as_consoles_write(text)


def _from_iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) <= _DAY else datetime.fromisoformat(text)
    except ValueError:
        return None


def _as_consoles_write(text: str) -> datetime:
    if text.endswith(" UTC"):
        moment = when(text.removesuffix(" UTC"))
        if isinstance(moment, datetime):
            return moment.replace(tzinfo=UTC)
    text = text.removesuffix(" GMT") + " +0000" if text.endswith(" GMT") else text
    for form in _FORMATS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    raise ContextError("sent_at is no moment; write it as 2026-03-01T09:30-05:00")


def day_of(value: Any) -> str | None:
    """The calendar day of a moment as it is written, for totals; None when it cannot be read."""
    if isinstance(value, str):
        head = value.lstrip()[:10]
        if len(head) == 10 and head[4] == head[7] == "-" and (head[:4] + head[5:7] + head[8:]).isdecimal():
            return head
    try:
        found = when(value) if value is not None else None
    except ContextError:
        return None
    return found.isoformat()[:10] if found is not None else None
