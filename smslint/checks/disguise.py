"""Kind `disguise`: a spelling that hides a phrase some rule knows, or any word where the disguise leaves no doubt."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check, at, disguised_group
from smslint.text.composed import composed
from smslint.text.spans import Spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from smslint.engine.hits import Hits, Occurrence
    from smslint.engine.program import Program

    Span = tuple[int, int]


class Disguise(Check):
    """Disguised occurrences that used one of the named folds."""

    kind = "disguise"

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        self.folds = frozenset(options["folds"])
        self.any_word = options.get("words") == "any"
        self.needs = (disguised_group(program),)

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        found: list[Candidate] = []
        if hits.variants or not hits.view.folded.is_identity:
            known = _outermost(hits.all_disguised())
            found = [at(hit) for hit in known if not self.folds.isdisjoint(hit[2]) and not _is_honest(hits, hit)]
        if self.any_word:
            found.extend(self._others(hits, Spans((one[0] or 0, one[1] or 0) for one in found)))
        return found

    def _others(self, hits: Hits, known: Spans) -> Iterator[Candidate]:
        for fold in sorted(self.folds & ANY_WORD.keys()):
            for start, end in _together(ANY_WORD[fold](hits), hits.view.text):
                if not known.overlap(start, end) and not hits.view.covered.overlap(start, end):
                    yield start, end, (fold,), (), None, ()


def _outermost(found: Iterable[Occurrence]) -> list[Occurrence]:
    kept: list[Occurrence] = []
    for hit in found:
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return kept


SHORT_CODE = 3
"""Letters of an acronym or a part of a code."""


KEYCAP = "\ufe0f\u20e3"
"""What makes a key of a digit: 1 and this are one emoji."""
HONEST = frozenset(("a$ap", "i.d.r"))
"""Names and signs of money that are written so."""


def _is_honest(hits: Hits, hit: Occurrence) -> bool:
    """Whether a hit is likelier a name, an acronym, a part of a code, a numbered key or the path of a link."""
    text = hits.view.text
    written = text[hit[0] : hit[1]]
    if written.lower() in HONEST or (KEYCAP in written and written.replace(KEYCAP, "").isascii()):
        return True
    if hit[4][:1] == "~" and hit[2] == ("spaced",) and any(one.start < hit[1] and hit[0] < one.end for one in hits.view.links):
        return True
    if hit[2] == ("accent",):
        accented = [word for word in composed(written)[0].split() if not word.isascii()]
        return all(word.istitle() and sum(not letter.isascii() for letter in word) == 1 for word in accented)
    return _is_short_code(text, hit)


def _is_short_code(text: str, hit: Occurrence) -> bool:
    """Whether three capitals with a digit (W1N) or with dots (B.E.T.) are part of a postcode, a seat or an acronym."""
    written = text[hit[0] : hit[1]]
    letters = "".join(filter(str.isalnum, written))
    return len(letters) <= SHORT_CODE and written.isascii() and written.isupper() and written in (letters, ".".join(letters))


def _together(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """Neighbouring places as one: a phrase in styled letters is one disguise."""
    begin = past = -1
    for start, end in spans:
        if begin >= 0 and not any(map(str.isalnum, text[past:start])) and start - past < 4:
            past = end
            continue
        if begin >= 0:
            yield begin, past
        begin, past = start, end
    if begin >= 0:
        yield begin, past


def _styled(hits: Hits) -> Iterable[Span]:
    from smslint.text.styled import styled_words

    return styled_words(hits.view.text)


def _overstruck(hits: Hits) -> Iterable[Span]:
    from smslint.text.styled import overstruck_words

    return overstruck_words(hits.view.text)


def _coded(hits: Hits) -> Iterable[Span]:
    from smslint.text.styled import coded_letters

    return coded_letters(hits.view.text)


ANY_WORD: dict[str, Callable[[Hits], Iterable[Span]]] = {"combining": _overstruck, "entity": _coded, "fullwidth": _styled}
"""Fold -> places where it leaves no doubt, whatever the word."""
