"""Cheap facts of a text, told once, so that only the rules they concern are asked.

A trait is a word such as `long` or `link:http`. Traits stand beside the phrase sets that were touched: a rule is asked
when one of its triggers, set or trait, is there. A trait may be told too often, never too seldom.
"""

from __future__ import annotations

from smslint.text.encoding import is_plain_gsm

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from smslint.engine.bits import Bits, Group
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
RARE_TRAIT = 0.01
"""The share taken for a trait that the table does not name."""
_IN_QUERIES = frozenset("%=@")


class TextTraits:
    """Traits of a text itself, as bits."""

    __slots__ = ("_blank", "_capitals", "_controls", "_long", "_unsure")

    def __init__(self, bits: Bits) -> None:
        self._long, self._capitals, self._controls, self._blank = bits[LONG], bits[CAPITALS], bits[CONTROLS], bits[BLANK]
        self._unsure = bits.group((BEYOND_ASCII, LONG, CAPITALS, CONTROLS, BLANK))

    def of(self, text: str, folded: Folded) -> Group:
        """All that a text has."""
        try:
            raw = text.encode("ascii")
        except UnicodeEncodeError:
            return self._unsure
        odd = raw.translate(None, _USUAL)
        if len(odd) < 8 and 12 <= len(raw) <= 160 and (odd.isalpha() or not odd):
            # The usual message: a few capitals, no control characters, nothing long, nothing blank.
            return 0
        found = self._capitals if raw.translate(_LOUD).count(b"AAAA") >= 2 else 0
        if 12 <= len(raw) <= 160 and is_plain_gsm(text):
            return found
        found |= self._long
        if len(raw.translate(None, _CONTROLS)) != len(raw):
            found |= self._controls
        if len(raw) < 12 or folded.words.isspace():
            found |= self._blank
        return found


def link_traits(program: Program, text: str, links: tuple[Link, ...], own: frozenset[int], sure: bool) -> Group:
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
    traits = 0
    for number, link in enumerate(links):
        found.update(_traits_of(link))
        if number not in own:
            traits |= host_traits(program, link.host, link.ascii_host)
            if sure:
                found.add("link:brand")
    return traits | program.bits.group(found)


def _traits_of(link: Link) -> Iterable[str]:
    """Traits of how one link is written."""
    for flag in link.flags:
        yield "link:" + flag
    if link.scheme:
        yield "link:" + link.scheme
    if link.query or link.userinfo or not _IN_QUERIES.isdisjoint(link.url):
        yield "link:query"
    if link.userinfo:
        yield "link:userinfo"
    if link.path:
        yield "link:path"
        if "." in link.path:
            yield "link:file"


def host_traits(program: Program, host: str, ascii_host: str) -> Group:
    """Which host lists hold a host, which lists hold its top-level domain, and whether it plays on a brand's name."""
    known = program.host_traits.get(host)
    if known is None:
        if len(program.host_traits) > 4096:
            program.host_traits.clear()
        known = program.host_traits[host] = program.bits.group(_host_traits(program, host, ascii_host))
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
