"""How the scan learns that a pattern is worth a look: by key words, by pieces of words, by signs, or by digits.

A gate is a necessary condition that costs next to nothing. Patterns that are rarely called for are tried by themselves; those
that often are share one automaton, and those that hang on signs ($, %, long numbers) share another with the signs of links and
disguises. Those that only match where a text begins share a third, which is run over every text: it gives up after a few
characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from smslint.rulebook.anchors import code, parse, required_literals
from smslint.rulebook.background import Background
from smslint.rulebook.demands import required_digits, required_signs
from smslint.rulebook.keywords import USUAL, WORTH_IT, Groups, required_groups
from smslint.rulebook.oddities import SIGN_CHARACTERS
from smslint.text.fold import words_of

RARE = 0.005
"""The share of ordinary texts in which a pattern may be called for and still be tried by itself."""
CROWD = 2
"""Patterns that one key calls for from which they share an automaton."""
LONG_PIECE = 4
"""Letters of a piece that stands for itself with and without spaces around it."""
MANY_DIGITS = 9
"""Digits that show as a sign: a phone or card number."""
VALID_DIGITS = {"luhn": 13, "iban": 9, "ssn": 9}
"""Digits that a match must have to pass a predicate."""
ALONE, TOGETHER, BY_SIGNS, AT_START = "alone", "together", "signs", "start"

Gate = tuple[str, Groups, int]
"""(how the pattern is tried, groups of keys and pieces, digits that a text must have). ALONE without groups: on every text;
BY_SIGNS with groups: where signs show, with the others, and by itself only where its keys are there too."""


def gate_of(pattern: str, background: Background, validator: str | None = None, must: bool = False) -> Gate:
    """The gate of one pattern. validator: what its matches must pass; must: it is beyond RE2 and cannot share an automaton."""
    share, groups = _keys(pattern, background)
    digits = max(required_digits(pattern), VALID_DIGITS.get(validator or "", 0))
    signs = digits >= MANY_DIGITS or any(_shows(signs) for signs in required_signs(pattern))
    if must or (groups and share <= RARE):
        return ALONE, groups, digits
    if pattern.startswith("^") and not _has_branches(pattern):
        return AT_START, groups, digits
    if signs:
        return BY_SIGNS, groups, digits
    return (TOGETHER if groups else ALONE), groups, digits


def _has_branches(pattern: str) -> bool:
    """Whether a pattern is several alternatives, of which only the first must stand where its sign of a beginning does."""
    return any(operator is code.BRANCH for operator, _ in parse(pattern)[:1])


def gathered(gates: Sequence[Gate]) -> list[Gate]:
    """Only patterns that a key calls for with others share an automaton; one is cheaper tried by itself."""
    callers = Counter(key for kind, groups, _ in gates if kind == TOGETHER for group in groups for key in group)
    crowd = {key for key, count in callers.items() if count >= CROWD}
    return [
        (ALONE, groups, digits) if kind == TOGETHER and not any(crowd & group for group in groups) else (kind, groups, digits)
        for kind, groups, digits in gates
    ]


def _keys(pattern: str, background: Background) -> tuple[float, Groups]:
    """The one or two groups of keys and pieces that rule a pattern out most often, and how often they do not."""
    return background.learnt.gate_of(pattern, lambda: _found(pattern, background))


def _found(pattern: str, background: Background) -> tuple[float, Groups]:
    groups = list(required_groups(pattern, background))
    pieces = _pieces(pattern)
    if pieces:
        groups.append(pieces)
    ranked = sorted((background.share_of_pieces(group), sorted(group), group) for group in groups)
    if not ranked:
        return 1.0, ()
    best: tuple[float, Groups] = (ranked[0][0], (ranked[0][2],))
    for place, (share, _, group) in enumerate(ranked[:5]):
        for _, _, other in ranked[place + 1 : 5]:
            both = background.share_of_pieces(group, other)
            usual = max(share, background.share_of_pieces(other)) >= USUAL
            if share > RARE and both < best[0] * (WORTH_IT / 2 if usual else WORTH_IT):
                best = both, (group, other)
    return best


def _shows(signs: frozenset[str]) -> bool:
    """Whether each of some characters is one that makes an ASCII text worth a closer look."""
    return all(sign in SIGN_CHARACTERS for sign in signs if sign.isascii())


def _pieces(pattern: str) -> frozenset[str]:
    """Pieces of word forms of which every match contains one."""
    pieces = frozenset(_bare(words_of(literal)[1:-1]) for literal in required_literals(pattern))
    return pieces if pieces and all(len(piece.strip()) >= 2 for piece in pieces) else frozenset()


def _bare(piece: str) -> str:
    """A piece without the spaces around it, which make a long one hardly rarer but another key to look for."""
    bare = piece.strip()
    return bare if len(bare) >= LONG_PIECE else piece
