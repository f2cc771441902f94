"""What the scan looks for: terms, patterns and large terms, those that wake rules apart from those that rules only ask about."""

from __future__ import annotations

from smslint.engine.terms import Terms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

    from smslint.engine.terms import Term
    from smslint.engine.wake import Wake


MAX_KNOWN = 8192
"""Combinations of terms that a part remembers."""
SIGN = -1
"""Number of the term that stands for all keys of signs."""


class Content:
    """Everything to look for. `eager`: the phrase sets that wake some rule; the others wait until a rule asks."""

    def __init__(self, bundle: dict[str, Any], eager: frozenset[int]) -> None:
        self.terms = Terms(bundle["terms"], bundle["first_letters"])
        self.eager = eager
        self.patterns: list[str] = [pattern for pattern, _, _ in bundle["patterns"]]
        self.phrases: list[str] = bundle["phrases"]
        self.common: dict[str, int] = bundle["common"]
        self.digits: list[int] = [digits for _, _, digits in bundle["pattern_gates"]]
        pattern_sets = [(index,) for _, index, _ in bundle["patterns"]]
        self.waking = Part(bundle, pattern_sets, eager.__contains__)
        self.waiting = Part(bundle, pattern_sets, lambda index: index not in eager)
        self.literals: dict[int, str] = {}
        self.owners: dict[int, tuple[int, ...]] = {}
        self.means: dict[int, int] = {}
        self.meanings: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
        self._meant: dict[tuple[Any, ...], int] = {}
        self.owners[SIGN] = ()
        self.means[SIGN] = self._meaning((), (SIGN,))
        self.pieces: list[tuple[int, str, tuple[int, ...]]] = []
        for number, (text, groups) in enumerate(bundle["pieces"], 2):
            self.pieces.append((-number, text, groups))
            self.owners[-number] = ()
            self.means[-number] = self._meaning((), groups)

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

    def meaning(self, numbers: Iterable[int]) -> frozenset[int]:
        """What terms mean together."""
        means = self.means
        return frozenset([means[number] for number in numbers])

    def meaning_of(self, number: int, sign: bool) -> int:
        """What one term means; `sign`: it is the key of a sign as well."""
        sets, groups = self.meanings[self.means[number]]
        return self._meaning(sets, (*groups, SIGN)) if sign and SIGN not in groups else self.means[number]

    def _meaning(self, sets: tuple[int, ...], groups: tuple[int, ...]) -> int:
        """One number for all terms of the same sets and groups: in a text they mean the same."""
        known = self._meant.get((sets, groups))
        if known is None:
            known = self._meant[sets, groups] = len(self.meanings)
            self.meanings.append((sets, groups))
        return known


class Known:
    """What terms come to: sets with a literal, patterns and large terms to try, and whether the shared automata are called for.

    wake: what the sets alone wake, once it was worked out.
    """

    __slots__ = ("patterns", "phrases", "sets", "signs", "together", "wake")

    def __init__(
        self, sets: Iterable[int], patterns: Iterable[int], phrases: Iterable[int], together: bool, signs: bool
    ) -> None:
        self.sets = frozenset(sets)
        self.patterns = tuple(sorted(patterns))
        self.phrases = tuple(sorted(phrases))
        self.together = together
        self.signs = signs
        self.wake: Wake | None = None


class Part:
    """The patterns, large terms and terms of the sets that `mine` names.

    always: patterns that are tried on every text; together, by_signs: those that share an automaton each.
    """

    def __init__(self, bundle: dict[str, Any], pattern_sets: Iterable[Collection[int]], mine: Any) -> None:
        self.mine = mine
        self.always: list[int] = []
        self.together: list[int] = []
        self.by_signs: list[int] = []
        self._waiting: dict[int, list[tuple[str, int, tuple[int, ...]]]] = {}
        self._groups: set[int] = set()
        self.known: dict[frozenset[int], Known] = {}
        for number, (owners, (kind, groups, _)) in enumerate(zip(pattern_sets, bundle["pattern_gates"], strict=True)):
            if any(map(mine, owners)):
                shared = {"together": self.together, "signs": self.by_signs}.get(kind)
                if shared is not None:
                    shared.append(number)
                self._wait(kind, number, groups, self.always if kind == "alone" else None)
        for number, (owners, groups) in enumerate(zip(bundle["phrase_sets"], bundle["phrase_groups"], strict=True)):
            if any(map(mine, owners)):
                self._wait("phrase", number, groups, None)

    def _wait(self, kind: str, number: int, groups: tuple[int, ...], always: list[int] | None) -> None:
        """Let something wait for its groups of keys."""
        self._groups.update(groups)
        if groups:
            self._waiting.setdefault(groups[0], []).append((kind, number, groups))
        elif always is not None:
            always.append(number)

    def concerns(self, sets: Iterable[int], groups: Iterable[int]) -> bool:
        """Whether a term belongs to one of the sets, or is a key of something that does."""
        return any(map(self.mine, sets)) or not self._groups.isdisjoint(groups)

    def work_out(self, content: Content, met: frozenset[int]) -> Known:
        """What meanings of terms come to: kept in `known`, since traffic repeats itself."""
        if len(self.known) >= MAX_KNOWN:
            self.known.clear()
        found = self.known[met] = self._worked_out([content.meanings[number] for number in met])
        return found

    def _worked_out(self, meanings: Iterable[tuple[tuple[int, ...], tuple[int, ...]]]) -> Known:
        sets: set[int] = set()
        groups: set[int] = set()
        for some, others in meanings:
            sets.update(filter(self.mine, some))
            groups.update(others)
        called: dict[str, list[int]] = {"alone": list(self.always), "phrase": [], "together": []}
        for group in groups & self._waiting.keys():
            for kind, number, needed in self._waiting[group]:
                if groups.issuperset(needed):
                    called[kind].append(number)
        return Known(sets, called["alone"], called["phrase"], bool(called["together"]), SIGN in groups)
