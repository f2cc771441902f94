"""Ordinary texts, by which rare runs of words are told from common ones."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate
from typing import TypeVar

from smslint.rulebook.book import Book
from smslint.rulebook.home import is_inside, rules_home
from smslint.rulebook.runs import EDGE, LONGEST_KEY, longest_runs, runs
from smslint.text.fold import fold

Group = frozenset[str]
Found = TypeVar("Found")

_RUN = re.compile(rf" (?:[^\W_]+ ){{1,{LONGEST_KEY}}}").fullmatch
"""Whole words, one space between two of them, and no more than a key has."""


class Learnt:
    """What was found out about patterns: their groups of keys, the rarest first; and how often which of these call for them.

    is_new: whether anything was found out that was not recalled; is_recalled: whether it was tried to recall anything.
    """

    MOST = 30_000
    """Patterns of which anything is kept; beyond, those that nobody asked about this time are forgotten."""

    def __init__(self) -> None:
        self.groups: dict[str, list[Group]] = {}
        self.gates: dict[str, tuple[float, tuple[Group, ...]]] = {}
        self.is_new = self.is_recalled = False
        self._groups_before: dict[str, list[Group]] = {}
        self._gates_before: dict[str, tuple[float, tuple[Group, ...]]] = {}

    def recall(self, groups: dict[str, list[Group]], gates: dict[str, tuple[float, tuple[Group, ...]]]) -> None:
        """Take in what was found out before."""
        self._groups_before, self._gates_before = groups, gates

    def told(self) -> tuple[dict[str, list[Group]], dict[str, tuple[float, tuple[Group, ...]]]]:
        """All that is worth keeping, of both."""
        return self._both(self.groups, self._groups_before), self._both(self.gates, self._gates_before)

    def _both(self, known: dict[str, Found], before: dict[str, Found]) -> dict[str, Found]:
        both = {**before, **known}
        return both if len(both) <= self.MOST else known

    def groups_of(self, pattern: str, find: Callable[[], list[Group]]) -> list[Group]:
        """The groups of keys of a pattern."""
        return self._one(self.groups, self._groups_before, pattern, find)

    def gate_of(
        self, pattern: str, find: Callable[[], tuple[float, tuple[Group, ...]]]
    ) -> tuple[float, tuple[Group, ...]]:
        """(how often it is called for, by which groups) of a pattern."""
        return self._one(self.gates, self._gates_before, pattern, find)

    def _one(self, known: dict[str, Found], before: dict[str, Found], pattern: str, find: Callable[[], Found]) -> Found:
        if pattern not in known:
            if pattern in before:
                known[pattern] = before[pattern]
            else:
                known[pattern] = find()
                self.is_new = True
        return known[pattern]


class Background:
    """Ordinary texts in word form, to tell rare runs of words from common ones. shipped: whether they came with smslint."""

    def __init__(self, texts: Iterable[str], shipped: bool = True) -> None:
        self.shipped = shipped
        self._whole = list(texts)
        self._joined = "\0".join(self._whole)
        self._starts = list(accumulate((len(text) + 1 for text in self._whole), initial=0))
        self._places: dict[str, set[int]] = {}
        self._held: dict[Group, frozenset[int]] = {}
        self._rarest: dict[str, str] = {}
        self._commonness: dict[str, int] = {}
        self.learnt = Learnt()
        for number, text in enumerate(self._whole):
            for run in runs(f"{EDGE}{text}{EDGE}"):
                self._places.setdefault(run, set()).add(number)
        self._count = {run: len(places) for run, places in self._places.items()}

    def count(self, key: str) -> int:
        """Texts that contain a run of words."""
        return self._count.get(key, 0)

    def rarest(self, text: str) -> str:
        """The run of a text that fewest ordinary texts contain; of several the longest; "" when it has no whole word."""
        known = self._rarest.get(text)
        if known is None:
            known = self._rarest[text] = self._chosen(longest_runs(text))
        return known

    def _chosen(self, runs: list[str]) -> str:
        if len(runs) < 2:
            return runs[0] if runs else ""
        counts = [self._count.get(run, 0) for run in runs]
        least = min(counts)
        rare = [run for run, count in zip(runs, counts, strict=True) if count == least]
        if len(rare) == 1:
            return rare[0]
        longest = max([run.count(" ") for run in rare])
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
            known = self._held[group] = frozenset().union(*map(self._texts_with, group))
        return known

    def _texts_with(self, piece: str) -> Iterable[int]:
        """Numbers of the texts that contain a piece; of one that is no run of words, looked for in all of them at once."""
        known = self._places.get(piece)
        if known is None:
            known = self._places[piece] = set() if _RUN(piece) else set(self._searched(piece))
        return known

    def _searched(self, piece: str) -> Iterator[int]:
        at = self._joined.find(piece)
        while at >= 0:
            number = bisect(self._starts, at) - 1
            yield number
            at = self._joined.find(piece, self._starts[number + 1])

    def digest(self) -> str:
        """A hash of the texts."""
        return sha256("\n".join(self._whole).encode("utf-8", "surrogatepass")).hexdigest()

    def common(self) -> dict[str, int]:
        """Words in more than one text, with their counts."""
        words = ((run.strip(), count) for run, count in self._count.items() if count > 1)
        return {word: count for word, count in sorted(words) if " " not in word}


def background_of(book: Book) -> Background:
    """The good samples of the shipped rules, or of all rules of a book that has none of those.

    One's own few samples tell no more of what is ordinary; without them, one process works out the same keys but once.
    """
    home = rules_home()
    shipped = [rule for rule in book.rules.values() if is_inside(rule.path, home)]
    texts = tuple(fold(one.text).words for rule in shipped or book.rules.values() for one in rule.samples.good)
    return _of_texts(texts, bool(shipped))


@lru_cache(maxsize=1)
def _of_texts(texts: tuple[str, ...], shipped: bool) -> Background:
    return Background(texts, shipped)
