"""Phrase sets and traits as bits of one whole number: what may occur in a text, and the groups of which one is enough.

A look whether two groups have anything in common is one operation, whatever their size.
"""

from __future__ import annotations

from _thread import allocate_lock as Lock  # noqa: N812 - the threading module takes longer to import than a text to judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Group = int
"""Phrase sets and traits, a bit each."""


class Bits(dict["int | str", int]):
    """Number of a phrase set, or name of a trait, -> its bit. Traits get theirs when they are first named.

    sets: how many phrase sets there are; traits: those that have a place from the beginning; all_sets: the group of all sets.
    """

    def __init__(self, sets: int, traits: Iterable[str] = ()) -> None:
        super().__init__([(index, 1 << index) for index in range(sets)])
        self.update([(trait, 1 << place) for place, trait in enumerate(traits, sets)])
        self.all_sets = (1 << sets) - 1
        self._lock = Lock()

    @property
    def traits(self) -> tuple[str, ...]:
        """The traits that have a bit, in the order in which they got it."""
        return tuple([one for one in self if isinstance(one, str)])

    def __missing__(self, trait: int | str) -> int:
        with self._lock:
            return self.setdefault(trait, 1 << len(self))

    def group(self, members: Iterable[int | str]) -> Group:
        """The group of some sets and traits."""
        found = 0
        for one in members:
            found |= self[one]
        return found


def places(group: Group) -> Iterator[int]:
    """The places of the bits of a group, lowest first: for a phrase set its number."""
    while group:
        lowest = group & -group
        yield lowest.bit_length() - 1
        group ^= lowest
