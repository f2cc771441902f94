"""The language in which wording is proposed for a text whose language nobody declared."""

from __future__ import annotations

import pytest

from smslint import Context, Linter
from smslint.text.fold import fold
from smslint.text.tongue import to_propose_in


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Larch: su pedido de la tienda ya está listo, lo esperamos", "es"),
        ("Larch: -20 % sur toute la boutique et la livraison offerte pour vous", "fr"),
        ("Larch: 20% off for you at the store on Friday", "en"),
        ("Larch: the taste of Le Mans and la dolce vita, with a wine from Rioja, is at your store", "en"),
        ("Larch: listo", "en"),
        ("", "en"),
    ],
)
def test_only_a_text_plainly_in_another_language_gets_wording_in_it(text: str, language: str) -> None:
    assert to_propose_in(fold(text).words) == language


@pytest.mark.parametrize(
    ("text", "declared", "proposed"),
    [
        ("Larch: 20% de descuento en toda la tienda para usted, solo hoy con su tarjeta", None, "STOP para"),
        ("Larch: -20 % sur toute la boutique et la livraison offerte pour vous", None, "STOP pour"),
        ("Larch: -20 % sur toute la boutique et la livraison offerte pour vous", "en", "STOP to"),
        ("Larch: 20% off the whole store for you, today only", None, "STOP to"),
    ],
)
def test_the_proposed_way_out_speaks_the_language_of_the_text(text: str, declared: str | None, proposed: str) -> None:
    context = Context(kind="message", use_case="marketing", brand="Larch", language=declared)
    found = [finding for finding in Linter().lint(text, context).findings if finding.rule == "OPT001"]
    assert len(found) == 1
    assert proposed in str(found[0].to_dict())
