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

_TABLE = """
3    hours minutes mins days percent age dias días minutos horas jours heures tage stunden hrs nights noches guests people
     personas party wait porcentaje edad
4    count qty quantity gate seat seats year cantidad mesa table puerta asiento
5    discount
7    points puntos
8    code otp pin passcode time hour room unit flight hora heure uhrzeit open opens close closes opening closing apertura cierre
     abertura fechamento codigo código clave
9    day month price fee dia día mes jour mois tag weekday precio prix preis
10   amount total zip monto importe montant betrag valor
12   balance saldo start end until inicio fin desde hasta debut début beginn ende
14   ref reference first fname firstname prenom prénom
15   phone mobile telefono teléfono tel celular telefon
16   number no id order status pedido folio commande numero número factura facture invoice booking reservation
     reserva horario horário
18   date name last lname lastname driver agent city plan nombre apellido fecha nom datum customer client cliente patient ciudad
     ville cidade stadt vorname nachname nome cognome
22   brand
24   tracking doctor provider class guia guía
26   vehicle
28   company store business merchant service branch sucursal tienda magasin agence loja filiale empresa entreprise firma
30   website full fullname street venue course
32   email
36   location product item event producto produit produto
40   link url title enlace lien
48   address items direccion dirección adresse endereco endereço
60   description reason
80   note
120  message text
160  body content
"""


def _read(table: str) -> dict[str, int]:
    known: dict[str, int] = {}
    length = USUAL
    for line in table.strip().splitlines():
        words = line.split()
        if words[0].isdigit():
            length = int(words.pop(0))
        known.update(dict.fromkeys(words, length))
    return known


_LENGTHS = _read(_TABLE)
"""Word of a field's name -> characters that such values hardly exceed."""
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
