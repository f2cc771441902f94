"""Which rules are active: selectors, packs and profiles. Pure functions of a book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from smslint.errors import Issue, RuleFileError, SmslintError
from smslint.model import CATEGORIES, FAMILIES, did_you_mean
from smslint.rulebook.book import Book
from smslint.rulebook.document import Path, shown
from smslint.rulebook.overrides import join_pack, overridden
from smslint.rulebook.packspec import ProfileSpec
from smslint.rulebook.rulespec import RuleSpec

DEFAULT_PROFILE = "default"
MAX_EXTENDS = 8

Rules = dict[str, RuleSpec]

_PREFIX = re.compile(rf"(?:{'|'.join(FAMILIES)})[0-9]{{0,3}}\Z")


class SelectorError(SmslintError, ValueError):
    """A selector names nothing, or asks for what is not allowed; the text says what to write."""


def select(
    book: Book, select: Sequence[str] = (), ignore: Sequence[str] = (), preview: bool = False
) -> dict[str, RuleSpec]:
    """The active rules of a book: those selected (all, when nothing is), without those ignored.

    A selector is `all`, an id, a prefix (`CNT`, `CNT0`), a name, a category or a tag. Rules in preview need `preview`
    or their own id or name; deprecated rules need their id or name. Raises SelectorError for a selector that names
    nothing, and for ignoring a locked rule.
    """
    return choose(book.rules, select, ignore, preview)


def choose(rules: Mapping[str, RuleSpec], chosen: Sequence[str], ignored: Sequence[str], preview: bool) -> Rules:
    """As `select`, of any collection of rules."""
    for selector in (*chosen, *ignored):
        if fault := selector_fault(rules, selector):
            raise SelectorError(fault)
    for selector in ignored:
        if fault := locked_fault(rules, selector):
            raise SelectorError(fault)
    return {
        rule.id: rule
        for rule in rules.values()
        if _selected(rule, chosen, preview) and (rule.locked or not any(matches(rule, word) for word in ignored))
    }


def _selected(rule: RuleSpec, chosen: Sequence[str], preview: bool) -> bool:
    if any(exactly(rule, selector) for selector in chosen):
        return True
    if rule.status == "deprecated" or (rule.status == "preview" and not preview):
        return False
    return not chosen or any(matches(rule, selector) for selector in chosen)


def exactly(rule: RuleSpec, selector: str) -> bool:
    """Whether a selector is the rule's own id or name."""
    return selector in (rule.id, rule.name)


def matches(rule: RuleSpec, selector: str) -> bool:
    """Whether a selector covers a rule."""
    if exactly(rule, selector) or selector == "all" or selector == rule.category or selector in rule.tags:
        return True
    return bool(_PREFIX.match(selector)) and rule.id.startswith(selector)


def selector_fault(rules: Mapping[str, RuleSpec], selector: str) -> str | None:
    """Why a selector cannot be used, or None. A category without rules is no mistake."""
    if selector == "all" or selector in CATEGORIES or any(matches(rule, selector) for rule in rules.values()):
        return None
    known = {"all", *CATEGORIES, *FAMILIES}
    for rule in rules.values():
        known |= {rule.id, rule.name, *rule.tags}
    hint = did_you_mean(selector[:60], sorted(known))
    return f"unknown selector {shown(selector)}{hint or '; a rule id, prefix, name, category or tag'}"


def locked_fault(rules: Mapping[str, RuleSpec], selector: str) -> str | None:
    """Why a selector may not be ignored: it names a locked rule, or locked rules only."""
    covered = [rule for rule in rules.values() if matches(rule, selector)]
    locked = [rule.id for rule in covered if rule.locked]
    if locked and (len(locked) == len(covered)):
        ids = ", ".join(locked[:5]) + (", ..." if len(locked) > 5 else "")
        return f"{ids} cannot be ignored: locked, since a violation ends the service; mend the message instead"
    return None


def profile_rules(
    book: Book, profile: str = DEFAULT_PROFILE, *, select: Sequence[str] = (), ignore: Sequence[str] = (),
    preview: bool = False,
) -> Rules:  # fmt: skip
    """The active rules of a profile: core, own rules and its packs, with overrides, then its choice and the caller's.

    `select` replaces the profile's, `ignore` adds to it. Raises SelectorError and, for a faulty profile, RuleFileError.
    """
    if profile not in book.profiles:
        if profile != DEFAULT_PROFILE:
            hint = did_you_mean(profile[:60], sorted(book.profiles))
            raise SelectorError(f"unknown profile {shown(profile)}{hint or '; known: ' + ', '.join(book.profiles)}")
        return choose(book.rules, select, ignore, preview)
    chain = _chain(book, profile)
    rules, issues = _assembled(book, chain)
    if issues:
        raise RuleFileError(issues)
    chosen = select or next((spec.select for spec in reversed(chain) if spec.select), ())
    ignored = [*(word for spec in chain for word in spec.ignore), *ignore]
    return choose(rules, chosen, ignored, preview or any(spec.preview for spec in chain))


def _chain(book: Book, name: str | None) -> list[ProfileSpec]:
    """A profile and those that it extends, the most basic first."""
    chain: list[ProfileSpec] = []
    while name in book.profiles and book.profiles[name] not in chain and len(chain) < MAX_EXTENDS:
        chain.insert(0, book.profiles[name])
        name = chain[0].extends
    return chain


def _assembled(book: Book, chain: Sequence[ProfileSpec]) -> tuple[Rules, list[Issue]]:
    packs = list(dict.fromkeys(name for spec in chain for name in spec.packs if name in book.packs))
    rules = {rule.id: join_pack(book, rule) for rule in book.rules.values() if rule.pack in ("", "core", *packs)}
    issues: list[Issue] = []
    for name in packs:
        pack = book.packs[name]
        for rule_id, override in pack.overrides.items():
            if rule_id in rules:
                rules[rule_id], found = overridden(rules[rule_id], override, pack.when)
                issues.extend(book.issue("pack", name, ("overrides", rule_id, *place), said) for place, said in found)
    for spec in chain:
        for rule_id, override in spec.overrides.items():
            if rule_id in rules:
                rules[rule_id], found = overridden(rules[rule_id], override, None)
                place_of = ("overrides", rule_id)
                issues.extend(book.issue("profile", spec.name, (*place_of, *place), said) for place, said in found)
    return rules, issues


def check_selection(book: Book) -> None:
    """Append to `book.issues` what is wrong with profiles and packs."""
    found: list[Issue] = []
    for pack in book.packs.values():
        found.extend(_unknown_rules(book, "pack", pack.name, pack.overrides))
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
