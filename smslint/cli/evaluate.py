"""`smslint eval CORPUS...`: what the rules find in labelled messages, beside what a careful reader found."""

from __future__ import annotations

import os

from smslint.cli import console
from smslint.cli.failure import UsageError
from smslint.cli.outputs import writing
from smslint.cli.problems import Problems
from smslint.cli.setup import make_linter
from smslint.corpus import budgets, scores
from smslint.corpus.evaluate import Evaluation
from smslint.corpus.read import corpus_files, known_hosts, read_rows
from smslint.counts import counted
from smslint.model import CATEGORIES, Severity, did_you_mean
from smslint.report.encode import dumps
from smslint.report.evaluation import listed, places, tables
from smslint.report.visible import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from smslint.corpus.labelled import Row

ALL = "all"
NARROWS = ("half", "select", "ignore", "at", "as_of", "rules", "preview")
"""Options under which figures are not those of the corpora as a whole, and are not kept."""


def evaluate(params: Mapping[str, Any]) -> int:
    """Measure, print, and keep what was asked for; returns the exit code."""
    _refuse(params)
    problems = Problems()
    rows = list(_rows(params, problems))
    problems.close()
    if params.get("check"):
        return _check(params, rows) or (console.UNREAD if problems.count else console.CLEAN)
    evaluation = Evaluation(make_linter(params), Severity(params.get("at") or "warning"))
    _known(params, evaluation)
    demanded = _budgets(params) if params.get("budgets") else None
    evaluation.add_all(rows)
    console.write(_said(params, evaluation))
    excess = budgets.excesses(evaluation, demanded) if demanded else []
    for one in excess:
        console.say(f"over budget: {one}")
    if params.get("write") or params.get("write_budgets"):
        if problems.count:
            console.say("nothing is written: some rows could not be read; mend them first")
            return console.UNREAD
        with writing(params["corpora"][0]):
            _keep(params, evaluation)
    return console.UNREAD if problems.count else console.FOUND if excess else console.CLEAN


def _rows(params: Mapping[str, Any], problems: Problems) -> Iterator[Row]:
    files = corpus_files(params["corpora"], bool(params.get("holdout")), problems)
    half = params.get("half")
    for row in read_rows(files, problems):
        if half is None or row.is_odd == (half == "odd"):
            yield row


def _refuse(params: Mapping[str, Any]) -> None:
    """Raise UsageError for options that do not go together."""
    lists = params.get("misses") or params.get("false")
    if params.get("holdout") and lists:
        raise UsageError("the hold-out is scored, never tuned on; leave out --misses and --false, or --holdout")
    if params.get("show_text") and not lists:
        raise UsageError("--show-text shows the rows that --misses or --false name; give one of them")
    if params.get("loosen") and not params.get("write_budgets"):
        raise UsageError("--loosen goes with --write-budgets")
    for name in ("write", "write_budgets"):
        option = "--" + name.replace("_", "-")
        if params.get(name) and (narrow := [one for one in NARROWS if params.get(one)]):
            raise UsageError(f"{option} keeps the figures of all rows and rules; leave out --{narrow[0].replace('_', '-')}")
        if params.get(name) and (len(params["corpora"]) != 1 or not os.path.isdir(params["corpora"][0])):
            raise UsageError(f"{option} needs one folder of corpora, into which it writes")
    if params.get("write_budgets") and params.get("holdout"):
        raise UsageError("budgets come from the corpora that rules are tuned on; leave out --holdout")
    if params.get("budgets") and len(params["corpora"]) != 1:
        raise UsageError("--budgets needs one folder of corpora, whose budgets.yml it reads")


def _known(params: Mapping[str, Any], evaluation: Evaluation) -> None:
    """Raise UsageError when a list is asked of a rule or category that does not exist."""
    for name in params.get("misses", ()):
        if name != ALL and name not in CATEGORIES:
            raise UsageError(f"--misses cannot be {name!r}{did_you_mean(name, CATEGORIES) or '; name a category'}")
    for name in params.get("false", ()):
        if name != ALL and name not in CATEGORIES and name not in evaluation.rules:
            hint = did_you_mean(name, [*CATEGORIES, *evaluation.rules])
            raise UsageError(f"--false cannot be {name!r}{hint or '; name an active rule or a category'}")


def _said(params: Mapping[str, Any], evaluation: Evaluation) -> str:
    missed = places(evaluation.misses, params.get("misses", ()))
    false = places(evaluation.false, params.get("false", ()))
    show = bool(params.get("show_text"))
    if params.get("format") == "json":
        values = scores.values(evaluation)
        if params.get("misses"):
            values["misses"] = [place.to_dict(show) for place in missed]
        if params.get("false"):
            values["false"] = [place.to_dict(show) for place in false]
        return dumps(values) + "\n"
    return listed("missed", missed, show) + listed("false", false, show) + tables(evaluation, params.get("by", ()))


def _budgets(params: Mapping[str, Any]) -> budgets.Budgets:
    path = os.path.join(params["corpora"][0], budgets.FILE)
    if not os.path.isfile(path):
        raise UsageError(f"there is no {path!r}; write it with --write-budgets")
    return budgets.read_budgets(path)


def _keep(params: Mapping[str, Any], evaluation: Evaluation) -> None:
    home = params["corpora"][0]
    if params.get("write"):
        folder = os.path.join(home, "scores", *(["holdout"] if params.get("holdout") else []))
        scores.write(folder, scores.files(evaluation))
        console.say(f"figures written to {folder}")
    if params.get("write_budgets"):
        path = os.path.join(home, budgets.FILE)
        old = budgets.read_budgets(path) if os.path.isfile(path) else None
        new = budgets.measured(evaluation, old, bool(params.get("loosen")))
        scores.write(home, {budgets.FILE: budgets.as_yaml(new)})
        console.say(f"budgets written to {path}")
        for one in budgets.excesses(evaluation, new):
            console.say(f"still over budget: {one}; mend the rule, or give --loosen")


def _check(params: Mapping[str, Any], rows: Sequence[Row]) -> int:
    from smslint.corpus.inspect import Inspector
    from smslint.rulebook.shipped import shipped_book

    lists = shipped_book().lists.values()
    known = {host for one in lists for host in one.hosts} | {host for one in lists for b in one.brands for host in b.domains}
    inspector = Inspector(known | known_hosts(params["corpora"]))
    faults = [fault for row in rows for fault in inspector.faults(row)]
    console.write("".join(f"{escape(str(fault))}\n" for fault in faults))
    console.write(f"{counted(len(rows), 'row')}, {counted(len(faults), 'fault')}\n")
    return console.FOUND if faults else console.CLEAN
