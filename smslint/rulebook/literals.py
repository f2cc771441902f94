"""Terms and names as the scan looks for them: word forms, padded with a space on each side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from smslint.text.fold import fold
from smslint.text.leet import strip_accents

SIGN_BETWEEN = "   "
"""A sign such as & or + between two words, as word forms have it: "scratch & win"."""


def term_lines(owners: Mapping[str, Sequence[int]], groups: Mapping[str, Sequence[int]]) -> bytes:
    """Terms and keys as one sorted text, a line each (see `smslint.engine.terms.Terms`): bytes are loaded without decoding."""
    lines = sorted(
        f"{literal.strip(' ')}\t{len(literal) - len(literal.lstrip(' '))}"
        f"\t{_numbers(owners.get(literal, ()))}\t{_numbers(groups.get(literal, ()))}"
        for literal in {*owners, *groups}
    )
    return ("\n" + "".join(line + "\n" for line in lines)).encode("utf-8")


def _numbers(some: Iterable[int]) -> str:
    return ",".join(map(str, sorted(some)))


def literals_of(phrase: str) -> list[str]:
    """A phrase as it stands in word forms: padded, with a sign in place of "and", and all once more without accents."""
    folded = fold(phrase).words
    lead = "  " if phrase[:1] in "$€£¢#@" else " "
    core = folded.strip(" ")
    forms = [core, core.replace(" and ", SIGN_BETWEEN)]
    return [lead + form + " " for form in dict.fromkeys([*forms, *map(strip_accents, forms)])]


def squashed(name: str) -> str:
    """A brand's name as one word, letters and digits only."""
    return "".join(filter(str.isalnum, name.replace("&", "and"))).lower()


def brand_labels(brand: Any) -> list[str]:
    """How a brand is written in a host: as its table says, or its names without spaces, from four letters on."""
    if brand.labels:
        return sorted(brand.labels)
    spelled = {"".join(fold(name).words.split()) for name in (brand.name, *brand.aliases)}
    return sorted(label for label in spelled if label.isascii() and len(label) >= (3 if brand.name.isupper() else 4))
