"""Which terms stand in a text: three ways to the same answer.

An automaton reads the text once. Without one, a term is filed under its rarest word, and under a second one where many share
the first, so that only terms whose words are there are looked for. The first texts of a process do without either.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from smslint.engine.content import Content, Part

    class Finder(Protocol):
        """Tells which terms stand in a text."""

        def find(self, words: str) -> list[int]:
            """Numbers of the terms in a word form; a term that stands there twice may come twice."""
            ...


CROWDED = 3
"""Terms under one word beyond which a second word is asked for."""


class Automaton:
    """Aho-Corasick over all terms. Raises ImportError without the library."""

    def __init__(self, content: Content, numbers: list[int]) -> None:
        import ahocorasick_rs

        self._numbers = numbers
        self._read = ahocorasick_rs.AhoCorasick(
            [content.literals[number] for number in numbers], implementation=ahocorasick_rs.Implementation.ContiguousNFA
        ).find_matches_as_indexes

    def find(self, words: str) -> list[int]:
        """See Finder."""
        numbers = self._numbers
        return [numbers[hit[0]] for hit in self._read(words, overlapping=True)]


class WordIndex:
    """Terms by their words."""

    def __init__(self, content: Content, numbers: Iterable[int]) -> None:
        self._alone: dict[str, int] = {}
        self._filed: dict[str, list[tuple[str, int, str]]] = {}
        common = content.common
        for number in numbers:
            literal = content.literals[number]
            words = set(literal.split())
            if len(words) == 1 and literal.count(" ") == 2:
                self._alone[literal[1:-1]] = number
                continue
            ranked = sorted(words, key=lambda word: (common.get(word, 0), -len(word), word))
            self._filed.setdefault(ranked[0], []).append((literal, number, ranked[1] if len(ranked) > 1 else ""))
        for word, some in self._filed.items():
            if len(some) <= CROWDED:
                self._filed[word] = [(literal, number, "") for literal, number, _ in some]

    def find(self, words: str) -> list[int]:
        """See Finder."""
        there = frozenset(words.split())
        found = [self._alone[word] for word in there & self._alone.keys()]
        for word in there & self._filed.keys():
            for literal, number, second in self._filed[word]:
                if (not second or second in there) and literal in words:
                    found.append(number)
        return found


class FirstTexts:
    """Terms by their first word, without any table: for texts that would not pay for one."""

    def __init__(self, content: Content, part: Part) -> None:
        self._content = content
        self._part = part

    def find(self, words: str) -> list[int]:
        """See Finder."""
        content, found = self._content, []
        for word in sorted(frozenset(words.split())):
            for term in content.terms.beginning_with(word):
                if term[3] in words and self._part.concerns(term):
                    found.append(term)
        return content.learn(found)
