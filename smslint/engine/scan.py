"""One folded text with what occurs in it: literals by place, and the patterns and large terms worth a look."""

from __future__ import annotations

from smslint.engine.search import pattern_spans, phrase_spans
from smslint.engine.validate import VALIDATORS
from smslint.text.spans import Spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.engine.content import Part
    from smslint.engine.matcher import Seen
    from smslint.engine.program import Program
    from smslint.engine.wake import Wake
    from smslint.text.disguise import Variant
    from smslint.text.fold import Folded

Place = tuple[int, int, str]
"""(start, end, what matched) in the folded text."""
PATTERN_MARK = "~"
"""Begins the name of what matched when it was a pattern: there is no phrase of ours to show for it."""


class Scan:
    """The places of phrase sets in one folded text; searched for only when a set is asked about.

    wake: the sets of a part, which wake rules; `later`: all sets, looked for when another one is asked about.
    """

    __slots__ = ("_by_set", "_seen", "folded", "part", "program", "variant", "wake", "wake_later")

    def __init__(
        self, program: Program, folded: Folded, part: Part, variant: Variant | None = None, seen: Seen | None = None
    ) -> None:
        self.program = program
        self.folded = folded
        self.part = part
        self.variant = variant
        self.wake_later: Wake | None = None
        self._by_set: dict[int, list[str]] | None = None
        self._seen = seen or program.matcher.scan(folded, part)
        self.wake = self._seen[2]

    @property
    def later(self) -> Wake:
        """All sets: looked for when one is first asked about that is none of the part."""
        if self.wake_later is None:
            self.wake_later = self.program.matcher.later(self._seen)
        return self.wake_later

    def _wake(self, index: int) -> Wake:
        return self.wake if index in self.part.sets else self.later

    def may_have(self, index: int) -> bool:
        """Whether a set may occur: a cheap look, without reading patterns."""
        return bool(self._wake(index).touched & self.program.bits[index])

    def certain(self, index: int) -> bool:
        """Whether a set is sure to be there, before any exemption: by a literal, or a large term that was tried."""
        wake = self._wake(index)
        return bool(wake.sets & self.program.bits[index]) or (wake is self.wake and bool(wake.phrased(index)))

    def stands(self, index: int, excuses: Sequence[int]) -> bool:
        """Whether a literal of a set stands where nothing of the excuses does: then the set is there, whatever else is."""
        if not self._wake(index).sets & self.program.bits[index]:
            return False
        spots = [spot for excuse in excuses if self.may_have(excuse) for spot in self.all_of(excuse)]
        return any(all(end <= spot[0] or spot[1] <= start for spot in spots) for start, end, _ in self._literals(index))

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
        wake, bit = self._wake(index), self.program.bits[index]
        if not wake.touched & bit:
            return []
        places = self._literals(index) if wake.sets & bit else []
        for number in wake.nominated(index):
            places.extend(self._of_pattern(number))
        for number in wake.phrased(index):
            words = self.folded.words
            spans = phrase_spans(self.program.phrases[number], self.folded)
            places.extend([(start - 1, end - 1, words[start:end]) for start, end in spans])
        return places

    def _literals(self, index: int) -> list[Place]:
        """Places of a set's literals."""
        words = self.folded.words
        found = []
        for literal in self._literals_by_set().get(index, ()):
            at = words.find(literal)
            while at >= 0:
                found.append((at, at + len(literal) - 2, literal))
                at = words.find(literal, at + 1)
        return found

    def _literals_by_set(self) -> dict[int, list[str]]:
        by_set = self._by_set
        if by_set is None:
            by_set = self._by_set = {}
            for literal, owners in self._seen[1].owned(self._seen[0]):
                for owner in owners:
                    by_set.setdefault(owner, []).append(literal)
        return by_set

    def _of_pattern(self, number: int) -> list[Place]:
        program = self.program
        spans = pattern_spans(program.pattern_texts[number], self.folded)
        if not spans:
            return []
        name = f"{PATTERN_MARK}{number}"
        found = [(start, end, name) for start, end in spans]
        if number not in program.validators:
            return found
        valid, text = VALIDATORS[program.validators[number]], self.folded.text
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
