"""With and without the matching libraries, and by the naive loop, the findings are the same."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from smslint.engine.finders import FirstTexts
from smslint.engine.matcher import FIRST_TEXTS, Matcher
from smslint.linter import Linter
from smslint.model import Context, Report, RulesetInfo
from smslint.rulebook.cache import compile_remembering
from smslint.rulebook.shipped import shipped_book
from smslint.ruleset import Ruleset
from tests.bench.messages import messages
from tests.bench.naive import NaiveMatcher
from tests.disguises import ATTACKS, disguised
from tests.words import bundle

CONTEXTS = (
    Context(),
    Context(brand="Larch Cafe", use_case="marketing", first_message=True, country="US", sender_type="10dlc"),
)
PIECES = (
    "free", "fr33", "money", "f r e e", "STOP", "reply", "bit.ly/x", "https://larch.example", "casino", "ca sino", "v1agra",
    "50% off",
    "&#102;", "%66%72", "\u200b", "é", "е", "Λ", "🎉", "\ud800", "\x00", "{name}", "+1 202-555-0123",
    "$5", "$$$", "!!!", ".", " ", "\n",
    "cocaïne", "\u202e", "www.", "now", "act", "your", "account", "locked", "verify", "USPS",
)  # fmt: skip


class NeverBuilt(Matcher):
    """Reads every text as if it were the first of its process."""

    def _count(self, words: str) -> None:
        pass


@lru_cache(maxsize=1)
def engines() -> dict[str, Linter]:
    kept, info = bundle()
    fast, plain, first = (Ruleset(kept, info) for _ in range(3))
    fast.program.matcher = fast.program.new_matcher(libraries=True).build()
    plain.program.matcher = plain.program.new_matcher(libraries=False).build()
    first.program.matcher = NeverBuilt(first.program, libraries=True)
    return {"fast": Linter.of(fast), "plain": Linter.of(plain), "first": Linter.of(first)}


def answer(report: Report) -> list[Any]:
    return [
        report.verdict,
        report.score,
        *((f.rule, f.start, f.end, f.severity, f.depends_on, f.folds) for f in report.findings),
    ]


def assert_same(text: str) -> None:
    for context in CONTEXTS:
        answers = {name: answer(linter.lint(text, context)) for name, linter in engines().items()}
        assert answers["fast"] == answers["plain"] == answers["first"]


def test_the_index_is_made_when_texts_keep_coming() -> None:
    linter = Linter.of(Ruleset(*bundle()))
    matcher = linter._rules.program.matcher
    linter.lint("Larch: see you at nine.")
    assert isinstance(matcher._find, FirstTexts)
    for _ in range(FIRST_TEXTS + 1):
        linter.lint("Larch: see you at nine.")
    assert not isinstance(matcher._find, FirstTexts)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_on_texts_made_of_suspicious_pieces(text: str) -> None:
    assert_same(text)


@given(st.text(st.characters(categories=None), max_size=120))
def test_on_any_text(text: str) -> None:
    assert_same(text)


def test_on_ordinary_and_disguised_messages() -> None:
    for text in messages(150, seed=5):
        assert_same(text)
    phrases = ("casino bonus", "online pharmacy", "free money now", "payday loan", "click here")
    for number, attack in enumerate(ATTACKS):
        for phrase in (phrases[number % 5], phrases[(number + 2) % 5]):
            assert_same(disguised(phrase, attack)[0])


def test_the_naive_loop_finds_the_same() -> None:
    """Of every twentieth rule: the loop takes longer to compile than all else here takes to run; `make bench` compares all."""
    book = shipped_book()
    some = {name: book.rules[name] for name in sorted(book.rules)[::20]}
    kept, info = compile_remembering(book, some), RulesetInfo("some", "0", "")
    naive, quick = Ruleset(kept, info), Linter.of(Ruleset(kept, info))
    naive.program.matcher = NaiveMatcher(naive.program, naive.rules)
    slow = Linter.of(naive)
    for text in messages(40, seed=6):
        assert answer(slow.lint(text, CONTEXTS[1])) == answer(quick.lint(text, CONTEXTS[1]))
