"""Whether a wish to leave hangs on a condition: "stop unless it is my doctor", "answer me or take me off".

A condition that only is polite ("if you could") or that threatens ("if you text again") binds nothing; nor does one that tells
of the past ("when I moved"). Words: `rules/replies/*/conditions.yml`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

FARTHEST_AHEAD = 14
"""Words from a condition to a wish behind it in the same sentence."""
FARTHEST_BEHIND = 3
"""Words from a wish to a condition behind it."""
FARTHEST_PAST = 4
"""Words behind `when` and its like in which a word of the past makes a story of it."""


class Conditions:
    """How conditions begin, what makes them polite or a threat, and what else tells that they bind nothing.

    openers: their words; times: those of an hour to come, unless a word of `past` follows soon; free: what follows a first
    word of `weak` when it binds nothing; never: words before that make something else of it; turns: words behind which the
    condition is over; choices: what stands between two things to choose from.
    """

    __slots__ = ("_free", "_openers", "_times", "choices", "never", "past", "turns", "weak")

    def __init__(self, contents: Iterable[Mapping[str, Any]]) -> None:
        parts = {key: [str(words) for content in contents for words in content.get(key, ())] for key in KEYS}
        self._openers = _by_head(parts["openers"])
        self._times = _by_head(parts["times"])
        self._free = _by_head(parts["free"])
        self.past = frozenset(parts["past"])
        self.weak = frozenset(parts["weak"])
        self.never = frozenset(parts["never"])
        self.turns = frozenset(parts["turns"])
        self.choices = frozenset(parts["choices"])

    def begin(self, words: Sequence[str], at: int) -> bool:
        """Whether a condition that binds begins at a word."""
        if at and words[at - 1] in self.never:
            return False
        opener, time = _stands(words, at, self._openers), _stands(words, at, self._times)
        end = at + max(opener, time)
        if end == at or (not opener and self._is_past(words, end)):
            return False
        return not (_stands(words, end, self._free) and (time or words[at] in self.weak))

    def _is_past(self, words: Sequence[str], end: int) -> bool:
        return any(word in self.past or word.endswith("ed") for word in words[end : end + FARTHEST_PAST])


KEYS = ("openers", "times", "free", "past", "weak", "never", "turns", "choices")


def _by_head(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return found


def _stands(words: Sequence[str], at: int, phrases: Mapping[str, Sequence[tuple[str, ...]]]) -> int:
    """The words of the longest of the phrases that stands at a word, 0 when none does."""
    wanted = phrases.get(words[at], ()) if at < len(words) else ()
    return max((len(one) for one in wanted if tuple(words[at : at + len(one)]) == one), default=0)


def are_bound(wishes: Sequence[tuple[int, int]], words: Sequence[str], ends: frozenset[int], known: Conditions) -> bool:
    """Whether every wish hangs on a condition. wishes: first and last word of each; ends: words that end a sentence."""
    return bool(wishes) and all(_is_bound(wish, wishes, words, ends, known) for wish in wishes)


def _is_bound(
    wish: tuple[int, int],
    wishes: Sequence[tuple[int, int]],
    words: Sequence[str],
    ends: frozenset[int],
    known: Conditions,
) -> bool:
    first, last = wish
    if first > 1 and words[first - 1] in known.choices and not any(other[1] < first for other in wishes):
        return True
    for at in range(first - 1, max(-1, first - FARTHEST_AHEAD), -1):
        if at in ends or (words[at] in known.turns and not known.begin(words, at - 1)):
            break
        if known.begin(words, at):
            return True
    for at in range(last + 1, min(len(words), last + 1 + FARTHEST_BEHIND)):
        if at in ends:
            break
        if known.begin(words, at):
            return True
    return False
