"""Weights of rules, fitted on labelled rows so that the score orders messages by risk. Standard library only, no chance.

Two questions share the weights: does the row bear any label, and does it bear a grave one? Each is answered by a logistic
function of the points that a row earns (findings times weights, as `judgement` counts them) and a cut of its own: a
proportional-odds model of clean < faulty < grave. Weights stay between 0 and 10, and a ridge draws them towards what
the author of the rule gave, so that a rule seldom seen keeps its weight. Solved one coordinate at a time by Newton steps.
"""

from __future__ import annotations

from math import exp

from smslint.corpus.evaluate import GRAVE
from smslint.judgement import total, worth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smslint.corpus.labelled import Row
    from smslint.linter import Linter

HEAVIEST = 10
RIDGE = 0.1
"""What a squared unit of difference from the author's weight costs, as 2 x log-likelihood."""
MIN_ROWS = 5
"""A rule that speaks in fewer rows keeps the author's weight."""
PASSES = 200
CLOSE = 1e-4
"""Passes end when no weight moves by more."""


class Sample:
    """A row as the fit sees it: what each rule adds for a unit of weight, and the two answers."""

    __slots__ = ("answers", "row", "worths")

    def __init__(self, row: Row, worths: Mapping[str, float]) -> None:
        self.row = row
        self.worths = worths
        self.answers = (0.0 if row.is_clean else 1.0, 1.0 if row.categories & GRAVE else 0.0)


def samples(linter: Linter, rows: Sequence[Row]) -> list[Sample]:
    """What the rules say of each row."""
    return [Sample(row, _worths(linter, row)) for row in rows]


def _worths(linter: Linter, row: Row) -> dict[str, float]:
    worths: dict[str, float] = {}
    for finding in linter.lint(row.text, row.context).findings:
        worths[finding.rule] = worths.get(finding.rule, 0.0) + worth(finding)
    return dict(sorted(worths.items()))


def score(sample: Sample, weights: Mapping[str, float], categories: Mapping[str, str]) -> int:
    """The score that the row would have with these weights."""
    points: dict[str, float] = {}
    for rule, amount in sample.worths.items():
        category = categories[rule]
        points[category] = points.get(category, 0.0) + weights[rule] * amount
    return total(points) if points else 0


class Fit:
    """One fit. `own` are the authors' weights; after `run()`, `weights` are the fitted ones."""

    def __init__(self, data: Sequence[Sample], own: Mapping[str, float]) -> None:
        self.data = data
        self.own = own
        self.weights = dict(own)
        self.scale = 0.1
        self.cuts = [0.0, 0.0]
        self.columns: dict[str, list[tuple[int, float]]] = {}
        for index, sample in enumerate(data):
            for rule, amount in sample.worths.items():
                self.columns.setdefault(rule, []).append((index, amount))
        self.points = [sum(own[rule] * amount for rule, amount in sample.worths.items()) for sample in data]

    def run(self) -> Mapping[str, int]:
        """Fit, and give the weights as whole numbers."""
        self._settle()
        for _ in range(PASSES):
            self._cut()
            moved = [self._move(rule) for rule in sorted(self.columns) if len(self.columns[rule]) >= MIN_ROWS]
            if max(moved, default=0.0) < CLOSE:
                break
        return {rule: round(weight) for rule, weight in self.weights.items()}

    def _settle(self) -> None:
        """Scale and cuts for the authors' weights: how many points make how much risk."""
        every = list(enumerate(self.points))
        for _ in range(PASSES):
            before = self.scale
            self._cut()
            slope, bend = self._slopes(every)
            self.scale = max(1e-3, self.scale - slope / max(bend, 1e-9))
            if abs(self.scale - before) < CLOSE * before:
                return

    def _cut(self) -> None:
        for question in range(2):
            slope = bend = 0.0
            for index, sample in enumerate(self.data):
                chance = self._chance(index, question)
                slope += chance - sample.answers[question]
                bend += chance * (1 - chance)
            self.cuts[question] -= slope / max(bend, 1e-9)

    def _move(self, rule: str) -> float:
        """One Newton step of one weight, kept in its bounds; how far it went."""
        column, weight = self.columns[rule], self.weights[rule]
        slope, bend = self._slopes(column)
        slope = slope * self.scale + RIDGE * (weight - self.own[rule])
        bend = bend * self.scale**2 + RIDGE
        self.weights[rule] = min(HEAVIEST, max(0.0, weight - slope / bend))
        step = self.weights[rule] - weight
        for index, amount in column:
            self.points[index] += step * amount
        return abs(step)

    def _slopes(self, column: Sequence[tuple[int, float]]) -> tuple[float, float]:
        slope = bend = 0.0
        for index, amount in column:
            for question in range(2):
                chance = self._chance(index, question)
                slope += amount * (chance - self.data[index].answers[question])
                bend += amount * amount * chance * (1 - chance)
        return slope, bend

    def _chance(self, index: int, question: int) -> float:
        depth = self.scale * self.points[index] + self.cuts[question]
        return 1 / (1 + exp(-max(-500.0, min(500.0, depth))))
