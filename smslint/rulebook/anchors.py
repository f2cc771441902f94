"""Literals that every match of a pattern must contain, so that one scan can tell which patterns are worth a look.

Works on the parse tree of the standard library. Along a sequence it keeps the set of texts that the last pieces can
have produced; where a piece can be anything, the set so far becomes a candidate and a new one begins. The best wins.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from functools import lru_cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

__all__ = ["code", "parse", "parser", "required_literals", "requires_digit"]

MAX_LITERALS = 40
MAX_LENGTH = 40
MIN_LENGTH = 2
_MAX_CLASS = 6
_ENOUGH = 6  # a longer literal is hardly rarer; fewer of them are cheaper

Texts = frozenset[str]
_EMPTY: Texts = frozenset({""})
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)


@lru_cache(maxsize=1024)
def parse(pattern: str) -> Any:
    """The parse tree of a pattern, not to be changed.

    Raises re.error, OverflowError or RecursionError as the parser does.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return parser.parse(pattern)


@lru_cache(maxsize=1024)
def required_literals(pattern: str) -> tuple[str, ...]:
    """A small set of lower-case literals of which every match contains at least one; empty when there is none."""
    try:
        tree = parse(pattern)
    except (ValueError, OverflowError, RecursionError):  # re.error is a ValueError only from 3.13 on
        return ()
    except parser.error:
        return ()
    walk = _Walk()
    walk.sequence(tree)
    walk.close()
    return tuple(sorted(_best(walk.candidates) or ()))


def requires_digit(pattern: str) -> bool:
    """Whether every match of a pattern contains one of 0-9."""
    try:
        return _digit_in(parse(pattern))
    except (ValueError, OverflowError, RecursionError, parser.error):
        return False


def _digit_in(items: Iterable[Any]) -> bool:
    return any(_is_digit(operator, argument) for operator, argument in items)


def _is_digit(operator: Any, argument: Any) -> bool:
    if operator is code.LITERAL:
        return chr(argument) in "0123456789"
    if operator is code.IN:
        return all(_only_digits(*member) for member in argument)
    if operator is code.BRANCH:
        return all(_digit_in(branch) for branch in argument[1])
    if operator in _REPEATS:
        return bool(argument[0] > 0) and _digit_in(argument[2])
    if operator is code.SUBPATTERN:
        return _digit_in(argument[3])
    return bool(operator is code.ATOMIC_GROUP) and _digit_in(argument)


def _only_digits(operator: Any, argument: Any) -> bool:
    if operator is code.RANGE:
        return bool(ord("0") <= argument[0] and argument[1] <= ord("9"))
    if operator is code.LITERAL:
        return chr(argument) in "0123456789"
    return bool(operator is code.CATEGORY and argument is code.CATEGORY_DIGIT)


class _Walk:
    """One sequence: the texts that end here, and the candidates met so far."""

    __slots__ = ("candidates", "ending", "exact")

    def __init__(self) -> None:
        self.ending = _EMPTY
        self.exact = True
        self.candidates: list[Texts] = []

    def close(self) -> None:
        """Nothing is known of what follows: keep what ends here as a candidate."""
        self.candidates.append(self.ending)
        self.ending = _EMPTY

    def break_(self) -> None:
        """A piece that can be anything."""
        self.close()
        self.exact = False

    def extend(self, texts: Texts) -> None:
        """A piece that is one of these texts."""
        longest = max(map(len, texts)) + max(map(len, self.ending))
        if len(texts) * len(self.ending) > MAX_LITERALS or longest > MAX_LENGTH:
            self.break_()
            self.ending = texts if len(texts) <= MAX_LITERALS else _EMPTY
            return
        self.ending = frozenset(start + end for start in self.ending for end in texts)

    def sequence(self, items: Iterable[Any]) -> None:
        """All pieces of a sequence, in order."""
        for operator, argument in items:
            self._item(operator, argument)

    def _item(self, operator: Any, argument: Any) -> None:
        if operator is code.LITERAL:
            self.extend(frozenset({chr(argument).lower()}))
        elif operator is code.IN:
            texts = _class(argument)
            self.extend(texts) if texts else self.break_()
        elif operator is code.SUBPATTERN:
            self.sequence(argument[3])
        elif operator is code.ATOMIC_GROUP:
            self.sequence(argument)
        elif operator is code.BRANCH:
            self._branch(argument[1])
        elif operator in _REPEATS:
            self._repeat(*argument)
        elif operator not in (code.AT, code.ASSERT, code.ASSERT_NOT):  # those have no width
            self.break_()

    def _branch(self, branches: list[Any]) -> None:
        walks = [_walked(branch) for branch in branches]
        if all(walk.exact for walk in walks):
            union = frozenset().union(*(walk.ending for walk in walks))
            if len(union) <= MAX_LITERALS:
                self.extend(union)
                return
        self.break_()
        bests = [_best([*walk.candidates, walk.ending]) for walk in walks]
        if all(bests):
            self.candidates.append(frozenset().union(*(best for best in bests if best)))

    def _repeat(self, low: int, high: Any, items: Any) -> None:
        walk = _walked(items)
        if low == 0:
            if high == 1 and walk.exact:
                self.extend(walk.ending | _EMPTY)
            else:
                self.break_()
        elif not walk.exact:
            self.break_()
            self.candidates.extend([*walk.candidates, walk.ending])
        else:
            self._repeat_exact(low, high, walk.ending)

    def _repeat_exact(self, low: int, high: Any, texts: Texts) -> None:
        for _ in range(min(low, MAX_LENGTH)):
            self.extend(texts)
        if high != low or low > MAX_LENGTH:
            # What follows comes after one more of the same.
            self.break_()
            self.ending = texts


def _walked(items: Iterable[Any]) -> _Walk:
    walk = _Walk()
    walk.sequence(items)
    return walk


def _class(members: list[Any]) -> Texts | None:
    texts: set[str] = set()
    for operator, argument in members:
        if operator is code.LITERAL:
            texts.add(chr(argument).lower())
        elif operator is code.RANGE and argument[1] - argument[0] < 2 * _MAX_CLASS:
            texts.update(chr(point).lower() for point in range(argument[0], argument[1] + 1))
        else:
            return None
    return frozenset(texts) if 0 < len(texts) <= _MAX_CLASS else None


def _best(candidates: Iterable[Texts]) -> Texts | None:
    fit = [texts for texts in candidates if len(texts) <= MAX_LITERALS and all(map(_findable, texts))]
    return max(fit, key=_worth, default=None)


def _findable(text: str) -> bool:
    """Whether a literal is long enough to be rare; a sign beyond ASCII is by itself."""
    return len(text) >= MIN_LENGTH or (bool(text) and not text.isascii() and not text.isalnum())


def _worth(texts: Texts) -> tuple[int, int, int, list[str]]:
    shortest = min(map(len, texts))
    return min(shortest, _ENOUGH), -len(texts), shortest, sorted(texts)
