"""Well-known brands: their names and domains, and which of them a host imitates."""

from __future__ import annotations

import marshal
from functools import lru_cache

from smslint.text.hosts import LONGEST_LABEL
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from smslint.engine.program import Program
    from smslint.model import Context
    from smslint.text.links import Link

MOST_PARTS = 8
"""Parts between dots and hyphens that the domain of a well-known brand may have: no longer stretch of a host is looked up."""
BAIT = frozenset(
    "acces acceso access account accounts alert alerts app appeal auth bank banking bill billing bonus cancel "
    "card cards care center centre check claim client collect confirm credit customer customs delivery deposit "
    "dispute driver due duty expired fee fees fraud free gift help helpdesk hold id idcheck inbox info invoice "
    "keep lane lock locked login logon lost mail member message mobile my myaccount notice notify online order "
    "orders package parcel pay payment payments portal prize protect rebate rebook recall recovery redelivery "
    "refund refunds release renew reschedule reset review revoke reward rewards safe secure secured security "
    "service services shipment shipping signin signon slot sms status stop support suspend tax team toll track "
    "tracking transfer unblock unlock unpaid update updates us usa user validate validation verification verified "
    "verify wallet web win".split()
)
"""Words that phishers put beside a brand's name in a host."""


class BrandIndex:
    """Names, host labels and domains of well-known brands (see `smslint.rulebook.brandsets.brand_index`).

    A brand is opened when something leads to it, as in most texts nothing does.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        index = marshal.loads(program.bundle["brand_index"])
        self.names: dict[str, int] = index["names"]
        self._domains: dict[str, int] = index["domains"]
        self._plain: dict[str, int] = index["labels"]
        self._gluable: dict[str, int] = index["glued"]
        self._keys: dict[str, tuple[str, int]] = index["keys"]
        self._long: frozenset[str] = index["long"]
        self._called: dict[str, tuple[int, ...]] = index["called"]
        self.brand_in = lru_cache(maxsize=4096)(self._brand_in)

    def named(self, name: str) -> dict[str, Any] | None:
        """The brand of a name without blanks."""
        return self._brand(self.names.get(name))

    def called(self, words: Iterable[str]) -> tuple[int, ...]:
        """Numbers of the brands that have a name of these words."""
        return self._called.get(" ".join(words), ())

    def _brand(self, number: int | None) -> dict[str, Any] | None:
        return None if number is None else self._program.brands[number]

    def _brand_in(self, host: str) -> dict[str, Any] | None:
        """The brand that a host plays on, or None: as a label, beside a bait word, or by a look-alike spelling."""
        labels = [part for label in host.split(".")[:-1] for part in {label, *label.split("-")}]
        parts = {part for label in host.split(".")[:-1] for part in label.split("-")}
        for label in sorted(labels):
            brand = self._brand(self._plain.get(label))
            if brand is not None and (not brand["ambiguous"] or len(parts & BAIT) > 0):
                return brand
            brand = self._spelled_like(label) or self._glued(label)
            if brand is not None:
                return brand
        return self._domain_inside(host) or (AUTHORITY if poses_by_ending(host) else None)

    def may_play(self, host: str) -> bool:
        """Whether a host may borrow a name, once the text or the context says whose: a cheap look, rather too often."""
        return self.brand_in(host) is not None or any(
            part in self._plain or part in self.names or any(part[:end] in self._long for end in range(5, len(part) + 1))
            for label in host.split(".")[:-1]
            if len(label) <= LONGEST_LABEL
            for part in label.split("-")
        )

    def _domain_inside(self, host: str) -> dict[str, Any] | None:
        """The brand whose whole domain stands before the end of a host: `mtb.com-alert.example`, `hsbc.co.uk.login.test`."""
        starts = [0, *(place + 1 for place, sign in enumerate(host) if sign in ".-")]
        ends = [place for place, sign in enumerate(host) if sign in ".-"]
        for place, start in enumerate(starts):
            for end in ends[place : place + MOST_PARTS]:
                brand = self._brand(self._domains.get(host[start:end]))
                if brand is not None:
                    return brand
        return None

    def _spelled_like(self, label: str) -> dict[str, Any] | None:
        from smslint.text.skeleton import skeleton

        if len(label) < 5:
            return None
        for spelling in _spellings(label):
            name, number = self._keys.get(skeleton(spelling), ("", None))
            brand = self._brand(number)
            if brand is not None and name != label and not brand["ambiguous"] and _one_apart(spelling, name):
                return brand
        return None

    def _glued(self, label: str) -> dict[str, Any] | None:
        if len(label) > LONGEST_LABEL:
            return None
        for cut in range(1, len(label)):
            head, tail = label[:cut], label[cut:]
            for name, rest in ((head, tail), (tail, head)):
                brand = self._brand(self._gluable.get(name))
                if brand is not None and (rest.strip("0123456789") in BAIT or rest.isdigit()):
                    return brand
        return None


def _one_apart(spelling: str, name: str) -> bool:
    """Same letters but for look-alikes and repeats: close enough to deceive, too close for chance."""
    return abs(len(spelling) - len(name)) <= 2


def index_of(program: Program) -> BrandIndex:
    """The brand index of a program, built when first needed."""
    if program._brand_index is None:
        program._brand_index = BrandIndex(program)
    index: BrandIndex = program._brand_index
    return index


def imitated(
    program: Program, link: Link, context: Context, named: Iterable[dict[str, Any]] = ()
) -> dict[str, Any] | None:
    """The brand whose name a link's host borrows without being that brand's, or None; `named`: those that the text names."""
    from smslint.engine.naming import brand_forms
    from smslint.engine.ownership import under

    host = link.host
    if "." not in host or "ip" in link.flags:
        return None
    if _plays_on_sender(host, context):
        return AUTHORITY
    brand = index_of(program).brand_in(host)
    if brand is None or under(link, brand["domains"]) or national(host, brand):
        brand = next((one for one in named if _borrows(host, one) and not under(link, one["domains"])), None)
    if brand is None or national(host, brand):
        return None
    own = brand_forms(context)
    return None if " " + brand["name"].lower() + " " in own else brand


AUTHORITY: dict[str, Any] = {
    "name": "", "aliases": (), "squashed": (), "domains": (), "labels": (), "keys": (), "kind": "government", "ambiguous": False,
}  # fmt: skip
"""Stands for whoever a host poses as that no table can name: a town's office, the sender itself."""
_ENDING_INSIDE = lazy(
    r"(?:^|[.-])(?:gov|gob|gouv)(?:[.-]|$)|[a-z0-9]\.(?:com|net|org|example)[.-]|(?:^|\.)(?:com|net|org)-[a-z]"
)


