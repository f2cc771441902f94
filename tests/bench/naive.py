"""The yardstick: the loop that a reader would write first, compiled `re` objects tried one after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from smslint.engine.dialect import deciding
from smslint.engine.program import Program
from smslint.engine.terms import Hit
from smslint.text.fold import Folded


class NaiveMatcher:
    """One alternation of literals for each rule, one of large terms for each phrase set, and every pattern by itself."""

    exact_phrases = True

    def __init__(self, program: Program, rules: Sequence[Any]) -> None:
        self.wakes: dict[Any, Any] = {}
        self._owners = {literal: owners for owners, literal in program.terms.all()}
        self._terms = [re.compile(terms) for terms in _term_patterns(program, rules)]
        groups: dict[tuple[int, ...], list[int]] = {}
        for number, owners in enumerate(program.phrase_sets):
            groups.setdefault(owners, []).append(number)
        self._phrases = [
            (re.compile(" (?:" + "|".join(program.phrases[number] for number in numbers) + ") "), numbers)
            for numbers in groups.values()
        ]
        self._single = [re.compile(f" (?:{phrase}) ") for phrase in program.phrases]
        self._patterns = [re.compile(deciding(pattern.text)) for pattern in program.patterns]

    def scan(self, folded: Folded) -> tuple[Any, Any]:
        """See Matcher."""
        hits = self._literals(folded.words)
        sets = frozenset(index for owners, _, _, _ in hits for index in owners)
        return hits, (sets, tuple(self._patterns_in(folded.text)), tuple(self._phrases_in(folded.words)))

    def meaning(self, signature: Any) -> Any:
        """See Matcher."""
        return signature

    def places(self, found: Any, index: int) -> list[tuple[int, int, str]]:
        """See Matcher."""
        return [(start, end - 2, literal) for owners, start, end, literal in found if index in owners]

    def _literals(self, words: str) -> list[Hit]:
        found: set[Hit] = set()
        for pattern in self._terms:
            for match in pattern.finditer(words):
                start = match.start(1)
                found.add((self._owners[match[1]], start, start + len(match[1]), match[1]))
        return sorted(found)

    def _patterns_in(self, text: str) -> Sequence[int]:
        return [number for number, pattern in enumerate(self._patterns) if pattern.search(text)]

    def _phrases_in(self, words: str) -> Sequence[int]:
        """Large terms, one alternation for each phrase set, then which of them it was."""
        found: list[int] = []
        for pattern, numbers in self._phrases:
            if pattern.search(words):
                found.extend(number for number in numbers if self._single[number].search(words))
        return found


def _term_patterns(program: Program, rules: Sequence[Any]) -> list[str]:
    by_set: dict[int, list[str]] = {}
    for owners, literal in program.terms.all():
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
