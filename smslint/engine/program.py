"""The compiled rules as the engine reads them: phrase sets, literals, patterns, hosts, brands.

A program is built from plain values only (`bundle`), so it can be cached as bytes and rebuilt in another process.
"""

from __future__ import annotations

import marshal
from functools import cached_property

from smslint.engine.bits import Bits, places
from smslint.engine.matcher import Matcher, libraries_present
from smslint.engine.scan import PATTERN_MARK
from smslint.engine.traits import RARE_TRAIT, TRAIT_SHARES, TextTraits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from smslint.engine.bits import Group


class PhraseSet:
    """Terms and patterns under one name. `exempt` is the index of the set whose hits excuse hits of this one, or -1."""

    __slots__ = ("disguise", "exempt", "in_links", "in_placeholders", "index", "name")

    def __init__(
        self, index: int, name: str, disguise: bool, in_links: bool, in_placeholders: bool, exempt: int
    ) -> None:
        self.index = index
        self.name = name
        self.disguise = disguise
        self.in_links = in_links
        self.in_placeholders = in_placeholders
        self.exempt = exempt


class Pattern:
    """One pattern: its text, the set it belongs to, and the predicate that its matches must pass, if any."""

    __slots__ = ("set_index", "text", "validate")

    def __init__(self, text: str, set_index: int, validate: str | None) -> None:
        self.text = text
        self.set_index = set_index
        self.validate = validate


