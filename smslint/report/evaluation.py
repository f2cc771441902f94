"""An evaluation for people: what was missed and falsely found, then tables whose last lines are the totals."""

from __future__ import annotations

from smslint.corpus.evaluate import Evaluation, Place
from smslint.corpus.measure import share, wilson
from smslint.corpus.scores import MIN_ROWS
from smslint.counts import counted
from smslint.report.table import table
from smslint.report.visible import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smslint.corpus.evaluate import Count, RuleCount

ALL = "all"


def places(found: Iterable[Place], wanted: Sequence[str]) -> list[Place]:
    """Those that concern one of the categories or rules wanted."""
    names = set(wanted)
    return [one for one in found if ALL in names or one.category in names or names.intersection(one.rules)]


def listed(kind: str, found: Sequence[Place], show_text: bool) -> str:
    """One line a place: what, where, by which rules; the text only when it is asked for."""
    lines = []
    for one in found:
        rules = f" by {', '.join(one.rules)}" if one.rules else ""
        lines.append(escape(f"{kind} {one.category}{rules}: {one.row.id} ({one.row.path}:{one.row.line})"))
        if show_text:
            lines.append(f"    {escape(one.row.text)}")
    return "\n".join(lines) + "\n\n" if lines else ""


def tables(evaluation: Evaluation, by: Sequence[str]) -> str:
    """Categories, rules with false alarms (all with `rule` among `by`), and the kinds of row asked for."""
    parts = [_categories(evaluation), _rules(evaluation, "rule" in by)]
    parts += [_groups(evaluation, kind) for kind in by if kind != "rule"]
    return "\n".join(part for part in parts if part) + "\n" + _totals(evaluation)


def _categories(evaluation: Evaluation) -> str:
    head = ("category", "labelled", "found", "missed", "false", "waiting", "recall", "95 %", "precision", "95 %", "spans hit")
    rows = [(name, *_figures(count)) for name, count in sorted(evaluation.categories.items())]
    return table(head, [*rows, ("all", *_figures(evaluation.total()))])


def _figures(count: Count) -> tuple[str, ...]:
    said = count.found + count.false
    return (
        str(count.labelled),
        str(count.found),
        str(count.missed),
        str(count.false),
        str(count.waiting),
        _number(share(count.found, count.labelled)),
        _interval(wilson(count.found, count.labelled)),
        _number(share(count.found, said)),
        _interval(wilson(count.found, said)),
        f"{count.spans_hit}/{count.spans}" if count.spans else "-",
    )


def _rules(evaluation: Evaluation, every: bool) -> str:
    head = ("rule", "spoke", "right", "either", "false", "waiting", "in clean", "precision", "95 %", "category")
    chosen = [(name, count) for name, count in evaluation.rules.items() if count.false or every]
    chosen.sort(key=lambda item: (-item[1].false, item[0]))
    return table(head, [(name, *_rule(count)) for name, count in chosen], ("category",)) if chosen else ""


def _rule(count: RuleCount) -> tuple[str, ...]:
    judged = count.right + count.false
    return (
        str(count.spoke),
        str(count.right),
        str(count.doubtful),
        str(count.false),
        str(count.waiting),
        str(count.false_clean),
        _number(share(count.right, judged)),
        _interval(wilson(count.right, judged)),
        count.category,
    )


def _groups(evaluation: Evaluation, kind: str) -> str:
    head = (kind, "rows", "clean", "accused", "labelled", "found", "false", "recall", "precision")
    rows = []
    for name, group in sorted(evaluation.groups[kind].items()):
        count = group.count
        if group.rows >= MIN_ROWS:
            rows.append(
                (
                    escape(name), str(group.rows), str(group.clean), str(group.accused), str(count.labelled), str(count.found),
                    str(count.false), _number(share(count.found, count.labelled)),
                    _number(share(count.found, count.found + count.false)),
                )
            )  # fmt: skip
    return table(head, rows) if rows else ""


def _totals(evaluation: Evaluation) -> str:
    silent = sum(not count.spoke for count in evaluation.rules.values())
    accused = share(evaluation.accused, evaluation.clean)
    certain = share(evaluation.accused_for_certain, evaluation.clean)
    said = f", {evaluation.accused:,} of them accused ({accused:.1%})" if accused is not None else ""
    said += f", {evaluation.accused_for_certain:,} ({certain:.1%}) by what waits for no context" if certain is not None else ""
    return (
        f"{counted(evaluation.rows, 'row')}, {evaluation.clean:,} clean{said}; at {evaluation.at.value} and above;"
        f" {silent} of {counted(len(evaluation.rules), 'rule')} never spoke\n"
    )


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _interval(bounds: tuple[float, float] | None) -> str:
    return "-" if bounds is None else f"{bounds[0]:.2f}-{bounds[1]:.2f}"
