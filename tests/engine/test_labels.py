"""The name by which a text introduces itself."""

from __future__ import annotations

import pytest

from smslint.engine.labels import GIVEN_NAMES, NOT_NAMES, PLACE_WORDS, POSED_AS, TRADE_WORDS, firm_labels, sender_labels

WORDS = {
    NOT_NAMES: frozenset("alert order support team call us reminder medication delivery".split()),
    GIVEN_NAMES: frozenset({"elias"}),
    TRADE_WORDS: frozenset("motors services street toll park ltd recruiting".split()),
    POSED_AS: frozenset({"recruiting"}),
    PLACE_WORDS: frozenset("street park".split()),
}


def labels(text: str) -> list[str]:
    """The labels of a text as they are written."""
    return [text[start:end] for start, end in sender_labels(text, WORDS) or firm_labels(text, WORDS)]


@pytest.mark.parametrize(
    "text",
    [
        "Larch Motors: your car is ready.",
        "🚗 Larch Motors: your car is ready.",
        "🛡️ Larch Motors - your claim is filed",
        "*Larch Motors* - service is due",
        "Your car is ready. - Larch Motors",
        "Your car is ready. - Larch Motors\nReply STOP to opt out.",
        "Your car is ready - Larch Motors Text STOP to end",
        "Your car is ready.\n\n- Larch Motors\n(202) 555-0142",
        "Your car is ready. Call 202-555-0142. Larch Motors",
        "Your car is ready.\nLarch Motors • (202) 555-0142",
        "Your car is ready. Larch Motors. Reply STOP to end",
        "Hi Beth, Nick from Larch Motors here. Your car is ready.",
        "Larch Motors here. Your car is ready.",
        "Hi Beth, this is Nick from Larch Motors. Your car is ready.",
        "Beth, Larch Motors has been trying to reach you about your car.",
        "📅 Service reminder from Larch Motors: your car is due",
    ],
)
def test_who_writes_is_read(text: str) -> None:
    assert labels(text) == ["Larch Motors"]


@pytest.mark.parametrize(
    "text",
    [
        "🚨 Alert: your car is ready",
        "📦 Delivery: your parcel is here",
        "📞 Call us: 202-555-0142",
        "Your car is ready - Support Team. Reply STOP to opt out",
        "Thank you! - Elias\n\nReply STOP to opt out.",
        "We open at nine - Larch Motors sells cars. Reply to this text",
        "Pay the fine today. Toll Services",
        "See you at nine.\nElm Street",
        "Your car is ready. Call Ana Moss",
        "Final reminder from Toll Services",
        "Hi Beth, this is Nick from Larch Recruiting. Earn $400 a day.",
    ],
)
def test_what_names_nobody_is_no_label(text: str) -> None:
    assert labels(text) == []
