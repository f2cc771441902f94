"""Which terms stand in a text: three ways to the same answer.

An automaton reads the text once, and finds the keys of signs as well. Without one, a term is filed under its rarest word, and
under a second one where many share the first, so that only terms whose words are there are looked for; signs are taken to be
there. The first texts of a process do without either, and see by shapes whether there may be signs.
"""

from __future__ import annotations

from smslint.engine.content import FIRST_PIECE, SIGN
from smslint.engine.terms import sets_and_groups
from smslint.rulebook.oddities import SIGN_SHAPES
from smslint.text.lazy import lazy

_SHAPES = lazy(SIGN_SHAPES)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Protocol

    from smslint.engine.content import Content
    from smslint.engine.terms import Term

    class Finder(Protocol):
        """Tells which terms stand in a text."""

        def find(self, words: str) -> tuple[list[Any], frozenset[int]]:
            """(what was found in a word form, what that means): see `Content.meanings`."""
            ...

        def owned(self, found: list[Any]) -> Iterable[tuple[str, tuple[int, ...]]]:
            """The terms in what was found, each once, with the phrase sets that they belong to."""
            ...


PREFIX = 4
"""Characters by which pieces are filed; the few that are shorter are looked for in every text."""
UNFILED_TEXTS = 8
UNFILED_CHARACTERS = 500
"""So many texts of so many characters are sooner looked through for each piece than the pieces are filed."""
CROWDED = 3
"""Terms under one word beyond which a second word is asked for."""


class Automaton:
    """Aho-Corasick over all terms and the keys of signs. Raises ImportError without the library."""

    def __init__(self, content: Content) -> None:
        import ahocorasick_rs

        from smslint.rulebook.suspicion import sign_keys

        lines = content.terms.lines_of_literals()
        pieces = {piece: FIRST_PIECE - place for place, piece in enumerate(content.pieces)}
        keys = frozenset(sign_keys())
        self._owners = _Owners(lines, pieces)
        self._meaning = _Meanings(content, lines, pieces, keys).__getitem__
        # The literals themselves come back, which takes less time than their numbers and places would.
        self._read = ahocorasick_rs.AhoCorasick(
            list(dict.fromkeys((*lines, *pieces, *sorted(keys)))),
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
            store_patterns=True,
        ).find_matches_as_strings

    def find(self, words: str) -> tuple[list[Any], frozenset[int]]:
        """See Finder."""
        found = self._read(words, overlapping=True)
        return found, frozenset(map(self._meaning, found))

    def owned(self, found: list[Any]) -> Iterable[tuple[str, tuple[int, ...]]]:
        """See Finder."""
        owners = self._owners
        return [(literal, owners[literal]) for literal in dict.fromkeys(found) if owners[literal]]


class _Meanings(dict[str, int]):
    """Literal -> what it means, worked out when one is first found: most never are."""

    def __init__(self, content: Content, lines: Mapping[str, str], pieces: Mapping[str, int], keys: frozenset[str]) -> None:
        super().__init__()
        self._content = content
        self._lines = lines
        self._pieces = pieces
        self._keys = keys

    def __missing__(self, literal: str) -> int:
        content, number = self._content, self._pieces.get(literal, SIGN)
        if number == SIGN and literal in self._lines:
            sets, groups = sets_and_groups(self._lines[literal])
        else:
            sets, groups = content.meanings[content.means[number]]
        sign = literal in self._keys and SIGN not in groups
        return self.setdefault(literal, content.meaning_as(sets, (*groups, SIGN) if sign else groups))


class _Owners(dict[str, "tuple[int, ...]"]):
    """Literal -> the phrase sets that it belongs to, likewise."""

    def __init__(self, lines: Mapping[str, str], pieces: Mapping[str, int]) -> None:
        super().__init__()
        self._lines = lines
        self._pieces = pieces

    def __missing__(self, literal: str) -> tuple[int, ...]:
        line = self._lines.get(literal) if literal not in self._pieces else None
        return self.setdefault(literal, sets_and_groups(line)[0] if line is not None else ())


class _Pieces:
    """Keys of patterns that are no whole words, by how they begin. A few short texts are looked through for each of them."""

    def __init__(self, content: Content) -> None:
        self._pieces = content.pieces
        self._filed: dict[str, list[tuple[int, str]]] = {}
        self._looked = 0

    def standing_in(self, words: str) -> list[int]:
        """Numbers of those that stand in a word form."""
        if self._looked < UNFILED_TEXTS and len(words) < UNFILED_CHARACTERS:
            self._looked += 1
            return [FIRST_PIECE - place for place, piece in enumerate(self._pieces) if piece in words]
        filed = self._filed or self._made()
        starts = {words[place : place + PREFIX] for place in range(len(words) - PREFIX + 1)} & filed.keys()
        return [number for start in ("", *sorted(starts)) for number, piece in filed[start] if piece in words]

    def _made(self) -> dict[str, list[tuple[int, str]]]:
        filed: dict[str, list[tuple[int, str]]] = {"": []}
        for place, piece in enumerate(self._pieces):
            filed.setdefault(piece[:PREFIX] if len(piece) >= PREFIX else "", []).append((FIRST_PIECE - place, piece))
        self._filed = filed
        return filed


class WordIndex:
    """Terms by their words."""

    def __init__(self, content: Content) -> None:
        self._content = content
        content.learn(content.terms.all())
        self._pieces = _Pieces(content)
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
        found.extend(self._pieces.standing_in(words))
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
    """Terms by their first words, without any table of them: for texts that would not pay for one."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._pieces = _Pieces(content)
        self._met: dict[str, tuple[Term, ...]] = {}

    def find(self, words: str) -> tuple[list[Any], frozenset[int]]:
        """See Finder."""
        content = self._content
        found = [term for term in content.terms.standing_in(words, self._met) if term[3] in words]
        numbers = [*self._pieces.standing_in(words), *content.learn(found)]
        if _SHAPES.search(words) or any(map(words.__contains__, content.named_signs)):
            numbers.append(SIGN)
        return numbers, content.meaning(numbers)

    def owned(self, found: list[Any]) -> Iterable[tuple[str, tuple[int, ...]]]:
        """See Finder."""
        return _owned(self._content, found)


def _owned(content: Content, found: list[int]) -> list[tuple[str, tuple[int, ...]]]:
    """Of numbers the terms that belong to phrase sets, with these."""
    owners, literals = content.owners, content.literals
    return [(literals[number], owners[number]) for number in set(found) if owners.get(number)]
