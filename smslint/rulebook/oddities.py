"""What is seen of the signs in `suspicion` by a look at single characters, and needs none of their patterns."""

from __future__ import annotations

SIGN_CHARACTERS = frozenset("@$|+(<#^*_~`=\\%&{}[]>/\"")
"""Characters with which an ASCII text may show what the patterns of signs look for. The others that they name (`.`, `!`, `:` ...)
only count where they stand oddly, see `smslint.engine.signs`."""
SIGN_SHAPES = (
    r"[a-z][0-9]|[0-9][a-z]|([a-z])\1(?:\1|([a-z])\2)| [a-z0-9] {1,3}[a-z0-9] |[a-z0-9]dot[a-z]| rn[a-z]"
)
"""Most keys of signs in word forms, by their shapes, and a little more: "5pm" has the shape of one and is none. A text without
these shapes holds none of those keys; the other keys have no shape and are looked for by name."""
SOME_DIGITS = 5
"""Digits from which a text may hold a short code."""
SHORT_CODE_PATTERN = r"\b(?:to|at|text|txt|sms|reply|from|number|code|call)[: ]{1,2}[0-9]{5,6}\b"
