"""Phone numbers written in a message. A text without numbers has none, and nothing here raises."""

from __future__ import annotations

from functools import lru_cache

from smslint.text.composed import composed, in_original

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match, Pattern


class PhoneSpan:
    """A number written in a text: text[start:end], and its digits, after a + if one is written there."""

    __slots__ = ("digits", "end", "start")

    def __init__(self, start: int, end: int, digits: str) -> None:
        self.start = start
        self.end = end
        self.digits = digits

    def __repr__(self) -> str:
        return f"PhoneSpan({self.start}:{self.end})"


_SEP = r"[ .\-\u00a0\u2010-\u2013\u202f]"
_FIVE_DIGITS = rf"[0-9](?:(?:{_SEP}|[()]){{0,3}}[0-9]){{4}}"
# Every repetition is bounded, so a scan is linear. What stands around a candidate is judged apart, in words.
_CANDIDATE = rf"""
    (?=[+(0-9]) (?<![0-9]) (?:
        (?P<world> \+ [2-9] (?: (?:{_SEP}|[()]){{0,3}} [0-9] ){{5,12}} (?:{_SEP}|[()]){{0,3}} [0-9]{{2}} (?![\w/:%]) )
      | (?P<nanp> (?: \+?1{_SEP}{{0,2}} )? (?:
            \([1-9][0-9]{{2}}\) {_SEP}{{0,2}} [0-9]{{3}} {_SEP} [0-9]{{4}}
          | [1-9][0-9]{{2}} (?P<mark>[.\-\u2010-\u2013]) [0-9]{{3}} (?P=mark) [0-9]{{4}}
          | (?: \([2-9][0-9]{{2}}\) | [2-9][0-9]{{2}} ) {_SEP}{{0,2}} [2-9][0-9]{{2}} {_SEP}? [0-9]{{4}} ) )
      | (?P<home> 0[1-9] (?: {_SEP}? [0-9] ){{8,9}} | [2-9][0-9]{{9}} | [6-9][0-9]{{2}} (?: {_SEP} [0-9]{{3}} ){{2}} )
      | (?P<short> [0-9]{{5,6}} )
    ) (?![0-9])
    """
_MARKS = frozenset("+(-.\u2010\u2011\u2012\u2013")
_CONTEXT = 56
_TEXT_TO = r"(?i)\b(?:text|txt|reply|sms|send|msg|message)\b[^.!?\n$£€]{0,40}(?<!\bup )\bto:?\s{1,2}['\"]?$"
_TO_CALL = (
    r"(?i)\b(?:call|text|txt|dial|phone|ph|tel|telephone|ring|fax|sms|whatsapp|cell|mobile|contact|reach|speak|helpline"
    r"|hotline|help|care|services?|custcare|llame|llama|llamar|llámenos|marque|marca|teléfono|contacte|appelez|appeler"
    r"|rappelez|rappeler|composez|contactez|joindre|joignez|téléphone|téléphonez|tél)\b[^0-9\n]{0,24}$"
)
_IDENTIFIERS = frozenset((
    "ref", "reference", "invoice", "case", "ticket", "tracking", "policy", "confirmation", "transaction", "serial",
    "isbn", "sku", "code", "pin", "id",
))  # fmt: skip
_NUMBERED = _IDENTIFIERS | frozenset((
    "order", "account", "acct", "claim", "member", "membership", "customer", "loan", "card", "receipt", "item", "po",
))  # fmt: skip
_NUMBER_WORDS = frozenset(("no", "num", "number", "id"))
_TOLL_FREE = ("1800", "1833", "1844", "1855", "1866", "1877", "1888")


