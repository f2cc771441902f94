"""Ordinary words written in leet."""

from __future__ import annotations

import re

from smslint.text.disguise import Vocabulary, looks_like_code
from smslint.text.leet import read_as

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_MIXED = re.compile(r"(?<![^\W_])[a-z0-9@$!|+]*(?:[a-z][0-9@$!|+]+[a-z]|[a-z]{2,}[013457@]+|[013457@$]+[a-z]{2,}|\b[a-z]![^\w!?.]|[a-z][0-9])[a-z0-9@$!|+]*")


def leet_words(folded: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Places in a folded text where an ordinary English word is written with digits or symbols for letters."""
    for match in _MIXED.finditer(folded[:10_000]):
        token = match[0].strip()
        spelling = token.rstrip("!|+$") if len(token) > 2 else token
        if not 2 <= len(spelling) <= 20 or not any(character.isalpha() for character in spelling) or spelling.isalpha():
            continue
        if looks_like_code(folded, match.start(), spelling):
            continue
        if any(_reads(spelling, word) for word in vocabulary.ordinary_like(spelling)):
            yield match.start(), match.start() + len(spelling)


def _reads(spelling: str, word: str) -> bool:
    return len(spelling) == len(word) and bool(read_as(spelling, word))
