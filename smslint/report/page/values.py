"""How single values are written on a page. Each returns plain text; the templates escape it."""

from __future__ import annotations

from smslint.report.visible import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

DASH = "\u2013"
LONGEST = 2000
"""Characters of one cell; a longer value is cut, and says so."""


def shown(value: Any) -> str:
    """Any value as one line of visible text: controls and direction marks become escapes, None a dash."""
    if value is None or value == "":
        return DASH
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.2f}"
    if isinstance(value, (list, tuple)):
        return ", ".join(shown(item) for item in value) or DASH
    text = str(value)
    if len(text) > LONGEST:
        return f"{escape(text[:LONGEST])}... ({len(text) - LONGEST:,} more characters)"
    return escape(text)


def money(value: Any) -> str:
    """US dollars, whole when they are."""
    if value is None:
        return DASH
    return f"${value:,.0f}" if value == int(value) else f"${value:,.2f}"


def percent(value: Any) -> str:
    """A share from 0 to 1 as per cent; a dash where there was nothing to divide by."""
    return DASH if value is None else f"{value * 100:.1f} %"


def bar(value: Any) -> str:
    """Width of a bar for a share from 0 to 1, as CSS wants it."""
    return f"{min(1.0, max(0.0, float(value or 0))) * 100:.1f}"


def anchor(value: Any) -> str:
    """A name that can be an id in a page."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in str(value)).lower()


def by_kind(value: Any, kind: str) -> str:
    """A value as its column wants it."""
    if kind == "money":
        return money(value)
    if kind in ("percent", "share"):
        return percent(value)
    return shown(value)


FILTERS: dict[str, Callable[..., str]] = {
    "shown": shown, "money": money, "percent": percent, "bar": bar, "anchor": anchor, "by_kind": by_kind,
}  # fmt: skip
