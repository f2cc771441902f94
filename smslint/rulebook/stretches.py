"""The stretches of a pattern, as the texts that each may stand for: every match contains one text of each stretch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from smslint.rulebook.anchors import code, parse, parser
from smslint.rulebook.runs import EDGE, runs
from smslint.text.fold import words_of

MAX_TEXTS = 600
"""Texts that one stretch may stand for before it is given up and a new one begun."""
MAX_LENGTH = 60
MAX_CLASS = 6
MAX_REPEATED = 4
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)


def required_texts(pattern: str) -> list[frozenset[str]]:
    """Stretches of a pattern as the texts each may stand for; every match contains one of each."""
    try:
        tree = parse(pattern)
    except (ValueError, OverflowError, RecursionError, parser.error):
        return []
    return list(dict.fromkeys(texts for texts in _walked(tree).closed(False) if "" not in texts))


class _Walk:
    """One sequence: the texts that end here, and the stretches that are closed.

    start: EDGE when a word that comes first begins there; edge: whether one that comes last ends there.
    """

    def __init__(self, start: str = "", edge: bool = False) -> None:
        self.ending = frozenset({start})
        self.exact = True
        self.stretches: list[frozenset[str]] = []
        self._edge = edge

    def sequence(self, items: Sequence[Any]) -> None:
        """All pieces, in order, each with what comes after it."""
        for place, (operator, argument) in enumerate(items):
            self._item(operator, argument, items[place:])

    def close(self, edge: bool) -> None:
        """What follows is not known, but for whether a word ends here."""
        self.stretches.append(frozenset(_glued(text, EDGE) for text in self.ending) if edge else self.ending)
        self.ending = frozenset({""})

    def _item(self, operator: Any, argument: Any, rest: Sequence[Any]) -> None:
        if operator is code.LITERAL:
            self._extend(frozenset({_plain(chr(argument))}), rest)
        elif operator is code.IN and (texts := _class(argument)):
            self._extend(texts, rest)
        elif operator is code.SUBPATTERN:
            self._inner(argument[3], rest)
        elif operator is code.ATOMIC_GROUP:
            self._inner(argument, rest)
        elif operator is code.BRANCH:
            self._branch(argument[1], rest)
        elif operator in _REPEATS:
            self._repeat(argument[0], argument[1], argument[2], rest)
        elif operator is code.AT:
            if argument is not code.AT_NON_BOUNDARY:
                self._extend(frozenset({EDGE}), rest)
        elif operator not in (code.ASSERT, code.ASSERT_NOT):
            self._gap(rest)

    def _gap(self, rest: Sequence[Any]) -> None:
        """A piece that can be anything."""
        self.close(self._parts(rest))
        self.exact = False

    def _parts(self, rest: Sequence[Any]) -> bool:
        return _begins_with_edge(rest, self._edge)

    def _extend(self, texts: frozenset[str], rest: Sequence[Any]) -> None:
        """A piece that is one of these texts."""
        longest = max(map(len, texts)) + max(map(len, self.ending))
        if len(texts) * len(self.ending) > MAX_TEXTS or longest > MAX_LENGTH:
            start = EDGE if _ends_word(self.ending) else ""
            self._gap(rest)
            if len(texts) <= MAX_TEXTS:
                self.ending = frozenset(_glued(start, text) for text in texts)
            return
        self.ending = frozenset(_glued(start, end) for start in self.ending for end in texts)

    def _inner(self, items: Sequence[Any], rest: Sequence[Any]) -> None:
        """A group: read in place, so that what it ends with meets what follows."""
        for place, (operator, argument) in enumerate(items):
            self._item(operator, argument, [*items[place:], *rest[1:]])

    def _branch(self, branches: Sequence[Any], rest: Sequence[Any]) -> None:
        walks = [_walked(branch) for branch in branches]
        if all(walk.exact for walk in walks):
            union = frozenset().union(*(walk.ending for walk in walks))
            if len(union) <= MAX_TEXTS:
                self._extend(union, rest)
                return
        self._apart(branches, rest)

    def _apart(self, branches: Sequence[Any], rest: Sequence[Any]) -> None:
        """Branches too many or too vague to write out: a match goes through one of them, so one stretch of each is kept."""
        start = EDGE if _ends_word(self.ending) else ""
        self._gap(rest)
        edge = self._parts(rest[1:])
        walks = [_walked(branch, start, edge) for branch in branches]
        chosen = [_best(walk.closed(edge)) for walk in walks]
        if all(chosen):
            self.stretches.append(frozenset().union(*(one for one in chosen if one)))

    def closed(self, edge: bool) -> list[frozenset[str]]:
        """The stretches, the last one too."""
        self.close(edge)
        return self.stretches

    def _repeat(self, low: int, high: Any, items: Any, rest: Sequence[Any]) -> None:
        walk = _walked(items)
        options = _repeated(walk.ending, low, high) if walk.exact else None
        if options:
            self._extend(options, rest)
            return
        start = EDGE if _ends_word(self.ending) else ""
        self._gap(rest)
        if low:
            edge = self._parts(rest[1:])
            self.stretches.extend(_walked(items, start, edge).closed(edge and high == 1))


def _repeated(texts: frozenset[str], low: int, high: Any) -> frozenset[str] | None:
    """What `low` to `high` of these texts in a row come to; None when that is too much."""
    if not isinstance(high, int) or high > MAX_REPEATED:
        return None
    options: frozenset[str] = frozenset()
    row = frozenset({""})
    for number in range(high + 1):
        if number >= low:
            options |= row
        row = frozenset(_glued(one, other) for one in row for other in texts)
        if len(row) > MAX_TEXTS:
            return None
    return options


def _begins_with_edge(items: Sequence[Any], after: bool) -> bool:
    """Whether a word that stands before these pieces ends there; `after`: whether one ends behind them."""
    empty, edge = _first(items)
    return edge and (after or not empty)


def _first(items: Sequence[Any]) -> tuple[bool, bool]:
    """(whether the pieces may come to nothing, whether what they come to otherwise begins by parting words)."""
    edge = True
    for operator, argument in items:
        empty, parts = _first_of(operator, argument)
        edge = edge and parts
        if not empty:
            return False, edge
    return True, edge


def _first_of(operator: Any, argument: Any) -> tuple[bool, bool]:
    if operator is code.LITERAL:
        return False, _plain(chr(argument)) == " "
    if operator is code.IN:
        return False, _class(argument) == frozenset({" "})
    if operator is code.AT:
        return False, argument is not code.AT_NON_BOUNDARY
    if operator in (code.ASSERT, code.ASSERT_NOT):
        return True, True
    if operator is code.SUBPATTERN:
        return _first(argument[3])
    if operator is code.ATOMIC_GROUP:
        return _first(argument)
    if operator is code.BRANCH:
        firsts = [_first(branch) for branch in argument[1]]
        return any(empty for empty, _ in firsts), all(edge for _, edge in firsts)
    if operator in _REPEATS:
        empty, edge = _first(argument[2])
        return empty or argument[0] == 0, edge
    return False, False


def _walked(items: Iterable[Any], start: str = "", edge: bool = False) -> _Walk:
    walk = _Walk(start, edge)
    walk.sequence(list(items))
    return walk


def _ends_word(texts: frozenset[str]) -> bool:
    """Whether a word that follows these texts begins there."""
    return all(text and not text[-1].isalnum() for text in texts)


def _best(stretches: Iterable[frozenset[str]]) -> frozenset[str] | None:
    fit = [texts for texts in stretches if all(map(runs, texts))]
    return min(fit, key=lambda texts: (len(texts), sorted(texts)), default=None)


def _plain(character: str) -> str:
    """A character as a word form shows it."""
    return words_of(character.lower())[1:-1] or " "


def _glued(one: str, other: str) -> str:
    """Two texts in a row; an edge beside a space says nothing new."""
    if one[-1:] == EDGE and other[:1] in (EDGE, " "):
        return one[:-1] + other
    return one + other[1:] if one[-1:] == " " and other[:1] == EDGE else one + other


def _class(members: Sequence[Any]) -> frozenset[str] | None:
    texts: set[str] = set()
    for operator, argument in members:
        if operator is code.LITERAL:
            texts.add(_plain(chr(argument)))
        elif operator is code.RANGE and argument[1] - argument[0] < 2 * MAX_CLASS:
            texts.update(_plain(chr(point)) for point in range(argument[0], argument[1] + 1))
        else:
            return None
    return frozenset(texts) if 0 < len(texts) <= MAX_CLASS else None
