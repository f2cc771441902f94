import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.rulebook.literals import literals_of
from smslint.rulebook.phrases import TermError, count, expand, literal, word_pattern
from smslint.text.fold import fold


@pytest.mark.parametrize(
    ("term", "phrases"),
    [
        ("half price", ["half price"]),
        ("(get|claim) free", ["get free", "claim free"]),
        ("[your ]gift[s]", ["your gifts", "your gift", "gifts", "gift"]),
        ("((a|b) c|d)[ [e ]f]", ["a c e f", "a c f", "a c", "b c e f", "b c f", "b c", "d e f", "d f", "d"]),
        ("[a |the ]gift", ["a gift", "the gift", "gift"]),
        ("(a|b|)c", ["ac", "bc", "c"]),
        (r"\(x\) \[y\] \| \\ z", [r"(x) [y] | \ z"]),
        ("a  [b]  c", ["a b c", "a c"]),
        ("(a|a) b", ["a b"]),
    ],
)
def test_a_term_stands_for_these_phrases(term: str, phrases: list[str]) -> None:
    assert expand(term) == phrases


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("", "this term is empty"),
        ("  ", "this term is empty"),
        ("%%%", "has no letter or digit"),
        ("[free] [gift]", "may shrink to nothing"),
        ("(a|)", "may shrink to nothing"),
        ("(a", "`(` is never closed"),
        ("[a", "`[` is never closed"),
        ("(a]", "`(` is never closed"),
        ("a)", "`)` closes nothing"),
        ("a|b", "outside of parentheses"),
        ("a()", "`()` is empty"),
        ("a[]", "`[]` is empty"),
        ("a\\", "ends with a backslash"),
        ("(" * 9 + "a" + ")" * 9, "nested deeper than 8"),
        ("x" * 2_001, "the limit is 2,000"),
        ("(a|b) " * 24, "split it"),
    ],
)
def test_a_term_that_cannot_be_read_says_why(term: str, said: str) -> None:
    with pytest.raises(TermError) as caught:
        expand(term)
    assert said in str(caught.value)


def test_many_phrases_are_counted_without_being_written_out() -> None:
    assert count("(a|b) " * 20) == 2**20


@given(st.text(max_size=40))
def test_any_term_is_read_or_refused(term: str) -> None:
    try:
        phrases = expand(term)
    except TermError:
        return
    assert phrases
    assert all(any(character.isalnum() for character in phrase) for phrase in phrases)
    assert len(phrases) <= count(term)


@given(st.text(max_size=40))
def test_an_escaped_text_means_itself(text: str) -> None:
    if any(character.isalnum() for character in text):
        assert expand(literal(text)) == [" ".join(text.split())]


@pytest.mark.parametrize("written", ["scratch and win", "Scratch & Win", "scratch + win"])
def test_a_sign_between_two_words_is_an_and(written: str) -> None:
    words = fold(f"Larch: {written} today").words
    assert any(form in words for form in literals_of("scratch and win"))
    assert re.search(f" {word_pattern('(scratch|peel) and (win|cash)')} ", words)
    assert re.search(f" {word_pattern('[scratch and ]win today')} ", words)


def test_an_and_inside_a_word_or_a_choice_is_no_sign() -> None:
    assert word_pattern("sand b(and|rag)") == "sand b(?:and|rag)"
    assert word_pattern("this (and|or) that") == "this (?:and|or) that"
    assert literals_of("andes and") == [" andes and "]
    assert literals_of("crème and café") == [" crème and café ", " crème   café ", " creme and cafe ", " creme   cafe "]
