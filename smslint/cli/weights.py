"""`smslint weights CORPUS`: fits the weights of the rules, by which `score` orders messages."""

from __future__ import annotations

import os

from smslint.cli import console
from smslint.cli.docs import INSTALLED
from smslint.cli.failure import UsageError
from smslint.cli.outputs import writing
from smslint.cli.problems import Problems
from smslint.corpus import scores, weights
from smslint.corpus.fit import samples
from smslint.corpus.read import corpus_files, read_rows
from smslint.counts import counted
from smslint.linter import Linter
from smslint.report.table import table
from smslint.rulebook.home import rules_home
from smslint.rulebook.shipped import shipped_book

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def fit(params: Mapping[str, Any]) -> int:
    """Fit, print what it brings, and with --write keep it; returns the exit code."""
    corpora = params["corpora"]
    home = str(rules_home())
    if params.get("write") and os.path.basename(home) == INSTALLED:
        raise UsageError("an installed smslint keeps its weights; fit them in a checkout")
    if params.get("write") and (len(corpora) != 1 or not os.path.isdir(corpora[0])):
        raise UsageError("--write needs one folder of corpora, into whose scores/ it writes")
    problems = Problems()
    rows = list(read_rows(corpus_files(corpora, False, problems), problems))
    problems.close()
    linter, book = Linter(), shipped_book()
    own = {rule.id: float(book.authored.get(rule.id, rule.weight)) for rule in linter.rules}
    outcome = weights.Outcome(samples(linter, rows), own, {rule.id: rule.category for rule in linter.rules})
    console.write(_said(outcome, len(rows)))
    if problems.count:
        return console.UNREAD
    if params.get("write"):
        with writing(home):
            scores.write(home, {weights.FILE: weights.as_yaml(outcome.changed)})
            scores.write(os.path.join(corpora[0], "scores"), {"weights.json": scores.lines(outcome.orders)})
        console.say(f"weights written to {os.path.join(home, weights.FILE)}")
    return console.CLEAN


def _said(outcome: weights.Outcome, rows: int) -> str:
    names = list(outcome.orders["authors"]["all"])
    lines = [
        (f"{by}, on {name}", *(_area(orders[one]) for one in names))
        for by, sets in outcome.orders.items()
        for name, orders in sets.items()
    ]
    changed = len(outcome.changed)
    return table(("weights", *names), lines) + (
        f"\n{counted(rows, 'row')}; area under the curve, 1 is a perfect order;"
        f" {changed} of {counted(len(outcome.fitted), 'weight')} differ from the authors'\n"
    )


def _area(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
