"""Telephone numbers that a program took for quantities: with a fraction behind, or as a power of ten."""

from __future__ import annotations

_FEWEST = 7
"""Digits from which a power of ten may be a telephone number."""
_SHORTEST_SENDER = 3
"""Digits of the shortest short code."""


def whole(number: str) -> str:
    """A number without the fraction that programs write which hold it as a float: 12025550142.0."""
    before, _, fraction = number.replace(",", ".").partition(".")
    is_float = fraction in ("0", "00") and len(before) >= _SHORTEST_SENDER and is_digits(before.removeprefix("+"))
    return before if is_float else number


def is_power_of_ten(text: str) -> bool:
    """Whether this is a number as a spreadsheet spoils it: 1.2025E+10."""
    mantissa, _, power = text.lower().partition("e")
    plain = mantissa.removeprefix("+").replace(",", ".").replace(".", "", 1)
    return is_digits(plain) and (len(plain) >= _FEWEST or power[:1] == "+") and is_digits(power.removeprefix("+"))


def is_digits(text: str) -> bool:
    """Whether these are digits of ASCII and nothing else."""
    return text.isascii() and text.isdigit()
