"""The business in whose name a Spanish or French text speaks: "le habla Ana de Clínica Roble", "l'équipe Chêne Dentaire"."""

from __future__ import annotations

from smslint.text.lazy import lazy

_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w'’]*(?:[.&-]\w+)*)"
_LINK = r"(?:(?:&|y|e|et|de la|de los|de las|del|de|des|du|la|le|les) |[dl]['’])?"
_NAME = rf"{_WORD}(?: {_LINK}{_WORD}){{0,3}}"
_LONG = rf"{_WORD}(?: {_LINK}{_WORD}){{1,3}}"
_TRADE = (
    r"(?:Academia|Agencia|Aseguradora|Autoescuela|Banco|Bodegas?|Cafeter[ií]a|Calderas|Centro|Cerrajer[ií]a|Cl[ií]nicas?|Colegio"
    r"|Consultorio|Dental|Escuela|Estudio|Farmacia|Ferreter[ií]a|Florister[ií]a|Fontaner[ií]a|Gimnasio|Grupo|Guarder[ií]a|Hospital"
    r"|Hotel|Inmobiliaria|Instituto|Joyer[ií]a|Laboratorios?|Lavander[ií]a|Librer[ií]a|Moda|Muebles|Notar[ií]a|[OÓ]ptica|Panader[ií]a"
    r"|Papeler[ií]a|Peluquer[ií]a|Pizzer[ií]a|Residencia|Restaurante|Sal[oó]n|Seguros|Supermercados?|Taller(?:es)?|Taxis?|Tienda"
    r"|Transportes|Viajes|Zapater[ií]a"
    r"|Agence|Assurances?|Atelier|Auberge|Auto|Banque|Bijouterie|Boucherie|Boulangerie|Cabinet|Caves?|Centre|Chauffage|Clinique"
    r"|Coiffure|Cr[eè]che|[EÉ]cole|Garage|Groupe|H[oô]pital|H[oô]tel|Immobili[eè]re|Institut|Laboratoire|Librairie|Maison|Menuiserie"
    r"|Optique|P[aâ]tisserie|Pharmacie|Piscine|Plomberie|Pressing|R[eé]sidence|Taxis|Th[eé][aâ]tre|Transports|Voyages)"
)
_SHOP = rf"{_TRADE}(?: {_LINK}{_WORD}){{1,3}}"
"""A name that says its trade, as most in Spanish and French do in front: no person's."""
_TITLE = r"(?:(?:Dra?|Sra?|Srta|Mme|Mlle|M|Me|Docteur|Doctora?)\.? )?"
_PERSON = rf"{_TITLE}{_WORD}(?: {_WORD})?"
_OF = r"(?:del |de |desde |la |el |los |las |(?:[Tt]u |[Ss]u )?[Ee]quipo (?=de))*"
_DU = r"(?:(?:toute )?[Ll]['’]équipe |[Vv]otre équipe |du |de |des |chez |la |le |les |d['’]|l['’])*"
_GREETING_ES = r"(?:[Hh]ola|[Ss]aludos?|[Bb]uen[oa]s (?:d[ií]as|tardes|noches)|[Rr]ecordatorio|[Aa]viso|[Mm]ensaje)"
_GREETING_FR = r"(?:[Bb]onjour|[Bb]onsoir|[Ss]alut|[Cc]oucou|[Rr]appel|[Mm]essage|[Jj]oyeuses fêtes|[Mm]eilleurs v(?:œ|oe)ux)"
_TELLS_ES = (
    r"(?:le|te|les|os) (?:informa|recuerda|avisa|comunica|desea|invita|espera|agradece|ofrece|regala|felicita|saluda|confirma)"
)
_TELLS_FR = (
    r"vous (?:informe|rappelle|souhaite|remercie|invite|propose|présente|accueille|attend|offre|confirme|annonce|contacte)"
)