def find_phones(text: str) -> tuple[PhoneSpan, ...]:
    """Phone numbers written in a text, left to right.

    +international and North American numbers; ten digits without a separator, home numbers with a leading 0, and nine
    digits in threes (Spain), only after a word such as "call"; five or six digits only after "text ... to". Prices, dates,
    cards, codes and reference numbers are left alone.
    """
    text, offsets = composed(text)
    found = []
    five_digits, candidate = _pattern(_FIVE_DIGITS), _pattern(_CANDIDATE)
    zone = five_digits.search(text)
    while zone is not None:
        match = candidate.search(text, max(0, zone.start() - 2))
        if match is None:
            break
        if _stands_free(text, match) and _plausible(text, match):
            found.append(PhoneSpan(*in_original(offsets, *match.span()), _digits(match[0])))
        zone = five_digits.search(text, match.end())
    return tuple(found)


@lru_cache(maxsize=8)
def _pattern(pattern: str) -> Pattern[str]:
    """Compiled when first needed, because compiling all costs more than starting Python."""
    import re

    return re.compile(pattern, re.VERBOSE if "\n" in pattern else 0)


def _digits(written: str) -> str:
    digits = "".join(filter(str.isdigit, written.replace("(0)", "")))
    return "+" + digits if written[0] == "+" else digits


def _stands_free(text: str, match: Match[str]) -> bool:
    """Whether the candidate is a number of its own, not a piece of a price, a card, an address or an identifier."""
    before, after = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 5]
    return not (_glued_before(before, match) or _glued_after(after, match))


def _glued_before(before: str, match: Match[str]) -> bool:
    if not before or before[-1] in "\n(\"'":
        return False
    if before[-1].isalpha():
        return match[0][0] not in "+("
    if before[-1].isdigit() or before[-1] in "$£€¥#@=&_%+*\\":
        return True
    neighbour = before[-2:-1]
    if before[-1] in ".:":
        return neighbour.isdigit()
    if before[-1] == ",":
        return neighbour.isdigit() and not _has_own_marks(match)
    if before[-1] == "-":
        return neighbour.isalnum()
    if before[-1] == "/":
        return neighbour != " " and not neighbour.isdigit()
    return before[-1] == " " and before[:-1].isdigit() and len(before) == 4 and not _has_own_marks(match)


def _glued_after(after: str, match: Match[str]) -> bool:
    if not after:
        return False
    if after[0] in "xX" and after[1:2].isdigit():
        return False
    if after[0].isalnum() or after[0] in "@%_$£€":
        return True
    if after[0] in "-.:":
        return after[1:2].isdigit()
    return after[0] == " " and after[1:].isdigit() and len(after) == 5 and not _has_own_marks(match)


def _has_own_marks(match: Match[str]) -> bool:
    """True for +1..., (202) ... and 202-555-..., which no card or account number looks like."""
    return not _MARKS.isdisjoint(match[0])


def _plausible(text: str, match: Match[str]) -> bool:
    written = match[0]
    if match["world"]:
        return len(_digits(written)) <= len("+") + 15
    before = text[max(0, match.start() - _CONTEXT) : match.start()]
    if match["short"]:
        return _pattern(_TEXT_TO).search(before) is not None
    if written[0] == "+":
        return True
    if _names_a_reference(before):
        return False
    if match["nanp"] and (not written.isdigit() or written.startswith(_TOLL_FREE)):
        return True
    return _last_words(before)[-1] not in _NUMBERED and _pattern(_TO_CALL).search(before) is not None


def _names_a_reference(before: str) -> bool:
    """Whether the words in front announce an identifier: "ref:", "account number", "tracking no. is", "#"."""
    if before.rstrip().endswith("#"):
        return True
    other, last = _last_words(before)
    return last in _IDENTIFIERS or (last in _NUMBER_WORDS and other in _NUMBERED)


def _last_words(before: str) -> tuple[str, str]:
    """The last two words, lower case; "is", colons and dots do not count, other marks stay on their word."""
    words = before.lower().replace(":", " ").replace(".", " ").replace("=", " ").split()
    if words and words[-1] == "is":
        words.pop()
    padded = ["", "", *words]
    return padded[-2], padded[-1]
