"""Values that a template engine printed because it had none: "Hi None,", "order #undefined", "Hi ,"."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Problem:
    """Something wrong with the merge fields of a text, or with what they left behind.

    kind: unbalanced, empty, spintax, unclosed_block or unfilled; say: one sentence without words of the text.
    """

    __slots__ = ("end", "kind", "say", "start")

    def __init__(self, start: int, end: int, kind: str, say: str) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.say = say

    def __repr__(self) -> str:
        return f"Problem({self.start}:{self.end} {self.kind})"


_GREETING = r"\b(?:hi|hello|hey|dear|hola|bonjour|salut|hallo|ciao|ol[áa]|welcome|thanks|thank\ you|sorry)"
_SAY_NULL = "A missing value was printed as a word of the program."
_SAY_GAP = "The text leaves a gap where a value should stand."

_NULL = re.compile(
    rf"""
      \[object\ \w{{1,20}}\]
    | \((?:null|nil|undefined|none)\)
    | \bNaN\b
    | \bInvalid\ [Dd]ate\b
    | (?i:{_GREETING}[ ]{{1,4}}(?P<name>none|null|nil|undefined|(?-i:NaN|nan)|n/a)\b(?![\s]{{1,3}}(?:and\ void|of\ )))
    | \bundefined\b(?![ ](?:behaviou?r|terms?|variable|period|amount|number))
    | (?:\bnull\b|\bNULL\b)(?![ ,]{{1,2}}(?:and|or|&|void|hypothesis|value|set|point|result))
    | \bNone\b
    """,
    re.VERBOSE,
)
_GAP = re.compile(r" [,.:!](?!\S)|# (?=has\b|is\b|was\b|will\b|shipped\b|to\b)|[$€£] ?(?=off\b(?!-))", re.IGNORECASE)
_GREETINGS_TEXT = "hi hello hey dear hola bonjour salut hallo ciao olá ola welcome thanks sorry you"
_GREETINGS = frozenset(_GREETINGS_TEXT.split())
_NUMBERED_TEXT = "order invoice ticket booking tracking account case reference ref"
_NUMBERED = frozenset(_NUMBERED_TEXT.split())
_STATED_TEXT = "code pin otp password passcode balance total number link"
_STATED = frozenset(_STATED_TEXT.split())
_CHOOSING_TEXT = "or and nor select choose chose reply answer option pick say type enter text press mark"
_CHOOSING = frozenset(_CHOOSING_TEXT.split())
_ENDS_OF_WORDS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789#")
_AFTER_NONE = (" of ", " of\n", " at all", " whatsoever", " left", " taken", " required", " needed", " available")
_BEFORE_UNDEFINED = frozenset(("left", "remain", "remains", "remained", "still", "yet", "as", "an", "largely"))


def unfilled_values(text: str) -> tuple[Problem, ...]:
    """Places where a value is missing or was printed as None, null, undefined, NaN, [object Object] or nothing."""
    found = [*_nulls(text), *_gaps(text)]
    found.sort(key=lambda problem: problem.start)
    return tuple(found)


def _nulls(text: str) -> Iterator[Problem]:
    if not _may_hold_null(text):
        return
    for match in _NULL.finditer(text):
        start, end = match.span("name") if match["name"] else match.span()
        word = text[start:end]
        if match["name"] is None and (
            (word == "None" and not _is_printed_none(text, start, end))
            or (word == "undefined" and _word_before(text, start) in _BEFORE_UNDEFINED)
        ):
            continue
        yield Problem(start, end, "unfilled", _SAY_NULL)


def _may_hold_null(text: str) -> bool:
    lowered = text.lower()
    return (
        "none" in lowered or "undefined" in lowered or "null" in lowered or "NaN" in text or "[object" in lowered
        or "nil" in lowered or "n/a" in lowered or " nan" in lowered or "invalid date" in lowered
    )  # fmt: skip


def _is_printed_none(text: str, start: int, end: int) -> bool:
    """Whether this "None" is a value: in mid-sentence after a small letter or a mark, or alone before "your"."""
    after = text[end : end + 12]
    if after.startswith(_AFTER_NONE):
        return False
    before = text[max(0, start - 1) : start]
    if not before:
        return after.startswith((", your", ", you", ", we", ", thank"))
    if before in "#$€£=/@":
        return True
    word = _word_before(text, start)
    if before != " " or word in _CHOOSING or text[max(0, start - 10) : start].lower().endswith("second to "):
        return False
    return text[max(0, start - 4) : start].rstrip()[-1:] in _ENDS_OF_WORDS


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - 24) : start].split()
    return words[-1].lower() if words else ""


def _gaps(text: str) -> Iterator[Problem]:
    if not _may_leave_gap(text):
        return
    for match in _GAP.finditer(text):
        start = _gap_start(text, match.start(), match[0].strip())
        if start >= 0:
            yield Problem(start, match.end(), "unfilled", _SAY_GAP)


def _may_leave_gap(text: str) -> bool:
    return (
        " ," in text or " ." in text or " !" in text or " :" in text or "# " in text or "$ o" in text or "$o" in text
        or "€" in text or "£" in text
    )  # fmt: skip


def _gap_start(text: str, place: int, mark: str) -> int:
    """Where the words begin that promise the missing value; -1 when nothing is missing here."""
    before = text[max(0, place - 40) : place]
    words = before.lower().split()
    last = words[-1] if words else ""
    if mark in ("$", "€", "£"):
        return place if not before.rstrip()[-1:].isdigit() and not before[-1:].isalpha() else -1
    if mark == "#":
        return place if last in _NUMBERED else -1
    greets = last in _GREETINGS and (last != "you" or words[-2:-1] == ["thank"])
    if greets and mark == "," and not _starts_sentence(text, place + 2):
        return -1
    if (greets and mark == ",") or (last == "dear" and mark in (".", ":", "!")):
        return text.rindex(before.split()[-1], 0, place)
    states = last.rstrip(":") == "is" and words[-2:-1] and words[-2] in _STATED
    return place if states and mark in (",", ".") else -1


_AFTER_GREETING = frozenset("hello hi your you we thank thanks this the a an our please just it here good welcome".split())


def _starts_sentence(text: str, place: int) -> bool:
    """Whether a message goes on after a greeting as templates do; a friend who types "hi , where r u" does not."""
    words = text[place : place + 24].split()
    return not words or words[0].lower().strip("!.,") in _AFTER_GREETING or not words[0][0].islower()
