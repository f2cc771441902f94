"""What occurs in one message: hits of phrase sets, plain and disguised, worked out in full only where a rule asks.

An occurrence is a plain tuple `(start, end, folds, depends_on, term)`: code points of the original, the disguises undone
to see it, the unknown Context fields it waits for, and the literal or pattern of ours that matched.
"""

from __future__ import annotations

from itertools import islice

from smslint.engine.dialect import compiled, compiled_phrase, timeout_for
from smslint.engine.traits import link_traits, text_traits
from smslint.engine.validate import VALIDATORS
from smslint.text.spans import Spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.engine.program import Program
    from smslint.text.disguise import Variant
    from smslint.text.fold import Folded
    from smslint.text.view import View

MAX_SEARCHED = 200_000
"""Characters of a text in which patterns and large terms are searched; no carrier takes a hundredth of that."""
SECOND_TRY = 30
"""How much longer the second try of a pattern may take."""
MAX_MATCHES = 500
"""Matches of one pattern that are looked at; a report lists 100 findings, and no message that can be sent has more."""
PATTERN_MARK = "~"
"""Begins the name of what matched when it was a pattern: there is no phrase of ours to show for it."""
Occurrence = tuple[int, int, tuple[str, ...], tuple[str, ...], str]
Raw = dict[int, list[tuple[int, int, str]]]
_PLAIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class PatternTimeoutError(Exception):
    """A pattern did not finish in its time; the rule that asked for it could not be checked."""


class Scan:
    """One folded text with the literals and patterns nominated in it."""

    __slots__ = ("_excuses", "folded", "nominated", "phrased", "raw", "variant")

    def __init__(self, program: Program, folded: Folded, variant: Variant | None = None) -> None:
        self.folded = folded
        self.variant = variant
        self._excuses: dict[int, list[str]] | None = None
        hits, patterns, phrases = program.scan(folded)
        raw: Raw = {}
        for owners, start, end, literal in hits:
            for index in owners:
                if index in raw:
                    raw[index].append((start, end - 2, literal))
                else:
                    raw[index] = [(start, end - 2, literal)]
        self.raw = raw
        nominated: dict[int, list[int]] = {}
        for pattern in patterns:
            nominated.setdefault(program.patterns[pattern].set_index, []).append(pattern)
        self.nominated = nominated
        phrased: dict[int, list[int]] = {}
        for phrase in phrases:
            for index in program.phrase_sets[phrase]:
                phrased.setdefault(index, []).append(phrase)
        self.phrased = phrased

    def excuses(self, program: Program) -> dict[int, list[str]]:
        """Exempt set -> its patterns that may match: many and full of gaps, so looked for only when asked."""
        if self._excuses is None:
            self._excuses = program.excuses(self.folded.words)
        return self._excuses