@lru_cache(maxsize=4096)
def poses_by_ending(host: str) -> bool:
    """Whether an ending such as .com or .gov stands inside a host, where it only pretends to be one: `city.gov.pay.example`."""
    if not any(sign in host for sign in ("gov", "gob", "gouv", "com", "net", "org", "example")):
        return False
    from smslint.text.domains import registrable_domain

    domain = registrable_domain(host)
    inside = host[: len(host) - len(domain)] + domain.partition(".")[0]
    return _ENDING_INSIDE.search(inside) is not None


def _plays_on_sender(host: str, context: Context) -> bool:
    """Whether a host looks like one of the sender's own domains and is none: `dovetai1.example`, `larch.example.login.test`."""
    from smslint.engine.ownership import host_is_own, own_hosts

    if not context.brand_domains or host_is_own(host, context):
        return False
    return _plays_on(host, own_hosts(context.brand_domains))


@lru_cache(maxsize=4096)
def _plays_on(host: str, own_hosts: frozenset[str]) -> bool:
    from smslint.engine.typos import one_letter_off
    from smslint.text.skeleton import skeleton

    if any(host.startswith((own + ".", own + "-")) or f".{own}." in host for own in own_hosts):
        return True
    parts = {part for label in host.split(".")[:-1] for part in (label, *label.split("-")) if len(part) >= 5}
    spellings = [(part, spelling) for part in parts for spelling in _spellings(part)]
    if not spellings:
        return False
    if any(one_letter_off(part, name) for part in parts for name in _names_of(own_hosts)):
        return True
    names = [(name, skeleton(name)) for name in _names_of(own_hosts)]
    for part, spelling in spellings:
        key = skeleton(spelling)
        for name, key_of_name in names:
            if part != name and (spelling == name or key == key_of_name) and _one_apart(spelling, name):
                return True
    return False


def _spellings(part: str) -> set[str]:
    """A part of a host as it may be read: two letters that look like one are that one."""
    return {part, part.replace("rn", "m"), part.replace("vv", "w")}


@lru_cache(maxsize=256)
def _names_of(hosts: frozenset[str]) -> tuple[str, ...]:
    """The names in some hosts that are long enough to be played on, without what stands before and behind them."""
    names = (host.split(".")[-2] if host.count(".") else host for host in hosts)
    return tuple(sorted({name for name in names if len(name) >= 5}))


def _borrows(host: str, brand: dict[str, Any]) -> bool:
    """Whether a host holds the name of a brand that the text names, as a part of its own or at the start of one."""
    parts = [part for label in host.split(".")[:-1] for part in label.split("-")]
    squashed = ["".join(label.split("-")) for label in host.split(".")[:-1]]
    for name in {*brand["labels"], *brand["squashed"]}:
        if name in parts or name in squashed:
            return True
        if len(name) >= 4 and any(part.startswith(name) for part in (*parts, *squashed)):
            return True
    return False


def national(host: str, brand: dict[str, Any]) -> bool:
    """Whether the registrable name is the brand's under a two-letter country domain, which may well be genuine."""
    from smslint.text.domains import registrable_domain

    name, _, suffix = registrable_domain(host).partition(".")
    return name in brand["labels"] and len(suffix.rsplit(".", 1)[-1]) == 2
