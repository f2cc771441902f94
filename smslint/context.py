"""Context: what is known about a message besides its text."""

from __future__ import annotations

from smslint.brand import entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

SENDER_TYPES = ("toll_free", "10dlc", "long_code", "short_code", "alphanumeric")
USE_CASES = (
    "marketing", "transactional", "otp", "mixed", "customer_care", "account_notification", "delivery", "reminder",
    "fraud_alert", "security_alert", "polling", "public_service", "emergency", "charity", "political",
    "higher_education", "low_volume", "conversational",
)  # fmt: skip
KINDS = (
    "message", "sample", "opt_in_confirmation", "double_opt_in_request", "opt_out_reply", "help_reply",
    "call_to_action", "message_flow", "inbound",
)  # fmt: skip
CONSENTS = ("express_written", "express", "implied", "third_party", "none")
AGE_GATES = ("none", "yes_no", "date_of_birth")

CHOICES: dict[str, tuple[str, ...]] = {
    "sender_type": SENDER_TYPES, "use_case": USE_CASES, "kind": KINDS, "consent": CONSENTS, "age_gate": AGE_GATES,
}  # fmt: skip
COUNTRIES = frozenset(
    """AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
    CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
    GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
    KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
    MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
    SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
    UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW""".split()
)
"""ISO 3166-1 alpha-2 codes in use, and XK for Kosovo."""
LIST_FIELDS = frozenset({"brand_aliases", "brand_domains", "brand_phones"})
BOOL_FIELDS = frozenset({"first_message", "two_way", "opted_in", "opted_out", "template"})
INT_FIELDS = frozenset({"messages_since_opt_out", "days_since_opt_out"})
DATETIME_FIELDS = frozenset({"sent_at"})
CONTEXT_FIELDS = (
    "brand", "brand_aliases", "brand_domains", "brand_phones", "sender", "sender_type", "recipient", "country",
    "region", "recipient_timezone", "carrier", "provider", "use_case", "kind", "first_message",
    "messages_since_opt_out", "days_since_opt_out", "two_way", "opted_in", "opted_out", "consent", "age_gate",
    "language", "sent_at", "template",
)  # fmt: skip
MASKED_FIELDS = frozenset({"recipient", "sender", "brand_phones"})


class Context:
    """What is known about a message besides its text. Every field is optional; None means "not known".

    Arguments are the fields of the contract, by name. Lists become tuples (of sets in order), so a Context is hashable and
    immutable.
    Raises ContextError for an unknown field, a value outside its list or a value of the wrong type.
    """

    __slots__ = (*CONTEXT_FIELDS, "_hash", "_key", "derived")

    brand: str | None
    brand_aliases: tuple[str, ...] | None
    brand_domains: tuple[str, ...] | None
    brand_phones: tuple[str, ...] | None
    sender: str | None
    sender_type: str | None
    recipient: str | None
    country: str | None
    region: str | None
    recipient_timezone: str | None
    carrier: str | None
    provider: str | None
    use_case: str | None
    kind: str | None
    first_message: bool | None
    messages_since_opt_out: int | None
    days_since_opt_out: int | None
    two_way: bool | None
    opted_in: bool | None
    opted_out: bool | None
    consent: str | None
    age_gate: str | None
    language: str | None
    sent_at: Any
    template: bool | None
    derived: dict[Any, Any]
    """What follows from the fields alone (forms of the brand, own hosts), kept by the rooms that work it out."""
    _key: tuple[Any, ...]
    _hash: int

    def __init__(self, **fields: Any) -> None:
        for name in fields:
            if name not in _FIELD_SET:
                raise _error(_unknown_field(name))
        setter = object.__setattr__
        values = []
        for name in CONTEXT_FIELDS:
            value = fields.get(name)
            if value is not None:
                value = _checked(name, value)
                if name == "region":
                    _check_region(value, self.country)
            setter(self, name, value)
            values.append(value)
        setter(self, "_key", tuple(values))
        setter(self, "_hash", hash(self._key))
        setter(self, "derived", {})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Context cannot be changed; use replace()")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Context) and self._key == other._key

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[Any, ...]:
        return _context_from_dict, (self.to_dict(),)

    def __repr__(self) -> str:
        shown = (f"{name}={_masked(name, value)!r}" for name, value in self.to_dict().items())
        return f"Context({', '.join(shown)})"

    def to_dict(self) -> dict[str, Any]:
        """The known fields, by name."""
        return {name: value for name, value in zip(CONTEXT_FIELDS, self._key, strict=True) if value is not None}

    def replace(self, **fields: Any) -> Context:
        """A copy with some fields set anew; None forgets a field. Raises ContextError as the constructor does."""
        return Context(**{**self.to_dict(), **fields})


