"""Letters in another dress."""

from __future__ import annotations

import pytest

from smslint.text.styled import coded_letters, overstruck_words, styled_words


def shown(text: str, spans: object) -> list[str]:
    return [text[start:end] for start, end in spans]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Larch: ＦＲＥＥ tea", ["ＦＲＥＥ"]),
        ("𝗙𝗥𝗘𝗘 𝗺𝗼𝗻𝘁𝗵 at Larch", ["𝗙𝗥𝗘𝗘", "𝗺𝗼𝗻𝘁𝗵"]),
        ("Ⓢⓗⓞⓟ and ⒡⒭⒠⒠", ["Ⓢⓗⓞⓟ", "⒡⒭⒠⒠"]),
        ("🅰🅲🆃 now", ["🅰🅲🆃"]),
        ("ᶠʳᵉᵉ tea", ["ᶠʳᵉᵉ"]),
        ("🇸🇪🇽🇾 tea and 🇻🇮🇦🇬🇷🇦", ["🇸🇪🇽🇾", "🇻🇮🇦🇬🇷🇦"]),
    ],
)
def test_styled_words_are_found(text: str, words: list[str]) -> None:
    assert shown(text, styled_words(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "Oak™ and Elm®",
        "1ˢᵗ and 2ⁿᵈ place",
        "№ 5, 20 ℃, 3 ℓ",
        "ｅメールとＳＭＳの確認",
        "a² + b² = c²",
        "Ⓟ here",
        "🇺🇸🇬🇧 trip, 🇨🇦🇸🇮🇳🇴 and 🇭🇮",
        "café, naïve",
        "plain",
    ],
)
def test_signs_and_east_asian_text_are_spared(text: str) -> None:
    assert shown(text, styled_words(text)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("f̶r̶e̶e̶ tea", ["f̶r̶e̶e̶"]),
        ("b̳o̳u̳r̳b̳o̳n̳", ["b̳o̳u̳r̳b̳o̳n̳"]),
        ("w⃝i⃝n⃝ and s̸a̸v̸e̸", ["w⃝i⃝n⃝", "s̸a̸v̸e̸"]),
        ("c̥h̥e̥ḁp̥", ["c̥h̥e̥ḁp̥"]),
    ],
)
def test_overstruck_words_are_found(text: str, words: list[str]) -> None:
    assert shown(text, overstruck_words(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "cafe\u0301 and Mu\u0308ller", "Ọjọ́ ìpàdé rẹ ni ọ̀la", "Việt Nam",
        "Vie\u0323\u0302t \u0111a\u0303 \u0111u\u031bo\u031b\u0323c",
        "נִקּוּד", "नमस्ते",
    ],
)
def test_accents_of_languages_are_spared(text: str) -> None:
    assert shown(text, overstruck_words(text)) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("&#102;&#114;ee", ["&#102;", "&#114;"]),
        ("l&#x6f;an", ["&#x6f;"]),
        ("fr%65e and %78anax", ["%65", "%78"]),
        (r"\u0066ree", [r"\u0066"]),
        ("=66=72ee", ["=66=72"]),
    ],
)
def test_letters_as_codes_are_found(text: str, codes: list[str]) -> None:
    assert shown(text, coded_letters(text)) == codes


@pytest.mark.parametrize(
    "text", ["It&#39;s", "&#8217;s", "50%ad", "20%de", "100% off", "a%20b", "T&amp;C", r"C:\users", "1=2=3"]
)
def test_codes_of_signs_are_no_disguise(text: str) -> None:
    assert shown(text, coded_letters(text)) == []
