"""The page of one rule, offline: what it finds, why, how to mend it, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import fill
from typing import Any

from smslint.model import FINE_USD
from smslint.rulebook.listspec import SourceSpec
from smslint.rulebook.rulespec import RuleSpec

WIDTH = 100

_BINDS = {
    "law": "law",
    "carrier": "carrier rule",
    "provider": "provider rule",
    "guidance": "guidance",
    "heuristic": "heuristic",
}


def message_of(rule: RuleSpec) -> str:
    """The message of a rule for a reader of its page: what only a text can fill in is named or left open."""
    elements = " or ".join(getattr(rule.check.options, "each", ()))
    for field, words in (("{element}", elements or "…"), ("{said}", "…"), ("{term}", "…")):
        said = rule.message.replace(field, words)
        if said != rule.message:
            return said.replace("….", "…")
    return rule.message


def explain_text(rule: RuleSpec, sources: Mapping[str, SourceSpec]) -> str:
    """The page as plain text, ending in a newline."""
    blocks = ["\n".join(_heading(rule))]
    blocks.append(_paragraph("Finds", message_of(rule)))
    blocks.append(_paragraph("Why", rule.why))
    blocks.append("\n".join(_example(rule)))
    blocks.append(_paragraph("Instead", rule.fix.say))
    if rule.fix.append:
        blocks.append(
            "Append\n" + "\n".join(f"  {language}: {text}" for language, text in sorted(rule.fix.append.items()))
        )
    blocks.append(
        "Who says so\n" + "\n".join(line for citation in _cited(rule, sources) for line in _citation(citation))
    )
    blocks.append("Innocent\n" + "\n".join(_item(use) for use in rule.innocent))
    if rule.refs:
        blocks.append("Provider codes\n  " + ", ".join(rule.refs))
    return "\n\n".join(blocks) + "\n"


def explain_dict(rule: RuleSpec, sources: Mapping[str, SourceSpec]) -> dict[str, Any]:
    """The page as JSON values."""
    effective = rule.effective
    return {
        "rule": rule.id,
        "name": rule.name,
        "category": rule.category,
        "status": rule.status,
        "since": rule.since,
        "effective": {
            "from": effective.from_.isoformat() if effective and effective.from_ else None,
            "until": effective.until.isoformat() if effective and effective.until else None,
        },
        "applies": _applies(rule),
        "when": _json(rule.when.plain()) if rule.when is not None else None,
        "unless": _json(rule.unless.plain()) if rule.unless is not None else None,
        "severity": rule.severity,
        "severity_when": [{"when": _json(one.when.plain()), "severity": one.severity} for one in rule.severity_when],
        "confidence": rule.confidence,
        "weight": rule.weight,
        "tier": rule.tier,
        "fine_usd": FINE_USD.get(rule.tier or 0, 0),
        "locked": rule.locked,
        "tags": list(rule.tags),
        "pack": rule.pack,
        "message": rule.message,
        "why": rule.why,
        "fix": {"say": rule.fix.say, "append": dict(rule.fix.append), "safe": rule.fix.safe},
        "sources": _cited(rule, sources),
        "refs": list(rule.refs),
        "innocent": list(rule.innocent),
        "samples": {
            "bad": [sample.text for sample in rule.samples.bad],
            "good": [sample.text for sample in rule.samples.good],
        },
    }


def _heading(rule: RuleSpec) -> Iterator[str]:
    yield f"{rule.id} {rule.name}"
    facts = [rule.severity, f"{rule.confidence} confidence", f"category {rule.category}"]
    if rule.status != "stable":
        facts.append(rule.status)
    if rule.locked:
        facts.append("locked: cannot be ignored")
    yield ", ".join(facts)
    for clause in rule.severity_when:
        yield f"{clause.severity} when {in_words(clause.when.plain())}"
    if rule.tier:
        fine = f"${FINE_USD[rule.tier]:,}"
        yield f"T-Mobile tier {rule.tier}: {fine} a violation, if the carrier rules it one"
    for line in applies_to(rule):
        yield fill(line, WIDTH, subsequent_indent="  ")
    yield from _in_force(rule)


def applies_to(rule: RuleSpec) -> Iterator[str]:
    """To whom a rule applies, a phrase for each thing that limits it."""
    for name, values in _applies(rule).items():
        if values:
            yield f"for {name.replace('_', ' ')}: {', '.join(values)}"


def _applies(rule: RuleSpec) -> dict[str, list[str]]:
    return {name: list(getattr(rule.applies, name)) for name in type(rule.applies).model_fields}


def _in_force(rule: RuleSpec) -> Iterator[str]:
    effective = rule.effective
    if effective and effective.from_:
        yield f"in force from {effective.from_.isoformat()}"
    if effective and effective.until:
        yield f"in force until {effective.until.isoformat()}"
    if rule.when is not None:
        yield fill(f"speaks when {in_words(rule.when.plain())}", WIDTH, subsequent_indent="  ")
    if rule.unless is not None:
        yield fill(f"silent when {in_words(rule.unless.plain())}", WIDTH, subsequent_indent="  ")


def in_words(condition: Mapping[str, Any]) -> str:
    """A condition as a phrase."""
    return " and ".join(_part(key, value) for key, value in condition.items())


def _part(key: str, value: Any) -> str:
    if key in ("any", "all"):
        joined = f" {'or' if key == 'any' else 'and'} ".join(in_words(item) for item in value)
        return f"({joined})" if len(value) > 1 else joined
    if key == "not":
        return f"not ({in_words(value)})"
    if key == "known":
        return f"{' and '.join(value)} known"
    if isinstance(value, bool):
        return key if value else f"not {key}"
    if isinstance(value, Mapping):
        return " and ".join(f"{key} {name.replace('_', ' ')} {_bound(bound)}" for name, bound in value.items())
    return f"{key} is {' or '.join(map(str, value))}"


def _bound(bound: Any) -> str:
    return " or ".join(bound) if isinstance(bound, tuple) else str(bound)


def _example(rule: RuleSpec) -> Iterator[str]:
    yield "Example"
    yield _item(rule.samples.bad[0].text, "bad:  ")
    yield _item(rule.samples.good[0].text, "good: ")


def _cited(rule: RuleSpec, sources: Mapping[str, SourceSpec]) -> list[dict[str, str]]:
    cited = []
    for citation in rule.sources:
        source = sources.get(citation.source)
        cited.append(
            {
                "key": citation.source,
                "title": source.title if source else citation.source,
                "section": citation.clause or "",
                "publisher": source.publisher if source else "",
                "address": (source.url or "") if source else "",
                "binding": citation.binding,
                "seen": source.seen.isoformat() if source else "",
            }
        )
    return cited


def _citation(cited: Mapping[str, str]) -> Iterator[str]:
    section = f", {cited['section']}" if cited["section"] else ""
    publisher = f"{cited['publisher']}, " if cited["publisher"] else ""
    seen = f", seen {cited['seen']}" if cited["seen"] else ""
    yield _item(f"{publisher}{cited['title']}{section} ({_BINDS[cited['binding']]}{seen})")
    if cited["address"]:
        yield f"    {cited['address']}"


def _paragraph(title: str, text: str) -> str:
    return f"{title}\n" + fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _item(text: str, lead: str = "- ") -> str:
    return fill(visible(text), WIDTH, initial_indent=f"  {lead}", subsequent_indent="  " + " " * len(lead))


def visible(text: str) -> str:
    """A text that cannot move the cursor or turn the direction: what does not print is written as an escape."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def _json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _json(item) for key, item in value.items()}
    return [_json(item) for item in value] if isinstance(value, (tuple, list)) else value
