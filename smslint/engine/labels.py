"""The name by which a text introduces itself: "Oak Bar: come in", "[Oak Bar] come in", "... - Oak Bar", "Oak Bar here"."""

from __future__ import annotations

from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

CAPITAL = r"[A-Z\u00c0-\u00d6\u00d8-\u00de\u0152]"
"""Class of a capital letter in English, Spanish and French: "Óptica", "École"."""
_WORD = rf"(?:(?:{CAPITAL}|[0-9])[\w'’.]*(?:[&-][\w'’.]+)*|&|of|and|the|de|la|[a-z]+[A-Z]\w*|[dl]['’]{CAPITAL}[\w-]*)"
# Small words inside Spanish and French names do not count: "Centro de la Mujer del Sur", "Hôtel de l'Europe".
_JOINT = r"(?:de|del|la|las|los|el|y|e|du|des|le|les|et|à|au|aux|en|sur|sous)"
_NAME = rf"{_WORD}(?: (?:{_JOINT} ){{0,2}}{_WORD}){{0,3}}"
# Pictures and stars before the name are ornament: "🚗 Oak Motors: ...".
_ORNAMENT = r"(?:[*_\s\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]*)"
_OPENING = lazy(rf"{_ORNAMENT}(?:(?:From|from|FROM) )?(?:\[(?P<b>{_NAME})\]|(?P<a>{_NAME})(?=\*?(?:\s?:\s|\s?[-–—]\s)))")
# Behind a signature the way out, the way to help or the sender's number may still follow.
_WAY_OUT = r"(?:Reply|Text|Txt|Send|REPLY|TEXT|TXT|reply|text) [\"'“]?(?:STOP|Stop|HELP|Help|END|QUIT)\b[^\n]{0,60}"
_NUMBER = r"\(?\+?[0-9][0-9().\s-]{7,16}"
_CLOSING = lazy(rf"(?:^|[.!?\s])[-–—~]\s?(?P<a>{_NAME}?)(?:[.!|]?\s+(?:{_WAY_OUT}|{_NUMBER}))?\s*\Z")
# A name of its own before a trade needs no dash: "... Call 202-555-0142. Oak Dental", or the last line.
_OWN_WORD = rf"{CAPITAL}[\w'’]*(?:[&-][\w'’]+)*"
_OWN_NAME = rf"(?:St\. )?{_OWN_WORD}(?: (?:(?:&|and|of|the|de|la|du|des) )?{_OWN_WORD}){{1,3}}"
_SIGNED = lazy(rf"(?:[.!?)]\s+|\n\s*)(?P<a>{_OWN_NAME})(?:[.!•·|]?\s+(?:[•·|]\s+)?(?:{_WAY_OUT}|{_NUMBER}))?[.!]?\s*\Z")
_NOTE = r"(?:[Rr]eminder|[Nn]otice|[Uu]pdate|[Aa]lert|[Ii]nvoice|[Rr]eceipt|[Hh]ello|[Gg]reetings)"
_PERSON = rf"{CAPITAL}[\w'’-]+ (?:from|at|with|of) "
_HERE = lazy(
    rf"{_ORNAMENT}(?:(?:[Hh]i|[Hh]ey|[Hh]ello)\b(?: {CAPITAL}\w+)?[,!.]? )?(?:"
    rf"(?:[Ii]t['’]?s )?(?:{_PERSON})?(?:the )?(?P<a>{_OWN_NAME}) here\b|"
    rf"(?:[Tt]his is|[Ii]t['’]?s|[Ii]['’]m|[Mm]y name is) {_PERSON}(?:the )?(?P<b>{_OWN_NAME})|"
    rf"(?:{CAPITAL}\w+, )?(?P<c>{_OWN_NAME}) (?:has been|is) trying to reach you|"
    rf"(?:[\w'’:]+ ){{0,4}}{_NOTE} from (?:the )?(?P<d>{_OWN_NAME}))"
)
_HERE_WORDS = (" here", " from ", " at ", " with ", " of ", " reach you")
_DASHES = "-–—~"
_OPENERS = ":[-–—"
_ARTICLES = frozenset("la el los las le les".split())
"""They open many Spanish and French names: "El Fresno", "La Perle"."""
NOT_NAMES = "identity/not-names"
GIVEN_NAMES = "identity/given-names"
TRADE_WORDS = "identity/trade-words"
PLACE_WORDS = "identity/place-words"
POSED_AS = "identity/posed-as"
_SHORTEST_TRADE = 3
_A_PERSON = lazy(
    rf"(?:(?:Nurse|Mrs?|Ms|Miss|Dr|Doc|Coach|Pastor|Officer|Ofc|Sgt|Sarge|Deputy|Dep|Capt|Lt|Principal|Counselor|Cmdr|Prof|Chef"
    rf"|Aunt|Uncle|Auntie|Fr|Father|Sister|Sr|Rabbi|Rev|Judge|Madame|Mme|Señora?|Profe|Tía|Tío)\.? {CAPITAL}[\w'’.-]{{0,20}}"
    rf"|{CAPITAL}[a-zà-ÿ]{{0,8}}\.?(?: {CAPITAL}\.?)?|{CAPITAL}\.?{CAPITAL}?\.?)"
)
"""A name of nine letters at most, alone, with an initial or behind a title; two initials."""


