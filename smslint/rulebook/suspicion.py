"""Cheap signs, scanned with everything else, that a text may hold a link or a disguise; the careful look comes after.

They must nominate at least what that look would find in ASCII text; text beyond ASCII is always looked at.
"""

from __future__ import annotations

from string import ascii_lowercase

LINK_PATTERN = r"://|www\.|h[tx]{2}ps?|\.[a-z]{2}|\.xn--|\[\.|\(\.|\{\.|[ \[({]d[o0]t[ \])}]|[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]|\[[0-9a-f]*:"

_GAP = r"[ ._*/|~,\-+=:'\"\\]{1,3}"
_ONE = r"[a-z0-9@$!|+]"

DISGUISE_PATTERNS = (
    # Leet inside, at the end and at the start of a word.
    r"[a-z][0-9@$!|+(<]+[a-z]",
    r"[a-z]{2}[013457@]{1,3}(?:[^a-z0-9@]|$)",
    r"(?:^|[^a-z0-9])[013457@$][a-z]{3}",
    # Three single letters in a row, kept apart.
    rf"(?:^|[^a-z0-9]){_ONE}{_GAP}{_ONE}(?:{_GAP}{_ONE})(?:[^a-z0-9]|$)",
    # Masks and inner separators; dots and dashes are left to the split words, since every link has them.
    r"[a-z][*#_|~^`]+[a-z*]|[a-z]\*",
    # Three of a letter, or doubled letters in a row.
    "|".join(letter * 3 for letter in ascii_lowercase if letter != "w") + "|www(?:[^.w]|$)",
    "(?:" + "|".join(letter * 2 for letter in ascii_lowercase) + "){3}",
    # Characters written as codes.
    r"&#[0-9x]|&[a-z]{2,8};|%[0-9a-f]{2}",
)

META: dict[str, tuple[str, ...]] = {
    "link": (LINK_PATTERN,),
    "disguise": DISGUISE_PATTERNS,
    "runs": (r"[!?]{2}|[$£€]{2}|\.{4}|~{3}",),
    "escapes": (r"\\[a-z]|<[/a-z]|&[#a-z]|=[0-9a-f]{2}=",),
    "money": (r"[$%£€].*(?:[$%£€]|\boff\b|\bcash\b)|(?:\boff\b|\bcash\b).*[$%£€]",),
    "fields": (r"[{}\[\]]|<[a-z/%=#!]|%[a-z(0-9]|\$[a-z{(_]|#\{|\*\||@@|__|(?:^|[ (>]):[a-z]",),
    "phone": (r"[0-9](?:[^0-9a-z]{0,3}[0-9]){8}", r"\b(?:to|at|text|txt|sms|reply|from|number|code|call)[: ]{1,2}[0-9]{5,6}\b"),
    "nulls": (r"none|nul|nil|undefined|\bnan|n/a|\[object|invalid date| [,.:!]|# |[$£€] ?off",),
}
"""Sign -> patterns; each becomes a phrase set that no rule names, and wakes the checks that look more closely."""
