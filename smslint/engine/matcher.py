"""All literals and patterns of all rules in one scan, behind one small interface.

One Aho-Corasick pass finds the terms, and the key words without which a pattern with gaps cannot match; the other patterns
share RE2 sets. Building those takes longer than judging one message, so the first few texts, and all of them where the
libraries are missing, go through a plainer scan that nominates the same.
"""

from __future__ import annotations

from smslint.engine.dialect import widened
from smslint.engine.gating import Gates
from smslint.engine.plain import FirstTexts, PlainMatcher
from smslint.engine.re2sets import re2_set

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Protocol

    from smslint.engine.terms import Terms
    from smslint.engine.wake import Meaning, Wake
    from smslint.text.fold import Folded

    class Matcher(Protocol):
        """What the engine needs to know about a text before any rule looks at it."""

        exact_phrases: bool
        """Whether a nominated phrase is sure to occur."""
        wakes: dict[Any, Wake]
        """What signatures came to, remembered by `wake_of`."""

        def scan(self, folded: Folded) -> tuple[Any, Any]:
            """(what was found where, its signature): equal signatures mean the same, whatever the places."""
            ...

        def meaning(self, signature: Any) -> Meaning:
            """(sets with a literal, patterns and phrases worth a look: never fewer than match)."""
            ...

        def places(self, found: Any, index: int) -> list[tuple[int, int, str]]:
            """(start, end, literal) in the folded text of each literal of a set."""
            ...


__all__ = ["AdaptiveMatcher", "FastMatcher", "FirstTexts", "KeyMatcher", "PlainMatcher", "libraries_present"]

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


class FastMatcher:
    """Aho-Corasick and RE2 sets, each built once; the set for text beyond ASCII only when such text comes.

    A signature holds what the literals stand for, not the literals: names and synonyms of one set are the same.
    """

    exact_phrases = True

    def __init__(self, terms: Terms, patterns: Sequence[str], phrases: Sequence[str], gates: Gates) -> None:
        import ahocorasick_rs

        known = terms.all()
        self.wakes: dict[Any, Wake] = {}
        self._owners = [owners for owners, _ in known]
        self._literals = [literal for _, literal in known]
        self._gates = gates
        self._automaton = ahocorasick_rs.AhoCorasick(
            [*self._literals, *gates.keys], implementation=ahocorasick_rs.Implementation.ContiguousNFA
        )
        self._find = self._automaton.find_matches_as_indexes
        meanings = [*(("sets", owners) for owners in self._owners), *(("groups", groups) for groups in gates.of_key)]
        self._meanings = list(dict.fromkeys(meanings))
        number_of = {meaning: number for number, meaning in enumerate(self._meanings)}
        self._stands_for = [number_of[meaning] for meaning in meanings]
        self._open = tuple(patterns[number] for number in gates.open_patterns)
        self._ascii: Any = re2_set(self._open)
        self._wide: Any = None
        self._phrases: Any = re2_set([f" {phrases[number]} " for number in gates.open_phrases])

    def scan(self, folded: Folded) -> tuple[Any, Any]:
        """See Matcher."""
        found = self._find(folded.words, overlapping=True)
        stands_for = self._stands_for
        signature = frozenset([stands_for[hit[0]] for hit in found])
        if folded.ascii is not None:
            in_text = self._ascii.Match(folded.ascii)
            in_words = self._phrases.Match(folded.ascii_words)
        else:
            in_text = self._matched(folded.text)
            in_words = self._phrases.Match(folded.words.encode("utf-8", "replace"))
        if in_text or in_words:
            return found, (signature, tuple(in_text or ()), tuple(in_words or ()))
        return found, signature

    def meaning(self, signature: Any) -> Meaning:
        """See Matcher."""
        numbers, in_text, in_words = signature if isinstance(signature, tuple) else (signature, (), ())
        sets: set[int] = set()
        groups: set[int] = set()
        for number in numbers:
            kind, those = self._meanings[number]
            (sets if kind == "sets" else groups).update(those)
        patterns, phrases = self._gates.waiting_for(groups)
        patterns.extend(map(self._gates.open_patterns.__getitem__, in_text))
        phrases.extend(map(self._gates.open_phrases.__getitem__, in_words))
        return sets, patterns, phrases

    def places(self, found: Any, index: int) -> list[tuple[int, int, str]]:
        """See Matcher."""
        owners, literals, count = self._owners, self._literals, len(self._owners)
        return [
            (start, end - 2, literals[number]) for number, start, end in found if number < count and index in owners[number]
        ]

    def _matched(self, text: str) -> Sequence[int]:
        """Patterns of the joint scan in text beyond ASCII."""
        if self._wide is None:
            self._wide = re2_set([widened(pattern) for pattern in self._open])
        found: Sequence[int] = self._wide.Match(text.encode("utf-8", "replace"))
        return found


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


class AdaptiveMatcher:
    """Chooses: the plain scan first, and the automata when it is clear that more than a few texts come."""

    def __init__(
        self, terms: Terms, patterns: Sequence[str], phrases: Sequence[str], gates: Callable[[bool], Gates]
    ) -> None:
        self._parts = (terms, patterns, phrases)
        self._gates = gates
        self._first = FirstTexts(terms, patterns, phrases, gates(True))
        self.built: FastMatcher | None = None
        self._seen = 0

    def reader(self, folded: Folded) -> Matcher:
        """The matcher for this text."""
        if self.built is None:
            self._seen += 1
            if self._seen <= TEXTS_BEFORE_BUILDING and len(folded.text) <= LONG_TEXT:
                return self._first
            self.built = FastMatcher(*self._parts, self._gates(False))
        return self.built
