"""What the links of a text are: own or foreign, bare, shortened, posing as somebody's, or bearing the sender's name."""

from __future__ import annotations

import re

from smslint.engine.brands import imitated, index_of, national
from smslint.engine.merchants import lead_somewhere
from smslint.engine.named_brands import brands_named
from smslint.engine.naming import sender_forms
from smslint.engine.nicknames import host_names
from smslint.engine.ownership import is_own, under
from smslint.text.composed import composed
from smslint.text.fold import fold
from smslint.text.lazy import lazy
from smslint.text.spans import without

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from smslint.engine.hits import Hits, Occurrence
    from smslint.text.links import Link


def _at(link: Link, depends: tuple[str, ...] = ()) -> Occurrence:
    return link.start, link.end, (), depends, ""


def _links(hits: Hits) -> Iterable[Occurrence]:
    return [_at(link) for link in hits.view.links]


def _foreign_links(hits: Hits) -> Iterable[Occurrence]:
    context = hits.view.context
    if context.brand_domains is None:
        return [_at(link, ("brand_domains",)) for link in lead_somewhere(hits)]
    return [_at(link) for link in lead_somewhere(hits) if not is_own(link, context)]


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
    from smslint.engine.akin import READ_FOR_NAMES, bears_name

    view = hits.view
    names = tuple(form.strip() for form in sender_forms(view.context))
    rest = composed(without(view.text, view.links))[0][:READ_FOR_NAMES]
    return [_at(link) for link in view.links if bears_name(link.ascii_host, names, rest)]


def _pieced_links(hits: Hits) -> Iterable[Occurrence]:
    """Foreign links whose domain is pieced together from words and bears no name that is the sender's or in the text."""
    from smslint.engine.akin import is_pieced, may_be_pieced

    if not any(may_be_pieced(link.ascii_host) for link in hits.view.links):
        return []
    akin = {(start, end) for start, end, *_ in _akin_links(hits)}
    host_at = {link.start: link.ascii_host for link in hits.view.links}
    return [link for link in _foreign_links(hits) if link[:2] not in akin and is_pieced(host_at[link[0]])]


def _attached_links(hits: Hits) -> Iterable[Occurrence]:
    """Pieced links that only resemble the sender's name."""
    from smslint.engine.akin import is_attached

    pieced = list(_pieced_links(hits))
    if not pieced:
        return []
    forms = sender_forms(hits.view.context)
    host_at = {link.start: link.ascii_host for link in hits.view.links}
    return [link for link in pieced if is_attached(host_at[link[0]], forms)]


PUBLIC_DOMAINS = ("gov", "mil", "gov.uk", "gov.au", "gc.ca", "govt.nz")
"""Endings that only public bodies are given: who leads there alone, to no other number or page, leads to that office."""


def _genuine_links(hits: Hits) -> Iterable[Occurrence]:
    """Links to the true sites of the brands that the text names, when it has no other links but the sender's own."""
    from smslint.text.links import redirect_target

    domains = [domain for brand, _ in brands_named(hits) for domain in brand["domains"]]
    links, context = hits.view.links, hits.view.context
    if not hits.view.phones and not any(redirect_target(link) for link in links):
        domains.extend(PUBLIC_DOMAINS)
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
        for link in lead_somewhere(hits)
        if not under(link, domains) and not is_own(link, context) and not any(national(link.host, one) for one in brands)
    ]


def _astray_links(hits: Hits) -> Iterable[Occurrence]:
    """Links of a sender who bears a well-known name to none of that name's sites; nobody said which sites are the sender's."""
    context = hits.view.context
    if context.brand is None or context.brand_domains is not None:
        return []
    spelled = fold(context.brand.replace("&", " and ")).words.replace(" ", "")
    brand = index_of(hits.program).named(spelled)
    if brand is None:
        return []
    return [
        _at(link, ("brand_domains",))
        for link in lead_somewhere(hits)
        if not under(link, brand["domains"]) and not national(link.host, brand)
    ]


_TERMS_PATH = lazy(r"terms|tos\b|condition|termino|modalit|legal|cgu", re.I)
_PRIVACY_PATH = lazy(r"privacy|privacidad|confidential|vie-?privee|datos", re.I)


def _links_about(path: re.Pattern[str]) -> Callable[[Hits], Iterable[Occurrence]]:
    """Links whose path says what page they lead to."""
    return lambda hits: [_at(link) for link in hits.view.links if path.search(link.path or "")]


def _brand_links(hits: Hits) -> Iterable[Occurrence]:
    """Links to the sender's own site whose address spells its name."""
    context = hits.view.context
    if context.brand is None:
        return []
    return [_at(link) for link in hits.view.links if is_own(link, context) and host_names(link, context)]


LINK_FACTS: dict[str, Callable[[Hits], Iterable[Occurrence]]] = {
    "@link": _links,
    "@link.foreign": _foreign_links,
    "@link.own": _own_links,
    "@link.bare": _bare_links,
    "@link.shortener": _shortener_links,
    "@link.lookalike": _lookalike_links,
    "@link.genuine": _genuine_links,
    "@link.offbrand": _offbrand_links,
    "@link.astray": _astray_links,
    "@link.akin": _akin_links,
    "@link.pieced": _pieced_links,
    "@link.attached": _attached_links,
    "@link.privacy": _links_about(_PRIVACY_PATH),
    "@link.terms": _links_about(_TERMS_PATH),
    "@brand.link": _brand_links,
}
"""Name of a built-in signal about links -> how it is found."""