_FIELD_SET = frozenset(CONTEXT_FIELDS)


def _error(message: str) -> Exception:
    from smslint.errors import ContextError

    return ContextError(message)


def _context_from_dict(fields: Mapping[str, Any]) -> Context:
    return Context(**fields)


def _unknown_field(name: str) -> str:
    return f"unknown context field {name!r}{did_you_mean(name, CONTEXT_FIELDS)}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`"; did you mean 'x'?"` when a known word is close, else an empty string."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def _masked(name: str, value: Any) -> Any:
    if name not in MASKED_FIELDS:
        return value
    if isinstance(value, tuple):
        return tuple(mask_number(item) for item in value)
    return mask_number(value)


def mask_number(number: str) -> str:
    """A phone number with its last three digits hidden, as `+12025550***`; other sender ids stay as they are."""
    digits = sum(character.isdigit() for character in number)
    return number[:-3] + "***" if digits >= 7 else number


def _checked(name: str, value: Any) -> Any:
    if name in CHOICES:
        return _one_of(name, value, CHOICES[name])
    if name in LIST_FIELDS:
        return entries(name, value)
    if name in BOOL_FIELDS:
        return _typed(name, value, bool, "true or false")
    if name in INT_FIELDS:
        return _count(name, value)
    if name in DATETIME_FIELDS:
        return _aware(name, value)
    text = _typed(name, value, str, "text").strip()
    if not text:
        raise _error(f"{name} is empty; leave it out when it is not known")
    if name == "country":
        return _country(text.upper())
    if name == "region":
        return text.upper()
    if name == "language":
        return _language(text.lower())
    if name == "recipient_timezone":
        return _zone(text)
    return _party(name, text.lower()) if name in ("carrier", "provider") else text


def _check_region(code: str, country: str | None) -> None:
    from smslint.places import region_fault

    fault = region_fault(code, country)
    if fault is not None:
        raise _error(f"region {fault}")


def _zone(name: str) -> str:
    from smslint.zones import zone_fault

    fault = zone_fault(name)
    if fault is not None:
        raise _error(f"recipient_timezone {fault}")
    return name


def _party(field: str, word: str) -> str:
    from smslint.places import CARRIERS, PROVIDERS, party

    name, fault = party(word, CARRIERS if field == "carrier" else PROVIDERS)
    if fault is not None:
        raise _error(f"{field} {fault}")
    return name


def _country(code: str) -> str:
    if code not in COUNTRIES:
        from smslint.errors import shown

        hint = "; the United Kingdom is 'GB'" if code == "UK" else "; two letters of ISO 3166-1, as US, CA or GB"
        raise _error(f"country cannot be {shown(code)}{hint}")
    return code


def _language(code: str) -> str:
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        from smslint.errors import shown

        raise _error(f"language cannot be {shown(code)}; two letters of ISO 639-1, as en, es or fr")
    return code


def _one_of(name: str, value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        from smslint.errors import shown
        from smslint.places import elsewhere_called

        hint = elsewhere_called(str(value), allowed) or did_you_mean(str(value), allowed)
        raise _error(f"{name} cannot be {shown(value, 40)}{hint or '; one of ' + ', '.join(allowed)}")
    return str(value)


def _typed(name: str, value: Any, kind: type, words: str) -> Any:
    if not isinstance(value, kind):
        raise _error(f"{name} is {words}, not {type(value).__name__}")
    return value


def _count(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _error(f"{name} is a whole number of 0 or more")
    return value


def _aware(name: str, value: Any) -> Any:
    """A moment that can be told on any clock: one at the very edge of the calendar has none elsewhere."""
    from datetime import MAXYEAR, MINYEAR, datetime

    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise _error(f"{name} is a datetime with a time zone, as 2026-03-01T09:30-05:00")
    if not MINYEAR < value.year < MAXYEAR:
        raise _error(f"{name} cannot lie in the year {value.year}; write a moment as 2026-03-01T09:30-05:00")
    return value