class Hits:
    """All occurrences in one message, by phrase set."""

    __slots__ = (
        "_spans",
        "candidates",
        "facts",
        "joined",
        "may_cover",
        "program",
        "scan",
        "simple",
        "touched",
        "variants",
        "view",
    )

    def __init__(self, program: Program, view: View) -> None:
        self.program = program
        self.view = view
        self.scan = Scan(program, view.folded)
        self._spans: dict[int, tuple[Occurrence, ...]] = {}
        self.facts: dict[str, tuple[Occurrence, ...]] = {}
        self.joined: dict[Any, tuple[Occurrence, ...]] = {}
        self.candidates: dict[str, tuple[Occurrence, ...]] = {}
        nominated = self.scan.nominated
        ascii_only = view.folded.is_identity and view.text.isascii()
        view.may_link = program.link_set in nominated or not ascii_only
        disguised = not ascii_only or program.disguise_set in nominated or program.split_set in self.scan.raw
        self.variants: tuple[Scan, ...] = self._undisguise() if disguised else ()
        self.simple = ascii_only and not self.variants
        meta = program.meta
        self.may_cover = not ascii_only or view.may_link or meta["fields"] in nominated or "@" in view.text
        self.touched: set[int | str] = self._touched(ascii_only)

    def _undisguise(self) -> tuple[Scan, ...]:
        from smslint.text.disguise import variants

        splits = [(start, end) for start, end, _ in self.scan.raw.get(self.program.split_set, ())]
        found = variants(self.view.folded, self.view.text, self.program.vocabulary, splits)
        return tuple(Scan(self.program, variant.folded, variant) for variant in found)

    def _touched(self, ascii_only: bool) -> set[int | str]:
        """Every phrase set that may have an occurrence, and every trait of the text and its links."""
        touched: set[int | str] = set(self.scan.raw)
        touched.update(self.scan.nominated, self.scan.phrased, text_traits(self.view))
        if not ascii_only:
            touched.update(self.program.meta.values())
        for scan in self.variants:
            touched.update(scan.raw, scan.nominated, scan.phrased)
        if self.program.link_set in touched and self.view.links:
            touched.update(self._link_traits())
        return touched

    def _link_traits(self) -> set[str]:
        from smslint.engine.ownership import is_own

        links, context = self.view.links, self.view.context
        own = frozenset(number for number, link in enumerate(links) if is_own(link, context))
        return link_traits(self.program, links, own)

    def of_set(self, index: int) -> tuple[Occurrence, ...]:
        """Occurrences of one phrase set: leftmost, longest, not exempt, not inside links or placeholders unless allowed."""
        found = self._spans.get(index)
        if found is None:
            found = self._spans[index] = self._find(index)
        return found

    def excusable(self, exempt: int) -> bool:
        """Whether a set of exempt phrases may excuse something here: a cheap look, without reading its patterns."""
        if exempt < 0:
            return False
        if exempt in self.touched:
            return True
        return exempt in self.program.excused_by_pattern and exempt in self.scan.excuses(self.program)

    def _find(self, index: int) -> tuple[Occurrence, ...]:
        phrase_set = self.program.sets[index]
        scan = self.scan
        unexcused = index not in self.program.excused_by_pattern and not self.excusable(phrase_set.exempt)
        if self.simple and unexcused and index not in scan.nominated and index not in scan.phrased:
            # Most sets in most messages: a literal or two, in plain ASCII, nothing to excuse.
            hits = scan.raw.get(index, [])
            if len(hits) > 1:
                hits = _leftmost_longest(list(hits))
            plain: list[Occurrence] = [(start, end, (), (), literal) for start, end, literal in hits]
        else:
            plain = [self._placed(hit) for hit in self._in_scan(scan, index)]
            if self.variants and phrase_set.disguise:
                plain.extend(self._disguised(index, plain))
                plain.sort(key=lambda hit: (hit[0], -hit[1]))
        if plain and self.may_cover and not (phrase_set.in_links and phrase_set.in_placeholders):
            covered = self._covered(phrase_set.in_links, phrase_set.in_placeholders)
            if covered:
                plain = [hit for hit in plain if not covered.overlap(hit[0], hit[1])]
        return tuple(plain)

    def _covered(self, in_links: bool, in_placeholders: bool) -> Spans:
        view = self.view
        if in_links:
            return Spans((field.start, field.end) for field in view.placeholders)
        if in_placeholders:
            return Spans((link.start, link.end) for link in view.links)
        return view.covered

    def _placed(self, hit: tuple[int, int, str]) -> Occurrence:
        start, end, term = hit
        folded = self.view.folded
        if folded.is_identity:
            return start, end, (), (), term
        first, last = folded.span(start, end)
        return first, last, plain_folds(self.view, start, end, first, last), (), term

    def _disguised(self, index: int, plain: list[Occurrence]) -> list[Occurrence]:
        found: list[Occurrence] = []
        taken = Spans((hit[0], hit[1]) for hit in plain)
        for scan in self.variants:
            if index not in scan.raw and index not in scan.nominated and index not in scan.phrased:
                continue
            assert scan.variant is not None
            for start, end, term in self._in_scan(scan, index):
                begin, past, folds = scan.variant.locate(start, end)
                if not folds:
                    continue
                first, last = self.view.folded.span(begin, past)
                if not taken.overlap(first, last) and not any(hit[0] < last and first < hit[1] for hit in found):
                    more = plain_folds(self.view, begin, past, first, last)
                    found.append((first, last, tuple(sorted({*folds, *more})), (), term))
        return found

    def _in_scan(self, scan: Scan, index: int) -> list[tuple[int, int, str]]:
        """Hits of a set in one folded text, reduced to leftmost-longest, without the exempt ones."""
        hits = self._raw_hits(scan, index)
        if not hits:
            return []
        exempt = self.program.sets[index].exempt
        if exempt >= 0:
            excused = self._raw_hits(scan, exempt)
            if excused:
                spared = Spans((spot[0], spot[1]) for spot in excused)
                hits = [hit for hit in hits if not spared.contain(hit[0], hit[1])]
        return hits if len(hits) < 2 else _leftmost_longest(hits)

    def _raw_hits(self, scan: Scan, index: int) -> list[tuple[int, int, str]]:
        hits = list(scan.raw.get(index, ()))
        if index in self.program.excused_by_pattern:
            for pattern_text in scan.excuses(self.program).get(index, ()):
                hits.extend(self._matches_of(pattern_text, pattern_text, scan.folded.text))
        for pattern in scan.nominated.get(index, ()):
            hits.extend(self._matches(scan.folded.text, pattern))
        for phrase in scan.phrased.get(index, ()):
            hits.extend(self._phrase_matches(scan.folded.words, phrase))
        return hits

    def _phrase_matches(self, words: str, index: int) -> list[tuple[int, int, str]]:
        phrase = self.program.phrases[index]
        return [(start - 1, end - 1, words[start:end]) for start, end in spans_of(compiled_phrase(phrase), words, phrase)]

    def _matches(self, text: str, index: int) -> list[tuple[int, int, str]]:
        pattern = self.program.patterns[index]
        found = self._matches_of(pattern.text, f"{PATTERN_MARK}{index}", text)
        if pattern.validate is None:
            return found
        valid = VALIDATORS[pattern.validate]
        return [hit for hit in found if valid(text[hit[0] : hit[1]])]

    @staticmethod
    def _matches_of(pattern: str, name: str, text: str) -> list[tuple[int, int, str]]:
        return [(start, end, name) for start, end in spans_of(compiled(pattern), text, pattern) if end > start]

    def all_disguised(self) -> tuple[Occurrence, ...]:
        """Every disguised occurrence of every phrase set that may be disguised."""
        known = self.facts.get("@disguised")
        if known is None:
            found = {hit for index in sorted(self._disguisable()) for hit in self.of_set(index) if hit[2]}
            known = self.facts["@disguised"] = tuple(sorted(found, key=lambda hit: (hit[0], -hit[1], hit[4])))
        return known

    def _disguisable(self) -> set[int]:
        sets = self.program.sets
        return {index for index in self.touched if isinstance(index, int) and sets[index].disguise}


