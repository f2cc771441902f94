"""Counts as people write them."""

from __future__ import annotations

PLURALS = {"person": "people", "reply": "replies"}


def counted(count: int, noun: str) -> str:
    """`1 message`, `2,400 messages`, `1 person`, `3 people`."""
    return f"{count:,} {noun if count == 1 else PLURALS.get(noun, noun + 's')}"
