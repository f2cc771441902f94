"""All literals and patterns of all rules in one scan, behind one small interface.

One Aho-Corasick pass finds the terms, and the key words without which a pattern with gaps cannot match; the other patterns
share RE2 sets. Building those takes longer than judging one message, so the first few texts, and all of them where the
libraries are missing, go through a plainer scan that nominates the same.
"""

from __future__ import annotations

from smslint.engine.dialect import compiled, widened
from smslint.engine.gating import Gates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Protocol

    from smslint.text.fold import Folded

    class Matcher(Protocol):
        """What the engine needs to know about a text before any rule looks at it."""

        exact_phrases: bool
        """Whether a nominated phrase is sure to occur."""

        def scan(self, folded: Folded) -> Found:
            """Occurrences of terms, and the patterns and phrases worth a look: never fewer than match."""
            ...


Hit = tuple["tuple[int, ...]", int, int, str]
"""(phrase sets, start, end, literal) in the padded word form."""
Found = tuple["list[Hit]", "Sequence[int]", "Sequence[int]"]
"""(hits of terms, overlaps included; patterns; phrases, which are large terms)."""

MAX_MEMORY_BYTES = 256 << 20
"""RE2's budget for the automaton of a set: with its default of 8 MB it thrashes."""
LONG_TEXT = 5_000
"""Characters from which the automata pay at once."""
TEXTS_BEFORE_BUILDING = 4
"""Scans that the plain matcher does before the automata are built."""


def libraries_present() -> bool:
    """Whether both matching libraries can be imported."""
    try:
        import ahocorasick_rs
        import re2
    except ImportError:
        return False
    return bool(ahocorasick_rs and re2)


class Terms:
    """The terms of all rules as one sorted text of lines `words TAB leading spaces TAB set,set`.

    A line is found by its first word without any index, so a short run pays for the words it meets and no more.
    """

    def __init__(self, lines: str, first_letters: Sequence[tuple[str, int]]) -> None:
        self._lines = lines
        places = [*first_letters, ("", len(lines))]
        self._ranges = {letter: (place, places[number + 1][1]) for number, (letter, place) in enumerate(first_letters)}

    def beginning_with(self, word: str) -> list[tuple[tuple[int, ...], str]]:
        """(phrase sets, padded literal) of each term whose first word this is."""
        low, high = self._ranges.get(word[0], (0, 0))
        lines, found = self._lines, []
        for sign in ("\t", " "):
            place = lines.find("\n" + word + sign, low, high)
            while place >= 0 and lines.startswith(word, place + 1) and lines[place + 1 + len(word)] == sign:
                end = lines.index("\n", place + 1)
                found.append(_line(lines[place + 1 : end]))
                place = end
        return found

    def all(self) -> list[tuple[tuple[int, ...], str]]:
        """(phrase sets, padded literal) of every term."""
        return [_line(line) for line in self._lines.split("\n") if line]


def _line(line: str) -> tuple[tuple[int, ...], str]:
    words, lead, owners = line.split("\t")
    return tuple(map(int, owners.split(","))), " " * int(lead) + words + " "


class FastMatcher:
    """Aho-Corasick and RE2 sets, each built once; the set for text beyond ASCII only when such text comes."""

    exact_phrases = True

    def __init__(self, terms: Terms, patterns: Sequence[str], phrases: Sequence[str], gates: Gates) -> None:
        import ahocorasick_rs

        known = terms.all()
        self._owners = [owners for owners, _ in known]
        self._literals = [literal for _, literal in known]
        self._count = len(known)
        self._gates = gates
        self._automaton = ahocorasick_rs.AhoCorasick(
            [*self._literals, *gates.keys], implementation=ahocorasick_rs.Implementation.ContiguousNFA
        )
        self._open = tuple(patterns[number] for number in gates.open_patterns)
        self._ascii: Any = re2_set(self._open)
        self._wide: Any = None
        self._phrases: Any = re2_set([f" {phrases[number]} " for number in gates.open_phrases])

    def scan(self, folded: Folded) -> Found:
        """See Matcher."""
        words = folded.words
        count, owners, literals = self._count, self._owners, self._literals
        hits: list[Hit] = []
        keys: list[int] = []
        for number, start, end in self._automaton.find_matches_as_indexes(words, overlapping=True):
            if number < count:
                hits.append((owners[number], start, end, literals[number]))
            else:
                keys.append(number - count)
        patterns, phrases = self._gates.nominated(keys) if keys else ([], [])
        if folded.ascii is not None:
            in_text = self._ascii.Match(folded.ascii)
            in_words = self._phrases.Match(folded.ascii_words)
        elif folded.text.isascii():
            in_text = self._ascii.Match(folded.text.encode("ascii"))
            in_words = self._phrases.Match(words.encode("ascii"))
        else:
            in_text = self._matched(folded.text)
            in_words = self._phrases.Match(words.encode("utf-8", "replace"))
        if in_text:
            patterns.extend(map(self._gates.open_patterns.__getitem__, in_text))
        if in_words:
            phrases.extend(map(self._gates.open_phrases.__getitem__, in_words))
        return hits, patterns, phrases

    def _matched(self, text: str) -> Sequence[int]:
        """Patterns of the joint scan in text beyond ASCII."""
        if self._wide is None:
            self._wide = re2_set([widened(pattern) for pattern in self._open])
        return self._wide.Match(text.encode("utf-8", "replace")) or ()