def sender_labels(text: str, words: Mapping[str, frozenset[str]]) -> list[tuple[int, int]]:
    """Spans of the sender's label in a text: at its start before a colon or dash, in brackets, or signed at its end."""
    found = []
    head, tail = text[:120], max(0, len(text) - 140)
    opening = _OPENING.match(head) if any(sign in head for sign in _OPENERS) else None
    closing = _CLOSING.search(text, tail) if any(text.find(sign, tail) >= 0 for sign in _DASHES) else None
    for match in (opening, closing):
        if match is None:
            continue
        group = "a" if match.groupdict().get("a") else "b"
        start, end = match.span(group)
        if _tells_who(text[start:end], words, signed=match is closing):
            found.append((start, end))
    return found


def is_signed(text: str, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a dash and a name end a text, be it a firm or somebody whose name is no given name that we know: "- Larch"."""
    match = _CLOSING.search(text, max(0, len(text) - 140))
    if match is None or not _names(match["a"], words):
        return False
    return not words.get(GIVEN_NAMES, frozenset()).issuperset(_plain(match["a"]))


def _tells_who(name: str, words: Mapping[str, frozenset[str]], *, signed: bool) -> bool:
    # "- Alex" is a person of the firm; "- Alex Dental" and "Alex: ..." may be another sender.
    personal = signed and (is_person(name) or words.get(GIVEN_NAMES, frozenset()).issuperset(_plain(name)))
    return not personal and _names(name, words)


def _names(name: str, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether it is a name at all: "Larch Water" is although "water" is none; "Hi Sam" and "Order Update" are not."""
    not_names, plain = words.get(NOT_NAMES, frozenset()), _plain(name)
    if len(plain) > 1 and plain[0] in _ARTICLES:
        del plain[0]
    anonymous = plain[0] in not_names or all(word in not_names for word in plain)
    return not anonymous and any(map(str.isupper, name))


def is_person(name: str) -> bool:
    """Whether a name behind a signature's dash or "here" reads as that of a person of the firm: Tess, J, Nurse Bev, Mr. D."""
    return _A_PERSON.fullmatch(name) is not None


def firm_labels(text: str, words: Mapping[str, frozenset[str]]) -> list[tuple[int, int]]:
    """Names of a firm that sign without a dash, or say "here": they end with a trade and begin with a word of their own."""
    head, tail = text[:120], max(0, len(text) - 140)
    signed = _SIGNED.search(text, tail)
    here = _HERE.match(head) if any(word in head for word in _HERE_WORDS) else None
    spans = [match.span(match.lastgroup or 0) for match in (here, signed) if match is not None]
    return [span for span in spans if _is_firm(text[slice(*span)], words)]


def _is_firm(name: str, words: Mapping[str, frozenset[str]]) -> bool:
    plain = _plain(name)
    first, last = plain[0], plain[-1]
    trades = words.get(TRADE_WORDS, frozenset())
    if len(plain) < 2 or len(last) < _SHORTEST_TRADE or last not in trades:
        return False
    if last in words.get(PLACE_WORDS, frozenset()) or last in words.get(POSED_AS, frozenset()):
        return False
    # "Toll Services" and "Support Team" are nobody's own; "Oak Services" is somebody's.
    return first not in trades and first not in words.get(NOT_NAMES, frozenset())


def _plain(name: str) -> list[str]:
    return [word.strip(".'’").lower() for word in name.split()]
