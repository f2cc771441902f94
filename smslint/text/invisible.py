"""Invisible characters, told apart by what they stand between.

Persian and Indic joiners, emoji sequences, keycaps and flags need them; between Latin letters, digits or inside a link
they only hide something.
"""

from __future__ import annotations

from smslint.text.fold_tables import IGNORABLE, IGNORABLE_CLASS
from smslint.text.lazy import lazy
from smslint.text.spans import Spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_ALWAYS = frozenset("\u200b\u2060\ufeff\u180e\u3164\u115f\u1160\uffa0\u034f\u2800\u17b4\u17b5")
_TAG_FIRST, _TAG_LAST = "\U000e0000", "\U000e007f"
_RUNS = lazy(IGNORABLE_CLASS + "+")
_BLACK_FLAG = "\U0001f3f4"


def suspicious(text: str, links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs of invisible characters (start, end) that stand between plain letters or digits, or inside a link."""
    if text.isascii() or IGNORABLE.isdisjoint(text):
        return []
    inside = Spans(links)
    runs = [match.span() for match in _RUNS.finditer(text)]
    return [(start, end) for start, end in runs if _hides(text, start, end) or inside.contain(start, end)]


def _hides(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start : start + 1] >= _TAG_FIRST and text[start : start + 1] <= _TAG_LAST:
        return before != _BLACK_FLAG
    if start == 0 and text[start] == "\ufeff" and end == 1:
        return False
    plain_before, plain_after = _plain(before), _plain(after)
    if any(character in _ALWAYS for character in text[start:end]):
        return plain_before or plain_after
    return plain_before and plain_after


def _plain(character: str) -> bool:
    """A Latin, Greek or Cyrillic letter or a digit: scripts that never need a joiner."""
    return bool(character) and character.isalnum() and character < "\u0590"
