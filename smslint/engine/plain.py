"""The scan in standard Python: for the first texts of a process, and where the matching libraries are missing."""

from __future__ import annotations

from smslint.engine.dialect import compiled, widened
from smslint.engine.re2sets import may_match, re2_set

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from smslint.engine.gating import Gates
    from smslint.engine.terms import Hit, Terms
    from smslint.engine.wake import Meaning, Wake
    from smslint.text.fold import Folded


class PlainMatcher:
    """The scan without automata: the same occurrences, in standard Python. Indexes are made when texts keep coming."""

    exact_phrases = False

    def __init__(self, terms: Terms, patterns: Sequence[str], gates: Gates) -> None:
        self._terms = terms
        self._patterns = tuple(patterns)
        self._gates = gates
        self._by_word: dict[str, list[tuple[tuple[int, ...], str]]] = {}
        self.wakes: dict[Any, Wake] = {}

    def scan(self, folded: Folded) -> tuple[Any, Any]:
        """See Matcher."""
        hits = self._hits(folded.words)
        sets = frozenset(index for owners, _, _, _ in hits for index in owners)
        patterns, phrases = self._nominated(folded)
        return hits, (sets, tuple(sorted(patterns)), tuple(sorted(phrases)))

    def meaning(self, signature: Any) -> Meaning:
        """See Matcher."""
        meaning: Meaning = signature
        return meaning

    def places(self, found: Any, index: int) -> list[tuple[int, int, str]]:
        """See Matcher."""
        return [(start, end - 2, literal) for owners, start, end, literal in found if index in owners]

    def _nominated(self, folded: Folded) -> tuple[list[int], list[int]]:
        patterns, phrases = self._gates.nominated(self._gates.keys_in(folded.words))
        open_ones = self._gates.open_patterns
        patterns.extend(number for number in open_ones if compiled(self._patterns[number]).search(folded.text))
        phrases.extend(self._gates.open_phrases)
        return patterns, phrases

    def _hits(self, words: str) -> list[Hit]:
        found: list[Hit] = []
        position = 0
        by_word = self._by_word
        for word in words.split():
            position = words.index(word, position)
            known = by_word.get(word)
            if known is None:
                known = by_word[word] = self._terms.beginning_with(word)
                if len(by_word) > 100_000:
                    by_word.clear()
            for owners, literal in known:
                start = position - (2 if literal[1] == " " else 1)
                if start >= 0 and words.startswith(literal, start):
                    found.append((owners, start, start + len(literal), literal))
            position += len(word)
        return found


class FirstTexts(PlainMatcher):
    """The plain scan for the first texts of a process, with RE2 (quick to load) for the patterns without key words."""

    exact_phrases = True

    def __init__(self, terms: Terms, patterns: Sequence[str], phrases: Sequence[str], gates: Gates) -> None:
        super().__init__(terms, patterns, gates)
        self._phrases = tuple(phrases)
        self._open: Any = None

    def _nominated(self, folded: Folded) -> tuple[list[int], list[int]]:
        words, text = folded.words, folded.text
        patterns, phrases = self._gates.nominated(self._gates.keys_in(words))
        wide = not text.isascii()
        patterns = [number for number in patterns if may_match(self._patterns[number], text, wide)]
        phrases.extend(self._gates.open_phrases)
        phrases = [number for number in phrases if may_match(f" {self._phrases[number]} ", words, False)]
        patterns.extend(self._open_in(text, wide))
        return patterns, phrases

    def _open_in(self, text: str, wide: bool) -> list[int]:
        numbers = self._gates.open_patterns
        if wide:
            found = re2_set([widened(self._patterns[number]) for number in numbers]).Match(
                text.encode("utf-8", "replace")
            )
        else:
            if self._open is None:
                self._open = re2_set([self._patterns[number] for number in numbers])
            found = self._open.Match(text.encode("ascii"))
        return [numbers[index] for index in found or ()]
