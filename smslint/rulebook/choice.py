"""Which rules somebody chooses, by selectors. Light: a short run chooses among compiled rules and reads no rule file."""

from __future__ import annotations

import re

from smslint.errors import SmslintError
from smslint.model import CATEGORIES, FAMILIES, did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Protocol, TypeVar

    class Choosable(Protocol):
        """What a selector looks at: a rule as it was read, or what a bundle keeps of it."""

        @property
        def id(self) -> str: ...
        @property
        def name(self) -> str: ...
        @property
        def category(self) -> str: ...
        @property
        def tags(self) -> Sequence[str]: ...
        @property
        def status(self) -> str: ...
        @property
        def locked(self) -> bool: ...

    AnyRule = TypeVar("AnyRule", bound=Choosable)

_PREFIX = re.compile(rf"(?:{'|'.join(FAMILIES)})[0-9]{{0,3}}\Z")


class SelectorError(SmslintError, ValueError):
    """A selector names nothing, or asks for what is not allowed; the text says what to write."""


def choose(
    rules: Mapping[str, AnyRule], chosen: Sequence[str], ignored: Sequence[str], preview: bool
) -> dict[str, AnyRule]:
    """The active rules of a collection: those selected (all, when nothing is), without those ignored.

    A selector is `all`, an id, a prefix (`CNT`, `CNT0`), a name, a category or a tag. Rules in preview need `preview`
    or their own id or name; deprecated rules need their id or name. Raises SelectorError for a selector that names
    nothing, and for ignoring a locked rule.
    """
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


def _selected(rule: Choosable, chosen: Sequence[str], preview: bool) -> bool:
    if any(exactly(rule, selector) for selector in chosen):
        return True
    if rule.status == "deprecated" or (rule.status == "preview" and not preview):
        return False
    return not chosen or any(matches(rule, selector) for selector in chosen)


def exactly(rule: Choosable, selector: str) -> bool:
    """Whether a selector is the rule's own id or name."""
    return selector in (rule.id, rule.name)


def matches(rule: Choosable, selector: str) -> bool:
    """Whether a selector covers a rule."""
    if exactly(rule, selector) or selector == "all" or selector == rule.category or selector in rule.tags:
        return True
    return bool(_PREFIX.match(selector)) and rule.id.startswith(selector)


def selector_fault(rules: Mapping[str, Choosable], selector: str) -> str | None:
    """Why a selector cannot be used, or None. A category or family without rules is no mistake."""
    if selector in ("all", *CATEGORIES, *FAMILIES) or any(matches(rule, selector) for rule in rules.values()):
        return None
    known = {"all", *CATEGORIES, *FAMILIES}
    for rule in rules.values():
        known |= {rule.id, rule.name, *rule.tags}
    return f"unknown selector {named(selector, known, '; a rule id, prefix, name, category or tag')}"


def unknown_profile(name: str, profiles: Iterable[str]) -> SelectorError:
    """The error for a profile that is none of those there are."""
    known = sorted(profiles)
    return SelectorError(f"unknown profile {named(name, known, '; known: ' + ', '.join(known))}")


def named(name: str, known: Iterable[str], otherwise: str) -> str:
    """A name that somebody gave, printable, with what was probably meant or else what there is."""
    from smslint.rulebook.document import shown

    known = sorted(known)
    meant = next((word for word in known if word.lower() == name.lower()), None)
    return shown(name) + (f"; did you mean {meant!r}?" if meant else did_you_mean(name[:60], known) or otherwise)


def locked_fault(rules: Mapping[str, Choosable], selector: str) -> str | None:
    """Why a selector may not be ignored: it names a locked rule, or locked rules only."""
    covered = [rule for rule in rules.values() if matches(rule, selector)]
    locked = [rule.id for rule in covered if rule.locked]
    if locked and (len(locked) == len(covered)):
        ids = ", ".join(locked[:5]) + (", ..." if len(locked) > 5 else "")
        return f"{ids} cannot be ignored: locked, since a violation ends the service; mend the message instead"
    return None
