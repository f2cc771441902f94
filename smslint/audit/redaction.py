"""What may be shown of numbers and texts, in the words of the provider's own setting, and what a provider has redacted.

Source: plivo-messaging, "Data logging preference": numbers as `+12025550***`, texts as `***Text Content Redacted***`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from smslint.text.quantities import is_power_of_ten, whole

REDACTED_TEXT = "***Text Content Redacted***"
TEXT_REDACTED = "the provider has redacted this text; providers keep texts for days, so export them at least weekly"
_TAIL = 3
_INTERNATIONAL = re.compile(r"\+[0-9](?:[ ().\u00a0-]{0,2}[0-9]){9,14}")
_NORTH_AMERICAN = re.compile(r"1?[2-9]\d{2}[2-9]\d{6}")
"""Neither area nor exchange begins with 0 or 1."""
_FEWEST, _MOST = 7, 15
"""Digits from which a sender id is a telephone number and no short code, and digits of the longest number."""
_NUMBER = re.compile(r"[0-9](?:[ ().\u00a0-]{0,2}[0-9]){6,}")


class Policy(NamedTuple):
    """What outputs may hold: whole numbers, texts."""

    numbers: bool
    texts: bool


POLICIES = {
    "true": Policy(numbers=True, texts=True),
    "false": Policy(numbers=False, texts=False),
    "number_only": Policy(numbers=True, texts=False),
    "content_only": Policy(numbers=False, texts=True),
}
DEFAULT = "false"


def is_redacted_text(text: str) -> bool:
    """Whether a provider put this in the place of a message."""
    if "***" not in text:
        return False
    stripped = text.strip()
    return stripped.startswith("***") and stripped.endswith("***") and stripped[3:-3].lower() == "text content redacted"


def is_redacted_number(number: str) -> bool:
    """Whether a provider has hidden the end of this number."""
    return number.endswith("***")


def masked(number: str) -> str:
    """A telephone number without its last three digits and what stands behind; short codes and names stay as they are.

    Of several numbers in one value only the beginning of the first is left.
    """
    if is_redacted_number(number):
        return number
    digits = [place for place, character in enumerate(number) if character.isdigit()]
    if len(digits) < _FEWEST:
        return number
    found = _NUMBER.search(whole(number))
    if found is not None:
        digits = [place for place in digits if found.start() <= place < found.end()]
        if len(digits) > _MOST:
            digits = digits[:_FEWEST]
    return number[: digits[-_TAIL]] + "***"


def shown_id(value: str) -> str:
    """An identifier or campaign as it is, but for telephone numbers: some exports name rows by those, some hold them.

    Bare digits are a number where they are one of North America; ten of them may be either, and to hide an identifier is the
    smaller loss. Counters, and moments counted from 1970, begin with other digits.
    """
    stripped = value.strip()
    if is_power_of_ten(stripped):
        return masked(value)
    plain = whole(stripped).removeprefix("+").removeprefix("00")
    bare = plain.translate({ord(mark): None for mark in " -().\u00a0"})
    is_written_as_one = stripped.startswith(("+", "(")) and bare.isdecimal() and 10 <= len(bare) <= _MOST
    if is_written_as_one or _NORTH_AMERICAN.fullmatch(bare):
        return masked(value)
    return _INTERNATIONAL.sub(lambda number: masked(number[0]), value)
