"""Phone numbers: what a sender's number says about it, and the numbers written in a message.

Nothing here raises on bad input: a sender that cannot be read has no facts, and a text without numbers has none.
"""

from __future__ import annotations

from functools import lru_cache

from smslint.text.quantities import is_digits, is_power_of_ten, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match, Pattern

    from phonenumbers import PhoneNumber

LONGEST = 64
"""A sender or number longer than this is not read at all."""

_SEPARATORS = dict.fromkeys(map(ord, " .-()/\t\u00a0\u2007\u2010\u2011\u2012\u2013\u202f"))
_LONGEST_ALPHANUMERIC = 11


class SenderFacts:
    """What can be told from a sender id alone; None where it cannot.

    `local` marks an ordinary +1 number: it is 10dlc once registered and long_code until then, which only the caller
    can know, so its `sender_type` stays None. `normalized` is E.164 for numbers, digits for a short code.
    """

    __slots__ = ("country", "local", "normalized", "sender_type")

    def __init__(
        self, sender_type: str | None, country: str | None, normalized: str | None, local: bool = False
    ) -> None:
        self.sender_type = sender_type
        self.country = country
        self.normalized = normalized
        self.local = local

    def __repr__(self) -> str:
        return f"SenderFacts({self.sender_type}, {self.country}, local={self.local})"


class PhoneSpan:
    """A number written in a text: text[start:end], and its digits, after a + if one is written there."""

    __slots__ = ("digits", "end", "start")

    def __init__(self, start: int, end: int, digits: str) -> None:
        self.start = start
        self.end = end
        self.digits = digits

    def __repr__(self) -> str:
        return f"PhoneSpan({self.start}:{self.end})"


_NOTHING = SenderFacts(None, None, None)


def sender_facts(sender: str) -> SenderFacts:
    """Sender type and country of a sender id: E.164, a number as written at home, a short code or a name."""
    return _facts(sender) if len(sender) <= LONGEST else _NOTHING


def recipient_country(recipient: str) -> str | None:
    """ISO 3166 country of a recipient's number, None when it is not a valid number."""
    return _country(recipient) if len(recipient) <= LONGEST else None


def same_number(a: str, b: str) -> bool:
    """Whether two ways of writing mean one number: format and the North American +1 do not matter."""
    key = _key_digits(a)
    return key is not None and key == _key_digits(b)


@lru_cache(maxsize=4096)
def _facts(sender: str) -> SenderFacts:
    sender = whole(sender.strip())
    if _is_short_code(sender):
        return SenderFacts("short_code", None, sender)
    number = _e164(sender.translate(_SEPARATORS))
    return _name_facts(sender) if number is None else _number_facts(number)


@lru_cache(maxsize=4096)
def _country(recipient: str) -> str | None:
    """What `_facts` says of the country, in a fifth of the time: no two recipients are the same, as senders are."""
    recipient = whole(recipient.strip())
    number = None if _is_short_code(recipient) else _e164(recipient.translate(_SEPARATORS))
    parsed = None if number is None else _parsed(number)
    if parsed is None:
        return None
    import phonenumbers

    region = phonenumbers.region_code_for_number(parsed)
    # Of the countries behind +1 these two have no prefix of their own: only a valid number is said to be theirs.
    if region is None or not (region in ("US", "CA") or phonenumbers.is_valid_number(parsed)):
        return None
    return _as_country(region)


def _is_short_code(sender: str) -> bool:
    return is_digits(sender) and 3 <= len(sender) <= 8


def _e164(plain: str) -> str | None:
    """`plain` (separators gone) as an international number, None when it is no number."""
    digits = plain.removeprefix("+")
    if not is_digits(digits):
        return None
    if plain[0] == "+":
        return plain if 7 <= len(digits) <= 15 and digits[0] != "0" else None
    if _is_north_american(digits):
        return "+1" + digits[-10:]
    # Providers drop the plus: 447700900123. With 11 digits or more no short code is meant, and no 0 or 1 leads it.
    return "+" + digits if 11 <= len(digits) <= 15 and digits[0] not in "01" else None


def _is_north_american(digits: str) -> bool:
    """Ten digits, or eleven with the 1 in front; neither area nor exchange begins with 0 or 1."""
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    return len(digits) == 10 and digits[0] not in "01" and digits[3] not in "01"


def _number_facts(number: str) -> SenderFacts:
    import phonenumbers

    parsed = _parsed(number)
    kind = phonenumbers.PhoneNumberType.UNKNOWN if parsed is None else phonenumbers.number_type(parsed)
    if parsed is None or kind == phonenumbers.PhoneNumberType.UNKNOWN:  # it is no valid number
        return _NOTHING
    country = _as_country(phonenumbers.region_code_for_number(parsed))
    return _typed_facts(kind, parsed.country_code == 1, country, number)


def _parsed(number: str) -> PhoneNumber | None:
    """An international number as the library has it."""
    import phonenumbers

    if number.startswith("+1") and len(number) == 12 and number[2] not in "01":
        return phonenumbers.PhoneNumber(country_code=1, national_number=int(number[2:]))
    try:
        return phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None


def _as_country(region: str | None) -> str | None:
    """What is in no country bears a number: 001."""
    return region if region is not None and region.isalpha() else None


def _typed_facts(kind: int, nanp: bool, country: str | None, number: str) -> SenderFacts:
    from phonenumbers import PhoneNumberType as Kind

    if kind == Kind.TOLL_FREE:
        return SenderFacts("toll_free", country, number)
    ordinary = kind in (Kind.FIXED_LINE, Kind.MOBILE, Kind.FIXED_LINE_OR_MOBILE, Kind.VOIP)
    if ordinary and not nanp:
        return SenderFacts("long_code", country, number)
    return SenderFacts(None, country, number, local=ordinary)


def _name_facts(name: str) -> SenderFacts:
    from smslint.text.encoding import GSM7_BASIC

    fits = 0 < len(name) <= _LONGEST_ALPHANUMERIC and GSM7_BASIC.issuperset(name) and name.isprintable()
    if fits and any(map(str.isalpha, name)) and not is_power_of_ten(name):
        return SenderFacts("alphanumeric", None, name)
    return _NOTHING


def _key_digits(number: str) -> str | None:
    if len(number) > LONGEST:
        return None
    plain = whole(number.strip()).removeprefix("tel:").replace("(0)", "").translate(_SEPARATORS)
    digits = plain.removeprefix("+")
    if not (is_digits(digits) and 3 <= len(digits) <= 15):
        return None
    return "1" + digits[-10:] if plain[0] != "+" and _is_north_american(digits) else digits


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
    found = []
    five_digits, candidate = _pattern(_FIVE_DIGITS), _pattern(_CANDIDATE)
    zone = five_digits.search(text)
    while zone is not None:
        match = candidate.search(text, max(0, zone.start() - 2))
        if match is None:
            break
        if _stands_free(text, match) and _plausible(text, match):
            found.append(PhoneSpan(match.start(), match.end(), _digits(match[0])))
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
