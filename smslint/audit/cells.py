"""Values of a column as Python holds them; one that it cannot hold costs its own row and no other."""

from __future__ import annotations

from smslint.audit.arrow import arrow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Unreadable:
    """In place of a value that is no UTF-8, or lies beyond what Python can hold, as a moment after the year 9999."""


UNREADABLE = _Unreadable()


def values_of(column: Any) -> list[Any]:
    """The values, each as something that can be a key; bytes are texts, and equal ones of a dictionary are one object."""
    types = arrow().types
    if types.is_dictionary(column.type):
        words = values_of(column.dictionary)
        return [None if place is None else words[place] for place in column.indices.to_pylist()]
    values = _held(in_microseconds(column))
    if types.is_nested(column.type):
        return [_fixed(value) for value in values]
    return [_decoded(value) if isinstance(value, bytes) else value for value in values] if _is_bytes(column.type) else values


def in_microseconds(column: Any) -> Any:
    """Moments as Python can hold them, whose own are no finer; other columns as they are."""
    pa = arrow()
    if not (pa.types.is_timestamp(column.type) and column.type.unit == "ns"):
        return column
    return column.cast(pa.timestamp("us", column.type.tz), safe=False)


def _held(column: Any) -> list[Any]:
    try:
        values: list[Any] = column.to_pylist()
    except (ValueError, OverflowError):
        values = [_value(scalar) for scalar in column]
    return values


def _value(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return UNREADABLE


def _is_bytes(kind: Any) -> bool:
    types = arrow().types
    tests = (types.is_binary, types.is_large_binary, types.is_fixed_size_binary, types.is_binary_view)
    return any(test(kind) for test in tests)


def _decoded(value: bytes) -> Any:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return UNREADABLE


def _fixed(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple((name, _fixed(one)) for name, one in value.items())
    return tuple(map(_fixed, value)) if isinstance(value, (list, tuple)) else value
