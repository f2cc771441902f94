"""One rule as the engine reads it: everything but the places of its phrases."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from typing import Any

from smslint.rulebook.book import Book
from smslint.rulebook.compiler import Compiler
from smslint.rulebook.gate import condition, gate
from smslint.rulebook.schema import RuleSpec


def head_of(rule: RuleSpec) -> dict[str, Any]:
    """What decides whether a rule has a say, in plain values."""
    return {
        "id": rule.id,
        "status": rule.status,
        "severity": rule.severity,
        "severity_when": [(condition(clause.when.plain()), clause.severity) for clause in rule.severity_when],
        "effective": _days(rule),
        "gate": gate(rule),
    }


def body_of(compiler: Compiler, rule: RuleSpec) -> bytes:
    """All else, closed: it is opened when the rule is asked, as most never are in a short run.

    Its phrases and patterns go to the compiler, which numbers them.
    """
    return marshal.dumps({"check": compiler.check(rule), **said_of(compiler.book, rule)})


def said_of(book: Book, rule: RuleSpec) -> dict[str, Any]:
    """All of a rule's body but its check: what is said of it, and what it weighs."""
    return {
        "name": rule.name,
        "category": rule.category,
        "confidence": rule.confidence,
        "weight": rule.weight,
        "tier": rule.tier,
        "locked": rule.locked,
        "tags": rule.tags,
        "message": rule.message.strip(),
        "why": " ".join(rule.why.split()),
        "fix": (" ".join(rule.fix.say.split()), tuple(sorted(rule.fix.append.items())), rule.fix.safe),
        "sources": tuple(_source(book, citation) for citation in rule.sources),
        "refs": rule.refs,
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
