"""Occurrences that stand close to each other."""

from __future__ import annotations

from bisect import bisect_left

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.engine.hits import Occurrence

LONGEST_WORD = 30
"""Characters that a word and the space after it are allowed to take when two places are judged near."""


def chain(groups: Sequence[tuple[Occurrence, ...]], words: int, ordered: bool, text: str) -> list[Occurrence] | None:
    """One occurrence of each group, each at most `words` words from the one before; each group in order of place."""
    for first in groups[0]:
        found = _from(first, groups[1:], words, ordered, text)
        if found is not None:
            return found
    return None


def _from(
    first: Occurrence, groups: Sequence[tuple[Occurrence, ...]], words: int, ordered: bool, text: str
) -> list[Occurrence] | None:
    chosen = [first]
    reach = (words + 1) * LONGEST_WORD
    for group in groups:
        last = chosen[-1]
        begin = bisect_left(group, (last[0] - reach,))
        past = bisect_left(group, (last[1] + reach,))
        ranked = [(_apart(last, hit, ordered, text), hit) for hit in group[begin:past]]
        close = [pair for pair in ranked if pair[0] <= words]
        if not close:
            return None
        chosen.append(min(close)[1])
    return chosen


def _apart(one: Occurrence, other: Occurrence, ordered: bool, text: str) -> int:
    """Words between two occurrences; far when the order is wrong."""
    if one[0] <= other[0]:
        return len(text[one[1] : other[0]].split())
    return 1 << 30 if ordered else len(text[other[1] : one[0]].split())
