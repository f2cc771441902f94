"""A comparison of rules for people: what changed rule by rule, a few examples of each, the verdicts, one last line."""

from __future__ import annotations

from smslint.corpus.compare import KINDS, OPEN, Change, Comparison
from smslint.counts import counted
from smslint.report.table import table
from smslint.report.visible import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.corpus.compare import Found


def comparison_text(comparison: Comparison, examples: int, show_text: bool) -> str:
    """The whole answer."""
    parts = [*_rules(comparison)]
    if comparison.changes:
        parts.append("\n".join(_examples(comparison, examples, show_text)) + "\n")
    if comparison.turns:
        rows = [(name, str(count)) for name, count in comparison.by_verdict().items()]
        parts.append(table(("verdict", "messages"), rows))
    parts.append(_totals(comparison))
    return "\n".join(parts)


def _rules(comparison: Comparison) -> Iterator[str]:
    said = [f"rules {what}: {', '.join(names)}\n" for what, names in _names(comparison) if names]
    if said:
        yield "".join(said)
    rows = [
        (
            rule, _judged(counts, "new"), _judged(counts, "lost"),
            *(str(counts[kind]) for kind in KINDS[2:]),
        )
        for rule, counts in comparison.by_rule().items()
    ]  # fmt: skip
    if rows:
        yield table(("rule", "new (right/wrong)", "lost (right/wrong)", *KINDS[2:]), rows)


def _names(comparison: Comparison) -> tuple[tuple[str, list[str]], ...]:
    return ("added", comparison.rules_new), ("gone", comparison.rules_lost)


def _judged(counts: dict[str, int], kind: str) -> str:
    if not counts[kind]:
        return "0"
    return f"{counts[kind]} ({counts[f'{kind}_right']}/{counts[f'{kind}_wrong']})"


def _examples(comparison: Comparison, examples: int, show_text: bool) -> Iterator[str]:
    """The first few changes of each kind of each rule."""
    shown: dict[tuple[str, str], int] = {}
    for change in sorted(comparison.changes, key=lambda one: (one.rule, KINDS.index(one.kind))):
        count = shown[change.rule, change.kind] = shown.get((change.rule, change.kind), 0) + 1
        if count <= examples:
            yield escape(_line(change))
            if show_text:
                yield f"    {escape(change.row.text)}"


def _line(change: Change) -> str:
    sides = " -> ".join(_place(found) for found in (change.old, change.new) if found is not None)
    label = "" if change.label == OPEN else f", {change.label}"
    return f"{change.kind} {change.rule}: {change.row.id} ({change.row.path}:{change.row.line}) {sides}{label}"


def _place(found: Found) -> str:
    where = "absence" if found.start is None else f"{found.start}:{found.end}"
    waits = f" waits for {', '.join(found.waits)}" if found.waits else ""
    return f"{found.severity} {where}{waits}"


def _totals(comparison: Comparison) -> str:
    if comparison.is_empty:
        return f"{counted(comparison.rows, 'row')}: nothing changed\n"
    kinds = [f"{count:,} {kind}" for kind in KINDS if (count := sum(one.kind == kind for one in comparison.changes))]
    verdicts = counted(len(comparison.turns), "other verdict")
    return f"{counted(comparison.rows, 'row')}: {', '.join([*kinds, verdicts])}\n"
