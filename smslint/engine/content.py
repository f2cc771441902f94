"""What the scan looks for: terms, patterns and large terms, and the part of it that wakes the rules of one plan."""

from __future__ import annotations

import marshal
from _thread import allocate_lock as Lock  # noqa: N812 - the threading module takes longer to import than a text to judge
from functools import reduce
from operator import or_

from smslint.engine.bits import places
from smslint.engine.terms import Terms
from smslint.rulebook.joined import part_of, unpacked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from smslint.engine.bits import Group
    from smslint.engine.terms import Term
    from smslint.engine.wake import Wake

    Untried = tuple[tuple[int, ...], tuple[int, ...]]
    """(patterns, large terms)."""

MAX_KNOWN = 8192
"""Combinations of terms that a part remembers before it begins anew, with those at hand that it remembered until then."""
MAX_PARTS = 256
SIGN = -1
"""Number of the term that stands for all keys of signs."""
FIRST_PIECE = -2
"""Number of the first piece; those of the others are below it."""
SIGN_BIT = 1
"""Groups of keys are bits as well, each one place above its number; the keys of signs come first."""


class Content:
    """Everything to look for."""

    def __init__(self, bundle: Mapping[str, Any]) -> None:
        self.terms = Terms(bundle["terms"])
        self.patterns: list[str] = bundle["patterns"]
        self.phrases: list[str] = bundle["phrases"]
        self.digits: list[int] = bundle["digits"]
        self._bundle = bundle
        self._parts: dict[frozenset[int], Part] = {}
        self.literals: dict[int, str] = {}
        self.owners: dict[int, tuple[int, ...]] = {}
        self.pieces: list[str] = bundle["pieces"]
        self.named_signs: list[str] = bundle["named_signs"]
        self.piece_groups: bytes = bundle["piece_groups"]
        self.means = Means(self)
        self.meanings: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
        self.set_masks: list[Group] = []
        self.key_masks: list[Group] = []
        self._meant: dict[tuple[Any, ...], int] = {}
        self._lock = Lock()
        self.means[SIGN] = self.meaning_as((), (SIGN,))

    @property
    def common(self) -> dict[str, int]:
        """Words in more than one ordinary text, with their counts."""
        counts: dict[str, int] = marshal.loads(self._bundle["common"])
        return counts

    def part(self, sets: frozenset[int]) -> Part:
        """The part that some phrase sets need."""
        known = self._parts.get(sets)
        if known is None:
            if len(self._parts) >= MAX_PARTS:
                self._parts.clear()
            known = self._parts[sets] = Part(self._bundle, sets)
        return known

    def learn(self, terms: Iterable[Term]) -> list[int]:
        """Take terms in; returns their numbers."""
        numbers = []
        for number, sets, groups, literal in terms:
            numbers.append(number)
            if number not in self.literals:
                self.owners[number] = sets
                self.means[number] = self.meaning_as(sets, groups)
                self.literals[number] = literal
        return numbers

    def meaning(self, numbers: Iterable[int]) -> frozenset[int]:
        """What terms mean together."""
        means = self.means
        return frozenset([means[number] for number in numbers])

    def meaning_as(self, sets: tuple[int, ...], groups: tuple[int, ...]) -> int:
        """One number for all terms of the same sets and groups: in a text they mean the same."""
        known = self._meant.get((sets, groups))
        if known is None:
            with self._lock:
                known = self._meant.get((sets, groups))
                if known is None:
                    keys = sum([SIGN_BIT if group == SIGN else 2 << group for group in set(groups)])
                    self.set_masks.append(sum([1 << index for index in set(sets)]))
                    self.key_masks.append(keys)
                    self.meanings.append((sets, groups))
                    # Told last: another thread that sees the number finds what it means.
                    known = self._meant[sets, groups] = len(self.meanings) - 1
        return known


class Means(dict[int, int]):
    """Number of a term -> what it means; of pieces worked out when one is first found."""

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._content = content

    def __missing__(self, number: int) -> int:
        if number >= 0:
            raise KeyError(number)
        groups = unpacked(self._content.piece_groups, FIRST_PIECE - number)
        return self.setdefault(number, self._content.meaning_as((), groups))


class Known:
    """What terms come to: sets with a literal, patterns and large terms to try, and whether the shared automata are called for.

    together: the patterns among those that share an automaton that are called for; by_signs: the patterns that are worth a look
    where signs show.
    untried: patterns and large terms that can only add places to sets that are there by a literal; they are searched when
    somebody asks for the places. calls: whether anything is to be tried; wake: what the sets alone wake, once it was worked
    out; later: what all of it may wake, without and with signs in the text.
    """

    __slots__ = ("by_signs", "calls", "later", "patterns", "phrases", "sets", "signs", "together", "untried", "wake")

    def __init__(
        self,
        sets: Group,
        patterns: Iterable[int],
        phrases: Iterable[int],
        untried: Untried,
        together: Iterable[int],
        signs: bool,
        by_signs: Iterable[int],
    ) -> None:
        self.sets = sets
        self.patterns = tuple(sorted(patterns))
        self.phrases = tuple(sorted(phrases))
        self.untried = untried
        self.together = tuple(sorted(together))
        self.signs = signs
        self.by_signs = tuple(sorted(by_signs))
        self.calls = bool(self.patterns or self.phrases or self.together or signs)
        self.wake: Wake | None = None
        self.later: dict[bool, Wake] = {}


