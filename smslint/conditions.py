"""Conditions on Context in three-valued logic: true, false, or open because a field is not known."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

Answer = tuple[bool | None, frozenset[str]]
"""(value, unknown fields that keep it open); the fields are empty when the value is known."""

ONE_OF = "{} is one of"
"""Under this name, the values that a field has left which is not known: a number tells that it is not toll-free, say."""
_NONE: frozenset[str] = frozenset()
TRUE: Answer = (True, _NONE)
FALSE: Answer = (False, _NONE)


def evaluate(condition: tuple[Any, ...], known: Mapping[str, Any]) -> Answer:
    """The value of a compiled condition. `known` maps field names to values, None or absent meaning not known.

    What `ONE_OF` makes of a field's name may hold the values that it has left while it is not known.
    """
    return _KINDS[condition[0]](condition, known)


def _all(condition: tuple[Any, ...], known: Mapping[str, Any]) -> Answer:
    open_fields: frozenset[str] = _NONE
    undecided = False
    for part in condition[1]:
        value, fields = evaluate(part, known)
        if value is False:
            return FALSE
        if value is None:
            undecided = True
            open_fields |= fields
    return (None, open_fields) if undecided else TRUE


def _any(condition: tuple[Any, ...], known: Mapping[str, Any]) -> Answer:
    open_fields: frozenset[str] = _NONE
    undecided = False
    for part in condition[1]:
        value, fields = evaluate(part, known)
        if value is True:
            return TRUE
        if value is None:
            undecided = True
            open_fields |= fields
    return (None, open_fields) if undecided else FALSE


def _not(condition: tuple[Any, ...], known: Mapping[str, Any]) -> Answer:
    value, fields = evaluate(condition[1], known)
    return (None, fields) if value is None else (not value, _NONE)


def _is(condition: tuple[Any, ...], known: Mapping[str, Any]) -> Answer:
    _, field, values = condition
    value = known.get(field)
    if value is None:
        return _open(field, values, known)
    if isinstance(value, tuple):
        return (not set(value).isdisjoint(values)), _NONE
    return value in values, _NONE


def _open(field: str, values: tuple[Any, ...], known: Mapping[str, Any]) -> Answer:
    """Of a field that is not known: decided where all that it may be is among the values, or nothing of it."""
    left = known.get(ONE_OF.format(field))
    if left is not None and len(set(left).intersection(values)) in (0, len(left)):
        return TRUE if left[0] in values else FALSE
    return None, frozenset((field,))


def _range(condition: tuple[Any, ...], known: Mapping[str, Any]) -> Answer:
    _, field, bounds = condition
    value = known.get(field)
    if value is None:
        return None, frozenset((field,))
    return all(_COMPARE[name](value, bound) for name, bound in bounds), _NONE


_COMPARE = {
    "at_least": lambda value, bound: value >= bound,
    "at_most": lambda value, bound: value <= bound,
    "above": lambda value, bound: value > bound,
    "below": lambda value, bound: value < bound,
    "ends_with": lambda value, bound: value.casefold().endswith(tuple(ending.casefold() for ending in bound)),
}


def _known(condition: tuple[Any, ...], known: Mapping[str, Any]) -> Answer:
    return all(known.get(field) is not None for field in condition[1]), _NONE


def _kind(condition: tuple[Any, ...], known: Mapping[str, Any]) -> Answer:
    """The kind of text; a text of no stated kind is a message."""
    return (known.get("kind") or "message") in condition[1], _NONE


def _unless_other(condition: tuple[Any, ...], known: Mapping[str, Any]) -> Answer:
    """Fields that choose a pack: a rule falls only when the value is known to be another."""
    value = known.get(condition[1])
    return value is None or value in condition[2], _NONE


_KINDS = {
    "all": _all, "any": _any, "not": _not, "is": _is, "range": _range, "known": _known, "kind": _kind,
    "unless_other": _unless_other,
}  # fmt: skip
