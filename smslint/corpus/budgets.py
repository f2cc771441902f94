"""What the rules may cost and must achieve: `corpora/budgets.yml`, measured once, tightened by command, loosened on request."""

from __future__ import annotations

from math import ceil, floor
from typing import Annotated, NamedTuple

from pydantic import Field

from smslint.corpus.evaluate import Evaluation, RuleCount
from smslint.errors import RuleFileError
from smslint.rulebook.document import read_document
from smslint.rulebook.fields import CategoryName, Count, Number, RuleId, Spec
from smslint.rulebook.sentences import validate

FILE = "budgets.yml"
MIN_LABELLED = 20
"""Categories with fewer labelled rows have no least recall: one row would decide."""
RECALL_ROOM, FALSE_ROOM = 0.02, 0.1
"""Room left when budgets are written: two points of recall, and a tenth (at least one) of the false alarms."""
HEAD = """\
# What each rule may cost and each category must achieve on these corpora; a test holds the rules to it.
# `smslint eval corpora --write-budgets` tightens it to what is measured now, with a little room; it loosens nothing
# unless told so by --loosen. false: messages that a rule accuses wrongly; clean: the share of all clean messages that it
# accuses; waiting: messages in which it wrongly asks for context that was not given, and accuses nobody yet.
"""


class FalseAlarms(Spec):
    """What one rule may cost."""

    false: Count = Field(description="Messages that it may accuse wrongly, without waiting for context.")
    clean: Annotated[Number, Field(ge=0, le=1)] = Field(description="The share of the clean messages that it may so accuse.")
    waiting: Count = Field(default=2, description="Faultless messages for which it may ask for context.")


class Budgets(Spec):
    """The budgets of all rules and categories."""

    default: FalseAlarms = Field(description="For every rule that is not named.")
    rules: dict[RuleId, FalseAlarms] = Field(default_factory=dict, description="Rule to budget.")
    recall: dict[CategoryName, Annotated[Number, Field(ge=0, le=1)]] = Field(
        default_factory=dict, description="Category to least recall."
    )

    def of(self, rule: str) -> FalseAlarms:
        """The budget of a rule."""
        return self.rules.get(rule, self.default)


DEFAULT = FalseAlarms(false=2, clean=0.001)


class Excess(NamedTuple):
    """One budget that is not kept."""

    name: str
    said: str

    def __str__(self) -> str:
        return f"{self.name}: {self.said}"


def read_budgets(path: str) -> Budgets:
    """The budgets of a file. Raises RuleFileError with every fault, OSError when it cannot be read."""
    with open(path, "rb") as file:
        document = read_document(file.read(), path)
    budgets, issues = validate(Budgets, document, (), "the budgets")
    if budgets is None or document.issues:
        raise RuleFileError([*document.issues, *issues])
    return budgets


def excesses(evaluation: Evaluation, budgets: Budgets) -> list[Excess]:
    """Every rule above its budget and every category below its least recall."""
    found: list[Excess] = []
    for name, count in sorted(evaluation.rules.items()):
        budget = budgets.of(name)
        share = count.false_clean / evaluation.clean if evaluation.clean else 0.0
        accused = count.false - count.waiting
        if accused > budget.false:
            found.append(Excess(name, f"{accused} false alarms, {budget.false} allowed"))
        if count.waiting > budget.waiting:
            found.append(Excess(name, f"waits in {count.waiting} faultless messages, {budget.waiting} allowed"))
        if share > budget.clean:
            found.append(Excess(name, f"accuses {share:.2%} of the clean messages, {budget.clean:.2%} allowed"))
    for category, least in sorted(budgets.recall.items()):
        labelled = evaluation.categories.get(category)
        recall = labelled.found / labelled.labelled if labelled and labelled.labelled else 1.0
        if recall < least:
            found.append(Excess(category, f"recall {recall:.3f}, {least:.3f} demanded"))
    return found


def measured(evaluation: Evaluation, old: Budgets | None, loosen: bool) -> Budgets:
    """Budgets of what is measured now, with a little room; without `loosen` none is looser than the old one."""
    default = old.default if old else DEFAULT
    rules = {}
    for name, count in evaluation.rules.items():
        budget = _room(count, evaluation.clean, default)
        if old and not loosen:
            budget = _tightest(budget, old.of(name))
        if budget != default:
            rules[name] = budget
    if old and not loosen:
        rules.update({name: budget for name, budget in old.rules.items() if name not in evaluation.rules})
    recall = {
        name: max(0.0, floor((count.found / count.labelled - RECALL_ROOM) * 1000) / 1000)
        for name, count in evaluation.categories.items()
        if count.labelled >= MIN_LABELLED
    }
    if old and not loosen:
        recall = {
            name: max(recall.get(name, 0.0), old.recall.get(name, 0.0)) for name in recall.keys() | old.recall.keys()
        }
    return Budgets(default=default, rules=rules, recall={name: least for name, least in recall.items() if least})


def _room(count: RuleCount, clean: int, least: FalseAlarms) -> FalseAlarms:
    """What is measured and a little more, but not less than every rule may cost."""
    allowed, allowed_clean, waiting = (
        number and number + ceil(number * FALSE_ROOM)
        for number in (count.false - count.waiting, count.false_clean, count.waiting)
    )
    share = min(1.0, ceil(allowed_clean / clean * 10_000) / 10_000) if clean else 0.0
    return FalseAlarms(
        false=max(allowed, least.false), clean=max(share, least.clean), waiting=max(waiting, least.waiting)
    )


def _tightest(one: FalseAlarms, other: FalseAlarms) -> FalseAlarms:
    return FalseAlarms(
        false=min(one.false, other.false), clean=min(one.clean, other.clean), waiting=min(one.waiting, other.waiting)
    )


def as_yaml(budgets: Budgets) -> str:
    """The file of the budgets: sorted, one a line."""
    lines = [f"default: {_flow(budgets.default)}", "rules:"]
    lines += [f"  {name}: {_flow(budget)}" for name, budget in sorted(budgets.rules.items())] or ["  {}"]
    lines += ["recall:"]
    lines += [f"  {name}: {least:.3f}" for name, least in sorted(budgets.recall.items())] or ["  {}"]
    return HEAD + "\n".join(lines) + "\n"


def _flow(budget: FalseAlarms) -> str:
    waiting = f", waiting: {budget.waiting}" if budget.waiting != DEFAULT.waiting else ""
    return f"{{false: {budget.false}, clean: {budget.clean:.4f}{waiting}}}"
