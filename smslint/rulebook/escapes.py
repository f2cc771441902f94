"""What YAML makes of a backslash in double quotes, told to an author who meant the backslash itself."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_WRITTEN = {"\a": r"\a", "\b": r"\b", "\v": r"\v", "\f": r"\f", "\r": r"\r", "\x1b": r"\e"}


def control_fault(text: str) -> str | None:
    """What is wrong with a term, pattern or sentence that holds a control character; None when it holds none.

    Only an escape in double quotes can have put it there: YAML takes no control character as it is.
    """
    found = _CONTROL.search(text)
    if found is None:
        return None
    character = found[0]
    written = _WRITTEN.get(character, f"\\x{ord(character):02x}")
    return f"in double quotes {written} is a control character to YAML; put the text in single quotes to keep the backslash"
