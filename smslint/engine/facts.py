"""Built-in signals: facts of text and context that no phrase list can hold (links, numbers, the sender's own name)."""

from __future__ import annotations

import re
from functools import lru_cache

from smslint.engine.brands import brands_named, imitated, introduced, national
from smslint.engine.nicknames import host_names, named_shortly
from smslint.engine.ownership import is_own, under
from smslint.text.fold import fold
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from smslint.engine.hits import Hits, Occurrence
    from smslint.model import Context
    from smslint.text.links import Link


def _at(link: Link, depends: tuple[str, ...] = ()) -> Occurrence:
    return link.start, link.end, (), depends, ""


def _links(hits: Hits) -> Iterable[Occurrence]:
    return [_at(link) for link in hits.view.links]


def _foreign_links(hits: Hits) -> Iterable[Occurrence]:
    context = hits.view.context
    if context.brand_domains is None:
        return [_at(link, ("brand_domains",)) for link in hits.view.links]
    return [_at(link) for link in hits.view.links if not is_own(link, context)]


def _own_links(hits: Hits) -> Iterable[Occurrence]:
    context = hits.view.context
    if context.brand_domains is None:
        return [_at(link, ("brand_domains",)) for link in hits.view.links]
    return [_at(link) for link in hits.view.links if is_own(link, context)]


def _bare_links(hits: Hits) -> Iterable[Occurrence]:
    return [_at(link) for link in hits.view.links if "bare" in link.flags]


def _shortener_links(hits: Hits) -> Iterable[Occurrence]:
    if not hits.touches("link:in:hosts/shorteners"):
        return []
    context, hosts = hits.view.context, hits.program.hosts["hosts/shorteners"]
    return [_at(link) for link in hits.view.links if under(link, hosts) and not is_own(link, context)]


def _lookalike_links(hits: Hits) -> Iterable[Occurrence]:
    context = hits.view.context
    if not hits.touches("link:brand"):
        return []
    named = [brand for brand, _ in brands_named(hits)]
    return [
        _at(link)
        for link in hits.view.links
        if not is_own(link, context) and imitated(hits.program, link, context, named)
    ]


def _akin_links(hits: Hits) -> Iterable[Occurrence]:
    """Links whose domain bears the sender's name, or while that is unknown a name that stands in the text."""
    from smslint.engine.akin import bears_name

    view = hits.view
    names = tuple(form.strip() for form in sender_forms(view.context))
    return [_at(link) for link in view.links if bears_name(link.ascii_host, names, without(view.text, view.links))]


def _pieced_links(hits: Hits) -> Iterable[Occurrence]:
    """Foreign links whose domain is pieced together from words and bears no name that is the sender's or in the text."""
    from smslint.engine.akin import is_pieced, may_be_pieced

    if not any(may_be_pieced(link.ascii_host) for link in hits.view.links):
        return []
    akin = {(start, end) for start, end, *_ in _akin_links(hits)}
    return [link for link in _foreign_links(hits) if link[:2] not in akin and is_pieced(_host_at(hits, link[0]))]


def _host_at(hits: Hits, start: int) -> str:
    return next(link.ascii_host for link in hits.view.links if link.start == start)


def _genuine_links(hits: Hits) -> Iterable[Occurrence]:
    """Links to the true sites of the brands that the text names, when it has no other links but the sender's own."""
    domains = [domain for brand, _ in brands_named(hits) for domain in brand["domains"]]
    links, context = hits.view.links, hits.view.context
    if not all(under(link, domains) or is_own(link, context) for link in links):
        return []
    return [_at(link) for link in links if under(link, domains)]


def _offbrand_links(hits: Hits) -> Iterable[Occurrence]:
    named = brands_named(hits)
    if not named:
        return []
    domains = [domain for brand, _ in named for domain in brand["domains"]]
    context = hits.view.context
    brands = [brand for brand, _ in named]
    return [
        _at(link)
        for link in hits.view.links
        if not under(link, domains) and not is_own(link, context) and not any(national(link.host, one) for one in brands)
    ]


_TERMS_PATH = lazy(r"terms|tos\b|condition|termino|modalit|legal|cgu", re.I)
_PRIVACY_PATH = lazy(r"privacy|privacidad|confidential|vie-?privee|datos", re.I)


def _links_about(path: re.Pattern[str]) -> Callable[[Hits], Iterable[Occurrence]]:
    """Links whose path says what page they lead to."""
    return lambda hits: [_at(link) for link in hits.view.links if path.search(link.path or "")]


