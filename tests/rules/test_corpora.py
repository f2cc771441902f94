"""The shipped corpora: sound rows, and rules that keep their budgets on them."""

from __future__ import annotations

from smslint.corpus.budgets import excesses, read_budgets
from smslint.corpus.evaluate import Evaluation
from smslint.corpus.inspect import Inspector
from smslint.corpus.read import corpus_files, known_hosts, read_rows
from smslint.rulebook.shipped import shipped_book
from tests.words import ROOT, linter

CORPORA = ROOT / "corpora"


def refuse(path: str, line: int | None, message: str) -> None:
    raise AssertionError(f"{path}:{line}: {message}")


def test_every_row_keeps_to_the_labelling_guide() -> None:
    lists = shipped_book().lists.values()
    known = {host for one in lists for host in one.hosts} | {host for one in lists for b in one.brands for host in b.domains}
    inspector = Inspector(known | known_hosts([str(CORPORA)]))
    for holdout in (False, True):
        if holdout and not (CORPORA / "holdout").is_dir():
            continue
        files = corpus_files([str(CORPORA)], holdout, refuse)
        assert [str(fault) for row in read_rows(files, refuse) for fault in inspector.faults(row)] == []


def test_no_rule_exceeds_its_false_alarms_and_no_recall_has_dropped() -> None:
    evaluation = Evaluation(linter())
    evaluation.add_all(read_rows(corpus_files([str(CORPORA)], False, refuse), refuse))
    assert evaluation.rows > 4_000
    over = [str(one) for one in excesses(evaluation, read_budgets(str(CORPORA / "budgets.yml")))]
    assert over == [], "see `smslint eval corpora --false RULE --misses CATEGORY`; mend the rule, or loosen its budget knowingly"
