"""The words of which some must stand in a text before a pattern or a large term is worth a look.

Every match of a pattern contains a key of each of its groups. A key is a run of whole words as a word form shows it, so the one
pass that finds the terms of all rules finds the keys as well. Which runs are rare is learnt from the good samples of the rules.
"""

from __future__ import annotations

from smslint.rulebook.background import Background, Group
from smslint.rulebook.stretches import required_texts

Groups = tuple[Group, ...]

OFTEN = 0.02
"""The share of ordinary texts beyond which a second group of keys is asked for."""
SELDOM = 0.001
"""The share of ordinary texts below which groups count as equally rare."""
WORTH_IT = 0.7
"""What is left of a share when a second group is worth its keys; half of that where its keys are usual words."""
USUAL = 0.25
"""The share of ordinary texts from which the keys of a group are usual words."""
FEW = 40
"""Keys of a group that is preferred to larger ones which are hardly rarer: the scan is as fast as its table is small."""


def key_words(pattern: str, background: Background) -> Groups:
    """The one or two groups of whole words that rule a pattern out most often; () when it has none."""
    groups = required_groups(pattern, background)
    if not groups:
        return ()
    best: Groups = (groups[0],)
    share = background.share(groups[0])
    if share > OFTEN / 4:
        for other in groups[1:5]:
            both = background.share(groups[0], other)
            if both < share * (WORTH_IT if background.share(other) < USUAL else WORTH_IT / 2):
                best, share = (groups[0], other), both
    return best


def required_groups(pattern: str, background: Background) -> list[Group]:
    """Groups of whole-word keys, the rarest first."""
    return background.learnt.groups_of(pattern, lambda: _required(pattern, background))


def _required(pattern: str, background: Background) -> list[Group]:
    found = dict.fromkeys(frozenset(map(background.rarest, texts)) for texts in required_texts(pattern))
    return sorted(
        (group for group in found if "" not in group),
        key=lambda group: (max(SELDOM, background.share(group)), len(group) > FEW, sum(map(background.commonness, group))),
    )
