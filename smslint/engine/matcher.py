"""All literals, patterns and large terms of all rules, looked for in one text.

One pass finds the terms of all rules and, with them, the keys without which a pattern cannot match; the patterns that need no key
share one RE2 set. What remains is tried one by one, and an ordinary message leaves hardly anything to try.
"""

from __future__ import annotations

from smslint.engine.dialect import widened
from smslint.engine.finders import Automaton, FirstTexts, WordIndex
from smslint.engine.re2sets import re2_set
from smslint.engine.search import PatternTimeoutError, pattern_spans, phrase_spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from smslint.engine.content import Content, Part
    from smslint.engine.finders import Finder
    from smslint.engine.wake import Meaning, Wake
    from smslint.text.fold import Folded

LONG_TEXT = 5_000
"""Characters from which tables pay at once."""
FIRST_TEXTS = 4
"""Texts of a process that are read without tables: making them takes longer than judging these texts."""
NOTHING: tuple[int, ...] = ()


def libraries_present() -> bool:
    """Whether both matching libraries can be imported."""
    try:
        import ahocorasick_rs
        import re2
    except ImportError:
        return False
    return bool(ahocorasick_rs and re2)


class Matcher:
    """Tells what occurs in a text, before any rule looks at it.

    libraries: whether RE2 and Aho-Corasick help; without them the findings are the same.
    wakes, later_wakes: what signatures came to (see `wake`).
    """

    def __init__(self, content: Content, libraries: bool) -> None:
        self.content = content
        self.wakes: dict[Any, Wake] = {}
        self.later_wakes: dict[Any, Wake] = {}
        self._libraries = libraries
        self._seen = 0
        self._waking: Finder = FirstTexts(content, content.waking)
        self._waiting: Finder = FirstTexts(content, content.waiting)
        self._joint: Any = None
        self._wide: Any = None

    def build(self) -> Matcher:
        """Make the tables now, not after the first texts."""
        content = self.content
        terms = list(content.terms.all())
        content.learn(terms)
        waking, waiting = (
            [term[0] for term in terms if part.concerns(term)] for part in (content.waking, content.waiting)
        )
        make = Automaton if self._libraries else WordIndex
        self._waking, self._waiting = make(content, waking), make(content, waiting)
        self._seen = FIRST_TEXTS + 1
        return self

    def scan(self, folded: Folded) -> tuple[list[int], Any]:
        """(numbers of the terms that are there, signature): equal signatures mean the same, whatever the places."""
        if self._seen <= FIRST_TEXTS:
            self._count(folded.words)
        content = self.content
        numbers = self._waking.find(folded.words)
        means = content.means
        sets, patterns, phrases = content.waking.known(content, frozenset([means[number] for number in numbers]))
        open_ones = self._open_in(folded)
        if patterns or phrases:
            patterns, phrases = self._matching(patterns, folded), self._phrases_in(phrases, folded)
        return numbers, (sets, open_ones, patterns, phrases)

    def _count(self, words: str) -> None:
        self._seen += 1
        if self._seen > FIRST_TEXTS or len(words) > LONG_TEXT:
            self.build()

    def meaning(self, signature: Any) -> Meaning:
        """(sets with a literal, patterns, large terms) behind a signature."""
        sets, open_ones, patterns, phrases = signature
        return sets, (*(self.content.waking.open[place] for place in open_ones), *patterns), phrases

    def later(self, folded: Folded) -> tuple[list[int], Any]:
        """The same of the sets that rules only ask about: which of their patterns match is not told yet."""
        numbers = self._waiting.find(folded.words)
        means = self.content.means
        return numbers, frozenset([means[number] for number in numbers])

    def later_meaning(self, signature: Any) -> Meaning:
        """(sets with a literal, patterns and large terms that may match) behind a signature of `later`."""
        sets, patterns, phrases = self.content.waiting.known(self.content, signature)
        return sets, (*patterns, *self.content.waiting.open), phrases

    def _open_in(self, folded: Folded) -> tuple[int, ...]:
        """Places, in the list of open patterns, of those that may match."""
        numbers = self.content.waking.open
        if not self._libraries:
            return tuple([place for place, number in enumerate(numbers) if self._matches(number, folded)])
        if folded.ascii is not None:
            if self._joint is None:
                self._joint = re2_set([self.content.patterns[number] for number in numbers])
            return tuple(self._joint.Match(folded.ascii) or NOTHING)
        if self._wide is None:
            self._wide = re2_set([widened(self.content.patterns[number]) for number in numbers])
        return tuple(self._wide.Match(folded.text.encode("utf-8", "replace")) or NOTHING)

    def _matching(self, patterns: Iterable[int], folded: Folded) -> tuple[int, ...]:
        return tuple([number for number in patterns if self._matches(number, folded)])

    def _matches(self, number: int, folded: Folded) -> bool:
        return _occurs(pattern_spans, self.content.patterns[number], folded)

    def _phrases_in(self, phrases: Iterable[int], folded: Folded) -> tuple[int, ...]:
        written = self.content.phrases
        return tuple([number for number in phrases if _occurs(phrase_spans, written[number], folded)])


def _occurs(spans: Callable[[str, Folded], list[tuple[int, int]]], what: str, folded: Folded) -> bool:
    """Whether a pattern or large term occurs; one that ran out of time is left to the rule that asks for it."""
    try:
        return bool(spans(what, folded))
    except PatternTimeoutError:
        return True
