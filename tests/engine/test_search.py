"""RE2 and `regex` tell the same places, and the cheap looks before them leave nothing out."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.engine import search
from smslint.engine.dialect import compiled, compiled_phrase
from smslint.engine.re2sets import re2_set
from smslint.engine.signs import look
from smslint.engine.wake import Wake
from smslint.linter import Linter
from smslint.model import Context
from smslint.ruleset import Ruleset
from smslint.text.fold import Folded, fold
from tests.bench.messages import messages
from tests.words import bundle

OWN = Context(
    brand="Larch Cafe",
    brand_domains=("larch.example",),
    use_case="transactional",
    first_message=False,
    country="US",
    sender_type="10dlc",
    age_gate="none",
)


TOGETHER = 64
"""Patterns in one automaton: of more it would have too many states."""


@lru_cache(maxsize=1)
def ruleset() -> Ruleset:
    rules = Ruleset(*bundle())
    rules.program.matcher = rules.program.new_matcher(libraries=True).build()
    return rules


@lru_cache(maxsize=1)
def texts() -> list[str]:
    """Traffic, and what the rules themselves give as samples."""
    from smslint.rulebook.shipped import shipped_book

    samples = [one.text for rule in shipped_book().rules.values() for one in (*rule.samples.bad, *rule.samples.good)]
    return [*messages(300, seed=31), *samples[::2]]


WHOLE = bool(os.environ.get("SMSLINT_ALL_PAIRS"))
"""`make soak` shows every pattern and every text to both."""
EVERY = 1 if WHOLE else 24
"""Of the texts in which RE2 does not see something one in so many is shown to `regex` too."""
STEP = 1 if WHOLE else 8
"""Of the patterns one in so many is shown to `regex`, which takes long to compile one."""


def worth_a_look(seen: Sequence[set[int]], number: int) -> list[int]:
    """Places of the texts in which RE2 sees a pattern, and of some others."""
    return [place for place, found in enumerate(seen) if number in found or (place + number) % EVERY == 0]


def seen_in(written: Sequence[bytes], patterns: Sequence[str]) -> list[set[int]]:
    """For each text the numbers of the patterns that RE2 sees in it."""
    found: list[set[int]] = [set() for _ in written]
    for first in range(0, len(patterns), TOGETHER):
        automaton = re2_set(patterns[first : first + TOGETHER])
        for place, text in enumerate(written):
            found[place].update(first + one for one in automaton.Match(text))
    return found


def test_re2_and_regex_tell_the_same_places_of_every_pattern() -> None:
    folded = [one for one in map(fold, texts()) if one.ascii is not None]
    patterns = [one.text for one in ruleset().program.patterns[::STEP] if search._pattern_search(one.text) is not None]
    seen = seen_in([one.ascii or b"" for one in folded], patterns)
    for number, pattern in enumerate(patterns):
        slow = compiled(pattern)
        for one in (folded[place] for place in worth_a_look(seen, number)):
            expected = [match.span() for match in slow.finditer(one.text) if match.end() > match.start()]
            assert search.pattern_spans(pattern, one) == expected, (pattern, one.text)


def test_re2_and_regex_tell_the_same_places_of_every_large_term() -> None:
    folded = [one for one in map(fold, texts()) if one.ascii_words is not None]
    phrases = ruleset().program.phrases[::STEP]
    seen = seen_in([one.ascii_words or b"" for one in folded], [f" (?:{phrase}) " for phrase in phrases])
    for number, phrase in enumerate(phrases):
        slow = compiled_phrase(phrase)
        for one in (folded[place] for place in worth_a_look(seen, number)):
            assert search.phrase_spans(phrase, one) == [match.span() for match in slow.finditer(one.words)], (phrase, one.words)


def beyond_ascii() -> list[Folded]:
    """The same texts with an accent, an emoji or a letter of another script in them."""
    marks = ("é", "\U0001f600", "ж ", "ß", "\ud800")
    pairs = zip(texts()[::7], itertools.cycle(marks), strict=False)
    return [fold(text[:at] + mark + text[at:]) for text, mark in pairs for at in (0, len(text) // 2)]


def test_beyond_ascii_re2_and_regex_tell_the_same_places() -> None:
    folded = beyond_ascii()
    for pattern in ruleset().program.patterns[:: 3 * STEP]:
        slow = compiled(pattern.text)
        for one in folded:
            expected = [match.span() for match in slow.finditer(one.text) if match.end() > match.start()]
            assert search.pattern_spans(pattern.text, one) == expected, (pattern.text, one.text)
    for phrase in ruleset().program.phrases[:: 5 * STEP]:
        slow = compiled_phrase(phrase)
        for one in folded:
            assert search.phrase_spans(phrase, one) == [match.span() for match in slow.finditer(one.words)], (phrase, one.words)


def test_no_pattern_or_large_term_occurs_that_the_scan_did_not_call_for() -> None:
    program = ruleset().program
    folded = [one for one in map(fold, texts()) if one.ascii is not None and one.ascii_words is not None]
    patterns = [one for one in program.patterns if one.set_index in program.eager]
    pairs = zip(program.phrases, program.phrase_sets, strict=True)
    phrases = [(text, program.eager.intersection(owners)) for text, owners in pairs]
    phrases = [one for one in phrases if one[1]]
    of_patterns = seen_in([one.ascii or b"" for one in folded], [one.text for one in patterns])
    of_phrases = seen_in([one.ascii_words or b"" for one in folded], [f" (?:{text}) " for text, _ in phrases])
    for one, some, more in zip(folded, of_patterns, of_phrases, strict=True):
        wake: Wake = program.matcher.scan(one, program.matcher.waking)[2]
        for pattern in (patterns[number] for number in some):
            if search.pattern_spans(pattern.text, one):
                assert wake.touched & program.bits[pattern.set_index], (pattern.text, one.text)
        for text, owners in (phrases[number] for number in more):
            group = program.bits.group(owners)
            assert wake.touched & group == group or not search.phrase_spans(text, one), (text, one.text)


def test_beyond_ascii_none_occurs_that_the_scan_did_not_call_for() -> None:
    program = ruleset().program
    for one in beyond_ascii()[:: 2 * STEP]:
        wake: Wake = program.matcher.scan(one, program.matcher.waking)[2]
        for pattern in program.patterns:
            if pattern.set_index in program.eager and search.pattern_spans(pattern.text, one):
                assert wake.touched & program.bits[pattern.set_index], (pattern.text, one.text)


def signs_found(text: str) -> bool:
    """Whether a pattern that hangs on signs (and on no count of digits alone) matches a text."""
    found: Any = signs_automaton().Match(fold(text).ascii)
    return bool(found)


@lru_cache(maxsize=1)
def signs_automaton() -> Any:
    program = ruleset().program
    content = program.matcher.content
    numbers = [n for n in program.matcher.whole.by_signs if n not in program.matcher._short_codes]
    return re2_set([content.patterns[number] for number in numbers])


SIGNS = "ab 0189.,:;!?-'\"()[]{}<>$%&@#/\\*_~|+=^`"


@given(st.text(st.sampled_from(SIGNS), max_size=40))
def test_a_text_that_shows_no_sign_holds_none(text: str) -> None:
    folded, matcher = fold(text), ruleset().program.matcher
    if folded.ascii is None or look(folded.ascii)[0]:
        return
    met = matcher._find.find(folded.words)[1]
    assert matcher.waking.work_out(matcher.content, met).signs or not signs_found(text)


@pytest.mark.parametrize("link", ["", " https://larch.example/t/1", " Track: https://go.larch.example/a-b."])
def test_the_first_look_comes_to_what_the_long_way_does(link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    linter = Linter.of(ruleset())
    sent = [f"Larch Cafe: {text[:90]}{link}" for text in texts()[:500]]
    quick = [linter.lint(text, OWN) for text in sent]
    monkeypatch.setattr("smslint.linter.first_look", lambda *_: None)
    for text, report in zip(sent, quick, strict=True):
        assert linter.lint(text, OWN).to_dict() == report.to_dict(), text
