"""What is seen of the signs in `suspicion` by a look at single characters, and needs none of their patterns."""

from __future__ import annotations

SIGN_CHARACTERS = frozenset("@$|+(<#^*_~`=\\%&{}[]>/\"")
"""Characters with which an ASCII text may show what the patterns of signs look for. The others that they name (`.`, `!`, `:` ...)
only count where they stand oddly, see `smslint.engine.signs`."""
SOME_DIGITS = 5
"""Digits from which a text may hold a short code."""
SHORT_CODE_PATTERN = r"\b(?:to|at|text|txt|sms|reply|from|number|code|call)[: ]{1,2}[0-9]{5,6}\b"