class Part:
    """The patterns, large terms and terms of some phrase sets.

    always: patterns that are tried on every text; together, by_signs, starts: those that share an automaton each; unkeyed: of
    those that hang on signs, the ones that need nothing else.
    known: what combinations of terms came to; wakes: what combinations of sets and patterns wake.
    _telling: for some groups of keys that others wait for, all groups on which it hangs what they come to; _told: what sets
    and these groups came to. _waiting: what waits for a group of keys; _needed: all groups that any of it needs besides.
    """

    def __init__(self, bundle: Mapping[str, Any], sets: frozenset[int]) -> None:
        self._bundle = bundle
        self.sets = sets
        self.mask: Group = sum([1 << index for index in sets])
        self._whole = len(sets) == len(bundle["sets"])
        self.wakes: dict[Any, Wake] = {}
        owners = bundle["pattern_sets"]
        self.always, self.together, self.by_signs, self.starts, self.unkeyed = (
            [number for number in bundle["shared"][kind] if owners[number] in sets]
            for kind in ("always", "together", "signs", "start", "unkeyed")
        )
        self._signs: Group = sum([1 << index for index in set(bundle["meta"].values())])
        self._first: int = bundle["first"]
        self._telling: dict[Group, Group] = {}
        self._told: dict[tuple[Group, Group], Known] = {}
        self._waiting: dict[int, list[tuple[str, int, int, Group]]] = {}
        self._needed: dict[int, Group] = {}
        self.known: dict[frozenset[int], Known] = {}
        self._known_before: dict[frozenset[int], Known] = {}

    def _waits(self, place: int) -> list[tuple[str, int, int, Group]]:
        """(kind, number, other groups that it needs, its sets) of what waits for a group of keys; made when first asked for."""
        found = []
        for kind, number, groups in marshal.loads(part_of(self._bundle["waiting"], place)):
            if kind == "signs" and not self._whole:
                continue  # what wakes rules is told by the automaton that these share
            owners = self._bundle["phrase_sets"][number] if kind == "phrase" else (self._bundle["pattern_sets"][number],)
            if not self.sets.isdisjoint(owners):
                needed, owned = sum([2 << group for group in set(groups)]), sum([1 << owner for owner in owners])
                found.append((kind, number, needed & ~(1 << place), owned))
        self._waiting[place] = found
        self._needed[place] = reduce(or_, [needed for _, _, needed, _ in found], 0)
        if not found:
            self._first &= ~(1 << place)
        return found

    def covers(self, group: Group, all_sets: Group) -> bool:
        """Whether a group holds only traits and sets of this part."""
        return not group & all_sets & ~self.mask

    def work_out(self, content: Content, met: frozenset[int]) -> Known:
        """What meanings of terms come to: kept in `known`, since traffic repeats itself, or found among what was kept before."""
        if len(self.known) >= MAX_KNOWN:
            self._known_before, self.known = self.known, {}
        found = self.known[met] = self._known_before.get(met) or self._worked_out(content, met)
        return found

    def _worked_out(self, content: Content, met: frozenset[int]) -> Known:
        sets = reduce(or_, map(content.set_masks.__getitem__, met), 0) & self.mask
        groups = reduce(or_, map(content.key_masks.__getitem__, met), 0)
        first = groups & self._first
        key = sets, groups & (self._telling.get(first) or self._told_by(first))
        known = self._told.get(key)
        if known is None:
            if len(self._told) >= MAX_KNOWN:
                self._told = {}
            known = self._told[key] = self._of_groups(sets, groups)
        return known

    def _told_by(self, first: Group) -> Group:
        """The groups on which it hangs what waits for some: these, those that it needs besides, and the signs."""
        telling = first | SIGN_BIT
        for place in places(first):
            if place not in self._needed:
                self._waits(place)
            telling |= self._needed[place]
        if len(self._telling) >= MAX_KNOWN:
            self._telling = {}
        self._telling[first] = telling
        return telling

    def _of_groups(self, sets: Group, groups: Group) -> Known:
        by_signs = list(self.unkeyed)  # called for or spared: they are searched when somebody asks, either way
        called: dict[str, list[int]] = {"alone": list(self.always), "phrase": [], "together": [], "signs": by_signs}
        spared: dict[str, list[int]] = {"alone": [], "phrase": [], "together": [], "signs": by_signs}
        unsure = ~(sets & ~self._signs)
        waiting = self._waiting
        for group in places(groups & self._first):
            for kind, number, needed, owners in waiting[group] if group in waiting else self._waits(group):
                if groups & needed == needed:
                    (called if owners & unsure else spared)[kind].append(number)
        if called["together"]:  # the automaton is run, and tells of the others as well
            called["together"] += spared["together"]
            spared["together"].clear()
        untried = (*spared["alone"], *spared["together"]), tuple(spared["phrase"])
        signs = bool(groups & SIGN_BIT)
        return Known(sets, called["alone"], called["phrase"], untried, called["together"], signs, by_signs)
