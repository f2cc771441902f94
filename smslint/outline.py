"""What each rule needs, told without building it: a short run asks a handful of rules, and the others cost it nothing."""

from __future__ import annotations

from smslint.checks.table import Checks
from smslint.engine.program import Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from smslint.checks.base import Check
    from smslint.engine.bits import Group

    Line = tuple[tuple[Group, ...], Group | None, bool, bool, tuple[Any, ...]]
    """(needs, what wakes it, whether its check looks at more than needs, whether only certainty makes it speak, condition)."""


def with_outline(bundle: Mapping[str, Any]) -> dict[str, Any]:
    """A bundle with its outline, as it is kept: groups are numbers, and traits keep the places that they have here."""
    return {**bundle, "outline": outline_of(program_of(bundle))}


def program_of(bundle: Mapping[str, Any]) -> Program:
    """The program of a bundle, with its checks."""
    program = Program(bundle)
    program.checks = Checks(bundle["bodies"], program)
    return program


def outline_of(program: Program) -> dict[str, Any]:
    """Of every rule of a program what is to be known before it is asked."""
    heads = program.bundle["rules"]
    rules = {head["id"]: _line(program.checks[head["id"]], head["gate"], program) for head in heads}
    conditions = [(rules[head["id"]][4], *(condition for condition, _ in head["severity_when"])) for head in heads]
    values, known = fields_in(part for parts in conditions for part in parts)
    return {
        "traits": program.bits.traits,
        "rules": rules,
        "values": tuple(sorted(values)),
        "merely_known": tuple(sorted(known - values)),
    }


def _line(check: Check, gate: tuple[Any, ...], program: Program) -> Line:
    condition = getattr(check, "condition", None)
    whole = gate if condition is None else ("all", (gate, condition))
    certain = bool(getattr(check, "certain_only", False))
    return tuple(check.needs), trigger_of(check, gate, program), check.asks_more, certain, whole


def trigger_of(check: Check, gate: tuple[Any, ...], program: Program) -> Group | None:
    """The group whose members wake a rule: of those that it needs the one that ordinary messages hold least often.

    None: the rule is asked about every text that its conditions admit. That is so for rules about replies and other kinds of
    text than messages, whose phrases need not be looked for in messages.
    """
    kinds = next((part[1] for part in gate[1] if part[0] == "kind"), ())
    if not check.needs or (kinds and "message" not in kinds):
        return None
    return min(check.needs, key=program.commonness)


def fields_in(conditions: Iterable[tuple[Any, ...]]) -> tuple[set[str], set[str]]:
    """Context fields at whose values conditions look, and those of which they ask whether they are known."""
    values, known = {"kind"}, set()
    for condition in conditions:
        for kind, what in _leaves(condition):
            if kind == "known":
                known.update(what)
            elif kind != "kind":
                values.add(what)
    return values, known


def _leaves(condition: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """(kind, what it is about) of each plain condition within one."""
    waiting = [condition]
    while waiting:
        part = waiting.pop()
        if part[0] in ("all", "any"):
            waiting.extend(part[1])
        elif part[0] == "not":
            waiting.append(part[1])
        else:
            yield part[0], part[1]
