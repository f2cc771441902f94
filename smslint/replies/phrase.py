"""Phrases of replies as they are looked for, and groups of them that mean the same."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COMMON = frozenset(
    "a and are be can de do en for how i if in is it la le les me my no not of off on out que se so te the this to u un up"
    " vous ya you your".split()
)
_COMMON_WEIGHS = 25
"""How many rare words a common one is worth, when a phrase chooses the word by which it is found."""


def commonness(words: frozenset[str]) -> int:
    """How little it helps to know that one of these words is there."""
    return len(words) + _COMMON_WEIGHS * len(words & _COMMON)


class Phrase:
    """One phrase: what it shows, in which language, words of which some must be there, and which ends it is bound to.

    anchors: one of these words must be there; also: and one of each of these sets. Hundreds of phrases exist and a reply
    needs few of them, so each is compiled when it is first looked for.
    """

    __slots__ = ("_compiled", "_pattern", "also", "anchors", "barred", "closes", "language", "opens", "sign")

    def __init__(
        self,
        sign: str,
        language: str,
        pattern: str,
        anchors: list[frozenset[str]],
        barred: frozenset[str],
        opens: bool,
        closes: bool,
    ) -> None:
        self.sign = sign
        self.barred = barred
        self.language = language
        self.anchors = anchors[0] if anchors else frozenset()
        self.also = anchors[1:3]
        self.opens = opens
        self.closes = closes
        self._pattern = pattern
        self._compiled: re.Pattern[str] | None = None

    def find(self, line: str) -> Iterator[re.Match[str]]:
        """Its occurrences in a line of words; whether they stand at the ends of a clause is not asked here."""
        if self._compiled is None:
            self._compiled = re.compile(self._pattern)
        return self._compiled.finditer(line)


class Group:
    """Phrases of one meaning, found by a word that each of them needs."""

    __slots__ = ("_by_word", "_loose")

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_word: dict[str, list[tuple[int, Phrase]]] = {}
        self._loose: list[tuple[int, Phrase]] = []
        for number, phrase in enumerate(phrases):
            for word in phrase.anchors:
                self._by_word.setdefault(word, []).append((number, phrase))
            if not phrase.anchors:
                self._loose.append((number, phrase))

    def near(self, words: Iterable[str]) -> list[Phrase]:
        """The phrases that may occur among these words, in the order of the files."""
        present = set(words)
        found = dict(self._loose)
        for word in present & self._by_word.keys():
            for number, phrase in self._by_word[word]:
                for part in phrase.also:
                    if part.isdisjoint(present):
                        break
                else:
                    found[number] = phrase
        return [found[number] for number in sorted(found)]
