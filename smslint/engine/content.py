"""What the scan looks for: terms, patterns and large terms, those that wake rules apart from those that rules only ask about."""

from __future__ import annotations

from smslint.engine.terms import Terms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

    from smslint.engine.terms import Term

    Known = tuple["frozenset[int]", "tuple[int, ...]", "tuple[int, ...]"]

MAX_KNOWN = 8192
"""Combinations of terms that a part remembers."""


class Content:
    """Everything to look for. `eager`: the phrase sets that wake some rule; the others wait until a rule asks."""

    def __init__(self, bundle: dict[str, Any], eager: frozenset[int]) -> None:
        self.terms = Terms(bundle["terms"], bundle["first_letters"])
        self.eager = eager
        self.patterns: list[str] = [pattern for pattern, _, _ in bundle["patterns"]]
        self.phrases: list[str] = bundle["phrases"]
        self.common: dict[str, int] = bundle["common"]
        pattern_sets = [(index,) for _, index, _ in bundle["patterns"]]
        self.waking = Part(bundle, pattern_sets, eager.__contains__)
        self.waiting = Part(bundle, pattern_sets, lambda index: index not in eager)
        self.literals: dict[int, str] = {}
        self.owners: dict[int, tuple[int, ...]] = {}
        self._meant: dict[tuple[Any, ...], int] = {}
        self.means: dict[int, int] = {}
        self.meanings: list[tuple[tuple[int, ...], tuple[int, ...]]] = []

    def learn(self, terms: Iterable[Term]) -> list[int]:
        """Take terms in; returns their numbers."""
        numbers = []
        for number, sets, groups, literal in terms:
            numbers.append(number)
            if number not in self.literals:
                self.literals[number] = literal
                self.owners[number] = sets
                self.means[number] = self._meaning(sets, groups)
        return numbers

    def _meaning(self, sets: tuple[int, ...], groups: tuple[int, ...]) -> int:
        """One number for all terms of the same sets and groups: in a text they mean the same."""
        known = self._meant.get((sets, groups))
        if known is None:
            known = self._meant[sets, groups] = len(self.meanings)
            self.meanings.append((sets, groups))
        return known


class Part:
    """The patterns, large terms and terms of the sets that `mine` names.

    open: its patterns that need no key; a match of each of the others needs a key of every one of its groups.
    """

    def __init__(self, bundle: dict[str, Any], pattern_sets: Iterable[Collection[int]], mine: Any) -> None:
        self.mine = mine
        self.open: list[int] = []
        self.open_phrases: list[int] = []
        self._waiting: dict[int, list[tuple[bool, int, tuple[int, ...]]]] = {}
        self._groups: set[int] = set()
        self._known: dict[frozenset[int], Known] = {}
        for is_phrase, sets, groups in (
            (False, pattern_sets, bundle["pattern_groups"]),
            (True, bundle["phrase_sets"], bundle["phrase_groups"]),
        ):
            for number, (owners, needed) in enumerate(zip(sets, groups, strict=True)):
                if not any(map(mine, owners)):
                    continue
                self._groups.update(needed)
                if needed:
                    self._waiting.setdefault(needed[0], []).append((is_phrase, number, needed))
                else:
                    (self.open_phrases if is_phrase else self.open).append(number)

    def concerns(self, term: Term) -> bool:
        """Whether a term belongs to one of the sets, or is a key of something that does."""
        return any(map(self.mine, term[1])) or any(group in self._groups for group in term[2])

    def known(self, content: Content, met: frozenset[int]) -> Known:
        """(sets, patterns, large terms) that meanings of terms come to: worked out once, since traffic repeats itself."""
        found = self._known.get(met)
        if found is None:
            if len(self._known) >= MAX_KNOWN:
                self._known.clear()
            found = self._known[met] = self._worked_out([content.meanings[number] for number in met])
        return found

    def _worked_out(self, meanings: Iterable[tuple[tuple[int, ...], tuple[int, ...]]]) -> Known:
        sets: set[int] = set()
        groups: set[int] = set()
        for some, others in meanings:
            sets.update(filter(self.mine, some))
            groups.update(others)
        chosen: tuple[list[int], list[int]] = ([], list(self.open_phrases))
        for group in groups & self._waiting.keys():
            for is_phrase, number, needed in self._waiting[group]:
                if groups.issuperset(needed):
                    chosen[is_phrase].append(number)
        return frozenset(sets), tuple(sorted(chosen[0])), tuple(sorted(chosen[1]))
