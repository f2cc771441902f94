"""What several places say of one message: the nearer wins, and a number knows better than a place that speaks of many."""

from __future__ import annotations

from typing import Any

import pytest

from smslint.layers import laid_over

FREE, LOCAL = "+18005550142", "+14155550142"


@pytest.mark.parametrize(
    ("general", "nearer", "kind"),
    [
        ("10dlc", {"sender": FREE}, None),
        ("10dlc", {"sender": "1 (800) 555-0142"}, None),
        ("10dlc", {"sender": "24242"}, None),
        ("short_code", {"sender": FREE}, None),
        ("toll_free", {"sender": LOCAL}, None),
        ("10dlc", {"sender": "+442079460018"}, None),
        ("10dlc", {"sender": LOCAL}, "10dlc"),
        ("long_code", {"sender": LOCAL}, "long_code"),
        ("toll_free", {"sender": FREE}, "toll_free"),
        ("10dlc", {"sender": "LARCH"}, "10dlc"),
        ("10dlc", {"sender": None}, "10dlc"),
        ("10dlc", {"sender": 7}, "10dlc"),
        ("10dlc", {"brand": "Larch"}, "10dlc"),
        ("10dlc", {"sender": FREE, "sender_type": "10dlc"}, "10dlc"),
        ("toll_free", {"sender": FREE, "sender_type": "10dlc"}, "10dlc"),
        (None, {"sender": FREE}, None),
    ],
)
def test_a_nearer_number_ends_a_general_type_that_it_cannot_have(general: Any, nearer: dict[str, Any], kind: Any) -> None:
    fields = laid_over({"sender_type": general, "brand": "Oak"}, nearer)
    assert fields.get("sender_type") == kind
    assert fields["brand"] == nearer.get("brand", "Oak")


def test_a_type_said_nearer_stands_beside_a_number_said_in_general() -> None:
    assert laid_over({"sender": FREE}, {"sender_type": "10dlc"}) == {"sender": FREE, "sender_type": "10dlc"}
