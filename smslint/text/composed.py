"""Letters that are written in parts, put together: e and an accent become é, the parts of a Hangul syllable one syllable.

The same text may arrive either way, and no reader sees a difference. What reads letters one by one reads the text composed.
"""

from __future__ import annotations

import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 32
"""Parts of one letter; a longer pile of marks is no letter of any language and stays as it is."""


def composed(text: str) -> tuple[str, Sequence[int] | None]:
    """The text with letters composed, and where each character of it begins in the text as given, with that text's length last.

    The offsets are None when nothing had to be composed. No character becomes more than one.
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text, None
    parts: list[str] = []
    offsets: list[int] = []
    for start, end in _letters(text):
        letter = _whole(text[start:end])
        parts.append(letter)
        offsets.extend(_begins(letter, start, end))
    together = "".join(parts)
    return (text, None) if together == text else (together, [*offsets, len(text)])


def in_original(offsets: Sequence[int] | None, start: int, end: int) -> tuple[int, int]:
    """The span of the text as given that composed[start:end] came from; offsets: as `composed` gives them."""
    return (start, end) if offsets is None else (offsets[start], offsets[end])


def joins(character: str) -> bool:
    """Whether a character may be a later part of a letter: a mark, a vowel sign, a vowel or final consonant of Hangul."""
    if character < "\u0300":
        return False
    return "\u1161" <= character <= "\u11ff" or unicodedata.category(character)[0] == "M"


def _letters(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not joins(text[place]):
            yield start, place
            start = place


def _begins(letter: str, start: int, end: int) -> Iterator[int]:
    """Where each character of a composed letter begins between start and end: what it is composed of is its own."""
    spare = end - start - len(letter)
    for character in letter:
        yield start
        own = min(spare, len(unicodedata.normalize("NFD", character)) - 1) if spare else 0
        spare -= own
        start += own + 1


def _whole(letter: str) -> str:
    if letter.isascii() or len(letter) > LONGEST:
        return letter
    whole = unicodedata.normalize("NFC", letter)
    return whole if len(whole) <= len(letter) else letter