PATTERNS = (
    (
        ("habla ", "escribe ", "saluda ", "llama ", "soy ", "llamo "),
        lazy(
            r"\b(?:(?:[Ll]e|[Tt]e|[Ll]es|[Oo]s) (?:habla|escribe|saluda|llama)|[Ss]oy|[Mm]i nombre es|[Mm]e llamo) "
            rf"{_PERSON},? (?:del equipo de |de parte de |desde |del |de )(?P<name>{_NAME})"
        ),
    ),
    (("somos ",), lazy(rf"\b[Ss]omos (?:el equipo de |la |el |los |las )?(?P<name>{_SHOP})")),
    (("de parte de",), lazy(rf"{_GREETING_ES}[^.:;]{{0,20}} de parte {_OF}(?P<name>{_NAME})")),
    (("equipo ",), lazy(rf"\b[Ee]quipo (?:del |de la |de )?(?P<name>{_NAME})\W*\Z")),
    (
        ("atentamente", "atte", "cordialmente", "saludo"),
        lazy(
            r"\b(?:[Aa]tentamente|[Aa]tte\.?|[Cc]ordialmente|[Ss]aludos?(?: cordiales)?)[,.:]? "
            rf"{_OF}(?P<name>{_SHOP})\W*\Z"
        ),
    ),
    (
        ("gracias por ",),
        lazy(
            r"\b[Gg]racias por (?:comprar|elegir|preferir|reservar|confiar|cenar|comer|volar|viajar|entrenar|hospedarse"
            r"|hospedarte|alojarse|alojarte|(?:[Tt]u|[Ss]u|la) (?:compra|visita|pedido|reserva|confianza|preferencia))"
            rf"(?: en| con| a)? (?:la |el |los |las )?(?P<name>{_LONG})"
        ),
    ),
    (
        ("membresía ", "membresia ", "suscripción ", "suscripcion ", "póliza ", "poliza "),
        lazy(rf"\b(?:[Tt]u|[Ss]u) (?:membres[ií]a|suscripci[oó]n|p[oó]liza) (?:de|en|con) (?P<name>{_LONG})"),
    ),
    (
        (" le ", " te ", " les ", " os "),
        lazy(rf"(?:\A|[.!] +|\bHola[,!]? (?:[A-ZÁÉÍÓÚ]\w+, )?)\W{{0,3}}(?P<name>{_SHOP}) {_TELLS_ES}\b"),
    ),
    (
        ("c'est ", "c’est ", "ici ", "je suis ", "m'appelle ", "m’appelle "),
        lazy(
            r"\b(?:[Cc]['’]est|[Ii]ci|[Jj]e suis|[Jj]e m['’]appelle) "
            rf"{_PERSON},? (?:de l['’]équipe |du |de |des |chez |d['’])(?:la société )?(?P<name>{_NAME})"
        ),
    ),
    (("de la part d",), lazy(rf"{_GREETING_FR}[^.:;]{{0,20}} de la part {_DU}(?P<name>{_NAME})")),
    (("équipe ",), lazy(rf"\b[Éé]quipe (?:du |de la |de |des |d['’])?(?P<name>{_NAME})\W*\Z")),
    (
        ("cordialement", "salutations", "bien à vous", "à bientôt"),
        lazy(rf"\b(?:[Cc]ordialement|[Ss]alutations|[Bb]ien à vous|[Àà] bientôt)[,.:]? {_DU}(?P<name>{_SHOP})\W*\Z"),
    ),
    (
        ("merci d", "merci pour "),
        lazy(
            r"\b[Mm]erci (?:d['’]avoir (?:choisi|visité|réservé|commandé|acheté|rejoint)|(?:de|pour) (?:[Vv]otre|vos|ta) "
            r"(?:visite|achats?|commandes?|réservation|confiance|fidélité))"
            rf"(?: chez| sur| avec| auprès de| à)? (?:la |le |les |l['’])?(?P<name>{_LONG})"
        ),
    ),
    (
        ("abonnement ", "adhésion ", "fidélité "),
        lazy(rf"\b(?:[Vv]otre|[Tt]on) (?:abonnement|adhésion|carte de fidélité) (?:chez |à |au )?(?P<name>{_LONG})"),
    ),
    ((" vous ",), lazy(rf"(?:\A|[.!] +|\bBonjour[,!]? (?:[A-ZÉ]\w+, )?)\W{{0,3}}(?P<name>{_SHOP}) {_TELLS_FR}\b")),
)
"""(words in small letters of which one is there, pattern) of places in a sentence where who speaks gives a name."""
