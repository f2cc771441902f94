"""Does this word name a field? `[FirstName]` and `<order date>` are merge fields; `[FREE]` and `<3` are decoration."""

from __future__ import annotations

import re
from functools import lru_cache

_FIELD_TEXT = """
account action address agent agency age alias amount answer appointment area arrival attendee author balance benefit
birthday booking branch brand building business campaign cardholder carrier category city class client clinic
code codes company contact count country coupon course credit currency customer date day days deadline delivery
department departure description destination details discount district doctor domain donor driver due duration email
employee end ending estimate eta event expiration expires expiry extension field file fname firstname first fee flight
format friend full gender group guest hotel hour hours id info initial initials institution insurance invoice issue item
items job key keyword landlord language last lastname lead link list lname location manager meeting member merchant
message method middle minutes mobile model month month name names nickname note number offer office order org
organisation organization organizer otp owner package page parent passcode password patient payment percent percentage
person pet phone pickup pin place plan platform plate points policy position practice price product products program
project property provider province purpose quantity rate reason receipt recipient ref referral referrer reference region
rep representative reservation restaurant room salon salutation school score seat sender sequence service services
session shop signature site size sku slot spouse staff start state status step store street student stylist subject
subtotal summary surname task teacher team tech technician template term ticket time timeline timezone title token topic
total tracking type unit url user username val validity value var variable variant vehicle vendor venue visit volunteer
voucher website week weekday window year your zip zipcode zone
nombre apellido fecha hora codigo código enlace empresa producto servicio direccion dirección telefono teléfono pedido
monto importe cita cliente tienda ciudad nom prenom prénom lien heure marque entreprise montant commande adresse ville
nome cognome empresa data horario horário produto valor cidade loja kunde datum uhrzeit firma betrag vorname nachname
"""
FIELDS = frozenset(_FIELD_TEXT.split())
"""Words that name what is filled in."""

_STRONG_TEXT = """
brand business client company contact customer firstname fname lastname lname merchant name org organisation
organization patient recipient sender store user username nombre nom nome vorname empresa entreprise
"""
STRONG = frozenset(_STRONG_TEXT.split())
"""Of those, the ones that may open a message: people and brands. "[Order]" in that place is a heading."""

_REMARKS = frozenset("window aisle part position extension practice page pet volume weekend unit visit middle".split())
"""Words that people put in brackets to say more about what stands before: seat 14C [window]."""

_CONNECTING_TEXT = "a an and brief call custom de del for here her his in my new next of or our short the their to your"
_CONNECTING = frozenset(_CONNECTING_TEXT.split())
_TELLING_TEXT = "add enter fill input insert put what who whose where when which write their"
_TELLING = frozenset(_TELLING_TEXT.split())
"""First words of a note to the author: "[What they need to do]", "[insert brand]"."""

_HTML_TEXT = """
a abbr article aside b big blockquote body br button center dd del div dl dt em font footer form h1 h2 h3 h4 h5 h6 head
header hr html i iframe img ins kbd li main mark nav ol option p pre q s script section select small span strike strong
style sub sup svg table tbody td th thead tr tt u ul video wbr
"""
HTML = frozenset(_HTML_TEXT.split())

_PARTS = re.compile(r"[A-Z]?[a-z\u00df-\u024f]+|[A-Z]+(?![a-z])|\d+|[^\W\d_]+")
_SEPARATORS = re.compile(r"[\s/&,-]+")
_IDENTIFIER = re.compile(r"[^\W\d][\w.-]*\Z")
_HOSTS = frozenset({"com", "net", "org", "example", "info", "biz", "io", "co", "uk"})


def parts_of(name: str) -> list[str]:
    """The words of an identifier: `firstName`, `first_name` and `FIRST-NAME` are all first and name."""
    return [part.lower() for part in _PARTS.findall(name)]


@lru_cache(maxsize=4096)
def is_field(inner: str, opens_message: bool = False) -> bool:
    """Whether the words between ambiguous brackets name a field.

    opens_message: the bracket is the first thing in the text, where only people and brands count.
    """
    inner = inner.strip(" *:#.")
    if not inner or not inner[0].isalpha() or any(character in "!?%$\"" for character in inner):
        return False
    words = [inner] if inner.islower() and _IDENTIFIER.match(inner) else _SEPARATORS.split(inner)
    known = STRONG if opens_message else FIELDS
    if len(words) == 1:
        return _is_field_word(inner, known)
    lowered = [word.lower().strip(".'\u2019") for word in words if word]
    if lowered[0] in _TELLING and not opens_message:
        return True
    rest = [word for word in lowered if word not in _CONNECTING and not word.isdigit()]
    return bool(rest) and all(any(part in FIELDS for part in parts_of(word)) for word in rest) and (
        not opens_message or any(part in STRONG for word in rest for part in parts_of(word))
    )


def _is_field_word(word: str, known: frozenset[str]) -> bool:
    """One word: `Name`, `CODE`, `HairType`, `first_name`, `short.link`; never `PayPal` or `larch.example`."""
    if not _IDENTIFIER.match(word):
        return False
    if "." in word:
        parts = word.lower().split(".")
        return parts[-1] not in _HOSTS and (parts[-1] in FIELDS or parts[0] in FIELDS)
    if word.lower() in known:
        return word not in _REMARKS
    parts = parts_of(word)
    if "_" in word.strip("_"):
        return True
    return len(parts) > 1 and any(part in known for part in parts)


ENVIRONMENT = frozenset("PATH HOME TEMP TMP PWD SHELL APPDATA USERPROFILE PROGRAMFILES WINDIR SYSTEMROOT JAVA_HOME".split())
"""Variables of computers, which texts among technicians name."""


def is_variable(name: str) -> bool:
    """Whether `$name` or `:name` is a variable rather than leet, a currency or a share: `$first_name`, `$orderId`."""
    if name in ENVIRONMENT:
        return False
    if name.lower() in FIELDS and (name.islower() or name.isupper()):
        return True
    if "_" in name.strip("_"):
        return not any(character.isdigit() for character in name.split("_")[0])
    parts = parts_of(name)
    return len(parts) > 1 and name[0].islower() and any(part in FIELDS for part in parts)
