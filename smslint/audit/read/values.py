"""Values of typed files as text, the one form in which rows go on; their meaning is worked out from there."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def plain(value: Any) -> str | None:
    """A value as text: yes and no in words, moments in ISO form, lists with bars between. Raises UnicodeDecodeError."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (float, Decimal)):
        number = float(value)
        return str(int(number)) if abs(number) < 1e15 and number.is_integer() else str(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "|".join(filter(None, (plain(item) for item in value)))
    if isinstance(value, bytes):
        return value.decode()
    return str(value)


def plain_as(name: str, value: Any) -> str | None:
    """A value as text for a column of this name: objects and lists are no message."""
    return None if name == "text" and isinstance(value, (dict, list, tuple)) else plain(value)
