"""Every link and e-mail address in a message, with or without a scheme, honest or disguised, and what it is made of.

Texts with neither dots nor colons cost a substring search. Offsets are code points of the text as given.
"""

from __future__ import annotations

import re

from smslint.text.bare_hosts import usable_labels
from smslint.text.lazy import lazy
from smslint.text.link import Link
from smslint.text.link_repair import may_need_repair, repair
from smslint.text.link_scan import Scan
from smslint.text.placeholder_signs import may_hold_placeholder
from smslint.text.spans import Spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Sequence
    from typing import Protocol

    class Span(Protocol):
        """Anything with a place in the text."""

        start: int
        end: int


__all__ = [
    "Email", "Link", "find_emails", "find_links", "find_links_folded", "has_file_extension", "host_matches",
    "query_fields", "redirect_target",
]  # fmt: skip

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%'-]{1,64}+@([\w-]++(?:\.[\w-]++)++)")
_REDIRECT_TEXT = """
url u uri link l href redirect redirect_url redirect_uri redirecturl redir rurl dest destination target to next goto go
out continue return return_url return_to returnurl returnto forward fwd r q page site view load ref_url
"""
_REDIRECT_FIELDS = frozenset(_REDIRECT_TEXT.split())


def find_links(text: str, placeholders: Sequence[Span] | None = None) -> tuple[Link, ...]:
    """All links of a text, in order, without overlap.

    placeholders: merge fields found before, whose dotted names (`{{order.id}}`) are no hosts; looked up when not given.
    """
    if "." not in text and ":" not in text and text.isascii() and _DOTLESS.search(text) is None:
        return ()
    if ("{" in text or "<%" in text) and _BLOCK.search(text) is not None:
        text = _without_blocks(text)
    repaired = repair(text) if may_need_repair(text, text.lower()) else None
    scan = Scan(text if repaired is None else repaired.text, repaired)
    found = scan.links()
    if _OVERRIDE in text:
        plain = Spans((link.start, link.end) for link in found)
        turned = [link for link in _overridden(text) if not plain.overlap(link.start, link.end)]
        found = sorted([*found, *turned], key=lambda link: link.start)
    return tuple(_outside(text, found, placeholders) if scan.has_bare else found)


def find_links_folded(folded: str) -> tuple[Link, ...]:
    """Links of a folded (lower-case) text, with offsets into that: what look-alike letters hide from the original.

    Case is lost there, so prefer `find_links` on the original wherever both find a link.
    """
    return find_links(folded)


_DOTLESS = lazy(r"/|d[o0]t|,|www|%2e|&[#p]", re.IGNORECASE)
"""What a disguised link without a dot or a colon holds."""
_BLOCK = lazy(r"\{%|<%[^=]|\{\{[-~]?\s*(?:[#/^]|else|if|end|range|with)")


def _without_blocks(text: str) -> str:
    """Blanks where a template decides what follows: `https://larch.example{% endif %}` ends before the brace."""
    from smslint.text.placeholders import find_placeholders

    pieces, end = [], 0
    for one in find_placeholders(text):
        if one.block:
            pieces += [text[end : one.start], " " * (one.end - one.start)]
            end = one.end
    return "".join([*pieces, text[end:]])


_OVERRIDE = "\u202e"
_TURNED = lazy(f"{_OVERRIDE}([^\u202c\u202e\u2069\\n]{{4,200}})\u202c?")


def _overridden(text: str) -> Iterable[Link]:
    """Links that a right-to-left override shows from their end."""
    for match in _TURNED.finditer(text):
        for link in Scan(match[1][::-1], None).links():
            end = match.end(1) - link.start
            start = match.end(1) - link.end
            flags = link.flags | {"bidi"}
            yield Link(start, end, link.url, link.scheme, link.host, link.ascii_host, link.port, link.path, link.query,
                       link.userinfo, flags)  # fmt: skip


def _outside(text: str, found: list[Link], placeholders: Sequence[Span] | None) -> Iterable[Link]:
    """The links that do not lie inside a merge field."""
    if placeholders is None:
        if not any(sign in text for sign in "{[<%") or not may_hold_placeholder(text):
            return found
        from smslint.text.placeholders import find_placeholders

        placeholders = find_placeholders(text)
    if not placeholders:
        return found
    holes = {place for hole in placeholders for place in range(hole.start, hole.end)}
    return [link for link in found if link.start not in holes or link.end - 1 not in holes]


class Email:
    """One e-mail address: its place, the address as written, and its domain in lower case."""

    __slots__ = ("address", "domain", "end", "start")

    def __init__(self, start: int, end: int, address: str, domain: str) -> None:
        self.start = start
        self.end = end
        self.address = address
        self.domain = domain

    def __repr__(self) -> str:
        return f"Email({self.start}:{self.end})"


def find_emails(text: str) -> tuple[Email, ...]:
    """All e-mail addresses whose domain can exist."""
    if "@" not in text:
        return ()
    found = []
    for match in _EMAIL.finditer(text):
        labels = usable_labels(match[1].strip("-_"))
        if labels:
            domain = ".".join(labels)
            end = match.start(1) + len(domain)
            found.append(Email(match.start(), end, text[match.start() : end], domain.lower()))
    return tuple(found)


def host_matches(host: str, domains: Container[str]) -> bool:
    """Whether the host is one of these domains or lies below one; by whole labels, so walmart.com is not t.co."""
    while host:
        if host in domains:
            return True
        host = host.partition(".")[2]
    return False


def query_fields(link: Link) -> tuple[tuple[str, str], ...]:
    """Names and values of the query, in order, decoded; merge fields stay as they are."""
    if not link.query:
        return ()
    from urllib.parse import unquote_plus

    parts = (unquote_plus(part, errors="replace").partition("=") for part in link.query.split("&") if part)
    return tuple((name, value) for name, _, value in parts)


def redirect_target(link: Link) -> str:
    """The absolute address that the link would send its reader on to (`?url=https://...`), else an empty text."""
    if not link.query and "http" not in link.path.lower():
        return ""
    from urllib.parse import unquote

    for name, value in query_fields(link):
        target = unquote(value, errors="replace")
        if name.lower() in _REDIRECT_FIELDS and _is_absolute(target):
            return target
    path = unquote(link.path, errors="replace")
    place = path.lower().find("/http", 1)
    return path[place + 1 :] if place >= 0 and _is_absolute(path[place + 1 :]) else ""


def _is_absolute(value: str) -> bool:
    return value.lower().startswith(("http://", "https://", "//", "http:/", "https:/")) and len(value) > 7


def has_file_extension(link: Link, extensions: Collection[str]) -> bool:
    """Whether the path names a file with one of these endings (lower case, without the dot)."""
    name = link.path.rpartition("/")[2]
    return "." in name and name.rpartition(".")[2].lower() in extensions