_STOP_TO = lazy(
    r"\b(?:stop|alto|baja|arr[eê]t)(?: ?all)?[\"')]* (?:to|2|au|al?|à) (?:the number )?(\+?\(?[0-9][0-9 ().-]{1,16}[0-9])", re.I
)


def sends_stop_to_a_number(text: str) -> bool:
    """Whether STOP is to be sent to a number: the one place where more of a sender counts than its type and country."""
    return _STOP_TO.search(text) is not None


def _stop_elsewhere(hits: Hits) -> Iterable[Occurrence]:
    """STOP to be sent to a number that is not the sender's."""
    from smslint.text.phones import same_number

    found, sender = [], hits.view.context.sender
    for match in _STOP_TO.finditer(hits.view.text):
        digits = "".join(filter(str.isdigit, match[1]))
        own = sender is not None and (digits == sender or same_number(digits, sender))
        if not own:
            found.append((match.start(), match.end(), (), ("sender",) if sender is None else (), ""))
    return found


_STOP_WORDS = {
    "es": frozenset(
        """el la los las de del que en un una por para con su sus tu tus es esta este ya hoy al se le lo y o más nos te
        si""".split()
    ),
    "fr": frozenset(
        """le la les des du un une et est en pour avec sur votre vos nous vous au aux dans ce cette pas plus qui que à de ne
        se""".split()
    ),
    "en": frozenset(
        """the a an and to of for in on is are your you we our with at this it will be not have from has by or""".split()
    ),
}
"""Small words of each language; only several of them together tell anything."""
_ENOUGH = 4


def _other_tongue(hits: Hits) -> Iterable[Occurrence]:
    """The whole text, when it is declared to be, or plainly is, Spanish or French."""
    language = hits.view.context.language
    if language is None:
        words = set(hits.view.folded.words.split())
        counted = {name: len(words & small) for name, small in _STOP_WORDS.items()}
        best = max(("es", "fr"), key=lambda name: counted[name])
        language = best if counted[best] >= _ENOUGH and counted[best] >= 2 * counted["en"] else "en"
    return [(0, len(hits.view.text), (), (), "")] if language in ("es", "fr") else []


def _late_brand(hits: Hits) -> Iterable[Occurrence]:
    """The sender's name, when it first stands after the first forty characters."""
    return [hit for hit in _brand(hits) if hit[0] > 40]


def _phones(hits: Hits) -> Iterable[Occurrence]:
    return [(start, end, (), (), "") for start, end, _ in hits.view.phones]


def _foreign_phones(hits: Hits) -> Iterable[Occurrence]:
    from smslint.text.phones import same_number

    own = hits.view.context.brand_phones
    if own is None:
        return [(start, end, (), ("brand_phones",), "") for start, end, _ in hits.view.phones]
    return [
        (start, end, (), (), "")
        for start, end, digits in hits.view.phones
        if not any(same_number(digits, number) for number in own)
    ]


_PREMIUM = lazy(r"(?:\+?1)?(?:900|976)[0-9]{7}\Z|(?:\+?1)?[0-9]{3}976[0-9]{4}\Z|(?:\+?44|0)(?:9[018])[0-9]{7,8}\Z")


def _premium_phones(hits: Hits) -> Iterable[Occurrence]:
    digits = "".join(filter(str.isdigit, hits.view.text))
    if not any(sign in digits for sign in ("900", "976", "09", "449")):
        return []
    return [
        (start, end, (), (), "") for start, end, digits in hits.view.phones if _PREMIUM.match(digits.replace("+", ""))
    ]


def _emails(hits: Hits) -> Iterable[Occurrence]:
    return [(start, end, (), (), "") for start, end in hits.view.emails] if "@" in hits.view.text else []


def _placeholders(hits: Hits) -> Iterable[Occurrence]:
    return [(field.start, field.end, (), (), "") for field in hits.view.placeholders]


_MONEY = lazy(
    r"(?:[$€£¥]|\b(?:usd|cad|us\$) ?)\s?[0-9][0-9.,]{0,12}(?: ?[km]\b)?"
    r"|\b[0-9][0-9.,]{0,12} ?(?:dollars|bucks|usd|euros?|pounds)\b",
    re.I,
)
_CODE = lazy(
    r"\b(?:code|passcode|otp|pin|password|one-time|verification)\b[^0-9\n]{0,24}\b[0-9]{3}[- ]?[0-9]{1,5}\b"
    r"|\b[0-9]{3}[- ]?[0-9]{1,5}\b[^0-9.\n]{0,16}\b(?:is your|as your|code|passcode|otp)\b",
    re.I,
)


