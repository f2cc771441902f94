"""The business in whose name a text speaks in its sentences: "it's Beth from Oak Dental", "Regards, Oak Dental"."""

from __future__ import annotations

from smslint.engine.labels import NOT_NAMES, is_person
from smslint.engine.speakers_abroad import PATTERNS as _ABROAD
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORD = r"(?:[A-Z][\w'’]*(?:[.&-]\w+)*)"
_NAME = rf"{_WORD}(?: (?:(?:&|and|of|the) )?{_WORD}){{0,3}}"
_LONG = rf"{_WORD}(?: (?:(?:&|and|of|the) )?{_WORD}){{1,3}}"
_TITLE = r"(?:(?:Dr|Mr|Mrs|Ms|Coach|Nurse|Pastor)\.? )?"
_KEPT = r"(?:bill|membership|account|statement|policy|subscription|loan|mortgage|rewards|login|password|plan)"
_VERB = r"(?:has|have|misses|miss|is|are|offers|wants|invites|welcomes|crews|team|now|just|says|asks)"
_IT_IS = ("this is", "it's", "it’s", "its")
_PATTERNS = (
    (
        (*_IT_IS, "i'm", "i’m", "im ", "i am", "my name is"),
        lazy(
            rf"\b(?:[Tt]his is|[Ii]t['’]?s|[Ii]['’]?m|[Ii] am|[Mm]y name is) {_TITLE}[A-Z]\w+ "
            rf"(?:over )?(?:from|at|with|of) (?:the )?(?P<name>{_NAME})"
        ),
    ),
    (_IT_IS, lazy(rf"\b(?:[Tt]his is|[Ii]t['’]?s) (?:the )?(?P<name>{_LONG})(?=[,.!:;]| calling| here| with | from )")),
    ((" here",), lazy(rf"(?:\A|[.!?] +|\b(?:[Hh]i|[Hh]ello|[Hh]ey)[,!.]? )(?P<name>{_LONG}) here\b")),
    (
        (" from ",),
        lazy(
            r"\b(?:[Hh]ello|[Hh]i|[Gg]reetings|[Nn]ews|[Ll]ove|[Cc]heers|[Nn]otice|[Rr]eminder|[Uu]pdate) from "
            rf"(?:everyone at |all of us at |all at |us at |your friends at |the team at |the )?(?P<name>{_NAME})"
        ),
    ),
    (
        ("regards", "sincerely", "best", "cheers"),
        lazy(
            r"(?:\b[Rr]egards|\b[Ss]incerely|\b[Bb]est|\b[Cc]heers),? (?:the |[Tt]eam |from |your )*"
            rf"(?P<name>{_NAME})\W*\Z"
        ),
    ),
    # "Thanks, Sarge" and "xo Jess" are persons.
    (
        ("thank", "xo", "love", "yours"),
        lazy(
            r"(?:\b[Tt]hank you|\b[Tt]hanks|\bxo|\b[Ll]ove|\b[Yy]ours),? (?:the |[Tt]eam |from |your )*"
            rf"(?P<name>{_LONG}|[A-Z]\w*[A-Z&]\w*)\W*\Z"
        ),
    ),
    (("our friends at ",), lazy(rf"\b[Yy]our friends at (?:the )?(?P<name>{_NAME})")),
    (
        ("thanks for ", "thank you for ", "thx for "),
        lazy(
            r"\b(?:[Tt]hanks|[Tt]hank you|[Tt]hx) for "
            r"(?:shopping|dining|staying|visiting|booking|ordering|choosing|joining|riding|flying)"
            rf"(?: at| with| in)? (?:the )?(?P<name>{_NAME})"
        ),
    ),
    (
        ("calling ", "contacting ", "texting ", "messaging "),
        lazy(
            r"\b(?:[Tt]hanks|[Tt]hank you|[Tt]hx) for (?:calling|contacting|texting|messaging) "
            rf"(?:the )?(?P<name>{_LONG})"
        ),
    ),
    (("your ",), lazy(rf"\b[Yy]our (?P<name>{_NAME}) {_KEPT}\b")),
    (("team ",), lazy(rf"[.!?-] ?[Tt]eam (?P<name>{_NAME})\W*\Z")),
)
"""(words in small letters of which one is there, pattern) of places in a sentence where who speaks gives a name."""
_EVERYWHERE = _PATTERNS + _ABROAD
_OPENING = lazy(rf"\s*(?P<name>{_LONG}) {_VERB}\b")
_TRADES = "identity/trade-words"
_SHORTEST_TRADE = 5


def speakers(text: str, words: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Spans of names in whose name a text speaks, without the label that `labels` knows.

    words: lists of words by name: those that are no names, and those of trades.
    """
    text = text[:480]
    not_names = words.get(NOT_NAMES, frozenset())
    small = text.lower()
    for keys, pattern in _EVERYWHERE:
        if not any(map(small.__contains__, keys)):
            continue
        match = pattern.search(text)
        if match is not None and _is_name(match["name"], not_names):
            yield match.span("name")
    match = _OPENING.match(text)
    if match is not None and _is_name(match["name"], not_names) and _is_business(match["name"], words):
        yield match.span("name")


def _is_name(name: str, not_names: frozenset[str]) -> bool:
    plain = [word.strip(".'’").lower() for word in name.split()]
    if is_person(name) and len(plain) > 1:
        return False
    return len(name) > 2 and plain[0] not in not_names and not all(word in not_names for word in plain)


def _is_business(name: str, words: Mapping[str, frozenset[str]]) -> bool:
    last = name.split()[-1].lower()
    return "&" in name or (len(last) >= _SHORTEST_TRADE and last in words.get(_TRADES, frozenset()))
