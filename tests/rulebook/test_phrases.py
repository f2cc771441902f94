import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.rulebook.phrases import TermError, count, expand, literal


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
