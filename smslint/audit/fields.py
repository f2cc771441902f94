"""From the values of a row to a Context: words for yes and no, whole numbers, moments, lists."""

from __future__ import annotations

from smslint.audit.cells import UNREADABLE
from smslint.audit.moments import moment_of
from smslint.context import BOOL_FIELDS, CHOICES, CONTEXT_FIELDS, DATETIME_FIELDS, INT_FIELDS, LIST_FIELDS, Context
from smslint.errors import ContextError
from smslint.layers import laid_over

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo
    from typing import Any

_YES = frozenset(("true", "yes", "y", "t", "1"))
_NO = frozenset(("false", "no", "n", "f", "0"))
_UNKNOWN = frozenset(("", "null", "none", "na", "n/a", "nan", "unknown", "-"))
NOT_WORDS = frozenset(("consent", "age_gate"))
"""Fields that have "none" among their values."""


def context_of(base: Context, names: Iterable[str], values: Iterable[Any], zone: tzinfo | None = None) -> Context:
    """`base` with the values of a row over it; a value that says "unknown" changes nothing.

    zone: of moments that are written without one; None: such a moment does not count as known, nor does a day without an hour.
    Raises ContextError, which names the field and never repeats a value that was free text.
    """
    read = {name: field_value(name, value, zone) for name, value in zip(names, values, strict=True)}
    given = laid_over(base.to_dict(), {name: value for name, value in read.items() if value is not None})
    try:
        return Context(**given)
    except ContextError:
        raise ContextError(_fault(given)) from None


def _fault(given: dict[str, Any]) -> str:
    """Which field is at fault, without its value: that may be a message in the wrong column."""
    for name, value in given.items():
        try:
            Context(**{name: value})
        except ContextError:
            allowed = f"; it is one of {', '.join(CHOICES[name])}" if name in CHOICES else ""
            return f"{name} has a value that it cannot have; if the column means something else: --columns {name}=-{allowed}"
    return "region and country do not go together"


def field_value(name: str, value: Any, zone: tzinfo | None = None) -> Any:
    """One value as its Context field wants it, None for unknown. Raises ContextError."""
    if value is None or value != value:  # no number: how gaps in a column of floats are written
        return None
    if isinstance(value, str):
        value = value.strip()
        if value.lower() in _UNKNOWN and not (name in NOT_WORDS and value.lower() == "none"):
            return None
    if name in BOOL_FIELDS:
        return _truth(name, value)
    if name in INT_FIELDS:
        return _count(name, value)
    if name in DATETIME_FIELDS:
        moment = moment_of(value)
        if moment is not None and moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone) if zone is not None else None
        return moment
    if name in LIST_FIELDS:
        return _names(name, value)
    return value if isinstance(value, str) else _written(name, value)


def _names(name: str, value: Any) -> tuple[Any, ...]:
    if isinstance(value, str):
        return tuple(item.strip() for item in value.split("|") if item.strip())
    if not isinstance(value, (list, tuple)):
        raise ContextError(f"{name} is a list of texts, not {_kind(value)}; write several as a|b")
    return tuple(value)


def _written(name: str, value: Any) -> str:
    """Numbers and short codes arrive as numbers from typed files."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    raise ContextError(f"{name} is text, not {_kind(value)}")


def _kind(value: Any) -> str:
    """What a value is, for errors."""
    return "a value that cannot be read" if value is UNREADABLE else type(value).__name__


def _truth(name: str, value: Any) -> bool:
    """Columns with gaps are often written as floats: 1.0."""
    if isinstance(value, bool):
        return value
    word = str(value).lower().removesuffix(".0")
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ContextError(f"{name} is true or false")


def _count(name: str, value: Any) -> int:
    """As `_truth`: 3.0."""
    try:
        number = int(value.removesuffix(".0") if isinstance(value, str) else value)
    except (TypeError, ValueError, OverflowError):
        raise ContextError(f"{name} is a whole number of 0 or more") from None
    if number < 0 or number != float(value):
        raise ContextError(f"{name} is a whole number of 0 or more")
    return number


FIELDS = frozenset(CONTEXT_FIELDS)
