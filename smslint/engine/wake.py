"""What a text wakes: the phrase sets that may occur in it, whatever their places."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.engine.bits import Group
    from smslint.engine.program import Program

    Many = tuple[Group, dict[int, list[int]]]
    """(phrase sets, numbers by phrase set) of patterns that are worth a look all together."""


class Wake:
    """The sets with a literal in the text, the patterns and large terms worth a look, and all these sets together.

    sets: those with a literal; touched: all of them; many: patterns of which any may match.
    links, disguises, fields: whether a sign of a link, of a disguise or of a merge field is there; closer: of any of them.
    """

    __slots__ = ("_many", "_patterns", "_phrases", "_program", "closer", "disguises", "fields", "links", "sets", "touched")

    def __init__(
        self, program: Program, sets: Group, patterns: Sequence[int], phrases: Sequence[int], many: Sequence[Many] = ()
    ) -> None:
        self._program = program
        self._patterns = patterns
        self._phrases = phrases
        self._many = many
        signs, touched = 0, sets
        for number in patterns:
            signs |= program.pattern_bits[number]
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

    def nominated(self, index: int) -> list[int]:
        """The patterns of a set that are worth a look."""
        owners = self._program.patterns
        found = [number for number in self._patterns if owners[number].set_index == index]
        for _, by_set in self._many:
            found += by_set.get(index, ())
        return found

    def phrased(self, index: int) -> list[int]:
        """The large terms of a set that are worth a look."""
        owners = self._program.phrase_sets
        return [number for number in self._phrases if index in owners[number]]
