"""Cheap signs, scanned with everything else, that a text may hold a link or a disguise; the careful look comes after.

They must nominate at least what that look would find in ASCII text; text beyond ASCII is always looked at.
"""

from __future__ import annotations

from smslint.text.leet import CODE_SIGNS, SPACED_SIGN, WORD_SIGNS

LINK_PATTERN = (
    r"://|www\.|h[tx]{2}ps?|\.[a-z]{2}|\.xn--|\[\.|\(\.|\{\.|[ \[({]d[o0]t[ \])}]"
    r"|[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]|\[[0-9a-f]*:"
)

SHORT_CODE_PATTERN = r"\b(?:to|at|text|txt|sms|reply|from|number|code|call)[: ]{1,2}[0-9]{5,6}\b"

DISGUISE_PATTERNS = (*WORD_SIGNS, SPACED_SIGN, CODE_SIGNS)

SIGN_CHARACTERS = frozenset("@$|+(<#^*_~`=\\%&{}[]>/\"")
"""Characters with which an ASCII text may show what the patterns below look for. The others that they name (`.`, `!`, `:` ...)
only count where they stand oddly, see `smslint.engine.signs`."""
SOME_DIGITS = 5
"""Digits from which a text may hold a short code."""

META: dict[str, tuple[str, ...]] = {
    "link": (LINK_PATTERN,),
    "disguise": DISGUISE_PATTERNS,
    "runs": (r"[!?]{2}|[$£€]{2}|\.{4}|~{3}",),
    "escapes": (r"\\[a-z]|<[/a-z]|&[#a-z]|=[0-9a-f]{2}=",),
    "money": (r"[$%£€].*(?:[$%£€]|\boff\b|\bcash\b)|(?:\boff\b|\bcash\b).*[$%£€]",),
    "fields": (r"[{}\[\]]|<[a-z/%=#!]|%[a-z(0-9]|\$[a-z{(_]|#\{|\*\||@@|__|(?:^|[ (>]):[a-z]",),
    "phone": (r"[0-9](?:[^0-9a-z]{0,3}[0-9]){8}", SHORT_CODE_PATTERN),
    "nulls": (r"none|nul|nil|undefined|\bnan|n/a|\[object|invalid date| [,.:!]|# |[$£€] ?off",),
}
"""Sign -> patterns; each becomes a phrase set that no rule names, and wakes the checks that look more closely."""


META_SHARES = {
    "link": 0.3, "disguise": 0.1, "runs": 0.02, "escapes": 0.02, "money": 0.05, "fields": 0.05, "phone": 0.04, "nulls": 0.02,
}  # fmt: skip
"""The share of ordinary messages that show a sign, roughly: what tells which sign or phrase is best to wake a rule."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DIGITS = "0123456789"
_USUAL_ENDINGS = ("am", "pm", "th", "st", "nd", "rd", "hr", "mi", "gb", "mb", "lb", "kg", "km", "ft", "in", "oz")
"""What people write after a number as a matter of course: 3pm, 4th, 10gb."""


def sign_keys() -> list[str]:
    """Pieces of word forms that show a disguise, a link or an empty value without any odd character."""
    return [*_mixed(), *_repeated(), *_spelled_out(), *(" rn" + letter for letter in _LETTERS), "vv", *_NAMED]


_NAMED = ("http", "htxp", "hxtp", "hxxp", "www", " dot ", " d0t ", "none", "nul", "nil", "undefined", " nan", "invalid date")


def _mixed() -> list[str]:
    """A digit after a letter, or letters after a digit that are no usual ending."""
    found = [letter + digit for letter in _LETTERS for digit in _DIGITS]
    for digit in _DIGITS:
        for ending in (one + other for one in _LETTERS for other in _LETTERS):
            found.extend(
                [digit + ending + letter for letter in _LETTERS] if ending in _USUAL_ENDINGS else [digit + ending]
            )
    return found


def _repeated() -> list[str]:
    doubles = [letter * 2 for letter in _LETTERS]
    return [*(letter * 3 for letter in _LETTERS), *(one + other for one in doubles for other in doubles if one != other)]


def _spelled_out() -> list[str]:
    """Two single characters with one to three characters between them that are no letter or digit."""
    alone = _LETTERS + _DIGITS
    return [f" {one}{gap}{other} " for gap in (" ", "  ", "   ") for one in alone for other in alone]
