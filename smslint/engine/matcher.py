"""All literals and patterns of all rules in one scan, behind one small interface.

One Aho-Corasick pass finds the terms, and the key words without which a pattern or a large term cannot match; the few
patterns without key words share one RE2 set. Without those libraries a plainer scan nominates the same, more slowly.
"""

from __future__ import annotations

from smslint.engine.dialect import compiled, widened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, Protocol

    from smslint.text.fold import Folded

    class Matcher(Protocol):
        """What the engine needs to know about a text before any rule looks at it."""

        def scan(self, folded: Folded) -> Found:
            """Occurrences of literals, and the patterns and phrases worth a look: never fewer than match."""
            ...


Found = tuple["list[tuple[int, int, int]]", "Sequence[int]", "Sequence[int]"]
"""(literal, start, end) in the padded word form, overlaps included; patterns; phrases (large terms)."""

MAX_MEMORY_BYTES = 256 << 20
"""RE2's budget for the automaton of the set: with its default of 8 MB it thrashes."""


def libraries_present() -> bool:
    """Whether both matching libraries can be imported."""
    try:
        import ahocorasick_rs
        import re2
    except ImportError:
        return False
    return bool(ahocorasick_rs and re2)


class Gates:
    """Key words of patterns and phrases. A pattern is nominated when each of its groups has a key word in the text."""

    def __init__(self, pattern_gates: Sequence[Sequence[Sequence[str]]], phrase_gates: Sequence[Sequence[Sequence[str]]]) -> None:
        groups: dict[tuple[str, ...], int] = {}
        self.keys: list[str] = []
        self.of_key: list[tuple[int, ...]] = []
        self.waiting: dict[int, list[tuple[bool, int, int]]] = {}
        self.open_patterns = [number for number, some in enumerate(pattern_gates) if not some]
        self.open_phrases = [number for number, some in enumerate(phrase_gates) if not some]
        for is_phrase, table in ((False, pattern_gates), (True, phrase_gates)):
            for number, some in enumerate(table):
                numbers = [groups.setdefault(tuple(group), len(groups)) for group in some]
                if numbers:
                    self.waiting.setdefault(numbers[0], []).append((is_phrase, number, numbers[-1]))
        owners: dict[str, list[int]] = {}
        for group, number in groups.items():
            for key in group:
                owners.setdefault(key, []).append(number)
        for key in sorted(owners):
            self.keys.append(key)
            self.of_key.append(tuple(owners[key]))

    def nominated(self, keys: Iterable[int]) -> tuple[list[int], list[int]]:
        """(patterns, phrases) all of whose groups have a key among those found."""
        met: set[int] = set()
        for key in keys:
            met.update(self.of_key[key])
        patterns: list[int] = []
        phrases: list[int] = []
        for group in met & self.waiting.keys():
            for is_phrase, number, other in self.waiting[group]:
                if other in met:
                    (phrases if is_phrase else patterns).append(number)
        return patterns, phrases


class FastMatcher:
    """Aho-Corasick and an RE2 set, each built once; the set for text beyond ASCII only when such text comes."""

    def __init__(self, literals: Sequence[str], patterns: Sequence[str], phrases: Sequence[str], gates: Gates) -> None:
        import ahocorasick_rs

        self._gates = gates
        self._count = len(literals)
        self._automaton = ahocorasick_rs.AhoCorasick(
            [*literals, *gates.keys], implementation=ahocorasick_rs.Implementation.ContiguousNFA
        )
        self._open = tuple(patterns[number] for number in gates.open_patterns)
        self._ascii: Any = _re2_set(self._open)
        self._wide: Any = None
        self._phrases: Any = _re2_set([f" {phrases[number]} " for number in gates.open_phrases])

    def scan(self, folded: Folded) -> Found:
        """See Matcher."""
        words = folded.words
        count = self._count
        hits: list[tuple[int, int, int]] = []
        keys: list[int] = []
        for hit in self._automaton.find_matches_as_indexes(words, overlapping=True):
            if hit[0] < count:
                hits.append(hit)
            else:
                keys.append(hit[0] - count)
        patterns, phrases = self._gates.nominated(keys) if keys else ([], [])
        open_patterns = self._gates.open_patterns
        for index in self._matched(folded.text):
            patterns.append(open_patterns[index])
        if self._gates.open_phrases:
            open_phrases = self._gates.open_phrases
            phrases.extend(open_phrases[index] for index in self._phrases.Match(words.encode("utf-8", "replace")) or ())
        return hits, patterns, phrases

    def _matched(self, text: str) -> Sequence[int]:
        if text.isascii():
            return self._ascii.Match(text.encode("ascii")) or ()
        if self._wide is None:
            self._wide = _re2_set([widened(pattern) for pattern in self._open])
        return self._wide.Match(text.encode("utf-8", "replace")) or ()


def _re2_set(patterns: Sequence[str]) -> Any:
    if not patterns:
        return _Nothing()
    import re2

    options = re2.Options()
    options.max_mem = MAX_MEMORY_BYTES
    options.log_errors = False
    options.never_capture = True
    found = re2.Set.SearchSet(options)
    for pattern in patterns:
        found.Add(pattern)
    found.Compile()
    return found._set


class _Nothing:
    """An empty set: RE2 refuses to match with one."""

    def Match(self, text: bytes) -> tuple[int, ...]:  # noqa: N802 - RE2's name
        return ()


class PlainMatcher:
    """The scan without the matching libraries: the same occurrences, in standard Python."""

    def __init__(self, literals: Sequence[str], patterns: Sequence[str], phrases: Sequence[str], gates: Gates) -> None:
        self._gates = gates
        self._patterns = tuple(patterns)
        self._by_word: dict[str, list[tuple[int, str, int]]] = {}
        for index, literal in enumerate(literals):
            lead = len(literal) - len(literal.lstrip(" "))
            first = literal.split(None, 1)[0]
            self._by_word.setdefault(first, []).append((index, literal, lead))
        self._by_beginning: dict[str, list[tuple[int, str]]] = {}
        for index, key in enumerate(gates.keys):
            self._by_beginning.setdefault(key[:3], []).append((index, key))

    def scan(self, folded: Folded) -> Found:
        """See Matcher."""
        patterns, phrases = self._gates.nominated(self._keys(folded.words))
        text = folded.text
        patterns.extend(number for number in self._gates.open_patterns if compiled(self._patterns[number]).search(text))
        phrases.extend(self._gates.open_phrases)
        return self._literals(folded.words), patterns, phrases

    def _literals(self, words: str) -> list[tuple[int, int, int]]:
        found = []
        position = 0
        by_word = self._by_word
        for word in words.split():
            position = words.index(word, position)
            for index, literal, lead in by_word.get(word, ()):
                start = position - lead
                if start >= 0 and words.startswith(literal, start):
                    found.append((index, start, start + len(literal)))
            position += len(word)
        return found

    def _keys(self, words: str) -> list[int]:
        by_beginning = self._by_beginning
        found = []
        for place in range(len(words) - 2):
            beginning = words[place : place + 3]
            if beginning in by_beginning:
                found.extend(index for index, key in by_beginning[beginning] if words.startswith(key, place))
        return found


def make_matcher(literals: Sequence[str], patterns: Sequence[str], phrases: Sequence[str], gates: Gates) -> Matcher:
    """The fastest matcher that this environment offers."""
    if libraries_present():
        return FastMatcher(literals, patterns, phrases, gates)
    return PlainMatcher(literals, patterns, phrases, gates)
