"""One-time codes in templates: a field stands where the code will be, and its name or the words around it say so."""

from __future__ import annotations

import re

from smslint.text.field_names import parts_of
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from smslint.engine.hits import Hits, Occurrence
    from smslint.text.merge_field import Placeholder

_NOUNS = frozenset("code otp pin passcode token codigo código clave nip verificationcode onetimecode".split())
_SURE = frozenset("otp verification login auth authentication signin onetime 2fa mfa".split())
"""Parts of a name that only a one-time code has; with `code` and its like behind them, `otp` alone too."""
_OTHER = (
    "promo|promotion|discount|coupon|gift|referral|voucher|offer|reward|savings|confirmation|booking|reservation|pickup|pick-up|gate"
    "|door|zip|postal|country|area|dress|locker|vip|bonus|entry|alarm|lockbox|wifi|wi-fi|order|claim|raffle|tracking|event|ticket"
)
"""What makes a code one of doors, coupons or bookings."""
_OTHERS = frozenset(_OTHER.split("|"))
_CODE = r"(?:code|passcode|otp|pin|token)"
_BEFORE = lazy(rf"\byour (?P<what>(?:[\w&'’.-]+ ){{0,3}}){_CODE}(?: is)?:? ?\Z", re.I)
_AFTER = lazy(rf" is (?:your|the) (?P<what>(?:[\w&'’.-]+ ){{0,3}}){_CODE}\b", re.I)
_USE = lazy(r"\b(?:use|enter|type)(?: the)?(?: code)? \Z", re.I)
_TO = lazy(r" to (?:(?:sign|log)(?: back)? ?in|verify|confirm your (?:login|log-?in|sign-?in|identity|number|phone))\b", re.I)
_SELLS = lazy(
    r"\b(?:off|free|save|saves|sale|deals?|coupon|discount|promo|offer|reward|gift|checkout|descuento|gratis|rebajas?|remise|rabais|soldes)\b",
    re.I,
)
"""What makes "your code is {{code}}" a coupon: unlike a number, the field does not show whether it will be SAVE20."""
LONGEST = 80
"""Characters around a field that may say what it holds."""


def one_time_codes(hits: Hits) -> Iterable[Occurrence]:
    """Fields that hold a one-time code for certain: by a name that nothing else has, or by a sentence that hands it over."""
    text = hits.view.text
    sells = _SELLS.search(text) is not None
    return [
        (field.start, field.end, (), (), "")
        for field in hits.view.placeholders
        if _is_sure(field.name) or (not sells and _is_handed_over(text, field))
    ]


def _is_named(name: str) -> bool:
    """Whether a field is called a code, a PIN, a passcode or a token, and none of a door, a coupon or a booking."""
    parts = [part for part in parts_of(name) if part not in ("value", "text")]
    return bool(parts) and parts[-1] in _NOUNS and _OTHERS.isdisjoint(parts)


def _is_sure(name: str) -> bool:
    parts = parts_of(name)
    return _is_named(name) and (parts[-1] == "otp" or not _SURE.isdisjoint(parts) or parts[:2] == ["one", "time"])


def _is_handed_over(text: str, field: Placeholder) -> bool:
    """Whether the words around make it the reader's code: "your code is {{1}}", "{{pin}} is your code", "use %s to sign in"."""
    if field.block or not (_is_named(field.name) or not field.name or field.name.isdigit() or field.syntax == "{#var#}"):
        return False
    before, after = text[max(0, field.start - LONGEST) : field.start], text[field.end : field.end + LONGEST]
    told = _BEFORE.search(before) or _AFTER.match(after)
    if told is not None:
        return _OTHERS.isdisjoint(told["what"].lower().split())
    return _USE.search(before) is not None and _TO.match(after) is not None
