"""Signs and digits that every match of a pattern contains."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from smslint.rulebook.anchors import code, parse, parser

_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)


def required_signs(pattern: str) -> list[frozenset[str]]:
    """Sets of characters that are no letter, digit or space; every match contains one of each set."""
    try:
        return [signs for signs in _signs(parse(pattern)) if signs]
    except (ValueError, OverflowError, RecursionError, parser.error):
        return []


def _signs(items: Iterable[Any]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for operator, argument in items:
        if operator is code.LITERAL:
            found.extend([frozenset({chr(argument)})] if _is_sign(chr(argument)) else [])
        elif operator is code.IN:
            signs = _only_signs(argument)
            found.extend([signs] if signs else [])
        elif operator is code.SUBPATTERN:
            found.extend(_signs(argument[3]))
        elif operator in _REPEATS and argument[0] > 0:
            found.extend(_signs(argument[2]))
        elif operator is code.BRANCH:
            branches = [_signs(branch) for branch in argument[1]]
            if all(branches):
                found.append(frozenset().union(*(min(some, key=len) for some in branches)))
    return found


def _is_sign(character: str) -> bool:
    return not character.isalnum() and not character.isspace()


def _only_signs(members: Iterable[Any]) -> frozenset[str]:
    """The characters of a class that holds nothing but signs, else none."""
    found = set()
    for operator, argument in members:
        if operator is not code.LITERAL or not _is_sign(chr(argument)):
            return frozenset()
        found.add(chr(argument))
    return frozenset(found)


def required_digits(pattern: str) -> int:
    """How many of 0-9 every match contains at least."""
    try:
        return _digits(parse(pattern))
    except (ValueError, OverflowError, RecursionError, parser.error):
        return 0


def _digits(items: Iterable[Any]) -> int:
    return sum(_digits_of(operator, argument) for operator, argument in items)


def _digits_of(operator: Any, argument: Any) -> int:
    if operator is code.LITERAL:
        return int(chr(argument) in "0123456789")
    if operator is code.IN:
        return int(all(_is_digit(*member) for member in argument))
    if operator is code.SUBPATTERN:
        return _digits(argument[3])
    if operator is code.BRANCH:
        return min(_digits(branch) for branch in argument[1])
    if operator in _REPEATS:
        return int(argument[0]) * _digits(argument[2])
    return 0


def _is_digit(operator: Any, argument: Any) -> bool:
    if operator is code.RANGE:
        return bool(ord("0") <= argument[0] and argument[1] <= ord("9"))
    return bool(operator is code.LITERAL and chr(argument) in "0123456789")
