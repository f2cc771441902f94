"""Brands that others pose as, and words cut in two, as phrase sets of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from smslint.rulebook.compiler import Compiler
from smslint.rulebook.literals import brand_labels, literals_of, squashed
from smslint.text.fold import fold
from smslint.text.skeleton import skeleton
from smslint.text.vocabulary import SIDE_BY_SIDE

FAMOUS = "brands/famous"
LONG_LABEL = 5
"""Letters of a label of a host from which its look-alikes are told."""
MIN_SPLIT, SHORT_SPLIT = 4, 6
"""Letters of a word below which its halves are not looked for apart, and below which a usual half is a coincidence."""
USUAL_HALVES = frozenset("ll ve re ok co la le de el un st th ed al en es ma pa dr mr ms jr sr tv pc id ad vs".split())
"""What stands beside short words for other reasons: he'll, go ok, we Ed."""


def famous_set(compiler: Compiler) -> tuple[int, dict[str, int], list[dict[str, Any]]]:
    """(phrase set of the names of well-known brands, brand by literal, the brands)."""
    spec = compiler.book.lists.get(FAMOUS)
    index = compiler.new_set("@famous", True)
    brand_of: dict[str, int] = {}
    brands = list(spec.brands) if spec else []
    for number, brand in enumerate(brands):
        for name in (*brand.aliases, *(() if brand.ambiguous else (brand.name,))):
            compiler.vocabulary.update(fold(name).words.split())
            for literal in literals_of(name):
                brand_of.setdefault(literal, number)
                owners = compiler.owners.setdefault(literal, [])
                if index not in owners:
                    owners.append(index)
    return index, brand_of, [_told(brand) for brand in brands]


def _told(brand: Any) -> dict[str, Any]:
    """A brand as the engine reads it, with the key of each label under which its look-alikes meet."""
    labels = brand_labels(brand)
    return {
        "name": brand.name,
        "aliases": list(brand.aliases),
        "squashed": [squashed(name) for name in (brand.name, *brand.aliases)],
        "domains": list(brand.domains),
        "kind": brand.kind,
        "ambiguous": brand.ambiguous,
        "labels": labels,
        "keys": [skeleton(label) if len(label) >= LONG_LABEL else "" for label in labels],
    }


def brand_index(brands: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Number of a brand by its names, domains and host labels; of several, the first.

    keys: by what look-alikes of a long label have in common, with the label; long: all long labels; glued: those to which a
    word may be glued ("chasebank"), so that they still mean the brand; called: all brands of a name, by its words.
    """
    names: dict[str, int] = {}
    domains: dict[str, int] = {}
    labels: dict[str, int] = {}
    glued: dict[str, int] = {}
    keys: dict[str, tuple[str, int]] = {}
    called: dict[str, tuple[int, ...]] = {}
    for number, brand in enumerate(brands):
        for words in dict.fromkeys(" ".join(fold(name).words.split()) for name in (brand["name"], *brand["aliases"])):
            called[words] = (*called.get(words, ()), number)
        for table, some in ((names, "squashed"), (domains, "domains"), (labels, "labels")):
            for one in brand[some]:
                table.setdefault(one, number)
        for label, key in zip(brand["labels"], brand["keys"], strict=True):
            if key:
                keys.setdefault(key, (label, number))
                if not brand["ambiguous"]:
                    glued.setdefault(label, number)
    long = frozenset(label for brand in brands for label, key in zip(brand["labels"], brand["keys"], strict=True) if key)
    return {
        "names": names, "domains": domains, "labels": labels, "glued": glued, "keys": keys, "long": long, "called": called,
    }  # fmt: skip


def split_set(compiler: Compiler, lexicon: frozenset[str]) -> int:
    """Words that are terms by themselves, cut in two where not both halves are words: "ca sino", "via-gra".

    Nor where both are words of one other language that stand beside each other: "casi no".
    """
    abroad = frozenset(compiler.book.lists[SIDE_BY_SIDE].words) if SIDE_BY_SIDE in compiler.book.lists else frozenset()
    index = compiler.new_set("@split", False)
    alone = [
        literal.strip()
        for literal, owners in compiler.owners.items()
        if literal.count(" ") == 2 and literal.isascii() and any(compiler.sets[owner][1] for owner in owners)
    ]
    for word in sorted(alone):
        edge = 1 if len(word) >= SHORT_SPLIT else 2
        for cut in range(edge, len(word) - edge + 1) if len(word) >= MIN_SPLIT and word.isalpha() else ():
            halves = word[:cut], word[cut:]
            known = sum(half in lexicon for half in halves)
            likely = known == 0 or len(word) >= SHORT_SPLIT or USUAL_HALVES.isdisjoint(halves)
            if known < len(halves) and likely and not abroad.issuperset(halves):
                compiler.owners.setdefault(f" {halves[0]} {halves[1]} ", []).append(index)
    return index
