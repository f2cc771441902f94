"""All literals, patterns and large terms of all rules, looked for in one text.

One pass finds the terms of all rules and, with them, the keys without which a pattern cannot match. Patterns that are often called
for share an automaton, and so do those that hang on signs; an ordinary message calls for neither, and leaves hardly anything to try.
"""

from __future__ import annotations

from smslint.engine.dialect import widened
from smslint.engine.finders import Automaton, FirstTexts, WordIndex
from smslint.engine.re2sets import re2_set
from smslint.engine.search import PatternTimeoutError, pattern_spans, phrase_spans
from smslint.engine.signs import look
from smslint.rulebook.suspicion import SHORT_CODE_PATTERN, SOME_DIGITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from smslint.engine.content import Content
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
        self._together = Together(content.patterns, content.waking.together, libraries)
        self._by_signs = Together(content.patterns, content.waking.by_signs, libraries)
        self._short_codes = [number for number in content.waking.by_signs if content.patterns[number] == SHORT_CODE_PATTERN]

    def build(self) -> Matcher:
        """Make the tables now, not after the first texts."""
        content = self.content
        terms = list(content.terms.all())
        content.learn(terms)
        for part, name in ((content.waking, "_waking"), (content.waiting, "_waiting")):
            numbers = [term[0] for term in terms if part.concerns(term[1], term[2])]
            made = Automaton(content, part, numbers, part is content.waking) if self._libraries else None
            setattr(self, name, made or WordIndex(content, part, numbers))
        self._seen = FIRST_TEXTS + 1
        return self

    def scan(self, folded: Folded) -> tuple[list[int], Any]:
        """(numbers of the terms that are there, signature): equal signatures mean the same, whatever the places."""
        if self._seen <= FIRST_TEXTS:
            self._count(folded.words)
        content = self.content
        numbers = self._waking.find(folded.words)
        means = content.means
        known = content.waking.known(content, frozenset([means[number] for number in numbers]))
        patterns, phrases = known.patterns, known.phrases
        if phrases:
            phrases = self._phrases_in(phrases, folded)
        if folded.ascii is None:
            together, signs = self._together.match(folded), self._by_signs.match(folded)
            return numbers, (known.sets, phrases, self._matching(patterns, folded), together, signs)
        odd, digits = look(folded.ascii)
        if patterns:
            needed = self.content.digits
            patterns = self._matching([number for number in patterns if needed[number] <= digits], folded)
        together = self._together.match(folded) if known.together else NOTHING
        if odd or known.signs:
            signs = self._by_signs.match(folded)
        else:
            signs = self._matching(self._short_codes, folded) if digits >= SOME_DIGITS else NOTHING
        return numbers, (known.sets, phrases, patterns, together, signs)

    def _count(self, words: str) -> None:
        self._seen += 1
        if self._seen > FIRST_TEXTS or len(words) > LONG_TEXT:
            self.build()

    def meaning(self, signature: Any) -> Meaning:
        """(sets with a literal, patterns, large terms) behind a signature."""
        sets, phrases, *patterns = signature
        return sets, [number for some in patterns for number in some], phrases

    def later(self, folded: Folded) -> tuple[list[int], Any]:
        """The same of the sets that rules only ask about: which of their patterns match is not told yet."""
        numbers = self._waiting.find(folded.words)
        means = self.content.means
        return numbers, frozenset([means[number] for number in numbers])

    def later_meaning(self, signature: Any) -> Meaning:
        """(sets with a literal, patterns and large terms that may match) behind a signature of `later`."""
        waiting = self.content.waiting
        known = waiting.known(self.content, signature)
        together = waiting.together if known.together else ()
        return known.sets, (*known.patterns, *together, *waiting.by_signs), known.phrases

    def _matching(self, patterns: Iterable[int], folded: Folded) -> tuple[int, ...]:
        written = self.content.patterns
        return tuple([number for number in patterns if occurs(pattern_spans, written[number], folded)])

    def _phrases_in(self, phrases: Iterable[int], folded: Folded) -> tuple[int, ...]:
        written = self.content.phrases
        return tuple([number for number in phrases if occurs(phrase_spans, written[number], folded)])


class Together:
    """Patterns searched together: in one automaton each for ASCII and for other text, or one by one without RE2."""

    def __init__(self, patterns: Sequence[str], numbers: Sequence[int], libraries: bool) -> None:
        self._patterns = [patterns[number] for number in numbers]
        self._numbers = tuple(numbers)
        self._libraries = libraries
        self._ascii: Any = None
        self._wide: Any = None

    def match(self, folded: Folded) -> tuple[int, ...]:
        """Numbers of the patterns that may match."""
        numbers = self._numbers
        if not self._libraries:
            pairs = zip(numbers, self._patterns, strict=True)
            return tuple([number for number, pattern in pairs if occurs(pattern_spans, pattern, folded)])
        if folded.ascii is not None:
            if self._ascii is None:
                self._ascii = re2_set(self._patterns)
            found = self._ascii.Match(folded.ascii)
        else:
            if self._wide is None:
                self._wide = re2_set([widened(pattern) for pattern in self._patterns])
            found = self._wide.Match(folded.text.encode("utf-8", "replace"))
        return tuple(sorted([numbers[place] for place in found])) if found else NOTHING


def occurs(spans: Callable[[str, Folded], list[tuple[int, int]]], what: str, folded: Folded) -> bool:
    """Whether a pattern or large term occurs; one that ran out of time is left to the rule that asks for it."""
    try:
        return bool(spans(what, folded))
    except PatternTimeoutError:
        return True
