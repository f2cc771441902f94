"""The words of which some must stand in a text before a pattern or a large term is worth a look.

Every match of a pattern contains a key of each of its groups. A key is a run of whole words as a word form shows it, so the one
pass that finds the terms of all rules finds the keys as well. Which runs are rare is learnt from the good samples of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from smslint.rulebook.anchors import code, parse, parser
from smslint.text.fold import words_of

Group = frozenset[str]
Groups = tuple[Group, ...]

MAX_TEXTS = 600
"""Texts that one stretch of a pattern may stand for before it is given up and a new one begun."""
MAX_LENGTH = 60
MAX_CLASS = 6
MAX_REPEATED = 4
LONGEST_KEY = 2
"""Words of a key; a longer one is hardly rarer."""
OFTEN = 0.02
"""The share of ordinary texts beyond which a second group of keys is asked for."""
SELDOM = 0.001
"""The share of ordinary texts below which groups count as equally rare."""
WORTH_IT = 0.7
"""What is left of a share when a second group is worth its keys; half of that where its keys are usual words."""
USUAL = 0.25
"""The share of ordinary texts from which the keys of a group are usual words."""
FEW = 40
"""Keys of a group that is preferred to larger ones which are hardly rarer: the scan is as fast as its table is small."""
EDGE = "\x01"
"""Stands where a word must begin or end, without a character of its own."""
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_WORD = re.compile(r"[^\W_]+")
_ALONE = re.compile(r" (?:[^\W_]+ )+").fullmatch
"""Whole words, one space between two of them."""
_STRETCH = re.compile(rf"[^{EDGE}]+")


class Background:
    """Ordinary texts in word form, to tell rare runs of words from common ones."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._whole = list(texts)
        self._places: dict[str, set[int]] = {}
        self._held: dict[Group, frozenset[int]] = {}
        self._rarest: dict[str, str] = {}
        self._commonness: dict[str, int] = {}
        self.groups: dict[str, list[Group]] = {}
        for number, text in enumerate(self._whole):
            for run in _runs(f"{EDGE}{text}{EDGE}"):
                self._places.setdefault(run, set()).add(number)
        self._count = {run: len(places) for run, places in self._places.items()}

    def count(self, key: str) -> int:
        """Texts that contain a run of words."""
        return self._count.get(key, 0)

    def rarest(self, text: str) -> str:
        """The run of a text that fewest ordinary texts contain; of several the longest; "" when it has no whole word."""
        known = self._rarest.get(text)
        if known is None:
            known = self._rarest[text] = self._chosen(_runs(text))
        return known

    def _chosen(self, runs: list[str]) -> str:
        if len(runs) < 2:
            return runs[0] if runs else ""
        counts = self._count
        least = min([counts.get(run, 0) for run in runs])
        rare = [run for run in runs if counts.get(run, 0) == least]
        longest = max(run.count(" ") for run in rare)
        some = [run for run in rare if run.count(" ") == longest]
        return some[0] if len(some) == 1 else min(some, key=lambda run: (self.commonness(run), run))

    def commonness(self, key: str) -> int:
        """How many texts contain the rarest word of a key: of keys that none contains, some are nearer to doing so."""
        known = self._commonness.get(key)
        if known is None:
            known = self._commonness[key] = min([self.count(f" {word} ") for word in key.split()])
        return known

    def share(self, *groups: Group) -> float:
        """The share of texts that contain a key of each group."""
        places = [self._met(group) for group in groups]
        return len(frozenset.intersection(*places)) / max(1, len(self._whole))

    def share_of_pieces(self, *groups: Group) -> float:
        """The share of texts that contain one of the pieces of each group, whole words or not."""
        places = [self._holding(group) for group in groups]
        return len(frozenset.intersection(*places)) / max(1, len(self._whole))

    def _met(self, group: Group) -> frozenset[int]:
        """Numbers of the texts that contain one of some runs of words."""
        return frozenset().union(*(self._places[key] for key in self._count.keys() & group))

    def _holding(self, group: Group) -> frozenset[int]:
        known = self._held.get(group)
        if known is None:
            if all(key[0] == key[-1] == " " and _ALONE(key) for key in group):
                known = self._held[group] = self._met(group)
                return known
            search = re.compile("|".join(map(re.escape, sorted(group)))).search
            known = self._held[group] = frozenset(n for n, text in enumerate(self._whole) if search(text))
        return known

    def common(self) -> dict[str, int]:
        """Words in more than one text, with their counts."""
        words = ((run.strip(), count) for run, count in self._count.items() if count > 1)
        return {word: count for word, count in sorted(words) if " " not in word}


def key_words(pattern: str, background: Background) -> Groups:
    """The one or two groups of whole words that rule a pattern out most often; () when it has none."""
    groups = required_groups(pattern, background)
    if not groups:
        return ()
    best: Groups = (groups[0],)
    share = background.share(groups[0])
    if share > OFTEN / 4:
        for other in groups[1:5]:
            both = background.share(groups[0], other)
            if both < share * (WORTH_IT if background.share(other) < USUAL else WORTH_IT / 2):
                best, share = (groups[0], other), both
    return best


def required_groups(pattern: str, background: Background) -> list[Group]:
    """Groups of whole-word keys, the rarest first."""
    known = background.groups.get(pattern)
    if known is None:
        found = dict.fromkeys(frozenset(map(background.rarest, texts)) for texts in required_texts(pattern))
        known = background.groups[pattern] = sorted(
            (group for group in found if "" not in group),
            key=lambda group: (max(SELDOM, background.share(group)), len(group) > FEW, sum(map(background.commonness, group))),
        )
    return known


def required_texts(pattern: str) -> list[frozenset[str]]:
    """Stretches of a pattern as the texts each may stand for; every match contains one of each."""
    try:
        tree = parse(pattern)
    except (ValueError, OverflowError, RecursionError, parser.error):
        return []
    return list(dict.fromkeys(texts for texts in _walked(tree).closed(False) if "" not in texts))


def _runs(text: str) -> list[str]:
    """Runs of one to three whole words, padded with a space, as they stand in a word form."""
    found: list[str] = []
    for stretch in _STRETCH.finditer(text):
        places = [match.span() for match in _WORD.finditer(text, stretch.start(), stretch.end())]
        if stretch.start() == 0 and text[0] not in " \x01":
            del places[0]
        if stretch.end() == len(text) and places and places[-1][1] == len(text):
            del places[-1]
        for first, (start, _) in enumerate(places):
            found.extend(f" {text[start:end]} " for _, end in places[first : first + LONGEST_KEY])
    return found


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
    fit = [texts for texts in stretches if all(map(_runs, texts))]
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
