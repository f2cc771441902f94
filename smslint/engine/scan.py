"""One folded text with what occurs in it: literals by place, and the patterns and large terms worth a look."""

from __future__ import annotations

from smslint.engine.search import pattern_spans, phrase_spans
from smslint.engine.validate import VALIDATORS
from smslint.engine.wake import wake_of
from smslint.text.spans import Spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.engine.program import Program
    from smslint.text.disguise import Variant
    from smslint.text.fold import Folded

Place = tuple[int, int, str]
"""(start, end, what matched) in the folded text."""
PATTERN_MARK = "~"
"""Begins the name of what matched when it was a pattern: there is no phrase of ours to show for it."""


class Scan:
    """The places of phrase sets in one folded text; searched for only when a set is asked about."""

    __slots__ = ("_excuses", "_found", "_matcher", "folded", "program", "variant", "wake")

    def __init__(self, program: Program, folded: Folded, variant: Variant | None = None) -> None:
        self.program = program
        self.folded = folded
        self.variant = variant
        self._excuses: dict[int, list[str]] | None = None
        matcher = self._matcher = program.reader(folded)
        self._found, signature = matcher.scan(folded)
        self.wake = matcher.wakes.get(signature) or wake_of(program, matcher, signature)

    def literals(self, index: int) -> list[Place]:
        """Places of a set's literals."""
        if index not in self.wake.sets:
            return []
        return self._matcher.places(self._found, index)

    def certain(self, index: int) -> bool:
        """Whether a set is sure to be there, before any exemption: by a literal, or a large term that was matched."""
        return index in self.wake.sets or (self._matcher.exact_phrases and index in self.wake.phrased)

    def of_set(self, index: int) -> list[Place]:
        """Places of a set, reduced to leftmost-longest, without the exempt ones."""
        places = self.all_of(index)
        if not places:
            return []
        exempt = self.program.sets[index].exempt
        if exempt >= 0:
            excused = self.all_of(exempt)
            if excused:
                spared = Spans((place[0], place[1]) for place in excused)
                places = [place for place in places if not spared.contain(place[0], place[1])]
        return places if len(places) < 2 else leftmost_longest(places)

    def all_of(self, index: int) -> list[Place]:
        """Every place of a set: literals, patterns and large terms."""
        program, wake = self.program, self.wake
        places = self.literals(index)
        if index in program.excused_by_pattern:
            for pattern in self.excuses().get(index, ()):
                places.extend([(start, end, pattern) for start, end in pattern_spans(pattern, self.folded)])
        for number in wake.nominated.get(index, ()):
            places.extend(self._of_pattern(number))
        for number in wake.phrased.get(index, ()):
            words = self.folded.words
            spans = phrase_spans(program.phrases[number], self.folded)
            places.extend([(start - 1, end - 1, words[start:end]) for start, end in spans])
        return places

    def excuses(self) -> dict[int, list[str]]:
        """Exempt set -> its patterns that may match: many and full of gaps, so looked for only when asked."""
        if self._excuses is None:
            self._excuses = self.program.excuses(self.folded.words)
        return self._excuses

    def _of_pattern(self, number: int) -> list[Place]:
        pattern = self.program.patterns[number]
        name = f"{PATTERN_MARK}{number}"
        found = [(start, end, name) for start, end in pattern_spans(pattern.text, self.folded)]
        if pattern.validate is None:
            return found
        valid, text = VALIDATORS[pattern.validate], self.folded.text
        return [place for place in found if valid(text[place[0] : place[1]])]


def leftmost_longest(places: list[Place]) -> list[Place]:
    """Places that do not overlap: the first, of those the longest."""
    places.sort(key=lambda place: (place[0], -place[1], place[2]))
    kept = [places[0]]
    reach = places[0][1]
    for place in places:
        if place[0] >= reach:
            kept.append(place)
            reach = place[1]
    return kept
