"""Which rules are active: selectors, packs and profiles. Pure functions of a book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from smslint.errors import Issue, RuleFileError
from smslint.model import did_you_mean
from smslint.rulebook.book import Book
from smslint.rulebook.choice import choose, locked_fault, selector_fault, unknown_profile
from smslint.rulebook.document import Path, shown
from smslint.rulebook.overrides import join_pack, overridden
from smslint.rulebook.packspec import ProfileSpec
from smslint.rulebook.rulespec import RuleSpec

DEFAULT_PROFILE = "default"
MAX_EXTENDS = 8

Rules = dict[str, RuleSpec]


class Choice(NamedTuple):
    """The rules of a profile as it has them, and which of them it has speak where nobody asks for others."""

    rules: Rules
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False


def profile_rules(
    book: Book, profile: str = DEFAULT_PROFILE, *, select: Sequence[str] = (), ignore: Sequence[str] = (),
    preview: bool = False,
) -> Rules:  # fmt: skip
    """The active rules of a profile: core, own rules and its packs, with overrides, then its choice and the caller's.

    Packs that no profile names join all of them.

    `select` replaces the profile's, `ignore` adds to it. Raises SelectorError and, for a faulty profile, RuleFileError.
    """
    rules, own, ignored, some = profile_choice(book, profile)
    return choose(rules, select or own, (*ignored, *ignore), preview or some)


def profile_choice(book: Book, profile: str) -> Choice:
    """What a profile makes of a book. Raises SelectorError and, for a faulty profile, RuleFileError."""
    if profile not in book.profiles:
        if profile != DEFAULT_PROFILE:
            raise unknown_profile(profile, book.profiles)
        return Choice(book.rules)
    chain = _chain(book, profile)
    rules, issues = _assembled(book, chain)
    if issues:
        raise RuleFileError(issues)
    chosen = next((spec.select for spec in reversed(chain) if spec.select), ())
    return Choice(rules, chosen, tuple(word for spec in chain for word in spec.ignore), any(spec.preview for spec in chain))


def own_choice(book: Book, rule_ids: Iterable[str]) -> Choice:
    """Some rules alone, as their packs have them. Raises RuleFileError where a pack is faulty."""
    rules, issues = _with_packs(book, _packs(book))
    if issues:
        raise RuleFileError(issues)
    return Choice({rule_id: rules[rule_id] for rule_id in rule_ids})


def _chain(book: Book, name: str | None) -> list[ProfileSpec]:
    """A profile and those that it extends, the most basic first."""
    chain: list[ProfileSpec] = []
    while name in book.profiles and book.profiles[name] not in chain and len(chain) < MAX_EXTENDS:
        chain.insert(0, book.profiles[name])
        name = chain[0].extends
    return chain


def _assembled(book: Book, chain: Sequence[ProfileSpec]) -> tuple[Rules, list[Issue]]:
    rules, issues = _with_packs(book, [*(name for spec in chain for name in spec.packs), *_free_packs(book)])
    for spec in chain:
        for rule_id, override in spec.overrides.items():
            if rule_id in rules:
                rules[rule_id], found = overridden(rules[rule_id], override, None)
                place_of = ("overrides", rule_id)
                issues.extend(book.issue("profile", spec.name, (*place_of, *place), said) for place, said in found)
            elif rule_id in book.rules:
                issues.append(_idle(book, spec, book.rules[rule_id]))
    return rules, issues


def _with_packs(book: Book, packs: Iterable[str]) -> tuple[Rules, list[Issue]]:
    """Core and own rules with those of some packs, as these have them, and what is wrong with what the packs set anew."""
    packs = list(dict.fromkeys(packs))
    rules = {rule.id: join_pack(book, rule) for rule in book.rules.values() if rule.pack in ("", "core", *packs)}
    issues: list[Issue] = []
    for pack in [book.packs[name] for name in packs if name in book.packs]:
        for rule_id, override in pack.overrides.items():
            if rule_id in rules:
                rules[rule_id], found = overridden(rules[rule_id], override, pack.when)
                issues.extend(book.issue("pack", pack.name, ("overrides", rule_id, *place), said) for place, said in found)
    return rules, issues


def _free_packs(book: Book) -> list[str]:
    """Packs that no profile names: nobody chose who is to have them, so every profile has."""
    named = {name for spec in book.profiles.values() for name in spec.packs}
    return [name for name in _packs(book) if name not in named]


def _packs(book: Book) -> list[str]:
    return sorted({*book.packs, *(rule.pack for rule in book.rules.values())} - {"", "core"})


def _idle(book: Book, spec: ProfileSpec, rule: RuleSpec) -> Issue:
    message = f"{rule.id} is no rule of this profile, so this does nothing; add {rule.pack} to `packs`"
    return book.issue("profile", spec.name, ("overrides", rule.id), message, key=True)


def check_selection(book: Book) -> None:
    """Append to `book.issues` what is wrong with profiles and packs."""
    found: list[Issue] = []
    for pack in book.packs.values():
        found.extend(_unknown_rules(book, "pack", pack.name, pack.overrides))
    found.extend(_with_packs(book, _packs(book))[1])
    for profile in book.profiles.values():
        found.extend(_unknown_rules(book, "profile", profile.name, profile.overrides))
        found.extend(_profile_issues(book, profile))
        found.extend(_assembled(book, _chain(book, profile.name))[1])
    book.issues.extend(dict.fromkeys(found))


def _unknown_rules(book: Book, kind: str, name: str, overrides: Iterable[str]) -> Iterator[Issue]:
    for rule_id in overrides:
        if not book.knows("rule", rule_id):
            message = f"no rule {rule_id} is loaded{did_you_mean(rule_id, list(book.rules))}"
            yield book.issue(kind, name, ("overrides", rule_id), message, key=True)


def _profile_issues(book: Book, profile: ProfileSpec) -> Iterator[Issue]:
    def issue(place: Path, message: str) -> Issue:
        return book.issue("profile", profile.name, place, message)

    for index, name in enumerate(profile.packs):
        if not book.knows("pack", name):
            yield issue(("packs", index), f"unknown pack {shown(name)}{did_you_mean(name, list(book.packs))}")
    if profile.extends is not None:
        if not book.knows("profile", profile.extends):
            hint = did_you_mean(profile.extends, list(book.profiles))
            yield issue(("extends",), f"unknown profile {shown(profile.extends)}{hint}")
        elif len(_chain(book, profile.name)) == MAX_EXTENDS or _circular(book, profile):
            yield issue(("extends",), f"profiles extend each other in a circle, or in more than {MAX_EXTENDS} steps")
    for key in ("select", "ignore"):
        for index, selector in enumerate(getattr(profile, key)):
            fault = selector_fault(book.rules, selector)
            if fault is None and key == "ignore":
                fault = locked_fault(book.rules, selector)
            if fault and ("rule", "*") not in book.broken:
                yield issue((key, index), fault)


def _circular(book: Book, profile: ProfileSpec) -> bool:
    return _chain(book, profile.name)[0].extends in book.profiles
