"""Whole words and phrases in the folded text of a field."""

from __future__ import annotations

from difflib import SequenceMatcher

from smslint.text.fold import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_COMPARED = 400
"""Words of a sample that are compared; a sample may hold 1,024 characters."""


def plain(text: str) -> str:
    """The words of a text, lower case, with single spaces, also before the first and after the last."""
    return f" {' '.join(fold(text).words.split())} "


def has_any(text: str, phrases: Iterable[str]) -> bool:
    """Whether any phrase stands in the text as whole words."""
    words = plain(text)
    return any(f" {phrase} " in words for phrase in phrases)


def likeness(one: str, other: str) -> float:
    """How alike two texts are, word by word: 0 nothing in common, 1 the same."""
    return SequenceMatcher(
        None, plain(one).split()[:MOST_COMPARED], plain(other).split()[:MOST_COMPARED], autojunk=False
    ).ratio()
