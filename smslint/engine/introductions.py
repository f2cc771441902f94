"""Who speaks, when the sender is not known: whether a text says whose it is, as far as a few plain signs tell."""

from __future__ import annotations

from smslint.engine.labels import CAPITAL, NOT_NAMES, is_signed
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.engine.hits import Hits

_HEAD = 40
"""Characters at the start and end of a text in which a sender stands."""
_SIGNED = r"[A-Z0-9][\w&'’.-]*(?: (?:&|of|and|the|[A-Z0-9][\w&'’.-]*)){0,4}"
_OF_WHOM = r"(?:de|en|chez) (?:la |el |los |las |l['’])?|del |du |des |d['’]"
# A business by two words at least: "soy Ana de Miami" and "de San Juan" tell a town.
_TWO_WORDS = rf"(?!(?:San|Santa|Santo|Los|Las|El|La|New|Nueva|Nuevo|Puerto|Costa|Saint|Sainte)[ -]){CAPITAL}[\w'’-]+ {CAPITAL}"
_INTRODUCED = lazy(
    rf"(?:\bthis is|\bit['’]s|\bi['’]?m|\bi am|\bmy name is)\s[\w .'’]{{2,40}}?\s(?:from|with|at|of|w/)\s(?:the\s)?[A-Z]"
    rf"|\b[A-Z][\w&'’.-]+(?: [\w&'’.-]+){{0,3}} (?:team|desk|office|agent|bot|support|dept|department)\b"
    rf"|\A(?:(?:Hi|Hey|Hello)[\w ]{{0,20}}[,!.]? )?{_SIGNED} here\b"
    # "soy Ana de Óptica Iris", "c'est Luc du Garage Roy", "Bonjour, Luc de Garage Roy", "Bienvenida a los avisos de Óptica Iris"
    r"|(?:\b(?:[Ss]oy|[Ss]omos|(?:[Ll]e|[Tt]e) (?:habla|escribe|saluda)|[Mm]e llamo|[Mm]i nombre es|[Cc]['’]est|[Ii]ci"
    rf"|[Jj]e suis|[Jj]e m['’]appelle)|\ABonjour,) [\w .'’]{{2,40}}?\s(?:{_OF_WHOM}){_TWO_WORDS}"
    rf"|\b[Bb]ienvenid[oa]s? a (?:los (?:avisos|mensajes|textos) )?(?:{_OF_WHOM})?{CAPITAL}"
    rf"|\b[Bb]ienvenue (?:chez |(?:aux (?:textos|messages|avis|alertes) )?(?:{_OF_WHOM})){CAPITAL}"
)
_ACRONYM = lazy(r"\s*(?:[A-Z]{3,6}|[A-Z][a-z]+[A-Z]\w+|[a-z]+[A-Z]\w+)\b")
_FIRST = lazy(r"\s*(?P<first>[A-Z][A-Za-z]{3,})(?P<more>(?: [A-Z][a-z]+)*) ")
_ENGLISH = frozenset("the your you is was to and for of a on at our we with be".split())


def somebody_named(hits: Hits) -> bool:
    """Whether a text whose sender is not known names one, as far as a few plain signs tell."""
    from smslint.engine.named_brands import brands_named

    text = hits.view.even.text
    if any(hit[0] < _HEAD or hit[1] > len(hits.view.text) - _HEAD for _, hit in brands_named(hits)):
        return True
    if _INTRODUCED.search(text) is not None or _business_introduced(hits) or is_signed(text, hits.program.words):
        return True
    lexicon, words = hits.program.vocabulary.lexicon, hits.view.folded.words.split()
    match = _ACRONYM.match(text)
    if match is not None and match[0].strip().lower() not in lexicon:
        return True
    match = _FIRST.match(text)
    if match is None or not text.isascii() or len(_ENGLISH.intersection(words)) < 1:
        return False
    not_names = hits.program.words.get(NOT_NAMES, frozenset())
    first = match["first"].lower()
    if first not in lexicon:
        return first not in hits.program.vocabulary.words
    return bool(match["more"]) and first not in not_names


_CAPITALS = rf"{CAPITAL}[\w&'’-]*(?: (?:&|of|and|{CAPITAL}[\w&'’-]*)){{0,4}}"
_THIS_IS = lazy(rf"\bthis is (?:the )?(?P<name>{_CAPITALS})")
_WHOSE = lazy(
    rf"\b[Yy]our (?P<name>{_CAPITALS}) (?:(?:security|verification|login|log-in|sign-in|access|one-time|confirmation) )?"
    rf"(?:code|passcode|PIN|OTP)\b"
    rf"|\b[Cc]ode:? [\w-]{{3,10}} (?:to|for) (?:verify|confirm|sign|log|finish|register|join)[\w' ]{{0,30}} "
    rf"(?:on|at|to|with|for|in) (?P<service>{CAPITAL}[\w&'’-]{{2,}})"
    rf"|\b[Yy]our (?:table|room|stay|seats?|reservation|appointment|visit) at (?P<house>{_CAPITALS})"
    # One word behind "calling" is as likely a person.
    rf"|\b(?:[Tt]hanks|[Tt]hank you|[Tt]hx) for (?:(?:calling|contacting) (?=(?:the )?{CAPITAL}\S* (?:& )?{CAPITAL})"
    r"|(?:choosing|visiting|shopping|booking|ordering|dining|staying)(?: at| with| from)? )"
    rf"(?:the )?(?P<thanks>{_CAPITALS})"
)
_SURE_TRADES = frozenset(
    "academy apartments autos bank cafe cardiology care chiropractic church clinic dental dentistry dermatology electric eyecare"
    " fitness florist garage gym heating hospital insurance motors optical orthodontics pediatrics pharmacy pizza plumbing realty"
    " roofing salon school university vet veterinary vision".split()
)
"""Words that make a name a business's, and that nobody is called by."""


def _business_introduced(hits: Hits) -> bool:
    """Whether a text says whose it is: "this is Westbrook Dental" and "your Foxglove Bank code", not "this is Ana Hill"."""
    text = hits.view.even.text
    match = _THIS_IS.search(text)
    if match is not None and not _SURE_TRADES.isdisjoint(match["name"].lower().split()):
        return True
    match = _WHOSE.search(text)
    words = match[match.lastgroup or 0].lower().split() if match is not None else []
    lexicon, not_names = hits.program.vocabulary.lexicon, hits.program.words.get(NOT_NAMES, frozenset())
    return any(
        word == "&" or word in _SURE_TRADES or (len(word) >= 4 and word not in lexicon and word not in not_names)
        for word in words
    )
