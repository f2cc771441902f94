"""The fields of a Context that are lists: other names of the sender, and the domains and numbers that are its own."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

LONGEST_LABEL = 63
LONGEST_REGISTRY = 4
"""Letters of what stands for a kind of company below a country, as in co.uk, com.au or firm.in."""
OF_ONE_STATE = frozenset({"go", "gob", "gouv", "gov", "govt", "gub", "mil", "nhs"})
"""Of these one state owns whatever stands below, as of gov.uk: its offices name them as their own."""
FEWEST_DIGITS = 3
_USUAL = {
    "brand_aliases": '["Larch", "Larch Cafe"]',
    "brand_domains": '["larch.example"]',
    "brand_phones": '["+12025550142"]',
}


def entries(name: str, value: Any) -> tuple[str, ...]:
    """The entries of a list field, those of a set in order. Raises ContextError for what is no list, or means nothing."""
    try:
        if isinstance(value, (str, bytes)) or hasattr(value, "keys"):
            raise TypeError
        items = tuple(sorted(value) if isinstance(value, (set, frozenset)) else value)
    except TypeError:
        raise _error(f"{name} is a list of texts, as {_USUAL[name]}") from None
    if not all(isinstance(item, str) for item in items):
        raise _error(f"{name} is a list of texts, as {_USUAL[name]}")
    fault = _fault(name, items)
    if fault is not None:
        raise _error(f"{name} {fault}")
    return items


def sound(name: str, items: Iterable[str]) -> tuple[str, ...]:
    """Those entries of a list that mean something, each once: forms hold what people write into them."""
    return tuple(item for item in dict.fromkeys(items) if _fault(name, (item,)) is None)


@lru_cache(maxsize=4096)
def _fault(name: str, items: tuple[str, ...]) -> str | None:
    """What is wrong with a list, kept by value: an audit makes one Context for each message."""
    for item in items:
        fault = _FAULTS[name](item)
        if fault is not None:
            from smslint.errors import shown

            return f"cannot hold {shown(item, 40)}: {fault}; write {_USUAL[name]}"
    return None


def _alias_fault(alias: str) -> str | None:
    return None if any(map(str.isalnum, alias)) else "that is no name"


def _phone_fault(number: str) -> str | None:
    return None if sum(map(str.isdigit, number)) >= FEWEST_DIGITS else "that is no number"


def _domain_fault(domain: str) -> str | None:
    words = domain.replace(",", " ").replace(";", " ").split()
    if len(words) > 1 and all("." in word for word in words):
        return "each domain is an entry of its own"
    host = domain.lower().strip().removeprefix("https://").removeprefix("http://").split("/")[0]
    host = host.partition(":")[0].removeprefix("*").strip(".")
    labels = host.split(".")
    if not all(map(_is_label, labels)):
        return "that is no domain"
    if len(labels) == 1 or _is_public_suffix(labels):
        return "everybody's domains end so"
    return None


def _is_label(label: str) -> bool:
    if not 0 < len(label) <= LONGEST_LABEL or label[0] == "-" or label[-1] == "-":
        return False
    plain = label.replace("-", "").replace("_", "")
    return plain.isalnum() or (bool(plain) and all(unicodedata.category(character)[0] in "LMN" for character in plain))


def _is_public_suffix(labels: list[str]) -> bool:
    """Whether nobody owns the whole of it. The list of such names is long, and read only for what looks like one."""
    if len(labels) != 2 or len(labels[1]) != 2 or len(labels[0]) > LONGEST_REGISTRY or labels[0] in OF_ONE_STATE:
        return False
    from smslint.text.domains import registrable_domain

    below = ".".join(("a", *labels))
    return registrable_domain(below) == below


_FAULTS = {"brand_aliases": _alias_fault, "brand_domains": _domain_fault, "brand_phones": _phone_fault}


def _error(message: str) -> Exception:
    from smslint.errors import ContextError

    return ContextError(message)