def _by_pattern(pattern: re.Pattern[str]) -> Callable[[Hits], Iterable[Occurrence]]:
    return lambda hits: [(match.start(), match.end(), (), (), "") for match in pattern.finditer(hits.view.text)]


def _emoji(hits: Hits) -> Iterable[Occurrence]:
    if hits.view.text.isascii():
        return []
    import regex

    shown = r"\p{Regional_Indicator}{2}|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f"
    older = r"\p{Extended_Pictographic}(?<=[\u2600-\u27bf\U0001f000-\U0001faff])"
    pattern = rf"(?:{shown}|{older})(?:\ufe0f|\p{{EMod}}|\u200d\p{{Extended_Pictographic}})*"
    return [(match.start(), match.end(), (), (), "") for match in regex.finditer(pattern, hits.view.text)]


_LEGAL_FORMS = frozenset("inc llc ltd limited co corp corporation company gmbh plc sa sas bv ag pty".split())
_BRAND_FIELD = lazy(
    r"brand|company|business|organi[sz]ation|\borg\b|store|shop|clinic|practice|app\b|app_?name|sender|site|merchant|"
    r"customer_name\Z|restaurant|salon|school|hotel|office_?name|service_?name|from_?name|product_?name",
    re.I,
)


def brand_forms(context: Context) -> tuple[str, ...]:
    """The sender's name and aliases in every form that counts, as padded word forms; () while the brand is unknown."""
    if context.brand is None:
        return ()
    names = [
        written
        for name in (context.brand, *(context.brand_aliases or ()))
        for written in (name, name.replace("&", " and "))
    ]
    # The names as they are written come first: nearly every text uses one of them.
    forms = dict.fromkeys(fold(name).words for name in names)
    for name in names:
        words = fold(name).words.split()
        core = words[:-1] if len(words) > 1 and words[-1] in _LEGAL_FORMS else words
        for version in (words, core, [word for word in core if word != "and"]):
            forms[" " + " ".join(version) + " "] = None
            forms[" " + "".join(version) + " "] = None
    return tuple(form for form in forms if form.strip())


_brand_cache: dict[tuple[object, object], tuple[str, ...]] = {}


def sender_forms(context: Context) -> tuple[str, ...]:
    """`brand_forms`, kept with the context."""
    forms: tuple[str, ...] | None = context.derived.get("brand_forms")
    if forms is None:
        forms = context.derived["brand_forms"] = _forms_of_sender(context)
    return forms


def _forms_of_sender(context: Context) -> tuple[str, ...]:
    """Many contexts differ in the recipient only."""
    key = (context.brand, context.brand_aliases)
    forms = _brand_cache.get(key)
    if forms is None:
        if len(_brand_cache) > 1024:
            _brand_cache.clear()
        forms = _brand_cache[key] = brand_forms(context)
    return forms


def _brand(hits: Hits) -> Iterable[Occurrence]:
    context = hits.view.context
    if context.brand is not None:
        found = _named(hits, sender_forms(context)) or named_shortly(hits)
        if found is not None:
            return [found]
    if not hits.touches(hits.program.meta["fields"]):
        return ()
    fields = [field for field in hits.view.placeholders if _BRAND_FIELD.search(field.name or "")]
    return [(field.start, field.end, (), (), "") for field in fields]


def is_named(hits: Hits) -> bool:
    """Whether the text names the sender, for certain."""
    if not hits.may_cover:
        words = hits.view.folded.words
        for form in sender_forms(hits.view.context):
            if form in words:
                return True
    found = hits.facts.get("@brand")
    if found is None:
        found = hits.facts["@brand"] = tuple(_brand(hits))
    return bool(found)


def _brand_links(hits: Hits) -> Iterable[Occurrence]:
    """Links to the sender's own site whose address spells its name."""
    context = hits.view.context
    if context.brand is None:
        return []
    return [_at(link) for link in hits.view.links if is_own(link, context) and host_names(link, context)]


def _named(hits: Hits, forms: tuple[str, ...]) -> Occurrence | None:
    """Where the text names the sender outside its links; None when it does not."""
    folded, links = hits.view.folded, hits.view.links if hits.view.may_link else ()
    words = folded.words
    for form in forms:
        at = words.find(form)
        while at >= 0:
            start, end = (at, at + len(form) - 2) if folded.is_identity else folded.span(at, at + len(form) - 2)
            if not links or not any(link.start < end and start < link.end for link in links):
                return start, end, (), (), ""
            at = words.find(form, at + 1)
    if "  " not in words and not links:
        return None
    prose = without(hits.view.text, links)
    words = " " + " ".join(fold(prose).words.split()) + " "
    return (0, 0, (), (), "") if any(form in words for form in forms) else None


