"""What the wording of a reply weighs: whether it asks for the end of the messages, by weights learnt from labelled replies.

The weights are data, `rules/replies/weights.json`, and are read when the first reply is weighed.
`tests/campaign/fit_replies.py` makes them.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, log1p

from smslint.replies.classes import row_traits, word_classes
from smslint.replies.marks import BREAKS
from smslint.replies.wording import traits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from smslint.replies.signs import Sign
    from smslint.replies.wording import Said

UNIT = 100
"""Weights are whole hundredths."""
LONGEST_EVIDENCE = 3
"""Words in a row that are shown as what decided."""


class Weights:
    """What each trait adds to two sums: for an end of the messages and against a reply at which a person should look, and
    for an end and against all other replies. A reply asks for the end when both together are above zero."""

    __slots__ = ("base", "by_trait", "known")

    def __init__(self, content: dict[str, Any]) -> None:
        self.base: tuple[int, int] = (content["base"][0], content["base"][1])
        self.by_trait: dict[str, tuple[int, int]] = {
            trait: (doubt, other) for trait, (doubt, other) in content["weights"].items()
        }
        self.known = frozenset(content["known"].split())


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights, read once in a process."""
    import json

    from smslint.replies.phrases import FOLDER
    from smslint.rulebook.home import rules_home

    return Weights(json.loads((rules_home() / FOLDER / "weights.json").read_bytes()))


class Weighing:
    """One reply, weighed. total: in hundredths, above zero when its wording asks for the end of the messages."""

    __slots__ = ("_said", "total")

    def __init__(self, said: Said, total: int) -> None:
        self._said = said
        self.total = total

    def place(self) -> tuple[int, int]:
        """The words in a row, first and last, that speak most for an end."""
        best, span = 0, (self._said[0][1], self._said[-1][1])
        for at in range(len(self._said)):
            for end in range(at + 1, min(at + LONGEST_EVIDENCE, len(self._said)) + 1):
                words = [word for word, _ in self._said[at:end]]
                weight = 0 if BREAKS.intersection(words) else _weight_of(words)
                if weight > best:
                    best, span = weight, (self._said[at][1], self._said[end - 1][1])
        return span


def _weight_of(words: Sequence[str]) -> int:
    """What words in a row weigh, alone and together, as such and by their classes."""
    learnt = weights().by_trait
    parts = {" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, len(words) + 1)}
    return sum(sum(learnt[part]) for part in parts | row_traits(words, word_classes()) if part in learnt)


def weigh(said: Said, signs: Sequence[Sign], kind: str) -> Weighing:
    """Weigh a reply whose signs are read as `kind`. said: its words, before any was taken out."""
    learnt = weights()
    by_trait = learnt.by_trait
    doubt, other = learnt.base
    for trait in traits(said, signs, kind, learnt.known):
        if trait in by_trait:
            one, two = by_trait[trait]
            doubt += one
            other += two
    return Weighing(said, together(doubt, other))


def together(doubt: int, other: int) -> int:
    """Two sums as one, in hundredths: how much likelier an end is than the two readings against it taken together."""
    least, gap = min(doubt, other), abs(doubt - other)
    return round(least - UNIT * log1p(exp(-gap / UNIT)))
