"""Letters without their accents, one for one, and umlauts as they are spelled out: a name is written with them or without.

"Doña" and "Dona" are one name, and so are Müller, Muller and Mueller.
"""

from __future__ import annotations

from smslint.text.lazy import lazy
from smslint.text.leet import strip_accents

SPELLED_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"}
"""Small letters that are written with two where a keyboard has them not."""
UMLAUT = lazy(f"[{''.join(SPELLED_OUT)}]")


class _Bare(dict[int, int]):
    """Code point -> the letter without its accent, filled as letters are met; one that has no single letter stays."""

    def __missing__(self, code: int) -> int:
        given = chr(code)
        letter = strip_accents(given)
        if letter == given and given.isupper():  # strokes are known of small letters
            letter = strip_accents(given.lower()).upper()
        return self.setdefault(code, ord(letter) if len(letter) == 1 else code)


_BARE = _Bare()


def bare(text: str) -> str:
    """The text without accents and strokes, each letter in its place. Letters must be composed."""
    return text if text.isascii() else text.translate(_BARE)


def spelled_out(text: str) -> str:
    """A text in small letters with two letters for each umlaut and ligature, and without other accents."""
    return text if text.isascii() else bare(UMLAUT.sub(lambda match: SPELLED_OUT[match[0]], text))
