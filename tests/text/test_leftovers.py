"""What an encoding leaves behind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.text.leftovers import escapes, mojibake


def shown(text: str, spans: object) -> list[str]:
    return [text[start:end] for start, end in spans]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"Hi Sam\nYour order", [r"\n"]),
        (r"it\u2019s and it\'s", [r"\u2019", r"\'"]),
        ("itu2019s ready", ["u2019"]),
        (r"https:\/\/larch.example", [r"https:\/\/"]),
        ("<b>Larch</b><BR />", ["<b>", "</b>", "<BR />"]),
        ("Caf&eacute; &amp; Oak&nbsp;Bank, It&#39;s", ["&eacute;", "&amp;", "&nbsp;", "&#39;"]),
        ("Larch:%20your%20parcel", ["%20", "%20"]),
        ("caf%C3%A9", ["%C3%A9"]),
        ("Larch:+your+parcel+arrives+Monday", ["Larch:+your+parcel+arrives+Monday"]),
        ("it=E2=80=99s", ["=E2=80", "=99"][:1]),
        ("[menu](https://larch.example)", ["[menu]("]),
        ("<![CDATA[Larch]]>", ["<![CDATA[", "]]>"]),
    ],
)
def test_codes_and_markup_are_found(text: str, found: list[str]) -> None:
    assert shown(text, escapes(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Rock & Roll; Q&A at 8", "C:\\new is full", "5 < 6 > 4, <3", "A+B+C, 2+2, 5+ years", "20% to 30% off", "<code> is yours",
        "https://larch.example/a", "x = y", "[b] for yes", "Room u2019", "100%", "Dear <title> <lastname>",
    ],
)  # fmt: skip
def test_ordinary_signs_are_left_alone(text: str) -> None:
    assert shown(text, escapes(text)) == []


@pytest.mark.parametrize("text", ["cafÃ©", "Itâ€™s", "Â£12", "ï»¿Hi", "ðŸšš", "it\ufffds", "prÃªt Ã partir"])
def test_mojibake_is_found(text: str) -> None:
    assert shown(text, mojibake(text))


@pytest.mark.parametrize("text", ["café", "NÃO, SÃO", "Âge, âne", "20 °C, £12", "Åsa, Ðorđe", "Hà Nội", "ñ Ñ ß"])
def test_letters_of_languages_are_no_mojibake(text: str) -> None:
    assert shown(text, mojibake(text)) == []


@given(st.text(alphabet=st.characters() | st.sampled_from("\\%&<[+=Ãâ"), max_size=60))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for start, end in (*escapes(text), *mojibake(text)):
        assert 0 <= start < end <= len(text)
