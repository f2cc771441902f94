"""One compiled bundle for every profile and every choice of rules: what takes long does not depend on who is chosen.

A bundle holds all rules as their files have them. A variant, which is a profile or one's own rules alone, keeps how its
rules differ from those, in severity, in conditions or in what is said of them, and which of them speak.
"""

from __future__ import annotations

import marshal

from smslint.rulebook.choice import choose, unknown_profile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from smslint.rulebook.book import Book
    from smslint.rulebook.selection import Choice

    Bundle = dict[str, Any]
    Finish = Callable[[Bundle], Bundle]

OWN = ""
"""The variant of rules that stand alone, without a profile."""


class Face:
    """What selectors look at, of a rule that was compiled."""

    __slots__ = ("category", "id", "locked", "name", "status", "tags")

    def __init__(self, head: Mapping[str, Any], body: Mapping[str, Any]) -> None:
        self.id: str = head["id"]
        self.status: str = head["status"]
        self.name: str = body["name"]
        self.category: str = body["category"]
        self.tags: tuple[str, ...] = body["tags"]
        self.locked: bool = body["locked"]


def with_variants(bundle: Bundle, book: Book, choices: Mapping[str, Choice], finish: Finish | None) -> Bundle:
    """A bundle of all rules of a book, and its variants by name.

    finish: what the bundle of each variant goes through, to spare those who load it the work: it adds an outline.
    """
    whole = finish(bundle) if finish else bundle
    return {**whole, "variants": {name: marshal.dumps(_variant(whole, book, choices[name], finish)) for name in choices}}


def variant_of(whole: Bundle, name: str, select: Sequence[str], ignore: Sequence[str], preview: bool) -> Bundle:
    """The bundle of a variant and of those rules that speak; select replaces the variant's own selectors, ignore adds to them.

    Raises SelectorError for a variant that there is not, and for a selector that names nothing.
    """
    if name not in whole["variants"]:
        raise unknown_profile(name, whole["variants"])
    variant = marshal.loads(whole["variants"][name])
    heads = {**{head["id"]: head for head in whole["rules"]}, **variant["heads"]}
    bundle = {**whole, "bodies": {**whole["bodies"], **variant["bodies"]}}
    speaking: Sequence[str] = variant["speaking"]
    if select or ignore or preview:
        faces = {rule: Face(heads[rule], marshal.loads(bundle["bodies"][rule])) for rule in variant["rules"]}
        own, ignored, some = variant["choice"]
        speaking = sorted(choose(faces, select or own, (*ignored, *ignore), preview or some))
    bundle["rules"] = [heads[rule] for rule in speaking]
    if "outline" in whole:
        lines = {**whole["outline"]["rules"], **variant["outline"]["rules"]}
        bundle["outline"] = {**whole["outline"], **variant["outline"], "rules": lines}
    return bundle


def _variant(whole: Bundle, book: Book, choice: Choice, finish: Finish | None) -> dict[str, Any]:
    """How the rules of a choice differ from those of a bundle, and which of them speak."""
    from smslint.rulebook.records import head_of

    heads = {name: head_of(choice.rules[name]) for name in sorted(choice.rules)}
    bodies = dict(_other_bodies(whole, book, choice))
    known = {head["id"]: head for head in whole["rules"]}
    return {
        "rules": tuple(heads),
        "heads": {name: head for name, head in heads.items() if head != known[name]},
        "bodies": bodies,
        "choice": (choice.select, choice.ignore, choice.preview),
        "speaking": tuple(sorted(choose(choice.rules, *choice[1:]))),
        **({"outline": _other_outline(whole, heads, finish)} if finish else {}),
    }


def _other_bodies(whole: Bundle, book: Book, choice: Choice) -> Any:
    from smslint.rulebook.records import said_of

    for name in sorted(choice.rules):
        body = marshal.loads(whole["bodies"][name])
        own = {**body, **said_of(book, choice.rules[name])}
        if own != body:
            yield name, marshal.dumps(own)


def _other_outline(whole: Bundle, heads: Mapping[str, Any], finish: Finish) -> dict[str, Any]:
    outline, known = finish({**whole, "rules": list(heads.values())})["outline"], whole["outline"]["rules"]
    lines = {name: line for name, line in outline["rules"].items() if line != known[name]}
    return {**outline, "rules": lines}
