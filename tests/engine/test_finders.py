"""Ways to find terms: what is filed away is found as by looking for each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smslint.engine.content import Content
from smslint.engine.finders import FirstTexts
from smslint.engine.matcher import FIRST_TEXTS
from smslint.engine.terms import sets_and_groups
from smslint.linter import Linter
from smslint.rulebook.cache import load_ruleset_bundle
from smslint.ruleset import Ruleset
from smslint.text.fold import words_of

BUNDLE, INFO = load_ruleset_bundle(("default",))
CONTENT = Content(BUNDLE)
PIECES = {piece: number for number, piece, _ in CONTENT.pieces}


@given(st.lists(st.sampled_from(sorted(PIECES)) | st.text("abcdeinorst 13", max_size=6), max_size=12).map("".join))
def test_pieces_are_found_wherever_they_stand(text: str) -> None:
    words = words_of(text)
    found = FirstTexts(CONTENT)._pieces.standing_in(words)
    assert sorted(found) == sorted(number for piece, number in PIECES.items() if piece in words)


def test_a_literal_has_what_its_line_says() -> None:
    lines = CONTENT.terms.lines_of_literals()
    assert {literal: sets_and_groups(rest) for literal, rest in lines.items()} == {
        literal: (sets, groups) for _, sets, groups, literal in CONTENT.terms.all()
    }


def test_tables_are_made_for_many_texts_alone() -> None:
    linter = Linter.of(Ruleset(BUNDLE, INFO))
    matcher = linter._rules.program.matcher
    linter.expect(FIRST_TEXTS)
    assert isinstance(matcher._find, FirstTexts)
    linter.expect(FIRST_TEXTS + 1)
    assert not isinstance(matcher._find, FirstTexts)
