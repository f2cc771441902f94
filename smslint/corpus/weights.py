"""Fitting the weights of a rule book: what is fitted, how well it orders on rows it has not seen, and where it is kept."""

from __future__ import annotations

from smslint.corpus.evaluate import orderings
from smslint.corpus.fit import Fit, score

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smslint.corpus.fit import Sample

FILE = "weights.yml"
SHOWN = 3
"""The orders that are told: any label, grave, smishing. Those by category stand in order.json."""
HEAD = """\
# Weights in place of the rules' own, where the corpora say otherwise. Made by `smslint weights corpora --write`; do not
# edit: change the rule's own `weight`, towards which the fit is drawn, and run it again.
"""

Orders = dict[str, float | None]


class Outcome:
    """Fitted weights, and the areas under the curve that speak for or against them: set of rows to order to area."""

    def __init__(self, data: Sequence[Sample], own: Mapping[str, float], categories: Mapping[str, str]) -> None:
        halves = {"odd": [one for one in data if one.row.is_odd], "even": [one for one in data if not one.row.is_odd]}
        sets = {"all": list(data), **halves}
        self.own = {rule: round(weight) for rule, weight in own.items()}
        self.fitted = Fit(data, own).run()
        by = {"authors": self.own, "fitted": self.fitted}
        by.update({f"fitted on {name}": Fit(half, own).run() for name, half in halves.items()})
        self.orders: dict[str, dict[str, Orders]] = {
            said: {name: _orders(rows, weights, categories) for name, rows in sets.items()} for said, weights in by.items()
        }

    @property
    def changed(self) -> dict[str, int]:
        """Rules whose fitted weight is not the author's."""
        return {rule: weight for rule, weight in sorted(self.fitted.items()) if weight != self.own[rule]}


def _orders(rows: Sequence[Sample], weights: Mapping[str, float], categories: Mapping[str, str]) -> Orders:
    scored = [(float(score(one, weights, categories)), one.row) for one in rows]
    return {order.name: order.auc for order in orderings(scored)[:SHOWN]}


def as_yaml(changed: Mapping[str, int]) -> str:
    """The file of the weights: sorted, one a line."""
    lines = [f"  {rule}: {weight}" for rule, weight in sorted(changed.items())]
    return HEAD + ("weights:\n" + "\n".join(lines) if lines else "weights: {}") + "\n"
