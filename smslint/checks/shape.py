"""Kind `shape`: how a text looks: capitals, runs of punctuation, hidden characters, spelling."""

from __future__ import annotations

import re

from smslint.checks.base import Candidate, Check
from smslint.checks.capitals import capitals
from smslint.checks.own_name import outside_own_name
from smslint.engine import traits
from smslint.engine.facts import BUILTINS
from smslint.text.bare import bare
from smslint.text.composed import composed, in_original
from smslint.text.lazy import lazy
from smslint.text.spans import without

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from smslint.engine.hits import Hits
    from smslint.engine.program import Program

Span = tuple[int, int]
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13)) + b"\x7f"


class Shape(Check):
    """One measure of the table below, with its limits."""

    kind = "shape"

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        name = options["measure"]
        self.measure = MEASURES[name]
        sign = SIGNS[name]
        if sign:
            self.needs = (program.bits[program.meta.get(sign, sign)],)

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        return [(start, end, (), (), None, ()) for start, end in self.measure(hits, self.options)]


_RUNS = lazy(r"[!?]{2,}|[$€£]{2,}|\.{4,}|~{3,}")


def _punctuation_runs(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    text = hits.view.text
    if (
        "!!" not in text
        and "??" not in text
        and "!?" not in text
        and "?!" not in text
        and "$$" not in text
        and "...." not in text
    ):
        return ()
    least = options.get("min", 3)
    covered = hits.view.covered
    found = [match.span() for match in _RUNS.finditer(text) if len(match[0]) >= least]
    return [span for span in found if not covered.overlap(*span)]


def _emoji(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:

    found = list(BUILTINS["@emoji"](hits))
    return [(found[0][0], found[-1][1])] if len(found) > options.get("more_than", 2) else ()


def _invisible(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    """Characters that show nothing where they have no business: between letters or digits that need no joiner."""
    from smslint.text.invisible import suspicious

    return suspicious(hits.view.text, [(link.start, link.end) for link in hits.view.links])


_BIDI = lazy("[\u202a-\u202e\u2066-\u2069]+")


def _bidi(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    return [match.span() for match in _BIDI.finditer(hits.view.text)]


def _mixed_script(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    """Words in which letters of another script pass for Latin ones."""
    folded = hits.view.folded
    if folded.is_identity:
        return ()
    found: list[Span] = []
    for place in sorted(folded.alike):
        start = folded.span(place, place + 1)[0]
        if not found or start >= found[-1][1]:
            found.append(_word_around(hits.view.text, start))
    return found


def _word_around(text: str, place: int) -> Span:
    start = end = place
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, max(end, place + 1)


def _controls(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    text = hits.view.text
    if text.isascii():
        raw = text.encode("ascii")
        if len(raw.translate(None, _CONTROLS)) == len(raw):
            return ()
    return [match.span() for match in _CONTROL.finditer(text)]


_CONTROL = lazy(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]+")


def _blank(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    text = hits.view.text
    return [(0, len(text))] if not hits.view.folded.words.strip() and not _shows(text) else ()


def _shows(text: str) -> bool:
    from smslint.text.fold_tables import IGNORABLE

    return any(not character.isspace() and character not in IGNORABLE and character >= " " for character in text)


def _link_only(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    links = hits.view.links
    if not links:
        return ()
    rest = without(hits.view.text, links)
    return [(links[0].start, links[-1].end)] if not any(map(str.isalnum, rest)) else ()


_MONEY_WORDS = lazy(r"[$€£¥]+|[0-9] ?%|\boff\b|\bcash\b", re.I)


def _money_signs(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    text = hits.view.text
    if "$" not in text and "%" not in text and "€" not in text and "£" not in text:
        return ()
    covered = hits.view.covered
    found = [m.span() for m in _MONEY_WORDS.finditer(text) if not covered.overlap(*m.span())]
    return [(found[0][0], found[-1][1])] if len(found) >= options.get("min", 3) else ()


def _escapes(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    """Codes and markup that were to be turned into something before the text was sent."""
    from smslint.text.leftovers import escapes

    covered = hits.view.covered
    return [span for span in escapes(hits.view.text) if not covered.overlap(*span)]


def _mojibake(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    """Characters that were read in another encoding than they were written in."""
    from smslint.text.leftovers import mojibake

    return list(mojibake(hits.view.text))


def _nonstandard_words(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    """Ordinary words in leet ("h0w ar3 do1ng"): one alone may be a name or a code, several are a manner of writing."""
    from smslint.text.spelling import leet_words

    covered = hits.view.covered
    places = [
        hits.view.folded.span(start, end) for start, end in leet_words(hits.view.folded.text, hits.program.vocabulary)
    ]
    found = [span for span in places if not covered.overlap(*span)]
    return [(found[0][0], found[-1][1])] if len(found) >= options.get("min", 2) else ()


_SURROGATES = lazy("[\ud800-\udfff]+")


def _surrogates(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    return [match.span() for match in _SURROGATES.finditer(hits.view.text)]


def _person(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    """Somebody's name, mailbox or address, for kinds of text that should name nobody."""
    from smslint.text.persons import personal_details

    context = hits.view.context
    own = (context.brand or "", *(context.brand_aliases or ()))
    names = {bare(word.lower()) for name in own for word in composed(name)[0].split()}
    text, offsets = composed(hits.view.text)
    found = sorted(in_original(offsets, *span) for span in personal_details(text, names, hits.program.vocabulary.lexicon))
    return [span for place, span in enumerate(found) if not place or span[0] >= found[place - 1][1]]


def _random_ends(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    """Letters and digits drawn by lot at an end of the text."""
    from smslint.text.padding import random_ends

    covered = hits.view.covered
    found = (span for span in random_ends(hits.view.text) if not covered.overlap(*span))
    return outside_own_name(found, hits)


MEASURES: dict[str, Callable[[Hits, dict[str, Any]], Sequence[Span]]] = {
    "capitals": capitals, "punctuation_runs": _punctuation_runs, "emoji": _emoji, "invisible": _invisible, "bidi": _bidi,
    "mixed_script": _mixed_script, "controls": _controls, "blank": _blank, "link_only": _link_only,
    "money_signs": _money_signs, "escapes": _escapes, "nonstandard_words": _nonstandard_words, "surrogates": _surrogates,
    "person": _person, "mojibake": _mojibake, "random_ends": _random_ends,
}  # fmt: skip
"""Name in a rule file -> spans of the original text that are at fault."""

SIGNS = {
    "capitals": traits.CAPITALS, "punctuation_runs": "runs", "emoji": traits.BEYOND_ASCII, "invisible": traits.BEYOND_ASCII,
    "bidi": traits.BEYOND_ASCII, "mixed_script": traits.BEYOND_ASCII, "controls": traits.CONTROLS, "blank": traits.BLANK,
    "link_only": "link:first", "money_signs": "money", "escapes": "escapes", "nonstandard_words": "disguise",
    "surrogates": traits.BEYOND_ASCII, "person": "",
    "mojibake": traits.BEYOND_ASCII, "random_ends": "disguise",
}  # fmt: skip
"""Name of a measure -> the trait or sign without which it has nothing to measure; "" when nothing tells that beforehand."""
