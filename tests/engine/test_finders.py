"""Ways to find terms: what is filed away is found as by looking for each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smslint.engine.content import FIRST_PIECE, SIGN, Content
from smslint.engine.finders import UNFILED_TEXTS, FirstTexts
from smslint.engine.matcher import FIRST_TEXTS
from smslint.engine.terms import sets_and_groups
from smslint.linter import Linter
from smslint.rulebook.suspicion import sign_keys
from smslint.ruleset import Ruleset
from smslint.text.fold import words_of
from tests.words import bundle

BUNDLE, INFO = bundle()
CONTENT = Content(BUNDLE)
PIECES = {piece: FIRST_PIECE - place for place, piece in enumerate(CONTENT.pieces)}


@given(st.lists(st.sampled_from(sorted(PIECES)) | st.text("abcdeinorst 13", max_size=6), max_size=12).map("".join))
def test_pieces_are_found_wherever_they_stand(text: str) -> None:
    words = words_of(text)
    pieces, there = FirstTexts(CONTENT)._pieces, sorted(number for piece, number in PIECES.items() if piece in words)
    assert sorted(pieces.standing_in(words)) == there
    pieces._looked = UNFILED_TEXTS
    assert sorted(pieces.standing_in(words)) == there


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


@given(st.lists(st.sampled_from(sign_keys()) | st.text("abdot 13", max_size=4), max_size=3).map("".join))
def test_no_sign_is_lost_on_the_first_texts(text: str) -> None:
    words = words_of(text)
    if any(key in words for key in sign_keys()):
        assert SIGN in FirstTexts(CONTENT).find(words)[0]


def test_a_plain_text_shows_no_sign_on_the_first_look() -> None:
    assert SIGN not in FirstTexts(CONTENT).find(words_of("Larch Cafe: your table for 4 is ready."))[0]
