"""How long the values of merge fields get: by the limit that a field declares, else by what its name holds."""

from __future__ import annotations

import re
from functools import lru_cache

from smslint.text.field_names import parts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.text.merge_field import Placeholder

USUAL = 20
"""Characters of a value of which nothing is known."""
DLT_VARIABLE = 30
"""Characters that India's registry allows for `{#var#}`."""

_LENGTHS = {
    "code": 8, "otp": 8, "pin": 8, "passcode": 8, "date": 18, "day": 9, "month": 9, "time": 8, "hour": 8, "hours": 3,
    "minutes": 3, "mins": 3, "days": 3, "number": 16, "no": 16, "id": 16, "order": 16, "ref": 14, "reference": 14,
    "tracking": 24, "amount": 10, "total": 10, "balance": 12, "price": 9, "fee": 9, "points": 7, "percent": 3,
    "discount": 5, "count": 4, "qty": 4, "quantity": 4, "phone": 15, "mobile": 15, "email": 32, "link": 40, "url": 40,
    "website": 30, "name": 18, "first": 14, "fname": 14, "firstname": 14, "last": 18, "lname": 18, "lastname": 18,
    "full": 30, "fullname": 30, "doctor": 24, "provider": 24, "driver": 18, "agent": 18, "company": 28, "business": 28,
    "brand": 22, "store": 28, "merchant": 28, "address": 48, "street": 30, "city": 18, "location": 36, "venue": 30,
    "room": 8, "unit": 8, "zip": 10, "product": 36, "item": 36, "items": 48, "description": 60, "message": 120,
    "body": 160, "text": 120, "content": 160, "reason": 60, "note": 80, "title": 40, "event": 36, "service": 28, "class": 24,
    "course": 30, "plan": 18, "status": 16, "vehicle": 26, "gate": 4, "seat": 4, "flight": 8, "age": 3, "year": 4,
    "nombre": 18, "fecha": 18, "hora": 8, "prenom": 14, "prénom": 14, "nom": 18,
}  # fmt: skip
_DECLARED = re.compile(
    r"(?:truncate(?:chars)?|max(?:length|_length|len)?|limit|left|slice|substr(?:ing)?|ellipsis|shorten)\W{0,4}(?:0\W{1,3})?(?P<most>[0-9]{1,3})"
    r"|:\.?(?P<python>[0-9]{1,3})s?\}|%-?\.(?P<precision>[0-9]{1,3})s|\b(?P<chars>[0-9]{1,3}) ?(?:chars?|characters)\b",
    re.IGNORECASE,
)


def worst_length(field: Placeholder, written: str) -> int:
    """Characters that the value of a field may take. written: the field as it stands in the text."""
    if field.block:
        return 0
    declared = _DECLARED.search(written)
    if declared:
        return int(next(group for group in declared.groups() if group))
    if field.syntax == "{#var#}":
        return DLT_VARIABLE
    return _by_name(field.name)


@lru_cache(maxsize=4096)
def _by_name(name: str) -> int:
    """By the last word of the name that says something: `order_date` is a date, `doctor_name` the name of a doctor."""
    known = [_LENGTHS[part] for part in parts_of(name) if part in _LENGTHS]
    if not known:
        return USUAL
    return max(known) if parts_of(name)[-1] == "name" else known[-1]
