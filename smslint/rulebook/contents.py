"""The terms and patterns of rules and lists, each read once, so that a fault shows while loading, not at a message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from smslint.errors import Issue
from smslint.rulebook.book import Book
from smslint.rulebook.cache import kept_in
from smslint.rulebook.document import MAX_ISSUES, Path
from smslint.rulebook.escapes import control_fault
from smslint.rulebook.patterns import INSTEAD, MAX_PATTERN, pattern_fault, pattern_size
from smslint.rulebook.phrases import MAX_LITERALS, MAX_WORDS, TermError, count, words_of_term
from smslint.rulebook.proved import Proved, key_of

MAX_PHRASES = 500_000
"""Phrases of one book, after all terms are expanded."""

MAX_SIZE = 1_000_000
"""Size of all patterns of one book together; each costs time to compile and memory to keep.

Of both, the shipped rules may fill half: the rest is for the rules of those who use them.
"""

SLOW_LANE = f"this pattern runs in the slow lane, with a time limit; try {INSTEAD}"


class Contents:
    """Counts phrases while it checks them."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.phrases = 0
        self.size = 0

    def holds(self, phrases: int, size: int) -> bool:
        """Count a set that is sound; False, and nothing counted, when it is too much, which its places have to tell."""
        if self.phrases + phrases > MAX_PHRASES or self.size + size > MAX_SIZE:
            return False
        self.phrases += phrases
        self.size += size
        return True

    def _phrases(self, term: str) -> int:
        """What a term adds to the scan: its phrases, or one pattern. Raises TermError."""
        if (fault := control_fault(term)) is not None:
            raise TermError(fault)
        total = count(term)
        if total > MAX_WORDS:
            words_of_term(term)  # refuses words that multiply; few terms are large enough to need the look
        return min(total, MAX_LITERALS)

    def terms(self, kind: str, name: str, place: Path, terms: tuple[str, ...]) -> Iterator[Issue]:
        """What is wrong with the terms at a place of a rule or list, and what of them is too much for the scan."""
        faults = 0
        for index, term in enumerate(terms):
            try:
                self.phrases += self._phrases(term)
            except TermError as error:
                yield self.book.issue(kind, name, (*place, index), str(error))
                faults += 1
                if faults == MAX_ISSUES:
                    return
            if self.phrases > MAX_PHRASES:
                yield self.book.issue(kind, name, (*place, index), f"more than {MAX_PHRASES:,} phrases in all rules")
                return

    def patterns(
        self, kind: str, name: str, place: Path, patterns: tuple[str, ...], engine: str, anchor: str | None
    ) -> Iterator[Issue]:
        """What is wrong with the patterns at a place of a rule or list, and what of them is too large."""
        for index, pattern in enumerate(patterns):
            self.size += pattern_size(pattern[:MAX_PATTERN])
            if self.size > MAX_SIZE:
                text = f"the patterns of all rules together are larger than {MAX_SIZE:,}; write some as terms"
                yield self.book.issue(kind, name, (*place, index), text)
                return
            fault = pattern_fault(pattern, engine, anchor)
            if fault:
                yield self.book.issue(kind, name, (*place, index), fault)
            elif engine == "backtracking" and pattern_fault(pattern) is not None:
                self.book.warnings.append(self.book.issue(kind, name, (*place, index), SLOW_LANE))


def check_contents(book: Book) -> Contents:
    """Append to `book.issues` every term and pattern that cannot be used; what all of them come to."""
    contents = Contents(book)
    proved = Proved(kept_in())
    for what, specs in (("list", book.lists), ("half list", book.half_lists)):
        for spec in specs.values():
            _check(contents, proved, what, spec.name, _Set((), spec, "re2", spec.anchor))
    for what, rules in (("rule", book.rules), ("half rule", book.half_rules)):
        for rule in rules.values():
            for kind in ("terms", "pattern"):
                options = rule.check.given().get(kind)
                if options is not None:
                    _check(contents, proved, what, rule.id, _Set(("check", kind), options, options.engine, None))
    proved.keep()
    return contents


class _Set:
    """What a list or the check of a rule looks for and excuses, and where in its file."""

    def __init__(self, place: Path, holder: Any, engine: str, anchor: str | None) -> None:
        self.place = place
        self.terms: dict[str, tuple[str, ...]] = {key: getattr(holder, key) for key in ("terms", "exempt")}
        self.patterns: dict[str, tuple[str, ...]] = {key: getattr(holder, key) for key in ("patterns", "exempt_patterns")}
        self.engine = engine
        self.anchor = anchor

    def key(self) -> bytes:
        return key_of((*self.terms.values(), *self.patterns.values(), self.engine, self.anchor))


def _check(contents: Contents, proved: Proved, what: str, name: str, one: _Set) -> None:
    key = one.key()
    known = proved.of(key)
    if known is not None and contents.holds(*known):
        return
    book, before = contents.book, (contents.phrases, contents.size)
    doubts = len(book.warnings)
    issues = list(_faults(contents, what, name, one))
    book.issues.extend(issues)
    if not issues and len(book.warnings) == doubts:
        proved.learn(key, contents.phrases - before[0], contents.size - before[1])


def _faults(contents: Contents, what: str, name: str, one: _Set) -> Iterator[Issue]:
    for key, terms in one.terms.items():
        yield from contents.terms(what, name, (*one.place, key), terms)
    for key, patterns in one.patterns.items():
        yield from contents.patterns(what, name, (*one.place, key), patterns, one.engine, one.anchor)
