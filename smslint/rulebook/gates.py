"""What must stand in a text before a pattern is worth a look: one or two groups of literals for each pattern.

All matches of a pattern contain a literal of each of its groups, so a scan that finds none has ruled the pattern out.
Which groups are rare is learnt from the good samples of the rules themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from smslint.rulebook.anchors import _Walk, parse, parser
from smslint.text.fold import words_of

Groups = tuple[tuple[str, ...], ...]
Table = Sequence[Sequence[Sequence[str]]]

MIN_LENGTH = 3
MAX_GROUP = 120
RARE = 0.03
"""The share of ordinary texts in which key words may nominate a pattern in vain."""
MAX_BACKGROUND = 300
_GAP = re.compile(
    r"\.[*+{]|\[\^[^\]]*\](?:\*|\+|\{\d*,\d+\})|\[[^\]]*[a-z]-[a-z][^\]]*\](?:\*|\+|\{)|\{\d*,(?:[4-9]|\d\d)\}|\\[wWsS][*+{]"
)


class Background:
    """Ordinary texts in word form, to tell rare literals from common ones."""

    def __init__(self, texts: Sequence[str]) -> None:
        step = max(1, len(texts) // MAX_BACKGROUND)
        self._texts = texts[::step]
        self._known: dict[str, frozenset[int]] = {}

    def share(self, group: Sequence[str]) -> float:
        """The share of texts that contain at least one literal of a group."""
        return len(self._all_places(group)) / max(1, len(self._texts))

    def share_of_both(self, one: Sequence[str], other: Sequence[str]) -> float:
        """The share of texts that contain a literal of each of two groups."""
        return len(self._all_places(one) & self._all_places(other)) / max(1, len(self._texts))

    def _all_places(self, group: Sequence[str]) -> set[int]:
        places: set[int] = set()
        for literal in group:
            places |= self._places(literal)
        return places

    def _places(self, literal: str) -> frozenset[int]:
        known = self._known.get(literal)
        if known is None:
            known = frozenset(place for place, text in enumerate(self._texts) if literal in text)
            self._known[literal] = known
        return known


def rare_key_words(pattern: str, background: Background, must: bool = False) -> Groups:
    """Groups that rule a pattern out in nearly all ordinary texts, two at most; () when it belongs in the joint scan.

    A joint automaton is exact and cheap for patterns without gaps; gaps make its states explode, so patterns with gaps
    stay out of it where key words can tell nearly as well. `must`: the joint scan cannot read the pattern at all.
    """
    if must:
        return key_words(pattern, background)
    if not _GAP.search(pattern):
        return ()
    groups = [group for _, group in _ranked(pattern, background)[:4]]
    pairs = [(background.share_of_both(one, other), one, other) for one in groups for other in groups if one < other]
    if groups and background.share(groups[0]) <= RARE / 10:
        return (groups[0],)
    if pairs and min(pairs)[0] <= RARE:
        return min(pairs)[1:]
    return (groups[0],) if groups and background.share(groups[0]) <= RARE else ()


def key_words(pattern: str, background: Background) -> Groups:
    """The two rarest groups of a pattern, or the one it has; () when it has none."""
    return tuple(group for _, group in _ranked(pattern, background)[:2])


def _ranked(pattern: str, background: Background) -> list[tuple[float, tuple[str, ...]]]:
    return sorted((background.share(group), group) for group in required_groups(pattern))


def required_groups(pattern: str) -> list[tuple[str, ...]]:
    """Groups of literals over word forms; every match of the pattern contains at least one literal of each group."""
    try:
        tree = parse(pattern)
    except (ValueError, OverflowError, RecursionError, parser.error):
        return []
    walk = _Walk()
    walk.sequence(tree)
    walk.close()
    found = {tuple(sorted({_in_words(text) for text in texts})) for texts in walk.candidates}
    return [group for group in sorted(found) if group and len(group) <= MAX_GROUP and _useful(group)]


def _in_words(literal: str) -> str:
    return words_of(literal)[1:-1]


def _useful(group: tuple[str, ...]) -> bool:
    return all(len(literal) >= MIN_LENGTH and len(literal.strip()) >= 2 for literal in group)


def gate_tables(patterns: Table, phrases: Table) -> dict[str, Any]:
    """Groups of key words turned into tables: which groups a key meets, and what waits for a group (and another)."""
    groups: dict[tuple[str, ...], int] = {}
    waiting: dict[int, list[tuple[bool, int, int]]] = {}
    for is_phrase, table in ((False, patterns), (True, phrases)):
        for number, some in enumerate(table):
            numbers = [groups.setdefault(tuple(group), len(groups)) for group in some]
            if numbers:
                waiting.setdefault(numbers[0], []).append((is_phrase, number, numbers[-1]))
    owners: dict[str, list[int]] = {}
    for group, number in groups.items():
        for key in group:
            owners.setdefault(key, []).append(number)
    return {
        "waiting": waiting,
        "open_patterns": [number for number, some in enumerate(patterns) if not some],
        "open_phrases": [number for number, some in enumerate(phrases) if not some],
        "keys": sorted(owners),
        "of_key": [tuple(owners[key]) for key in sorted(owners)],
    }
