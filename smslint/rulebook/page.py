"""Pages of the shipped rules, by identifier or name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smslint.errors import UnknownRuleError
from smslint.model import did_you_mean
from smslint.rulebook.book import Book
from smslint.rulebook.explain import explain_dict, explain_text
from smslint.rulebook.rulespec import RuleSpec
from smslint.rulebook.shipped import shipped_book


class RulePage:
    """One rule explained: `str()` for people, `to_dict()` for programs."""

    def __init__(self, rule: str, text: str, values: dict[str, Any]) -> None:
        self.rule = rule
        self._text = text
        self._values = values

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"RulePage({self.rule})"

    def to_dict(self) -> dict[str, Any]:
        """What the page says, as JSON values."""
        return self._values


def page(name: str, book: Book | None = None, rules: Mapping[str, RuleSpec] | None = None) -> RulePage:
    """The page of a rule; rules: as a profile has them. Raises UnknownRuleError with the nearest names."""
    book = book or shipped_book()
    rule = book.rules.get(name.upper()) or next((one for one in book.rules.values() if one.name == name.lower()), None)
    if rule is None:
        names = [one.name for one in book.rules.values()]
        hint = did_you_mean(name[:60].upper(), book.rules) or did_you_mean(name[:60].lower(), names)
        raise UnknownRuleError(f"unknown rule {name[:60]!r}{hint or '; `smslint rules` lists them all'}")
    rule = (rules or {}).get(rule.id, rule)
    return RulePage(rule.id, explain_text(rule, book.sources), explain_dict(rule, book.sources))
