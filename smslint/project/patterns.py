"""Patterns over paths and keys: `*` inside a name, `**` across names, `?`, `{a,b}`."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=512)
def _compiled(pattern: str, separator: str) -> re.Pattern[str]:
    sign = re.escape(separator)
    written, place, open_braces = "", 0, 0
    while place < len(pattern):
        if pattern.startswith("**" + separator, place):
            written += f"(?:.*{sign})?"
            while pattern.startswith("**" + separator, place):  # several in a row mean one, and would cost their power
                place += 3
            continue
        if pattern.startswith("**", place):
            written += ".*"
            place += 2
            continue
        character = pattern[place]
        place += 1
        if character == "*":
            written += f"[^{sign}]*"
        elif character == "?":
            written += f"[^{sign}]"
        elif character == "{" and "}" in pattern[place:]:
            written += "(?:"
            open_braces += 1
        elif character == "}" and open_braces:
            written += ")"
            open_braces -= 1
        else:
            written += "|" if character == "," and open_braces else re.escape(character)
    return re.compile(written + ")" * open_braces, re.DOTALL)


def path_matches(pattern: str, path: str) -> bool:
    """Whether a path (with `/`, relative to the configuration) fits a pattern.

    A pattern without a slash fits the name of a file or folder anywhere; one that fits a folder fits all in it.
    """
    pattern = pattern.removeprefix("./").rstrip("/")
    if "/" not in pattern:
        pattern = "**/" + pattern
    pattern = pattern.lstrip("/")
    found = _compiled(pattern, "/")
    return found.fullmatch(path) is not None or _compiled(pattern + "/**", "/").fullmatch(path) is not None


def key_matches(pattern: str, key: str) -> bool:
    """Whether a dotted key fits a pattern; a pattern without a dot also fits the last name of it."""
    found = _compiled(pattern, ".")
    return found.fullmatch(key) is not None or ("." not in pattern and found.fullmatch(key.rpartition(".")[2]) is not None)
