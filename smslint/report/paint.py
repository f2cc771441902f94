"""Colours, as the sixteen that every terminal has and every theme keeps legible."""

from __future__ import annotations

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "block": "1;31",
    "needs_context": "1;35",
    "warn": "1;33",
    "pass": "1;32",
    "bold": "1",
    "dim": "2",
    "label": "36",
    "gutter": "34",
}


def paint(text: str, role: str, color: bool) -> str:
    """The text in the colour of its role, or as it is when colour is off. The text must have been escaped before."""
    return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if color and text else text
