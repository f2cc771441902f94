"""Cheap signs, scanned with everything else, that a text may hold a link or a disguise; the careful look comes after.

They must nominate at least what that look would find in ASCII text; text beyond ASCII is always looked at.
"""

from __future__ import annotations

from smslint.text.leet import CODE_SIGNS, SPACED_SIGN, WORD_SIGNS

LINK_PATTERN = (
    r"://|www\.|h[tx]{2}ps?|\.[a-z]{2}|\.xn--|\[\.|\(\.|\{\.|[ \[({]d[o0]t[ \])}]"
    r"|[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]|\[[0-9a-f]*:"
)

DISGUISE_PATTERNS = (*WORD_SIGNS, SPACED_SIGN, CODE_SIGNS)

META: dict[str, tuple[str, ...]] = {
    "link": (LINK_PATTERN,),
    "disguise": DISGUISE_PATTERNS,
    "runs": (r"[!?]{2}|[$£€]{2}|\.{4}|~{3}",),
    "escapes": (r"\\[a-z]|<[/a-z]|&[#a-z]|=[0-9a-f]{2}=",),
    "money": (r"[$%£€].*(?:[$%£€]|\boff\b|\bcash\b)|(?:\boff\b|\bcash\b).*[$%£€]",),
    "fields": (r"[{}\[\]]|<[a-z/%=#!]|%[a-z(0-9]|\$[a-z{(_]|#\{|\*\||@@|__|(?:^|[ (>]):[a-z]",),
    "phone": (
        r"[0-9](?:[^0-9a-z]{0,3}[0-9]){8}",
        r"\b(?:to|at|text|txt|sms|reply|from|number|code|call)[: ]{1,2}[0-9]{5,6}\b",
    ),
    "nulls": (r"none|nul|nil|undefined|\bnan|n/a|\[object|invalid date| [,.:!]|# |[$£€] ?off",),
}
"""Sign -> patterns; each becomes a phrase set that no rule names, and wakes the checks that look more closely."""
