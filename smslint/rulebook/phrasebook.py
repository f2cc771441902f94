"""The phrase sets of a book seen together, for the review: what each holds, who joins it, and who uses it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import Any

from smslint.rulebook.book import Book
from smslint.rulebook.document import Path
from smslint.rulebook.phrases import MAX_EXPANDED, TermError, count, expand, word_pattern
from smslint.text.fold import fold

Search = Callable[[str], object]

_FOLDED = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
"""What folding leaves as it is: most phrases."""


def normal(phrase: str) -> str:
    """A phrase as bare words, as a scan compares it: folded, one space between words."""
    return phrase if _FOLDED.fullmatch(phrase) else " ".join(fold(phrase).words.split())


def written(phrase: str) -> str:
    """A phrase with its punctuation, folded, one space between words."""
    return phrase if _FOLDED.fullmatch(phrase) else " ".join(fold(phrase).text.split())


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return fold(text).text


@lru_cache(maxsize=8192)
def _expanded(term: str) -> tuple[str, ...]:
    try:
        return tuple(expand(term))
    except TermError:
        return ()


def _search(term: str) -> Search:
    import regex

    return regex.compile(rf"(?<!\S)(?:{word_pattern(term)})(?!\S)").search


@lru_cache(maxsize=8192)
def _compiled(pattern: str) -> Any:
    """A pattern for `regex`, whose own memory is too small for a book; None where it cannot be compiled."""
    import regex

    try:
        return regex.compile(pattern)
    except regex.error:
        return None


class Owner:
    """A list or a rule that brings terms, patterns and exemptions of its own."""

    __slots__ = ("exempt", "kind", "name", "patterns", "place", "terms")

    def __init__(self, kind: str, name: str, place: Path, holder: object) -> None:
        self.kind = kind
        self.name = name
        self.place = place
        self.terms: tuple[str, ...] = getattr(holder, "terms", ())
        self.patterns: tuple[str, ...] = getattr(holder, "patterns", ())
        self.exempt: tuple[str, ...] = getattr(holder, "exempt", ())

    def expanded(self, term: str) -> tuple[str, ...]:
        """The phrases of one term."""
        return _expanded(term)


class PhraseBook:
    """All phrase sets of a book and how they hang together. apart: files whose sets are no `owners`."""

    def __init__(self, book: Book, apart: Collection[str] = ()) -> None:
        self.book = book
        self._owners = list(self._all())
        self._asked = [owner for owner in self._owners if book.path_of(owner.kind, owner.name) not in apart]
        self._words: dict[tuple[str, str], tuple[frozenset[str], list[Search]]] = {}
        self._known: dict[tuple[str, str], list[Owner]] = {}
        self._named: dict[str, set[str]] = {}
        self._reached: dict[str, set[str]] = {}
        self._including: dict[str, set[str]] = {}
        for spec in book.lists.values():
            for inner in spec.includes:
                self._including.setdefault(inner, set()).add(spec.name)

    def _all(self) -> Iterator[Owner]:
        for spec in self.book.lists.values():
            if spec.kind == "phrases":
                yield Owner("list", spec.name, (), spec)
        for rule in self.book.rules.values():
            if rule.check.kind in ("terms", "pattern"):
                yield Owner("rule", rule.id, ("check", rule.check.kind), rule.check.options)

    def owners(self) -> list[Owner]:
        """Lists, then rules, without those of files apart."""
        return self._asked

    def direct_lists(self) -> set[str]:
        """Lists whose hits are findings by themselves, with what they include."""
        named: set[str] = set()
        for rule in self.book.rules.values():
            if rule.check.kind in ("terms", "pattern"):
                named.update(rule.check.options.lists)
        return self._closed(named)

    def used_lists(self) -> set[str]:
        """Lists that a rule names, with what they include."""
        named = {name for rule in self.book.rules.values() for name in self.lists_of(rule.id)}
        return self._closed(named)

    def lists_of(self, rule_id: str) -> set[str]:
        """Lists that one rule names, as phrases, signals or hosts."""
        if rule_id not in self._named:
            self._named[rule_id] = self._names(rule_id)
        return self._named[rule_id]

    def _names(self, rule_id: str) -> set[str]:
        check = self.book.rules[rule_id].check
        named = {signal for _, signal in check.signals() if signal in self.book.lists}
        if check.kind in ("terms", "pattern", "disguise"):
            named.update(check.options.lists)
        if check.kind == "links":
            given = check.options.given()
            named.update(given[test] for test in ("list", "tld_list") if test in given)
        return named

    def _reach(self, rule_id: str) -> set[str]:
        """Lists that one rule names, with what they include."""
        if rule_id not in self._reached:
            self._reached[rule_id] = self._closed(self.lists_of(rule_id))
        return self._reached[rule_id]

    def _closed(self, names: set[str]) -> set[str]:
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found and name in self.book.lists:
                found.add(name)
                waiting.extend(self.book.lists[name].includes)
        return found

    def _company(self, owner: Owner) -> list[Owner]:
        """The owners whose terms an exemption of this one can meet."""
        if owner.kind == "rule":
            lists = self._reach(owner.name)
            return [other for other in self._owners if other is owner or (other.kind == "list" and other.name in lists)]
        above = {owner.name}
        waiting = [owner.name]
        while waiting:
            for name in self._including.get(waiting.pop(), ()):
                if name not in above:
                    above.add(name)
                    waiting.append(name)
        rules = {rule for rule in self.book.rules if above & self.lists_of(rule)}
        lists = self._closed(above.union(*(self.lists_of(rule) for rule in rules)))
        return [other for other in self._owners if other.name in (lists if other.kind == "list" else rules)]

    def meets(self, owner: Owner, phrase: str) -> bool:
        """Whether a phrase contains a term or a match of a pattern that its owner's set looks for."""
        words = normal(phrase).split()
        runs = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
        joined = " ".join(words)
        for other in self._companies(owner):
            phrases, searches = self._looked_for(other)
            if not runs.isdisjoint(phrases) or any(search(joined) for search in searches):
                return True
            if any(self.finds(pattern, phrase) for pattern in other.patterns):
                return True
        return False

    def _companies(self, owner: Owner) -> list[Owner]:
        key = (owner.kind, owner.name)
        if key not in self._known:
            self._known[key] = self._company(owner)
        return self._known[key]

    def _looked_for(self, owner: Owner) -> tuple[frozenset[str], list[Search]]:
        """Phrases of an owner's small terms, and searches for its large ones."""
        key = (owner.kind, owner.name)
        if key not in self._words:
            small = [term for term in owner.terms if count(term) <= MAX_EXPANDED]
            large = [_search(term) for term in owner.terms if count(term) > MAX_EXPANDED]
            self._words[key] = frozenset(normal(phrase) for term in small for phrase in _expanded(term)), large
        return self._words[key]

    def sample_texts(self, owner: Owner, good_too: bool) -> list[str]:
        """Samples of the rules that use an owner's patterns: the bad ones, and the good ones when asked for."""
        rules = [owner.name] if owner.kind == "rule" else [name for name in self.book.rules if owner.name in self._reach(name)]
        samples = [self.book.rules[rule].samples for rule in rules]
        bad = [sample.text for some in samples for sample in some.bad]
        return bad + [sample.text for some in samples for sample in some.good] if good_too else bad

    def finds(self, pattern: str, text: str) -> bool:
        """Whether a pattern matches in a text, as the engine would search it."""
        compiled = _compiled(pattern)
        try:
            return compiled is None or compiled.search(_folded(text), timeout=0.05) is not None
        except TimeoutError:
            return True
