"""One rule as the engine reads it: everything but the places of its phrases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from smslint.rulebook.book import Book
from smslint.rulebook.compiler import Compiler
from smslint.rulebook.gate import condition, gate
from smslint.rulebook.schema import RuleSpec


def record_of(compiler: Compiler, rule: RuleSpec) -> dict[str, Any]:
    """One rule in plain values; its phrases and patterns go to the compiler, which numbers them."""
    kind, options = compiler.check(rule)
    return {
        "id": rule.id,
        "name": rule.name,
        "category": rule.category,
        "status": rule.status,
        "severity": rule.severity,
        "severity_when": [(condition(clause.when.plain()), clause.severity) for clause in rule.severity_when],
        "confidence": rule.confidence,
        "weight": rule.weight,
        "tier": rule.tier,
        "locked": rule.locked,
        "tags": list(rule.tags),
        "effective": _days(rule),
        "gate": gate(rule),
        "check": (kind, options),
        "message": rule.message.strip(),
        "why": " ".join(rule.why.split()),
        "fix": (" ".join(rule.fix.say.split()), tuple(sorted(rule.fix.append.items())), rule.fix.safe),
        "sources": [_source(compiler.book, citation) for citation in rule.sources],
        "refs": list(rule.refs),
        "pack": rule.pack,
    }


def _days(rule: RuleSpec) -> tuple[str | None, str | None]:
    effective = rule.effective
    if effective is None:
        return None, None
    return (
        effective.from_.isoformat() if effective.from_ else None,
        effective.until.isoformat() if effective.until else None,
    )


def _source(book: Book, citation: Any) -> tuple[str, str, str, str, str, str]:
    source = book.sources[citation.source]
    seen = source.seen.isoformat()
    return citation.source, source.title, citation.clause or "", source.url or "", citation.binding, seen


def referenced(book: Book, chosen: Mapping[str, RuleSpec]) -> list[str]:
    """Rules that are not chosen themselves but that chosen ones look at."""
    waiting, found = list(chosen.values()), set()
    while waiting:
        for _, signal in waiting.pop().check.signals():
            name = signal.removeprefix("rule:")
            if signal.startswith("rule:") and name not in chosen and name not in found and name in book.rules:
                found.add(name)
                waiting.append(book.rules[name])
    return sorted(found)


def by_reference(records: Iterable[Mapping[str, Any]]) -> list[str]:
    """Rule identifiers, those that others look at first: a check knows what wakes the rules it reads."""
    options = {record["id"]: record["check"][1] for record in records}
    order: dict[str, None] = {}

    def visit(name: str) -> None:
        if name in order or name not in options:
            return
        for other in _rules_named(options[name]):
            if other != name:
                visit(other)
        order[name] = None

    for name in sorted(options):
        visit(name)
    return list(order)


def _rules_named(options: Any) -> Iterable[str]:
    if isinstance(options, dict):
        options = tuple(options.values())
    if isinstance(options, (tuple, list)):
        if len(options) == 3 and options[0] == "rule":
            yield options[1]
        else:
            for part in options:
                yield from _rules_named(part)
