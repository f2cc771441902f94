"""Shops that a bank's alert names by their domain: "a purchase of $58.20 at LARCHSHOP.COM". Nobody is led there."""

from __future__ import annotations

import re

from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.engine.hits import Hits
    from smslint.text.links import Link

_READ = 90
_SUM = r"(?:[$£€] ?[0-9][0-9.,]*|[0-9][0-9.,]* ?(?:USD|EUR|GBP|CAD|dollars))"
_DEED = r"(?:purchase|charge|transaction|debit|authorization)"
_MADE = r"(?: (?:was |has been )?(?:made|attempted|declined|approved|posted))?"
_BEFORE = lazy(
    rf"(?:\b{_DEED} (?:of|for) {_SUM}|{_SUM} {_DEED}|\bcard (?:ending (?:in )?[0-9]{{4}} )?was (?:just )?used(?: for {_SUM})?)"
    rf"{_MADE} (?:at|from) \Z",
    re.I,
)


def lead_somewhere(hits: Hits) -> tuple[Link, ...]:
    """The links of a text without the shops in which a card was used."""
    text = hits.view.text
    return tuple(link for link in hits.view.links if not _is_merchant(link, text))


def _is_merchant(link: Link, text: str) -> bool:
    if "bare" not in link.flags or (link.path or "/") != "/":
        return False
    return _BEFORE.search(text[max(0, link.start - _READ) : link.start]) is not None
