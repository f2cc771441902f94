"""What a text wakes: the phrase sets that may occur in it, whatever their places.

Traffic repeats itself: another name, another day, the same words. What one combination of literals and patterns comes to is
worked out once and met again.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from smslint.engine.program import Program


class Wake:
    """The sets with a literal in the text, the patterns and large terms worth a look by set, and all these sets together.

    links, disguises, fields: whether a sign of a link, of a disguise or of a merge field is there; closer: of any of them.
    """

    __slots__ = ("closer", "disguises", "fields", "links", "nominated", "phrased", "sets", "touched")

    def __init__(self, program: Program, sets: Iterable[int], patterns: Iterable[int], phrases: Iterable[int]) -> None:
        self.sets = frozenset(sets)
        self.nominated: dict[int, list[int]] = {}
        for pattern in sorted(set(patterns)):
            self.nominated.setdefault(program.patterns[pattern].set_index, []).append(pattern)
        self.phrased: dict[int, list[int]] = {}
        for phrase in sorted(set(phrases)):
            for index in program.phrase_sets[phrase]:
                self.phrased.setdefault(index, []).append(phrase)
        self.touched: frozenset[int | str] = frozenset((*self.sets, *self.nominated, *self.phrased))
        self.links = program.link_set in self.nominated
        self.disguises = program.disguise_set in self.nominated or program.split_set in self.sets
        self.fields = program.meta["fields"] in self.nominated
        self.closer = self.links or self.disguises or self.fields
