"""Evaluations as JSON that can be kept and compared: sorted, one entry a line, without a clock."""

from __future__ import annotations

import json
import os

from smslint.corpus.evaluate import GROUPS, orderings
from smslint.corpus.measure import share, wilson

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from smslint.corpus.evaluate import Count, Evaluation, Group, RuleCount

MIN_ROWS = 10
"""Kinds of row with fewer rows are not told apart: their figures say nothing."""


def category_entry(count: Count) -> dict[str, Any]:
    """The figures of a category, or of several together."""
    found = count.found + count.false
    return {
        "labelled": count.labelled,
        "found": count.found,
        "missed": count.missed,
        "false": count.false,
        "waiting": count.waiting,
        "recall": share(count.found, count.labelled),
        "recall_interval": wilson(count.found, count.labelled),
        "precision": share(count.found, found),
        "precision_interval": wilson(count.found, found),
        "spans": count.spans,
        "spans_hit": count.spans_hit,
        "span_recall": share(count.spans_hit, count.spans),
    }


def rule_entry(count: RuleCount, labelled: int, clean: int) -> dict[str, Any]:
    """The figures of a rule; its recall is its own share of all that its category labels."""
    judged = count.right + count.false
    return {
        "category": count.category,
        "spoke": count.spoke,
        "right": count.right,
        "doubtful": count.doubtful,
        "false": count.false,
        "waiting": count.waiting,
        "false_clean": count.false_clean,
        "recall": share(count.right, labelled),
        "precision": share(count.right, judged),
        "precision_interval": wilson(count.right, judged),
        "false_share_of_clean": share(count.false_clean, clean),
    }


def group_entry(group: Group) -> dict[str, Any]:
    """The figures of one kind of row."""
    count = group.count
    return {
        "rows": group.rows,
        "clean": group.clean,
        "clean_accused": group.accused,
        "labelled": count.labelled,
        "found": count.found,
        "false": count.false,
        "recall": share(count.found, count.labelled),
        "precision": share(count.found, count.found + count.false),
    }


def rule_entries(evaluation: Evaluation) -> dict[str, dict[str, Any]]:
    """The figures of every active rule."""
    labelled = {name: count.labelled for name, count in evaluation.categories.items()}
    return {
        name: rule_entry(count, labelled.get(count.category, 0), evaluation.clean)
        for name, count in sorted(evaluation.rules.items())
    }


def order_entries(evaluation: Evaluation) -> dict[str, dict[str, Any]]:
    """How well the score orders."""
    return {
        one.name: {"auc": one.auc, "positives": one.positives, "negatives": one.negatives}
        for one in orderings((score, row) for score, row in evaluation.scored)
    }


def summary(evaluation: Evaluation) -> dict[str, Any]:
    """What was read, by which rules, and all categories together."""
    recalls = [share(count.found, count.labelled) for count in evaluation.categories.values()]
    known = [value for value in recalls if value is not None]
    return {
        "ruleset": {key: evaluation.linter.ruleset.to_dict()[key] for key in ("name", "version")},
        "at": evaluation.at.value,
        "rows": evaluation.rows,
        "clean": evaluation.clean,
        "clean_accused": evaluation.accused,
        "clean_accused_for_certain": evaluation.accused_for_certain,
        "all": category_entry(evaluation.total()),
        "mean_recall": round(sum(known) / len(known), 4) if known else None,
    }


def values(evaluation: Evaluation) -> dict[str, Any]:
    """Everything, as JSON values."""
    return {
        "version": 1,
        "summary": summary(evaluation),
        "categories": {name: category_entry(one) for name, one in sorted(evaluation.categories.items())},
        "rules": rule_entries(evaluation),
        "groups": {
            kind: {name: group_entry(one) for name, one in sorted(evaluation.groups[kind].items()) if one.rows >= MIN_ROWS}
            for kind in GROUPS
        },
        "order": order_entries(evaluation),
    }


def files(evaluation: Evaluation) -> dict[str, str]:
    """The files of a scores folder: name to text."""
    said = values(evaluation)
    made = {name: said[name] for name in ("summary", "categories", "rules", "order")}
    made.update({f"by_{kind}": said["groups"][kind] for kind in GROUPS})
    return {f"{name}.json": lines(entries) for name, entries in made.items()}


def lines(entries: Mapping[str, Any]) -> str:
    """A JSON object with one entry a line, so that a change shows as the lines that changed."""
    body = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in entries.items())
    return f"{{\n{body}\n}}\n"


def write(folder: str, texts: Mapping[str, str]) -> None:
    """Write the files into a folder, which is made when it is missing."""
    os.makedirs(folder, exist_ok=True)
    for name, text in texts.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
