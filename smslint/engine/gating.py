"""Key words: what must stand in a text before a pattern is worth a look."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class Gates:
    """Groups of key words of patterns and phrases. One is nominated when each of its groups has a key in the text.

    Made from tables that were worked out when the rules were compiled.
    """

    def __init__(self, tables: dict[str, Any]) -> None:
        self.waiting: dict[int, list[tuple[bool, int, int]]] = tables["waiting"]
        self.open_patterns: list[int] = tables["open_patterns"]
        self.open_phrases: list[int] = tables["open_phrases"]
        self.keys: list[str] = tables["keys"]
        self.of_key: list[tuple[int, ...]] = tables["of_key"]
        self._by_beginning: dict[str, list[tuple[int, str]]] = {}
        self._asked = 0

    def nominated(self, keys: Iterable[int]) -> tuple[list[int], list[int]]:
        """(patterns, phrases) all of whose groups have a key among those found."""
        met: set[int] = set()
        for key in keys:
            met.update(self.of_key[key])
        return self.waiting_for(met)

    def waiting_for(self, met: set[int]) -> tuple[list[int], list[int]]:
        """(patterns, phrases) all of whose groups are among these."""
        patterns: list[int] = []
        phrases: list[int] = []
        for group in met & self.waiting.keys():
            for is_phrase, number, other in self.waiting[group]:
                if other in met:
                    (phrases if is_phrase else patterns).append(number)
        return patterns, phrases

    def keys_in(self, words: str) -> list[int]:
        """Keys that a word form contains, found without an automaton."""
        self._asked += 1
        if self._asked < 8 and len(words) < 10_000:
            return [index for index, key in enumerate(self.keys) if key in words]
        if not self._by_beginning:
            for index, key in enumerate(self.keys):
                self._by_beginning.setdefault(key[:3], []).append((index, key))
        by_beginning = self._by_beginning
        found: set[int] = set()
        for place in range(len(words) - 2):
            beginning = words[place : place + 3]
            if beginning in by_beginning:
                found.update(index for index, key in by_beginning[beginning] if words.startswith(key, place))
        return sorted(found)