def without(text: str, places: Iterable[Any]) -> str:
    """The text with a space for each place that has a start and an end, in order."""
    parts, at = [], 0
    for place in places:
        parts.append(text[at : place.start])
        at = place.end
    return " ".join([*parts, text[at:]])


def _other_brand(hits: Hits) -> Iterable[Occurrence]:
    context = hits.view.context
    own = sender_forms(context)
    found = []
    for brand, hit in brands_named(hits):
        names = {" " + " ".join(fold(name).words.split()) + " " for name in (brand["name"], *brand["aliases"])}
        if names.isdisjoint(own):
            found.append((hit[0], hit[1], hit[2], () if context.brand is not None else ("brand",), hit[4]))
    return found


def _label(hits: Hits) -> Iterable[Occurrence]:
    known = hits.facts.get("@label")
    if known is None:
        from smslint.engine.labels import sender_labels

        spans = sender_labels(hits.view.text, hits.program.words)
        known = hits.facts["@label"] = tuple((start, end, (), (), "") for start, end in spans)
    return known


def _other_label(hits: Hits) -> Iterable[Occurrence]:
    context = hits.view.context
    spans = [hit[:2] for hit in _label(hits)]
    if context.brand is None:
        return [(start, end, (), ("brand",), "") for start, end in spans]
    own = _own_words(context)
    return [(start, end, (), (), "") for start, end in spans if own.isdisjoint(_label_words(hits.view.text[start:end]))]


def _own_words(context: Context) -> set[str]:
    """Words of the sender's own names, and those names without blanks around them."""
    own: set[str] | None = context.derived.get("brand_words")
    if own is None:
        own = {word for form in sender_forms(context) for word in form.split() if len(word) >= 3}
        own.update(form.strip() for form in sender_forms(context))
        context.derived["brand_words"] = own
    return own


def _other_speaker(hits: Hits) -> Iterable[Occurrence]:
    """Names in whose name a text speaks that are not the known sender's."""
    from smslint.engine.speakers import speakers

    context, text = hits.view.context, hits.view.text
    if context.brand is None or is_named(hits):
        return []
    own = _own_words(context)
    spans = sorted({span for span in speakers(text, hits.program.words) if own.isdisjoint(_label_words(text[slice(*span)]))})
    return [(start, end, (), (), "") for start, end in spans]


def _unnamed(hits: Hits) -> Iterable[Occurrence]:
    """The text names no sender: not the known one, or, while it is unknown, nobody but a well-known brand."""
    if hits.view.context.brand is not None:
        return () if is_named(hits) else [(0, 0, (), (), "")]
    if introduced(hits) is not None:
        return [(0, 0, (), ("brand",), "")]
    return () if _label(hits) else [(0, 0, (), (), "")]


@lru_cache(maxsize=1024)
def _label_words(label: str) -> frozenset[str]:
    words = fold(label).words.split()
    return frozenset((*words, "".join(words)))


BUILTINS: dict[str, Callable[[Hits], Iterable[Occurrence]]] = {
    "@link": _links,
    "@link.foreign": _foreign_links,
    "@link.own": _own_links,
    "@link.bare": _bare_links,
    "@link.shortener": _shortener_links,
    "@link.lookalike": _lookalike_links,
    "@link.genuine": _genuine_links,
    "@link.offbrand": _offbrand_links,
    "@link.akin": _akin_links,
    "@link.pieced": _pieced_links,
    "@phone": _phones,
    "@phone.foreign": _foreign_phones,
    "@phone.premium": _premium_phones,
    "@email": _emails,
    "@placeholder": _placeholders,
    "@money": _by_pattern(_MONEY),
    "@code": _by_pattern(_CODE),
    "@emoji": _emoji,
    "@brand": _brand,
    "@brand.late": _late_brand,
    "@brand.link": _brand_links,
    "@link.privacy": _links_about(_PRIVACY_PATH),
    "@link.terms": _links_about(_TERMS_PATH),
    "@stop.elsewhere": _stop_elsewhere,
    "@tongue.other": _other_tongue,
    "@brand.other": _other_brand,
    "@label": _label,
    "@unnamed": _unnamed,
    "@label.other": _other_label,
    "@speaker.other": _other_speaker,
    "@disguised": lambda hits: hits.all_disguised(),
}
"""Name of a built-in signal -> how it is found."""