class KeyMatcher:
    """Patterns nominated by key words alone."""

    def __init__(self, gates: Gates) -> None:
        self._gates = gates
        self._automaton: Any = None
        self._asked = 0

    def nominated(self, words: str) -> list[int]:
        """Patterns that may match a word form, in order."""
        self._asked += 1
        if self._asked > TEXTS_BEFORE_BUILDING and self._automaton is None and libraries_present():
            import ahocorasick_rs

            self._automaton = ahocorasick_rs.AhoCorasick(
                self._gates.keys, implementation=ahocorasick_rs.Implementation.ContiguousNFA
            )
        if self._automaton is not None:
            keys = [hit[0] for hit in self._automaton.find_matches_as_indexes(words, overlapping=True)]
        else:
            keys = self._gates.keys_in(words)
        return sorted((*self._gates.nominated(keys)[0], *self._gates.open_patterns))


def re2_set(patterns: Sequence[str]) -> Any:
    """An RE2 set of patterns, searched anywhere in a text."""
    if not patterns:
        return _Nothing()
    import re2

    found = re2.Set.SearchSet(re2_options())
    for pattern in patterns:
        found.Add(pattern)
    found.Compile()
    return found._set


def re2_options() -> Any:
    """How RE2 is used here: silent, with memory enough for its automaton."""
    import re2

    options = re2.Options()
    options.max_mem = MAX_MEMORY_BYTES
    options.log_errors = False
    options.never_capture = True
    return options


class _Nothing:
    """An empty set: RE2 refuses to match with one."""

    def Match(self, text: bytes) -> tuple[int, ...]:  # noqa: N802 - RE2's name
        return ()


class PlainMatcher:
    """The scan without automata: the same occurrences, in standard Python. Indexes are made when texts keep coming."""

    exact_phrases = False

    def __init__(self, terms: Terms, patterns: Sequence[str], gates: Gates) -> None:
        self._terms = terms
        self._patterns = tuple(patterns)
        self._gates = gates
        self._by_word: dict[str, list[tuple[tuple[int, ...], str]]] = {}

    def scan(self, folded: Folded) -> Found:
        """See Matcher."""
        words, text = folded.words, folded.text
        patterns, phrases = self._gates.nominated(self._gates.keys_in(words))
        patterns.extend(number for number in self._gates.open_patterns if compiled(self._patterns[number]).search(text))
        phrases.extend(self._gates.open_phrases)
        return self._hits(words), patterns, phrases

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

    def scan(self, folded: Folded) -> Found:
        """See Matcher."""
        words, text = folded.words, folded.text
        patterns, phrases = self._gates.nominated(self._gates.keys_in(words))
        wide = not text.isascii()
        patterns = [number for number in patterns if _may_match(self._patterns[number], text, wide)]
        phrases.extend(self._gates.open_phrases)
        phrases = [number for number in phrases if _may_match(f" {self._phrases[number]} ", words, False)]
        patterns.extend(self._open_in(text, wide))
        return self._hits(words), patterns, phrases

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


def _may_match(pattern: str, text: str, wide: bool) -> bool:
    """Whether RE2 finds a pattern; it compiles one in a fraction of the time that `regex` takes."""
    import re2

    try:
        return re2.compile(widened(pattern) if wide else pattern, re2_options()).search(text) is not None
    except re2.error:
        return True


class AdaptiveMatcher:
    """Starts with the plain scan and builds the automata when it is clear that more than a few texts come."""

    exact_phrases = True

    def __init__(
        self, terms: Terms, patterns: Sequence[str], phrases: Sequence[str], gates: Callable[[bool], Gates]
    ) -> None:
        self._parts = (terms, patterns, phrases)
        self._gates = gates
        self._first = FirstTexts(terms, patterns, phrases, gates(True))
        self.built: FastMatcher | None = None
        self._seen = 0

    def scan(self, folded: Folded) -> Found:
        """See Matcher."""
        if self.built is not None:
            return self.built.scan(folded)
        self._seen += 1
        if self._seen <= TEXTS_BEFORE_BUILDING and len(folded.text) <= LONG_TEXT:
            return self._first.scan(folded)
        self.built = FastMatcher(*self._parts, self._gates(False))
        return self.built.scan(folded)