def spans_of(pattern: Any, text: str, name: str) -> list[tuple[int, int]]:
    """Spans of a pattern in a text. Raises PatternTimeoutError when it cannot be read in its time.

    The limit is wall time, and a busy machine may stop a thread for longer than a match takes: a pattern that fails the
    short limit gets one longer try, so that only hostile ones are reported.
    """
    limit = timeout_for(len(text))
    for seconds in (limit, limit * SECOND_TRY):
        try:
            return [match.span() for match in islice(pattern.finditer(text, 0, MAX_SEARCHED, timeout=seconds), MAX_MATCHES)]
        except TimeoutError:
            continue
    raise PatternTimeoutError(name)


def _leftmost_longest(hits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    hits.sort(key=lambda hit: (hit[0], -hit[1], hit[2]))
    kept = [hits[0]]
    reach = hits[0][1]
    for hit in hits:
        if hit[0] >= reach:
            kept.append(hit)
            reach = hit[1]
    return kept


def plain_folds(view: View, start: int, end: int, first: int, last: int) -> tuple[str, ...]:
    """What folding alone undid between the original text[first:last] and folded[start:end]."""
    from smslint.text.fold_tables import IGNORABLE, is_mark

    slice_ = view.text[first:last]
    folds = []
    if slice_.isascii():
        return (
            ("invisible",) if any(character < " " and character not in "\t\n\r\x0b\x0c" for character in slice_) else ()
        )
    if any(place in view.folded.alike for place in range(start, end)):
        folds.append("lookalike")
    if any(character in IGNORABLE for character in slice_):
        folds.append("invisible")
    if any(is_mark(character) for character in slice_):
        folds.append("combining")
    if any(_compatibility(character) for character in slice_):
        folds.append("fullwidth")
    return tuple(sorted(folds))


def _compatibility(character: str) -> bool:
    """A letter or digit in another dress (full width, mathematical, enclosed) that reads as a plain one."""
    from smslint.text.fold_tables import LOOKALIKE, fold_character

    if character.isascii() or character in LOOKALIKE:
        return False
    folded = fold_character(character)
    return bool(folded) and all(part in _PLAIN for part in folded)
