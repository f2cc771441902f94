"""Gaps where a value should stand: "Hi ,", "order # has shipped", "arrives on  between  and ."."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Span = tuple[int, int]

_MARKED = re.compile(
    r" [,.:!](?!\S)|# {1,2}(?=(?:has|is|was|will|shipped|to|for|on|at|ready|confirmed)\b)|#(?=[.,!])"
    r"|[$€£] ?(?=off\b(?!-)|(?:has|is|was|due|will|per|by|on|for|to)\b|[.,;](?!\d)|\.00\b|\Z)"
    r"|[ (]\(\)|[\"“][\"”](?=[ ,.!])|(?<=[a-z]) % ?(?=off\b|discount\b|cash ?back\b)",
    re.IGNORECASE,
)
_BLANKS = re.compile(
    r"\b(?:between|at|on|for|by|from|with|until|in|to|of|is|has|have|and)[ ]{2,3}"
    r"(?=(?:and|at|on|is|has|was|will|from|to|by|for|between|with|until|expires?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|points?|items?|people|guests|seats|visits?)\b)",
    re.IGNORECASE,
)
_LOST_SUBJECT = re.compile(
    r"(?<=[a-z],)[ ]{2,3}(?=(?:is|has|was|will)\b)|\b(?:code|pin|total|balance|order):[ ]{2,3}(?=[a-z])", re.IGNORECASE
)
_GREETINGS_TEXT = "hi hello hey dear hola bonjour salut hallo ciao olá ola welcome thanks sorry you"
_GREETINGS = frozenset(_GREETINGS_TEXT.split())
_NUMBERED = frozenset(
    "order invoice ticket booking tracking account case reference ref claim policy confirmation reservation room unit".split()
)
_STATED_TEXT = "code pin otp password passcode balance total number link name appointment address date"
_STATED = frozenset(_STATED_TEXT.split())
_LEADING = frozenset("at on by from between and for with until of is the near a an".split())
"""Words after which a value or a noun must follow."""
_PARTICLES = frozenset(
    "come log hold hang sign go move carry turn switch based going stand passed drop stop what who where it".split()
)
"""Words that make an end of the next: come on, stop by, what for."""
_TITLES = frozenset("mr mrs ms dr mr. mrs. ms. dr. miss prof prof.".split())
_AMOUNT_TEXT = "total is of pay for balance due amount was costs cost owe price fee refund charged paid only just save get"
_AMOUNT = frozenset(_AMOUNT_TEXT.split())


def missing_values(text: str) -> Iterator[Span]:
    """Where a value is missing, from the words that promise it."""
    if _may_leave_gap(text):
        for match in _MARKED.finditer(text):
            start = _gap_start(text, match.start(), match[0].strip())
            if start >= 0:
                yield start, match.end()
    if "  " in text:
        yield from _double_blanks(text)


def _may_leave_gap(text: str) -> bool:
    return (
        " ," in text or " ." in text or " !" in text or " :" in text or "#" in text or "$" in text
        or "€" in text or "£" in text or "()" in text or '""' in text or "“”" in text or " % " in text
    )  # fmt: skip


def _gap_start(text: str, place: int, mark: str) -> int:
    """Where the words begin that promise the missing value; -1 when nothing is missing here."""
    before = text[max(0, place - 40) : place]
    words = before.lower().split()
    last = words[-1] if words else ""
    if mark in ("$", "€", "£"):
        return place if _lacks_amount(text, place, before, last.rstrip(":")) else -1
    if mark[0] == "#":
        return place if last in _NUMBERED else -1
    if mark[0] == "%":
        return place
    if mark[0] not in ",.:!":
        return place if last.rstrip(":,") in _STATED | _NUMBERED or last in _LEADING else -1
    greets = last in _GREETINGS and (last != "you" or words[-2:-1] == ["thank"])
    if greets and mark == "," and not _starts_sentence(text, place + 2):
        return -1
    if (greets and mark == ",") or (last == "dear" and mark in (".", ":", "!")):
        return text.rindex(before.split()[-1], 0, place)
    if mark == ":" and last == "is" and words[-2:-1] and words[-2] in _STATED:
        return place
    if mark not in (",", "."):
        return -1
    if words[-2:-1] and words[-2] in _STATED and last == "is":
        return place
    return place if _promises(last, words[-2] if len(words) > 1 else "") and _is_careful(text) else -1


def _promises(last: str, before: str) -> bool:
    """Whether a value must follow the last word."""
    return last[-1:] == ":" or (last in _TITLES and before in _GREETINGS) or (last in _LEADING and before not in _PARTICLES)


def _lacks_amount(text: str, place: int, before: str, last: str) -> bool:
    """Whether a money sign has no number on either side; before "off" that is enough, elsewhere the words must promise one."""
    if before.rstrip()[-1:].isdigit() or before[-1:].isalpha() or text[place + 1 : place + 2] == text[place]:
        return False
    return text[place + 1 : place + 5].lower().lstrip().startswith("off") or last in _AMOUNT


def _double_blanks(text: str) -> Iterator[Span]:
    """Two blanks between words that cannot follow each other: the value stood between them."""
    if _is_careful(text):
        for match in (*_BLANKS.finditer(text), *_LOST_SUBJECT.finditer(text)):
            yield match.span()


def _is_careful(text: str) -> bool:
    """Whether the text is written as businesses write: it opens with a capital and holds another sign of order."""
    return text[:1].isupper() and (":" in text or "STOP" in text or text.count(". ") > 0 or text.rstrip()[-1:] in ".!")


_AFTER_GREETING = frozenset(
    """hello hi your you we thank thanks this the a an our please just it here good welcome see come reminder order payment
    booking delivery appointment great as i i'm it's that's there has
    votre vos nous merci su sus tu le la gracias hemos ya""".split()
)


def _starts_sentence(text: str, place: int) -> bool:
    """Whether a message goes on after a greeting as templates do; a friend who types "hi , where r u" does not."""
    words = text[place : place + 24].split()
    if not words or not words[0][0].islower():
        return True
    return words[0].lower().strip("!.,") in _AFTER_GREETING
