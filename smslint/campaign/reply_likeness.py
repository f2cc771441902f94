"""How much a reply is worded like the wish to leave: a weighted sum over its words, pairs of words and groups of letters.

The weights are fitted on the labelled replies of `corpora/replies/` by tests/campaign/fit_replies.py. The score only
settles what the signs leave open: no phrase fits and yet the words lean one way, or a phrase fits a reply that is
worded like none who leaves.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import pairwise
from math import sqrt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

LEAVES, STAYS = 1.5, -1.5
"""From this score on a reply without a sign counts as leaving; up to that one a reply with a sign goes to a person."""
LETTERS = (4, 5)
MAX_WORDS = 60
"""Words that are weighed; who wants no more texts says so sooner."""


@lru_cache(maxsize=1)
def _weights() -> tuple[float, dict[str, float]]:
    from smslint.rulebook.home import rules_home

    table = json.loads((rules_home() / "replies" / "likeness.json").read_text("utf-8"))
    return table["bias"], table["weights"]


def features(words: Sequence[str]) -> set[str]:
    """What is weighed: words, neighbours, words one apart, and runs of letters across words; numbers are all alike."""
    line = ["^", *("#" if word.isdigit() else word for word in words[:MAX_WORDS]), "$"]
    found = {f"u:{word}" for word in line}
    found.update(f"b:{one} {other}" for one, other in pairwise(line))
    found.update(f"t:{one} {other}" for one, other in zip(line, line[2:], strict=False))
    text = " ".join(line)
    for length in LETTERS:
        found.update(f"c:{text[at : at + length]}" for at in range(len(text) - length + 1))
    return found


def likeness(words: Sequence[str]) -> float:
    """The score of a reply's words: positive when they are worded like leaving."""
    bias, weights = _weights()
    known = sorted(weights[feature] for feature in features(words) if feature in weights)
    return bias + (sum(known) / sqrt(len(known)) if known else 0.0)
