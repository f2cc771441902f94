"""Predicates on matched text that no pattern can express: check digits."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def luhn(text: str) -> bool:
    """Whether the digits of `text` pass the Luhn check (ISO/IEC 7812) and are 13 to 19 with more than one value."""
    digits = [int(character) for character in text if character.isdigit() and character.isascii()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) < 2:
        return False
    total = sum(digits[-1::-2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return total % 10 == 0


def iban(text: str) -> bool:
    """Whether `text` is an IBAN by its check digits (ISO 13616, modulo 97)."""
    compact = "".join(character for character in text.upper() if character.isascii() and character.isalnum())
    if not 15 <= len(compact) <= 34 or not compact[:2].isalpha() or not compact[2:4].isdigit():
        return False
    rearranged = compact[4:] + compact[:4]
    return int("".join(str(int(character, 36)) for character in rearranged)) % 97 == 1


def ssn(text: str) -> bool:
    """Whether nine digits can be a US social security or individual taxpayer number.

    The first three of a social security number are never 000, 666 or 9xx, its other groups never zeros; a taxpayer number begins
    with 9 and has one of some groups in the middle.
    """
    digits = "".join(character for character in text if character.isdigit() and character.isascii())
    if len(digits) != 9:
        return False
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    if area[0] == "9":
        return int(group) in _TAXPAYER_GROUPS
    return area not in ("000", "666") and group != "00" and serial != "0000"


_TAXPAYER_GROUPS = frozenset((*range(50, 66), *range(70, 89), 90, 91, 92, *range(94, 100)))


def not_placeholder(text: str) -> bool:
    """Whether the match holds no sign of a placeholder or of masked characters: runs of stars or x, brackets around a name.

    Passwords hold signs of their own, so a single #, $ or % says nothing.
    """
    lowered = text.lower()
    if any(sign in lowered for sign in ("{", "}", "[", "]", "**", "xxx", "%s", "##", "••")):
        return False
    value = lowered.split()[-1] if lowered.split() else ""
    return not (value[:1] in "<%$" and len(value) > 2 and value.strip("<>%$").replace("_", "").isalpha())


VALIDATORS: dict[str, Callable[[str], bool]] = {
    "luhn": luhn, "iban": iban, "ssn": ssn, "not_placeholder": not_placeholder,
}  # fmt: skip
