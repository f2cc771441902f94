"""What every kind of check has in common.

A check is built once from its options and asked many times. `needs` are groups of phrase sets and traits: from each group
one must be there, or the check has nothing to say; no groups mean that it is asked about every message. A candidate is a tuple
`(start, end, folds, depends_on, message words, edits)`: code points of the original, None and None for an absence.
"""

from __future__ import annotations

from smslint.engine.hits import PATTERN_MARK
from smslint.engine.traits import BEYOND_ASCII, CONTROLS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from smslint.engine.bits import Group
    from smslint.engine.hits import Hits, Occurrence
    from smslint.engine.program import Program
    from smslint.model import Edit

Candidate = tuple[
    "int | None", "int | None", tuple[str, ...], tuple[str, ...], "dict[str, str] | None", "tuple[Edit, ...]"
]


class Check:
    """Base of the kinds; a kind sets `triggers` and yields candidates from `find`."""

    kind = ""
    needs: tuple[Group, ...] = ()
    asks_more = False
    """Whether `possible` looks at more than `needs`."""

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        self.options = options
        self.program = program

    def possible(self, there: Group) -> bool:
        """Whether there can be a candidate where nothing else than these sets and traits may occur."""
        for group in self.needs:  # noqa: SIM110 - a generator costs more than the answer
            if not group & there:
                return False
        return True

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """Candidates in one message, in no particular order."""
        raise NotImplementedError


def disguised_group(program: Program) -> Group:
    """What a text must show before anything in it can be disguised."""
    return program.disguise_bit | program.split_bit | program.bits.group((BEYOND_ASCII, CONTROLS))


def absent(depends: tuple[str, ...] = (), words: dict[str, str] | None = None) -> Candidate:
    """A candidate for something that is not there."""
    return None, None, (), depends, words, ()


def at(hit: Occurrence, depends: tuple[str, ...] | None = None) -> Candidate:
    """A candidate at an occurrence."""
    return hit[0], hit[1], hit[2], hit[3] if depends is None else depends, {"term": term_of(hit)}, ()


def term_of(hit: Occurrence) -> str:
    """Our own phrase that matched, for the rule's message; a neutral word when it was a pattern."""
    return "this wording" if hit[4].startswith(PATTERN_MARK) else hit[4].strip()
