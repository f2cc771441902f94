"""The name by which a text introduces itself."""

from __future__ import annotations

import pytest

from smslint.engine.labels import GIVEN_NAMES, NOT_NAMES, sender_labels

WORDS = {
    NOT_NAMES: frozenset("alert order support team call us reminder medication delivery".split()),
    GIVEN_NAMES: frozenset({"elias"}),
}


def labels(text: str) -> list[str]:
    """The labels of a text as they are written."""
    return [text[start:end] for start, end in sender_labels(text, WORDS)]


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
    ],
)
def test_what_names_nobody_is_no_label(text: str) -> None:
    assert labels(text) == []
