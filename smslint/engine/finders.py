"""Which terms stand in a text: three ways to the same answer.

An automaton reads the text once, and finds the keys of signs as well; the others take it that signs are there. Without one, a
term is filed under its rarest word, and under a second one where many share the first, so that only terms whose words are there
are looked for. The first texts of a process do without either.
"""

from __future__ import annotations

from smslint.engine.content import SIGN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Protocol

    from smslint.engine.content import Content

    class Finder(Protocol):
        """Tells which terms stand in a text."""

        def find(self, words: str) -> tuple[list[Any], frozenset[int]]:
            """(what was found in a word form, what that means): see `Content.meanings`."""
            ...

        def owned(self, found: list[Any]) -> Iterable[tuple[str, tuple[int, ...]]]:
            """The terms in what was found, each once, with the phrase sets that they belong to."""
            ...


CROWDED = 3
"""Terms under one word beyond which a second word is asked for."""


class Automaton:
    """Aho-Corasick over all terms and the keys of signs. Raises ImportError without the library."""

    def __init__(self, content: Content) -> None:
        import ahocorasick_rs

        from smslint.rulebook.suspicion import sign_keys

        literals = {literal: number for number, literal in content.literals.items()}
        for number, piece, _ in content.pieces:
            literals[piece] = number
        keys = frozenset(sign_keys())
        for key in sorted(keys - literals.keys()):
            literals[key] = SIGN
        owners = content.owners
        self._owners = {literal: owners[number] for literal, number in literals.items() if owners.get(number)}
        self._meaning = {
            literal: content.meaning_of(number, literal in keys) for literal, number in literals.items()
        }.__getitem__
        # The literals themselves come back, which takes less time than their numbers and places would.
        self._read = ahocorasick_rs.AhoCorasick(
            list(literals), implementation=ahocorasick_rs.Implementation.ContiguousNFA, store_patterns=True
        ).find_matches_as_strings

    def find(self, words: str) -> tuple[list[Any], frozenset[int]]:
        """See Finder."""
        found = self._read(words, overlapping=True)
        return found, frozenset(map(self._meaning, found))

    def owned(self, found: list[Any]) -> Iterable[tuple[str, tuple[int, ...]]]:
        """See Finder."""
        owners = self._owners
        return [(literal, owners[literal]) for literal in dict.fromkeys(found) if literal in owners]


class WordIndex:
    """Terms by their words."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._pieces = [(number, piece) for number, piece, _ in content.pieces]
        self._alone: dict[str, int] = {}
        self._filed: dict[str, list[tuple[str, int, str]]] = {}
        common = content.common
        for number, literal in content.literals.items():
            words = set(literal.split())
            if len(words) == 1 and literal.count(" ") == 2:
                self._alone[literal[1:-1]] = number
                continue
            ranked = sorted(words, key=lambda word: (common.get(word, 0), -len(word), word))
            self._filed.setdefault(ranked[0], []).append((literal, number, ranked[1] if len(ranked) > 1 else ""))
        for word, some in self._filed.items():
            if len(some) <= CROWDED:
                self._filed[word] = [(literal, number, "") for literal, number, _ in some]

    def find(self, words: str) -> tuple[list[Any], frozenset[int]]:
        """See Finder."""
        there = frozenset(words.split())
        found = [self._alone[word] for word in there & self._alone.keys()]
        found.extend(number for number, piece in self._pieces if piece in words)
        found.append(SIGN)
        for word in there & self._filed.keys():
            for literal, number, second in self._filed[word]:
                if (not second or second in there) and literal in words:
                    found.append(number)
        return found, self._content.meaning(found)

    def owned(self, found: list[Any]) -> Iterable[tuple[str, tuple[int, ...]]]:
        """See Finder."""
        return _owned(self._content, found)


class FirstTexts:
    """Terms by their first words, without any table: for texts that would not pay for one."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def find(self, words: str) -> tuple[list[Any], frozenset[int]]:
        """See Finder."""
        content = self._content
        found = [term for term in content.terms.standing_in(words) if term[3] in words]
        pieces = [number for number, piece, _ in content.pieces if piece in words]
        numbers = [SIGN, *pieces, *content.learn(found)]
        return numbers, content.meaning(numbers)

    def owned(self, found: list[Any]) -> Iterable[tuple[str, tuple[int, ...]]]:
        """See Finder."""
        return _owned(self._content, found)


def _owned(content: Content, found: list[int]) -> list[tuple[str, tuple[int, ...]]]:
    """Of numbers the terms that belong to phrase sets, with these."""
    owners, literals = content.owners, content.literals
    return [(literals[number], owners[number]) for number in set(found) if owners.get(number)]
