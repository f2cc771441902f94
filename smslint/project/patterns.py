"""Patterns over paths and keys: `*` inside a name, `**` across names, `?`, `{a,b}`."""

from __future__ import annotations

import os
import re
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

MANY_SIGNS = 4
"""Signs in a pattern beyond which RE2 reads it, whose time is linear in the path; `re` takes a power of it for each `*`."""


class BasedPattern(str):
    """A pattern of paths that are relative to another folder than the configuration's: that of the file that it extends."""

    root: str
    """The real path of the folder."""

    @classmethod
    def at(cls, pattern: str, folder: str) -> BasedPattern:
        """The pattern under a folder; one that has a folder of its own keeps it."""
        if isinstance(pattern, cls):
            return pattern
        based = cls(pattern)
        based.root = os.path.realpath(folder)
        return based


@lru_cache(maxsize=512)
def _fits(pattern: str, separator: str) -> Callable[[str], bool]:
    """Tells whether the whole of a path or key is as a pattern says."""
    written = _expression(pattern, re.escape(separator))
    if sum(map(pattern.count, "*?{,")) > MANY_SIGNS and (linear := _linear(written)) is not None:
        return linear
    match = re.compile(written, re.DOTALL).fullmatch
    return lambda path: match(path) is not None


def _linear(written: str) -> Callable[[str], bool] | None:
    """The same by RE2; None where it is not installed or refuses the pattern."""
    try:
        import re2

        options = re2.Options()
        options.log_errors = False
        match = re2.compile("(?s)" + printable(written), options).fullmatch
    except (ImportError, re2.error):
        return None
    return lambda path: match(printable(path)) is not None


def printable(path: str) -> str:
    """A path with a question mark for what is no character: names of files are bytes."""
    return path.encode("utf-8", "replace").decode("utf-8")


def _expression(pattern: str, sign: str) -> str:
    separator = sign[-1]
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
    return written + ")" * open_braces


def path_matches(pattern: str, path: str) -> bool:
    """Whether a path (with `/`, relative to the configuration) fits a pattern.

    A pattern without a slash fits the name of a file or folder anywhere; one that fits a folder fits all in it.
    """
    pattern = pattern.removeprefix("./").rstrip("/")
    if "/" not in pattern:
        pattern = "**/" + pattern
    pattern = pattern.lstrip("/")
    return _fits(pattern, "/")(path) or _fits(pattern + "/**", "/")(path)


def key_matches(pattern: str, key: str) -> bool:
    """Whether a dotted key fits a pattern; a pattern without a dot also fits the last name of it."""
    fits = _fits(pattern, ".")
    return fits(key) or ("." not in pattern and fits(key.rpartition(".")[2]))
