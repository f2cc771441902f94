"""What occurs in one message: hits of phrase sets, plain and disguised, worked out in full only where a rule asks.

An occurrence is a plain tuple `(start, end, folds, depends_on, term)`: code points of the original, the disguises undone
to see it, the unknown Context fields it waits for, and the literal or pattern of ours that matched.
"""

from __future__ import annotations

from bisect import bisect_left

from smslint.engine.bits import places
from smslint.engine.folds import plain_folds
from smslint.engine.named_brands import introduced
from smslint.engine.naming import is_named
from smslint.engine.scan import PATTERN_MARK, Scan
from smslint.engine.search import PatternTimeoutError
from smslint.engine.traits import UNNAMED, link_traits
from smslint.text.spans import Spans

__all__ = ["PATTERN_MARK", "Hits", "Occurrence", "PatternTimeoutError"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from smslint.engine.bits import Group
    from smslint.engine.content import Part
    from smslint.engine.matcher import Seen
    from smslint.engine.program import PhraseSet, Program
    from smslint.engine.wake import Wake
    from smslint.text.view import View

Occurrence = tuple[int, int, tuple[str, ...], tuple[str, ...], str]


class Hits:
    """All occurrences in one message, by phrase set.

    touched: every phrase set of the part that may have an occurrence, and every trait of the text and its links.
    simple: nothing is disguised and places in the folded text are places in the message.
    may_cover: something may be there whose words are no prose: a link, a merge field, an address.
    """

    simple = False
    may_cover = True
    variants: tuple[Scan, ...] = ()
    day: date | None = None
    """The day whose rules are asked for; None: those that are not withdrawn."""
    _there: Group | None = None

    def __init__(self, program: Program, view: View, part: Part | None = None, seen: Seen | None = None) -> None:
        self._begin(program, view, Scan(program, view.folded, part or program.matcher.waking, seen=seen))
        wake = self.scan.wake
        self.touched: Group = wake.touched | program.text_traits.of(view.text, view.folded)
        if view.folded.is_identity:
            view.may_link = wake.links
            self.may_cover = wake.links or wake.fields or "@" in view.text
            if wake.disguises:
                self._undisguise()
            self.simple = not self.variants
        else:
            # A text beyond ASCII may hold anything whatever its signs say.
            self.touched |= program.signs
            self._undisguise()
        if view.may_link and view.links:
            self.touched |= self._link_traits()
        if not is_named(self):
            self.touched |= program.bits[UNNAMED]
            if introduced(self) is not None:
                self.touched |= program.bits[program.famous_set]

    def _begin(self, program: Program, view: View, scan: Scan) -> None:
        self.program = program
        self.view = view
        self.scan = scan
        self._spans: dict[int, tuple[Occurrence, ...]] = {}
        self.facts: dict[str, tuple[Occurrence, ...]] = {}
        self.joined: dict[Any, tuple[Occurrence, ...]] = {}
        self._candidates: dict[str, tuple[Any, ...]] = {}

    @classmethod
    def of_plain(cls, program: Program, view: View, part: Part, seen: Seen, touched: Group) -> Hits:
        """Of a text that the first look found plain: no link, no disguise, no merge field, and the sender is named."""
        hits = cls.__new__(cls)
        hits._begin(program, view, Scan(program, view.folded, part, seen=seen))
        hits.touched = touched
        hits.simple = True
        hits.may_cover = view.may_link = False
        return hits

    def known(self, there: Group | None, later: Wake | None) -> None:
        """Take over what was worked out before: all that may occur, and what the text wakes of all sets."""
        self._there = there
        self.scan.wake_later = later

    def _undisguise(self) -> None:
        from smslint.text.disguise import variants

        program, view = self.program, self.view
        split = bool(self.scan.wake.sets & program.split_bit)
        found = variants(view.folded, view.text, program.vocabulary, split)
        if found:
            self.variants = tuple(Scan(program, variant.folded, self.scan.part, variant) for variant in found)
            for scan in self.variants:
                self.touched |= scan.wake.touched

    def _link_traits(self) -> Group:
        from smslint.engine.ownership import is_own

        links, context = self.view.links, self.view.context
        own = frozenset(number for number, link in enumerate(links) if is_own(link, context))
        return link_traits(self.program, self.view.text, links, own, context.brand_domains is not None)

    def of_set(self, index: int) -> tuple[Occurrence, ...]:
        """Occurrences of one phrase set: leftmost, longest, not exempt, not inside links or placeholders unless allowed."""
        found = self._spans.get(index)
        if found is None:
            found = self._spans[index] = self._find(index)
        return found

    def candidates_of(self, rule: str, check: Any, whole: bool = False) -> Iterable[Any]:
        """What the check of a rule finds; it looks once, whoever asks first. whole: all of it, where it would tell one by one."""
        found: Iterable[Any] | None = self._candidates.get(rule)
        if found is None:
            found = check.find(self)
            if whole or isinstance(found, (list, tuple)):
                found = self._candidates[rule] = tuple(found)
        return found

    def may_have(self, index: int) -> bool:
        """Whether a phrase set may occur, plain or disguised: a cheap look, without reading patterns."""
        return bool(self.there & self.program.bits[index])

    def touches(self, what: int | str) -> bool:
        """Whether a phrase set that wakes rules, or a trait, is there."""
        return bool(self.touched & self.program.bits[what])

    @property
    def there(self) -> Group:
        """Everything that may occur: what wakes rules as in `touched`, and the sets that rules only ask about."""
        if self._there is None:
            self._there = self.touched | (self.touched_later() & ~self.scan.part.mask)
        return self._there

    @there.setter
    def there(self, known: Group) -> None:
        self._there = known

    def touched_later(self) -> Group:
        """All sets that may occur, those that wake no rule too."""
        found = self.scan.later.touched
        for scan in self.variants:
            found |= scan.later.touched
        return found

    def _find(self, index: int) -> tuple[Occurrence, ...]:
        phrase_set = self.program.sets[index]
        scan = self.scan
        if self.simple:
            plain: list[Occurrence] = [(start, end, (), (), term) for start, end, term in scan.of_set(index)]
        else:
            plain = [self._placed(place) for place in scan.of_set(index)]
            if self.variants and phrase_set.disguise:
                plain.extend(self._disguised(index, plain))
                plain.sort(key=lambda hit: (hit[0], -hit[1]))
        return tuple(self._uncovered(plain, phrase_set))

    def _uncovered(self, found: list[Occurrence], phrase_set: PhraseSet) -> list[Occurrence]:
        if found and self.may_cover and not (phrase_set.in_links and phrase_set.in_placeholders):
            covered = self._covered(phrase_set.in_links, phrase_set.in_placeholders)
            if covered:
                return [hit for hit in found if not covered.overlap(hit[0], hit[1])]
        return found

    def _covered(self, in_links: bool, in_placeholders: bool) -> Spans:
        view = self.view
        if in_links:
            return Spans((field.start, field.end) for field in view.placeholders)
        if in_placeholders:
            return Spans((link.start, link.end) for link in view.links)
        return view.covered

    def _placed(self, place: tuple[int, int, str]) -> Occurrence:
        start, end, term = place
        folded = self.view.folded
        if folded.is_identity:
            return start, end, (), (), term
        first, last = folded.span(start, end)
        return first, last, plain_folds(self.view, start, end, first, last), (), term

    def _disguised(self, index: int, plain: list[Occurrence]) -> list[Occurrence]:
        found: list[Occurrence] = []
        taken = Spans((hit[0], hit[1]) for hit in plain)
        places: list[tuple[int, int]] = []
        for scan in self.variants:
            if not scan.may_have(index):
                continue
            assert scan.variant is not None
            for start, end, term in scan.of_set(index):
                begin, past, folds = scan.variant.locate(start, end)
                if not folds:
                    continue
                first, last = self.view.folded.span(begin, past)
                if not taken.overlap(first, last) and _fits(places, first, last):
                    more = plain_folds(self.view, begin, past, first, last)
                    found.append((first, last, tuple(sorted({*folds, *more})), (), term))
        return found

    def all_disguised(self) -> tuple[Occurrence, ...]:
        """Every disguised occurrence of every phrase set that may be disguised.

        What only matches where a text begins tells what a whole message is, and no word in it that hides.
        """
        known = self.facts.get("@disguised")
        if known is None:
            some = self.program.disguisable & self.touched_later()
            whole = self.program.of_whole_texts
            found = {hit for index in places(some) for hit in self._in_disguise(index) if hit[4] not in whole}
            known = self.facts["@disguised"] = tuple(sorted(found, key=_in_order))
        return known

    def _in_disguise(self, index: int) -> list[Occurrence]:
        """Disguised occurrences of a set, also those around a plain one: "shot guns" is no less split for its "guns"."""
        # A plain text shows its disguises in its variants alone.
        folded = [] if self.view.folded.is_identity else [hit for hit in self.of_set(index) if hit[2]]
        return folded + self._uncovered(self._disguised(index, []), self.program.sets[index]) if self.variants else folded


def _fits(places: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether nothing that was taken before shares a character with this; then it is taken, too. `places` stay in order."""
    at = bisect_left(places, (last, 0))
    if at and places[at - 1][1] > first:
        return False
    places.insert(at, (first, last))
    return True


def _in_order(hit: Occurrence) -> tuple[int, int, str, int, tuple[str, ...]]:
    """The first before the others, of those the longest, and of the same words those for which least had to be undone."""
    return hit[0], -hit[1], hit[4], len(hit[2]), hit[2]
