"""Well-known brands: named in a text, or imitated in a host."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.engine.hits import Hits, Occurrence
    from smslint.engine.program import Program
    from smslint.model import Context
    from smslint.text.links import Link

BAIT = frozenset(
    "account accounts alert alerts app auth bank banking bill billing bonus card care cancel center centre check claim client "
    "confirm customer customs delivery fee fees fraud gift help helpdesk id info invoice lock locked login logon mail member my "
    "mobile myaccount notice notify online order orders package parcel pay payment payments portal prize refund refunds "
    "rebate redelivery renew reschedule reset reward rewards safe secure secured security service services shipment "
    "shipping signin sms status support tax team toll track tracking transfer unlock unpaid update updates us usa user "
    "validate validation verification verified verify wallet web win".split()
)
"""Words that phishers put beside a brand's name in a host."""


def brands_named(hits: Hits) -> list[tuple[dict[str, Any], Occurrence]]:
    """Well-known brands that the text names, each with the place, in order."""
    program = hits.program
    found = []
    for hit in hits.of_set(program.famous_set) if program.famous_set >= 0 else ():
        brand = program.brand_of.get(hit[4])
        if brand is not None:
            found.append((program.brands[brand], hit))
    return found


class BrandIndex:
    """Host labels of well-known brands, plain and by the key under which look-alikes meet."""

    def __init__(self, brands: tuple[dict[str, Any], ...]) -> None:
        from smslint.text.leet import skeleton

        self.plain: dict[str, dict[str, Any]] = {}
        self.keys: dict[str, tuple[str, dict[str, Any]]] = {}
        self.long: list[tuple[str, dict[str, Any]]] = []
        for brand in brands:
            for label in brand["labels"]:
                self.plain.setdefault(label, brand)
                if len(label) >= 5:
                    self.keys.setdefault(skeleton(label), (label, brand))
                    self.long.append((label, brand))

    def brand_in(self, host: str) -> dict[str, Any] | None:
        """The brand that a host plays on, or None: as a label, beside a bait word, or by a look-alike spelling."""
        labels = [part for label in host.split(".")[:-1] for part in {label, *label.split("-")}]
        parts = {part for label in host.split(".")[:-1] for part in label.split("-")}
        for label in sorted(labels):
            brand = self.plain.get(label)
            if brand is not None and (not brand["ambiguous"] or len(parts & BAIT) > 0):
                return brand
            brand = self._spelled_like(label) or self._glued(label)
            if brand is not None:
                return brand
        return None

    def _spelled_like(self, label: str) -> dict[str, Any] | None:
        from smslint.text.leet import skeleton

        if len(label) < 5:
            return None
        for spelling in {label, label.replace("rn", "m"), label.replace("vv", "w")}:
            known = self.keys.get(skeleton(spelling))
            if known is not None and known[0] != label and not known[1]["ambiguous"] and _one_apart(spelling, known[0]):
                return known[1]
        return None

    def _glued(self, label: str) -> dict[str, Any] | None:
        for name, brand in self.long:
            if brand["ambiguous"] or len(label) <= len(name):
                continue
            rest = label[len(name) :] if label.startswith(name) else label[: -len(name)] if label.endswith(name) else ""
            if rest.strip("0123456789") in BAIT or (rest and rest.isdigit()):
                return brand
        return None


def _one_apart(spelling: str, name: str) -> bool:
    """Same letters but for look-alikes and repeats: close enough to deceive, too close for chance."""
    return abs(len(spelling) - len(name)) <= 2


def index_of(program: Program) -> BrandIndex:
    """The brand index of a program, built when first needed."""
    if program._brand_index is None:
        program._brand_index = BrandIndex(program.brands)
    index: BrandIndex = program._brand_index
    return index


def imitated(program: Program, link: Link, context: Context) -> dict[str, Any] | None:
    """The well-known brand whose name a link's host borrows without being that brand's, or None."""
    from smslint.engine.facts import brand_forms
    from smslint.engine.ownership import under

    host = link.host
    if "." not in host or "ip" in link.flags:
        return None
    brand = index_of(program).brand_in(host)
    if brand is None or under(link, brand["domains"]) or _national(host, brand):
        return None
    own = brand_forms(context)
    return None if " " + brand["name"].lower() + " " in own else brand


def _national(host: str, brand: dict[str, Any]) -> bool:
    """Whether the registrable name is the brand's under a two-letter country domain, which may well be genuine."""
    from smslint.text.domains import registrable_domain

    name, _, suffix = registrable_domain(host).partition(".")
    return name in brand["labels"] and len(suffix.rsplit(".", 1)[-1]) == 2
