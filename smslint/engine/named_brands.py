"""Well-known brands that a text names, or as which it introduces itself."""

from __future__ import annotations

import re
from functools import lru_cache

from smslint.engine.brands import index_of
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.engine.hits import Hits, Occurrence

_INTRODUCTION = lazy(
    r"\W*(?:(?:hi|hello|hey|alert|urgent|important|dear customer)\b[,:!. ]* ?)?"
    r"(?P<this>(?:this is|it is|it's|from|here is) )?(?:the )?",
    re.I,
)
_WORDS_OF_NAME = lazy(r"(?=[A-Za-z0-9])[\w&+'.!-]*[\w&+!]")
_SPEAKER = lazy(r"\s?:|\s?[-\u2013\u2014|>]+\s|!|\]")
SPEAKER_WORDS = frozenset(
    "account accounts agent alert alerts bank billing card customer customers delivery driver final fraud help here helpdesk "
    "hiring important invoice mobile notice notification online order package payment receipt recruiting refund safety secure "
    "security service services subscription support team verification wireless".split()
)
"""Words after a name at the start of a text that make it the name of who speaks: "Chase fraud team", "Target order"."""


def brands_named(hits: Hits) -> list[tuple[dict[str, Any], Occurrence]]:
    """Well-known brands that the text names, each with the place, in order."""
    program = hits.program
    found = []
    for hit in hits.of_set(program.famous_set) if program.famous_set >= 0 else ():
        brand = program.brand_of.get(hit[4])
        if brand is not None:
            found.append((program.brands[brand], hit))
    opened = introduced(hits)
    if opened is not None and all(brand is not opened[0] for brand, _ in found):
        found.insert(0, opened)
    return found


def introduced(hits: Hits) -> tuple[dict[str, Any], Occurrence] | None:
    """The well-known brand as which a text introduces itself, though its name is a common word elsewhere: "Chase: ..."."""
    program = hits.program
    if program.famous_set < 0 or not index_of(program).names:
        return None
    even = hits.view.even
    head = even.text[:80]
    for start, end, name, said in _introduced(head):
        brand = index_of(program).named(name)
        if brand is not None and (said or not brand["ambiguous"] or _speaks(head, end)):
            return brand, (*even.span(start, end), (), (), "")
    return None


@lru_cache(maxsize=1024)
def _introduced(head: str) -> tuple[tuple[int, int, str, bool], ...]:
    """Names that a text may begin with, the longest first: place, name without blanks, and whether it says "this is"."""
    opening = _INTRODUCTION.match(head)
    at = opening.end() if opening else 0
    words: list[tuple[int, int, str]] = []
    while len(words) < 4 and (match := _WORDS_OF_NAME.match(head, at)):
        words.append((match.start(), match.end(), match[0]))
        at = match.end()
        if head[at : at + 1] != " ":
            break
        at += 1
    if not words or not any(map(str.isupper, words[0][2])):
        return ()
    start, said = words[0][0], opening is not None and opening["this"] is not None
    found = []
    for count in range(len(words), 0, -1):
        name = "".join([word for _, _, word in words[:count]]).replace("&", "and")
        found.append((start, words[count - 1][1], "".join(filter(str.isalnum, name)).lower(), said))
    return tuple(found)


def _speaks(head: str, end: int) -> bool:
    """Whether a name that ends there stands as a speaker's: before a colon or dash, or with a word like "alerts" behind it."""
    after = _WORDS_OF_NAME.match(head, end + 1)
    return _SPEAKER.match(head, end) is not None or (after is not None and after[0].lower() in SPEAKER_WORDS)
