"""The yardstick: the loop that a reader would write first, compiled `re` objects tried one after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from smslint.engine.content import Content, Part
from smslint.engine.dialect import deciding
from smslint.engine.matcher import Matcher
from smslint.engine.program import Program
from smslint.engine.wake import Wake
from smslint.text.fold import Folded


class NaiveMatcher(Matcher):
    """One alternation of literals for each rule, one of large terms for each phrase set, and every pattern by itself."""

    def __init__(self, program: Program, rules: Sequence[Any]) -> None:
        super().__init__(program, libraries=False)
        self.content.learn(term for term in self.content.terms.all() if term[1])
        self._numbers = {literal: number for number, literal in self.content.literals.items()}
        self._terms = [re.compile(terms) for terms in _term_patterns(self.content, rules)]
        groups: dict[tuple[int, ...], list[int]] = {}
        for number, owners in enumerate(program.phrase_sets):
            groups.setdefault(owners, []).append(number)
        self._phrases = [
            (re.compile(" (?:" + "|".join(program.phrases[number] for number in numbers) + ") "), numbers)
            for numbers in groups.values()
        ]
        self._single = [re.compile(f" (?:{phrase}) ") for phrase in program.phrases]
        self._patterns = {
            number: re.compile(deciding(pattern.text))
            for number, pattern in enumerate(program.patterns)
            if not program.sets[pattern.set_index].name.endswith("!exempt")
        }
        self._excuses = [number for number in range(len(program.patterns)) if number not in self._patterns]
        self._last: tuple[Any, Any] = (None, None)

    def scan(self, folded: Folded, part: Part) -> tuple[Any, Any, Wake, Any, bool]:
        """See Matcher."""
        literals, patterns, phrases = self._found(folded)
        program, eager = self._program, part.sets
        sets = program.bits.group(index for number in literals for index in self.content.owners[number]) & part.mask
        mine = [number for number in patterns if program.patterns[number].set_index in eager]
        wake = Wake(program, sets, mine, [n for n in phrases if not eager.isdisjoint(program.phrase_sets[n])])
        return literals, self, wake, folded, True

    def later(self, seen: Any) -> Wake:
        """See Matcher."""
        literals, patterns, phrases = self._found(seen[3])
        sets = self._program.bits.group(index for number in literals for index in self.content.owners[number])
        return Wake(self._program, sets, [*patterns, *self._excuses], phrases)

    def owned(self, found: list[int]) -> list[tuple[str, tuple[int, ...]]]:
        """See Finder."""
        return [(self.content.literals[number], self.content.owners[number]) for number in found if number in self.content.owners]

    def _found(self, folded: Folded) -> Any:
        """(literals, patterns, large terms) in a text; the last one is remembered."""
        if self._last[0] is not folded:
            words = folded.words
            literals = sorted({self._numbers[m[1]] for pattern in self._terms for m in pattern.finditer(words)})
            self._last = folded, (literals, self._patterns_in(folded.text), self._phrases_in(words))
        return self._last[1]

    def _patterns_in(self, text: str) -> Sequence[int]:
        return [number for number, pattern in self._patterns.items() if pattern.search(text)]

    def _phrases_in(self, words: str) -> Sequence[int]:
        """Large terms, one alternation for each phrase set, then which of them it was."""
        found: list[int] = []
        for pattern, numbers in self._phrases:
            if pattern.search(words):
                found.extend(number for number in numbers if self._single[number].search(words))
        return found


def _term_patterns(content: Content, rules: Sequence[Any]) -> list[str]:
    by_set: dict[int, list[str]] = {}
    for _, owners, _, literal in content.terms.all():
        for owner in owners:
            by_set.setdefault(owner, []).append(literal)
    chosen = [_sets_of(rule.check.options) for rule in rules]
    named = {index for sets in chosen for index in sets}
    chosen.extend({index} for index in by_set if index not in named)
    groups = [sorted({literal for index in sets for literal in by_set.get(index, ())}) for sets in chosen]
    return [_alternation(group) for group in groups if group]


def _alternation(literals: list[str]) -> str:
    """All literals, longest first, found at every place where one begins."""
    return "(?=(" + "|".join(re.escape(literal) for literal in sorted(literals, key=len, reverse=True)) + "))"


def _sets_of(value: Any) -> set[int]:
    """Phrase sets named anywhere in a check's options."""
    found: set[int] = set()
    if isinstance(value, dict):
        for part in value.values():
            found |= _sets_of(part)
    elif isinstance(value, tuple):
        if len(value) == 3 and value[0] == "set":
            found.update(value[1][0])
            found.update(value[1][1])
        else:
            for part in value:
                found |= _sets_of(part)
    return found
