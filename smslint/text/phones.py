"""Phone numbers: what the number of a sender or recipient says about it.

Nothing here raises on bad input: a sender that cannot be read has no facts. Numbers in a message: `written_phones`.
"""

from __future__ import annotations

from functools import lru_cache

from smslint.text.quantities import is_digits, is_power_of_ten, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
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
    if is_digits(sender) and 3 <= len(sender) <= 8:
        return SenderFacts("short_code", None, sender)
    number = _e164(sender.translate(_SEPARATORS))
    return _name_facts(sender) if number is None else _number_facts(number)


@lru_cache(maxsize=4096)
def _country(recipient: str) -> str | None:
    """What `_facts` says of the country, in a fifth of the time: no two recipients are the same, as senders are."""
    number = _e164(whole(recipient.strip()).translate(_SEPARATORS))
    parsed = None if number is None else _parsed(number)
    if parsed is None:
        return None
    import phonenumbers

    region = phonenumbers.region_code_for_number(parsed)
    # Of the countries behind +1 these two have no prefix of their own: only a valid number is said to be theirs.
    if region is None or not (region in ("US", "CA") or phonenumbers.is_valid_number(parsed)):
        return None
    return _as_country(region)


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
