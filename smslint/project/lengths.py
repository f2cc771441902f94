"""How long the values of merge fields are: as the configuration says, else by the words of the field's name."""

from __future__ import annotations

from smslint.text.field_names import parts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

UNKNOWN = (1, 10, 40)
"""Shortest, usual and longest value of a field whose name says nothing, in characters."""
_TABLE = """
6 6 6      otp passcode
4 6 8      code pin token verification codigo código clave
2 7 30     name fname lname firstname lastname surname nickname first last nombre apellido prenom nom vorname guest patient
           customer client contact recipient member user stylist driver doctor agent student staff team
3 14 30    brand company business merchant store shop clinic organization organisation org restaurant empresa entreprise firma
           sender vendor tienda magasin loja
15 28 60   link url website site href enlace lien tracking portal page
6 20 60    email mail
10 12 16   phone number mobile telephone tel telefono teléfono
2 6 12     amount price total balance fee cost value sum due payment discount monto importe montant betrag preis valor
           saldo precio
3 10 20    date day fecha datum weekday deadline expiry
4 5 8      time hour hora heure uhrzeit start end open opens close closes opening closing apertura cierre
1 2 4      count minutes minute hours days quantity qty points percent seats items expires minutos validity
           dias días horas jours tage guests people nights noches personas
4 8 20     order id ref reference tracking_number invoice booking reservation ticket account case policy pedido
           commande confirmation guia guía folio
3 9 30     city town location branch venue place ciudad ville sucursal agence filiale
10 30 80   address street direccion dirección adresse
5 20 60    product item service title event subject plan course producto produit
"""
ROLES = {"brand": (3, 14, 30), "link": (15, 28, 60), "text": UNKNOWN}


def _read(table: str) -> dict[str, tuple[int, int, int]]:
    known: dict[str, tuple[int, int, int]] = {}
    sizes = UNKNOWN
    for line in table.strip().splitlines():
        words = line.split()
        if words[0].isdigit():
            sizes, words = (int(words[0]), int(words[1]), int(words[2])), words[3:]
        known.update(dict.fromkeys(words, sizes))
    return known


_KNOWN = _read(_TABLE)


def lengths(name: str, settings: Mapping[str, Any], brand: str | None = None) -> tuple[int, int, int]:
    """(shortest, usual, longest) value of a field, in characters.

    settings: the configuration's `placeholders`; brand: the declared one, for a field that holds it.
    """
    entry = setting_of(name, settings)
    usual = _by_role(entry.get("is"), brand) or _by_name(name)
    shortest = entry.get("shortest", min(usual[0], entry.get("longest", usual[0])))
    longest = entry.get("longest", max(usual[2], entry.get("typical", 0), shortest))
    typical = entry.get("typical", min(max(usual[1], shortest), longest))
    return shortest, typical, longest


def setting_of(name: str, settings: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the configuration says about a field: by its whole name, or by the last part of a dotted one."""
    entry: Mapping[str, Any] = settings.get(name) or settings.get(name.rpartition(".")[2]) or {}
    return entry


def _by_role(role: str | None, brand: str | None) -> tuple[int, int, int] | None:
    if role == "brand" and brand:
        return (len(brand),) * 3
    return ROLES.get(role or "")


def _by_name(name: str) -> tuple[int, int, int]:
    """By the last word of the name that the table knows: `order_link` is a link, `link_code` a code."""
    parts = parts_of(name)
    if len(parts) > 1 and parts[-1] in ("name", "number", "id", "at", "on", "in") and parts[-2] in _KNOWN:
        return _KNOWN[parts[-2]] if parts[-1] != "number" or parts[-2] in ("order", "invoice") else _KNOWN["number"]
    return next((_KNOWN[part] for part in reversed(parts) if part in _KNOWN), UNKNOWN)
