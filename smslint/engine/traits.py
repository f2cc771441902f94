"""Cheap facts of a text, told once, so that only the rules they concern are asked.

A trait is a word such as `long` or `link:http`. Traits stand beside the phrase sets that were touched: a rule is asked
when one of its triggers, set or trait, is there. A trait may be told too often, never too seldom.
"""

from __future__ import annotations

from smslint.text.encoding import is_plain_gsm

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from smslint.engine.program import Program
    from smslint.text.fold import Folded
    from smslint.text.links import Link

_LOUD = bytes(65 if 65 <= code <= 90 else 32 for code in range(256))
"""Capitals as A, everything else as a space: two words in capitals of four letters and more show at a glance."""
_USUAL = bytes(code for code in (10, 13, *range(32, 127)) if not (65 <= code <= 90 or chr(code) in "^{}\\[]~|`"))
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13)) + b"\x7f"

LONG = "long"
"""More than 160 characters, or anything outside the basic GSM letters of ASCII."""
BEYOND_ASCII = "beyond-ascii"
UNNAMED = "unnamed"
"""The text does not name the sender, or nobody said who that is."""
CAPITALS = "capitals"
CONTROLS = "controls"
BLANK = "blank"
TRAIT_SHARES = {
    "link": 0.3, "link:https": 0.3, "link:path": 0.3, "link:query": 0.1, "link:bare": 0.05, "link:own": 0.2,
    "link:foreign": 0.03, "link:first": 0.01, "links": 0.02, UNNAMED: 0.03, CAPITALS: 0.2, LONG: 0.1,
}  # fmt: skip
"""The share of ordinary messages that have a trait, roughly; those that are not named are rare."""
_IN_QUERIES = frozenset("%=@")
_UNSURE = frozenset((BEYOND_ASCII, LONG, CAPITALS, CONTROLS, BLANK))
_NOTHING: frozenset[str] = frozenset()
_CAPITALS = frozenset((CAPITALS,))


def text_traits(text: str, folded: Folded) -> frozenset[str]:
    """Traits of the text itself."""
    try:
        raw = text.encode("ascii")
    except UnicodeEncodeError:
        return _UNSURE
    odd = raw.translate(None, _USUAL)
    if len(odd) < 8 and 12 <= len(raw) <= 160 and (odd.isalpha() or not odd):
        # The usual message: a few capitals, no control characters, nothing long, nothing blank.
        return _NOTHING
    capitals = raw.translate(_LOUD).count(b"AAAA") >= 2
    if 12 <= len(raw) <= 160 and is_plain_gsm(text):
        return _CAPITALS if capitals else _NOTHING
    found = {LONG}
    if capitals:
        found.add(CAPITALS)
    if len(raw.translate(None, _CONTROLS)) != len(raw):
        found.add(CONTROLS)
    if len(raw) < 12 or folded.words.isspace():
        found.add(BLANK)
    return frozenset(found)


def link_traits(program: Program, text: str, links: tuple[Link, ...], own: frozenset[int], sure: bool) -> set[str]:
    """Traits of the links: `link`, `link:<flag>`, `link:http`, `link:in:<list>`, `link:query`, `link:first` ...

    own: numbers of those that are known to be the sender's; sure: whether it is known which are.
    """
    found: set[str] = {"link"} if links else set()
    if len(own) < len(links):
        found.add("link:foreign")
    if own or not sure:
        found.add("link:own")
    if links and not any(map(str.isalnum, text[: links[0].start])):
        found.add("link:first")
    if len(links) > 1:
        found.add("links")
    for number, link in enumerate(links):
        for flag in link.flags:
            found.add("link:" + flag)
        if link.scheme:
            found.add("link:" + link.scheme)
        if link.query or link.userinfo or not _IN_QUERIES.isdisjoint(link.url):
            found.add("link:query")
        if link.userinfo:
            found.add("link:userinfo")
        if link.path:
            found.add("link:path")
            if "." in link.path:
                found.add("link:file")
        if number not in own:
            found.update(host_traits(program, link.host, link.ascii_host))
            if sure:
                found.add("link:brand")
    return found


def host_traits(program: Program, host: str, ascii_host: str) -> frozenset[str]:
    """Which host lists hold a host, which lists hold its top-level domain, and whether it plays on a brand's name."""
    known = program.host_traits.get(host)
    if known is None:
        if len(program.host_traits) > 4096:
            program.host_traits.clear()
        known = program.host_traits[host] = frozenset(_host_traits(program, host, ascii_host))
    return known


def _host_traits(program: Program, host: str, ascii_host: str) -> Iterable[str]:
    from smslint.engine.brands import index_of

    for one in {host, ascii_host}:
        rest = one
        while rest:
            for name in program.lists_of_host.get(rest, ()):
                yield "link:in:" + name
            rest = rest.partition(".")[2]
    for name in program.lists_of_host.get(host.rsplit(".", 1)[-1], ()):
        yield "link:tld:" + name
    if "." in host and index_of(program).may_play(host):
        yield "link:brand"
