"""A text whose accents are written apart from their letters gets the verdict of the same text with letters in one."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint import Context, Linter

LINTER = Linter()
SENDERS = {
    "Épicerie Lérable": {
        "country": "CA", "use_case": "marketing", "first_message": True, "sender_type": "toll_free", "opted_in": True,
    },
    "Banco Encina": {"country": "US", "use_case": "otp", "first_message": False},
    "Garage Lavoie": {"country": "CA", "use_case": "customer_care", "template": False, "first_message": False},
    "Casa Lupe": {"country": "US", "use_case": "transactional", "first_message": False, "sender_type": "10dlc"},
    "한국마트": {"country": "US", "use_case": "transactional", "first_message": False},
    "パンガ": {"country": "US", "use_case": "transactional", "first_message": False},
    "Phở Việt": {"country": "US", "use_case": "marketing", "first_message": True},
}  # fmt: skip
TEXTS = (
    "Épicerie Lérable : livraison lundi. Répondez STOP pour arrêter",
    "Epicerie: livraison gratuite. Texte STOP pour te désabonner. Arrêt au 36105",
    "Banco Encina: tu código de verificación es 482913. No lo compartas.",
    "Garage Lavoie : bonjour [Prénom], votre auto est prête à {heure}. Téléphone 418 555 0142",
    "Taquería Don Chuy: su pedido 17 está listo, pase por la ventana 2",
    "¡ÚLTIMA OPORTUNIDAD! ÉPICA REBAJA DE CAMIÓN Y AUTOMÓVIL, préstamo rápido sin crédito",
    "한국마트: 주문이 준비되었습니다",
    "パンガ: ご注文の品ができました",
    "Phở Việt: Cảm ơn bạn đã đặt hàng, món ăn đang được chuẩn bị.",
    "Ёлка: ваш заказ готов, приходите за ним",
    "Öffentliche Sparkasse: Ihr Konto gesperrt, bestätigen Sie: http://spärkasse.example",
    "Ashby Travel: Šibenik to Kraków via Zürich, then Malmö. STOP to opt out",
    "ßlàckjàck and rØuléttè from ten, frèé vïàgrâ",
    "Hola , su cita con María José Núñez es el miércoles. Olá None, sua encomenda chegou",
    "Łódź Café: f̶r̶é̶é̶ tea 🇵🇱",
    "Pɪƞk çàsh ℓoan, ｆｒéｅ",
)


def told(text: str, brand: str, form: str = "NFC") -> Counter[tuple[object, ...]]:
    """What is found but for places, and but for the rules of encoding and length, which count what is sent."""
    written = unicodedata.normalize(form, text)
    report = LINTER.lint(written, Context(brand=brand, **SENDERS[brand]))  # type: ignore[arg-type]
    return Counter(
        (
            one.rule, one.severity, one.depends_on, one.folds,
            None if one.start is None else unicodedata.normalize("NFC", written[one.start : one.end]),
        )
        for one in report.findings
        if one.category not in ("encoding", "length")
    )  # fmt: skip


@pytest.mark.parametrize("brand", SENDERS)
@pytest.mark.parametrize("text", TEXTS)
def test_accents_in_parts_change_no_finding(text: str, brand: str) -> None:
    assert told(text, brand, "NFD") == told(text, brand)


@pytest.mark.parametrize("brand", SENDERS)
def test_the_name_of_a_sender_is_known_in_either_form(brand: str) -> None:
    context = {**SENDERS[brand], "brand": unicodedata.normalize("NFD", brand)}
    rules = {one.rule for one in LINTER.lint(f"{brand}: 17, 18", Context(**context)).findings}  # type: ignore[arg-type]
    assert "IDN001" not in rules


WORDS = st.lists(st.sampled_from([word for text in TEXTS for word in text.split()]), max_size=14)


@given(WORDS, st.sampled_from(sorted(SENDERS)))
def test_accents_in_parts_change_no_finding_whatever_the_words(words: list[str], brand: str) -> None:
    assert told(" ".join(words), brand, "NFD") == told(" ".join(words), brand)


@pytest.mark.parametrize(
    ("text", "folds"),
    [("f̶r̶e̶e̶ cash", "combining"), ("Larch: 🇸🇪🇽 tonight", "fullwidth"), ("Larch: ｓｅｘ tonight", "fullwidth")],
)
def test_disguises_are_named(text: str, folds: str) -> None:
    found = LINTER.lint(text, brand="Larch", country="US").findings
    assert any(folds in one.folds for one in found)
    assert "EVA012" in {one.rule for one in found}


@pytest.mark.parametrize(
    "text", ["Larch: our offices in 🇨🇦🇸🇮🇳🇴 are open", "Larch: free 🇺🇸 trip", "Larch: so frei\u0301 e\u0301te\u0301"]
)
def test_flags_and_accents_are_no_disguise(text: str) -> None:
    found = LINTER.lint(text, brand="Larch", country="US").findings
    assert not [one for one in found if {"combining", "fullwidth"}.intersection(one.folds)]
