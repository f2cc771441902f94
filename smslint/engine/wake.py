"""What a text wakes: the phrase sets that may occur in it, whatever their places."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smslint.engine.bits import Group
    from smslint.engine.program import Program

    Many = tuple[Group, dict[int, tuple[int, ...]]]
    """(phrase sets, numbers by phrase set) of patterns that are worth a look all together."""


class Wake:
    """The sets with a literal in the text, the patterns and large terms worth a look, and all these sets together.

    sets: those with a literal; touched: all of them; many: patterns of which any may match.
    links, disguises, fields: whether a sign of a link, of a disguise or of a merge field is there; closer: of any of them.
    """

    __slots__ = (
        "_many", "_nominated", "_patterns", "_phrases", "_phrases_by_set", "_program", "closer", "disguises", "fields", "links",
        "sets", "touched",
    )  # fmt: skip

    def __init__(
        self, program: Program, sets: Group, patterns: Sequence[int], phrases: Sequence[int], many: Sequence[Many] = ()
    ) -> None:
        self._program = program
        self._patterns = frozenset(patterns)
        self._phrases = phrases
        self._many = many
        self._nominated: dict[int, tuple[int, ...]] = {}
        self._phrases_by_set: dict[int, tuple[int, ...]] | None = None
        signs, touched = 0, sets
        for number in patterns:
            signs |= program.bits[program.pattern_sets[number]]
        for group, _ in many:
            signs |= group
        for number in phrases:
            touched |= program.phrase_bits[number]
        self.sets = sets
        self.touched: Group = touched | signs
        self.links = bool(signs & program.link_bit)
        self.disguises = bool(signs & program.disguise_bit or sets & program.split_bit)
        self.fields = bool(signs & program.fields_bit)
        self.closer = self.links or self.disguises or self.fields

    def nominated(self, index: int) -> Sequence[int]:
        """The patterns of a set that are worth a look."""
        found = self._nominated.get(index)
        if found is None:
            there = self._patterns
            found = tuple([number for number in self._program.patterns_of.get(index, ()) if number in there])
            for _, some in self._many:
                if index in some:
                    found = (*found, *some[index])
            self._nominated[index] = found
        return found

    def phrased(self, index: int) -> Sequence[int]:
        """The large terms of a set that are worth a look."""
        by_set = self._phrases_by_set
        if by_set is None:
            owners = self._program.phrase_sets
            by_set = self._phrases_by_set = filed((owner, number) for number in self._phrases for owner in owners[number])
        return by_set.get(index, ())


def filed(pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """Numbers by the phrase set that they belong to. In tuples: the collector of garbage does not walk over those."""
    by_set: dict[int, list[int]] = {}
    for owner, number in pairs:
        by_set.setdefault(owner, []).append(number)
    return {owner: tuple(numbers) for owner, numbers in by_set.items()}
