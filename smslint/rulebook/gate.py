"""Conditions of rules as nested tuples, which the engine evaluates without knowing how they were written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smslint.rulebook.schema import RuleSpec


def condition(written: Mapping[str, Any]) -> tuple[Any, ...]:
    """A condition as nested tuples: ("all", ...), ("any", ...), ("not", x), ("is", field, values), ("range", field, pairs)."""
    parts = [_condition_part(key, value) for key, value in written.items()]
    return parts[0] if len(parts) == 1 else ("all", tuple(parts))


def _condition_part(key: str, value: Any) -> tuple[Any, ...]:
    if key in ("any", "all"):
        return key, tuple(condition(one) for one in value)
    if key == "not":
        return "not", condition(value)
    if key == "known":
        return "known", tuple(value)
    if isinstance(value, Mapping):
        return "range", key, tuple(sorted(value.items()))
    return "is", key, value if isinstance(value, tuple) else (value,)


_APPLIES = {
    "sender_types": "sender_type", "use_cases": "use_case", "countries": "country", "languages": "language",
    "carriers": "carrier", "providers": "provider",
}  # fmt: skip
_JURISDICTION = ("countries", "languages", "carriers", "providers")


def gate(rule: RuleSpec) -> tuple[Any, ...]:
    """Everything that must hold for a rule to speak: `applies`, `when`, and not `unless`.

    Country, language, carrier and provider choose a pack: unknown, they apply. Sender type and use case wait.
    """
    parts: list[tuple[Any, ...]] = [("kind", tuple(rule.applies.kinds))]
    for name, field in _APPLIES.items():
        values = tuple(getattr(rule.applies, name))
        if values:
            parts.append(("unless_other", field, values) if name in _JURISDICTION else ("is", field, values))
    if rule.when is not None:
        parts.append(condition(rule.when.plain()))
    if rule.unless is not None:
        parts.append(("not", condition(rule.unless.plain())))
    return "all", tuple(parts)