class Program:
    """Everything that does not depend on message or context. Immutable once built, shared by threads.

    checks: those of all rules, laid down by who knows their kinds.
    eager: the phrase sets that wake some rule, and the signs that the engine looks at itself.
    reads_prose: no rule looks for terms inside links; in_links: the patterns that are looked for there.
    """

    def __init__(self, bundle: Mapping[str, Any]) -> None:
        self.bundle = bundle
        self.sets = tuple(PhraseSet(index, *fields) for index, fields in enumerate(bundle["sets"]))
        self.reads_prose = not bundle["terms_in_links"]
        self.pattern_texts: list[str] = bundle["patterns"]
        self.pattern_sets: list[int] = bundle["pattern_sets"]
        self.validators: dict[int, str] = bundle["validators"]
        self.in_links: tuple[int, ...] = tuple(bundle["patterns_in_links"])
        self.phrases: tuple[str, ...] = tuple(bundle["phrases"])
        self.phrase_sets: tuple[tuple[int, ...], ...] = tuple(bundle["phrase_sets"])
        self.bits = bits = Bits(len(self.sets), bundle.get("outline", {}).get("traits", ()))
        self.phrase_bits = PhraseBits(self)
        self.meta: dict[str, int] = bundle["meta"]
        self.disguisable: Group = bits.group(one.index for one in self.sets if one.disguise)
        self.signs: Group = bits.group(self.meta.values())
        self.link_bit: Group = bits[self.meta["link"]]
        self.disguise_bit: Group = bits[self.meta["disguise"]]
        self.fields_bit: Group = bits[self.meta["fields"]]
        self.split_bit: Group = bits[bundle["split_set"]]
        self.text_traits = TextTraits(bits)
        self._common: dict[Group, float] = {}
        self.shares: list[float] = bundle["shares"]
        self.famous_set: int = bundle["famous_set"]
        self.brand_of: dict[str, int] = bundle["brand_of"]
        self.words: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in bundle["words"].items()}
        self.hosts: dict[str, frozenset[str]] = {name: frozenset(hosts) for name, hosts in bundle["hosts"].items()}
        self.timing: dict[str, Any] = bundle["timing"]
        self.checks: Any = {}
        self._lines: dict[str, Any] = bundle.get("outline", {}).get("rules", {})
        self.signals: dict[Any, Any] = {}
        self.lists_of_host = _lists_of_host(self.hosts)
        self.host_traits: dict[str, Group] = {}
        self.short_forms: dict[Any, Any] = {}
        self._opened: dict[str, Any] = {}
        self.eager: frozenset[int] = frozenset()
        self.matcher: Matcher
        self._vocabulary: Any = None
        self._brand_index: Any = None

    def needs_of(self, rule: str) -> tuple[Group, ...]:
        """The groups that a rule's check needs, from the outline where it is told, so that the check need not be built."""
        line = self._lines.get(rule)
        needs: tuple[Group, ...] = self.checks[rule].needs if line is None else line[0]
        return needs

    def new_matcher(self, libraries: bool) -> Matcher:
        """A matcher with or without the matching libraries."""
        return Matcher(self, libraries)

    def ready(self, triggers: Iterable[Group]) -> None:
        """To be called when it is known what wakes the rules: phrase sets and traits of which one is enough."""
        self.eager = self.waking_sets(triggers)
        self.matcher = self.new_matcher(libraries_present())

    def waking_sets(self, triggers: Iterable[Group]) -> frozenset[int]:
        """The phrase sets among some triggers, and those that the engine looks at itself."""
        found = self.signs | self.split_bit
        for group in triggers:
            found |= group
        return frozenset(places(found & self.bits.all_sets))

    def commonness(self, group: Group) -> float:
        """The share of ordinary messages that hold one of a group, roughly: of traits by a table, of sets by their terms."""
        known = self._common.get(group)
        if known is None:
            sets = sum([self.shares[index] for index in places(group & self.bits.all_sets)])
            known = self._common[group] = sets + self._share_of_traits(group & ~self.bits.all_sets)
        return known

    def _share_of_traits(self, group: Group) -> float:
        named = [share for trait, share in TRAIT_SHARES.items() if self.bits[trait] & group]
        return sum(named) + RARE_TRAIT * (group.bit_count() - len(named))

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """Every pattern with what is known of it."""
        owners = enumerate(zip(self.pattern_texts, self.pattern_sets, strict=True))
        return tuple([Pattern(text, index, self.validators.get(number)) for number, (text, index) in owners])

    @cached_property
    def patterns_of(self) -> dict[int, list[int]]:
        """Phrase set -> the patterns in it."""
        found: dict[int, list[int]] = {}
        for number, index in enumerate(self.pattern_sets):
            found.setdefault(index, []).append(number)
        return found

    @cached_property
    def of_whole_texts(self) -> frozenset[str]:
        """Names, in occurrences, of the patterns that only match where a text begins."""
        return frozenset([f"{PATTERN_MARK}{number}" for number in self.bundle["shared"]["start"]])

    @property
    def brands(self) -> tuple[dict[str, Any], ...]:
        """Well-known brands, with their names and hosts: the same objects for all threads, whichever opens them."""
        known: tuple[dict[str, Any], ...] | None = self._opened.get("brands")
        return known or self._opened.setdefault("brands", tuple(marshal.loads(self.bundle["brands"])))

    @property
    def vocabulary(self) -> Any:
        """The words of all terms that may be disguised (a `smslint.text.disguise.Vocabulary`)."""
        if self._vocabulary is None:
            from smslint.text.vocabulary import SIDE_BY_SIDE, Vocabulary

            words, abroad = frozenset(self.bundle["vocabulary"].split()), self.words.get(SIDE_BY_SIDE, frozenset())
            self._vocabulary = Vocabulary(words, self.bundle["lexicon"], abroad)
        return self._vocabulary


class PhraseBits(dict[int, "Group"]):
    """Number of a large term -> the group of its phrase sets, made when one is first called for."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program

    def __missing__(self, number: int) -> Group:
        return self.setdefault(number, self._program.bits.group(self._program.phrase_sets[number]))


def _lists_of_host(hosts: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """Host -> names of the lists that hold it."""
    found: dict[str, list[str]] = {}
    for name in sorted(hosts):
        for host in hosts[name]:
            found.setdefault(host, []).append(name)
    return {host: tuple(names) for host, names in found.items()}
