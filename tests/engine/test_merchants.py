"""Shops that an alert names by their domain lead nowhere; other links do."""

from __future__ import annotations

import pytest

from smslint import lint

BANK = {"brand": "Oak Bank", "brand_domains": ["oakbank.example"]}


def leads_away(text: str) -> bool:
    """Whether a link counts as one to somebody else's domain."""
    return any(finding.rule == "URL004" for finding in lint(text, **BANK).findings)


@pytest.mark.parametrize(
    "text",
    [
        "Oak Bank: did you attempt a purchase of $247.63 at LARCHSHOP.EXAMPLE on 04/14?",
        "Oak Bank: a $12 charge was declined at larchshop.example. Was it you?",
        "Oak Bank: your card ending 4411 was used for $12.50 at LARCHSHOP.EXAMPLE",
    ],
)
def test_a_shop_in_an_alert_is_no_way_out(text: str) -> None:
    assert not leads_away(text)


@pytest.mark.parametrize(
    "text",
    [
        "Oak Bank: dispute the purchase of $247.63 here: larchshop.example",
        "Oak Bank: pay $12 at larchshop.example",
        "Oak Bank: a purchase of $12 at larchshop.example/cancel is pending",
        "Oak Bank: a purchase of $12 at https://larchshop.example is pending",
    ],
)
def test_a_link_to_follow_still_is(text: str) -> None:
    assert leads_away(text)
