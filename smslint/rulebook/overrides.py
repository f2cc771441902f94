"""Single fields of a rule set anew by packs and profiles, checked as if they stood in the rule's own file."""

from __future__ import annotations

from typing import Any

from smslint.model import SEVERITY_RANK, Severity
from smslint.rulebook.book import Book
from smslint.rulebook.conditions import Condition
from smslint.rulebook.document import Path
from smslint.rulebook.messages import message_fault
from smslint.rulebook.packspec import Override
from smslint.rulebook.rulespec import RuleSpec, SeverityClause

Found = list[tuple[Path, str]]


def overridden(rule: RuleSpec, override: Override, when: Condition | None) -> tuple[RuleSpec, Found]:
    """The rule with an override, and what is wrong with it, each with its place inside the override.

    Under a condition only the severity can change: it becomes the first clause of `severity_when`.
    """
    fields = override.given()
    found = [*_locked(rule, fields), *_unfounded(rule, fields)]
    if override.message is not None and (said := message_fault(rule, override.message)):
        found.append((("message",), said))
    found.extend(((name,), f"{name} cannot be emptied") for name, value in fields.items() if _emptied(name, value))
    if when is None:
        return (rule if found else _copy(rule, fields)), found
    for name in fields:
        if name != "severity":
            found.append(((name,), "a pack with `when` can change the severity only; leave the rest to its own rules"))
    if found or override.severity is None:
        return rule, found
    clause = SeverityClause(when=spoken(when), severity=override.severity)
    return _copy(rule, {"severity_when": (clause, *rule.severity_when)}), found


def _copy(rule: RuleSpec, fields: dict[str, Any]) -> RuleSpec:
    # Each field was validated when the override was read, by the same types as in a rule.
    return rule.model_copy(update=fields)


def _emptied(name: str, value: Any) -> bool:
    return value is None and name not in ("effective", "tier", "when", "unless")


def _locked(rule: RuleSpec, fields: dict[str, Any]) -> Found:
    if not rule.locked:
        return []
    frozen = [name for name in ("status", "effective", "severity_when", "applies", "when", "unless") if name in fields]
    found: Found = [((name,), f"{rule.id} is locked; its {name} cannot change") for name in frozen]
    if fields.get("severity") and _rank(fields["severity"]) > _rank(rule.severity):
        found.append((("severity",), f"{rule.id} is locked; its severity cannot be lowered"))
    if "tier" in fields and (fields["tier"] or 9) > (rule.tier or 9):
        found.append((("tier",), f"{rule.id} is locked; its tier cannot be lowered"))
    return found


def _rank(severity: str) -> int:
    return SEVERITY_RANK[Severity(severity)]


def _unfounded(rule: RuleSpec, fields: dict[str, Any]) -> Found:
    clauses = [clause.severity for clause in fields.get("severity_when") or ()]
    if "error" not in (fields.get("severity"), *clauses):
        return []
    if any(citation.binding != "heuristic" for citation in rule.sources):
        return []
    key = "severity" if fields.get("severity") == "error" else "severity_when"
    return [((key,), f"only a heuristic stands behind {rule.id}; it cannot become an error")]


def join_pack(book: Book, rule: RuleSpec) -> RuleSpec:
    """A pack's own rule speaks only when the pack does."""
    pack = book.packs.get(rule.pack)
    if pack is None or pack.when is None:
        return rule
    if rule.when is None:
        return _copy(rule, {"when": spoken(pack.when)})
    both = Condition.model_validate({"all": [spoken(pack.when).plain(), rule.when.plain()]})
    return _copy(rule, {"when": both})


def spoken(when: Condition) -> Condition:
    """A pack's condition as it is applied: an unknown provider brings no pack, so nothing waits for it."""
    return Condition.model_validate({"all": [{"known": sorted(when.fields())}, when.plain()]})
