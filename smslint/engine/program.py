"""The compiled rules as the engine reads them: phrase sets, literals, patterns, hosts, brands.

A program is built from plain values only (`bundle`), so it can be cached as bytes and rebuilt in another process.
"""

from __future__ import annotations

from smslint.engine.gating import Gates
from smslint.engine.matcher import AdaptiveMatcher, FastMatcher, KeyMatcher, PlainMatcher, libraries_present
from smslint.engine.terms import Terms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.engine.matcher import Matcher
    from smslint.text.fold import Folded


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
    """Everything that does not depend on message or context. Immutable once built, shared by threads."""

    def __init__(self, bundle: dict[str, Any], matcher: Matcher | None = None) -> None:
        self.bundle = bundle
        self.sets = tuple(PhraseSet(index, *fields) for index, fields in enumerate(bundle["sets"]))
        self.terms = Terms(bundle["terms"], bundle["first_letters"])
        self.patterns = tuple(Pattern(*fields) for fields in bundle["patterns"])
        self.excusing: list[tuple[str, int]] = bundle["excusing"]
        self.excused_by_pattern = frozenset(index for _, index in self.excusing)
        self._excuse_matcher: Any = None
        self.phrases: tuple[str, ...] = tuple(bundle["phrases"])
        self.phrase_sets: tuple[tuple[int, ...], ...] = tuple(bundle["phrase_sets"])
        self.meta: dict[str, int] = bundle["meta"]
        self.link_set: int = self.meta["link"]
        self.disguise_set: int = self.meta["disguise"]
        self.split_set: int = bundle["split_set"]
        self.famous_set: int = bundle["famous_set"]
        self.brand_of: dict[str, int] = bundle["brand_of"]
        self.words: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in bundle["words"].items()}
        self.hosts: dict[str, frozenset[str]] = {name: frozenset(hosts) for name, hosts in bundle["hosts"].items()}
        self.brands: tuple[dict[str, Any], ...] = tuple(bundle["brands"])
        self.checks: dict[str, Any] = {}
        self.signals: dict[Any, Any] = {}
        self.lists_of_host = _lists_of_host(self.hosts)
        self.host_traits: dict[str, frozenset[str]] = {}
        self._matcher: Matcher | AdaptiveMatcher | None = matcher
        self._vocabulary: Any = None
        self._brand_index: Any = None

    @property
    def pattern_texts(self) -> list[str]:
        """The patterns as their authors wrote them."""
        return [pattern.text for pattern in self.patterns]

    def first_choice(self) -> Matcher | AdaptiveMatcher:
        """The matcher for this environment: automata after the first texts, or the plain scan without the libraries."""
        if libraries_present():
            return AdaptiveMatcher(self.terms, self.pattern_texts, self.phrases, self.gates)
        return self.plain_matcher()

    def plain_matcher(self) -> Matcher:
        """The matcher that needs no library."""
        return PlainMatcher(self.terms, self.pattern_texts, self.gates(plain=True))

    def fast_matcher(self) -> Matcher:
        """The matcher with automata. Raises ImportError without the libraries."""
        return FastMatcher(self.terms, self.pattern_texts, self.phrases, self.gates(plain=False))

    def gates(self, plain: bool) -> Gates:
        """Key words of patterns and phrases: of nearly all of them for the plain scan, of few for the automata."""
        return Gates(self.bundle["plain_gates" if plain else "fast_gates"])

    def reader(self, folded: Folded) -> Matcher:
        """The fastest matcher that is ready, made when the first text comes."""
        matcher = self._matcher
        if matcher is None:
            matcher = self._matcher = self.first_choice()
        if type(matcher) is AdaptiveMatcher:
            chosen = matcher.reader(folded)
            self._matcher = matcher.built or matcher
            return chosen
        return matcher  # type: ignore[return-value]

    def excuses(self, words: str) -> dict[int, list[str]]:
        """Exempt set -> its patterns that may match a word form: looked for only when there is something to excuse."""
        if self._excuse_matcher is None:
            self._excuse_matcher = KeyMatcher(Gates(self.bundle["excuse_gates"]))
        found: dict[int, list[str]] = {}
        for number in self._excuse_matcher.nominated(words):
            pattern, index = self.excusing[number]
            found.setdefault(index, []).append(pattern)
        return found

    @property
    def vocabulary(self) -> Any:
        """The words of all terms that may be disguised (a `smslint.text.disguise.Vocabulary`)."""
        if self._vocabulary is None:
            from smslint.text.disguise import Vocabulary

            self._vocabulary = Vocabulary(frozenset(self.bundle["vocabulary"]), self.bundle["lexicon"])
        return self._vocabulary


def _lists_of_host(hosts: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """Host -> names of the lists that hold it."""
    found: dict[str, list[str]] = {}
    for name in sorted(hosts):
        for host in hosts[name]:
            found.setdefault(host, []).append(name)
    return {host: tuple(names) for host, names in found.items()}
