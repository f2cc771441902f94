"""What a change of rules changes: every kind of difference once, judged by the labels where there are any."""

from __future__ import annotations

import pytest

from smslint.corpus.compare import Comparison, Found, differences
from smslint.corpus.labelled import Row
from smslint.report.comparison import comparison_text
from tests.corpus.words import Shouts, row

E, W = "error", "warning"


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ([Found(E, 0, 2, ())], [Found(E, 0, 2, ())], []),
        ([], [Found(E, 0, 2, ())], ["new"]),
        ([Found(E, 0, 2, ())], [], ["lost"]),
        ([Found(E, 0, 2, ())], [Found(W, 0, 2, ())], ["severity"]),
        ([Found(E, 0, 2, ())], [Found(E, 1, 4, ())], ["span"]),
        ([Found(E, 0, 2, ())], [Found(W, 1, 4, ())], ["severity"]),
        ([Found(E, 0, 2, ())], [Found(E, 2, 4, ())], ["lost", "new"]),
        ([Found(E, None, None, ("brand",))], [Found(E, None, None, ())], ["waits"]),
        ([Found(E, None, None, ())], [Found(E, 0, 2, ())], ["lost", "new"]),
        ([Found(E, 0, 2, ()), Found(E, 5, 7, ())], [Found(E, 5, 7, ()), Found(E, 0, 1, ())], ["span"]),
        ([Found(E, 0, 2, ())] * 2, [Found(E, 0, 2, ())], ["lost"]),
    ],
)
def test_differences(old: list[Found], new: list[Found], kinds: list[str]) -> None:
    assert [kind for kind, _, _ in differences(old, new)] == kinds


def compared(*rows: Row) -> Comparison:
    """Old finds PROMO and WINE as gin; new finds GIN as an error, and no PROMO."""
    old = Shouts(WINE=("CNT004", "alcohol", W))
    new = Shouts(GIN=("CNT004", "alcohol", E), PROMO=("SPM002", "shouting", W))
    comparison = Comparison(old, new)  # type: ignore[arg-type]
    comparison.add_all(rows)
    return comparison


ROWS = (
    row("GIN", "alcohol"),
    row("WINE secret", number=2),
    row("PROMO", "promotion", number=3),
    row("PROMO", either=["promotion"], number=4),
    row("Hi", number=5),
)


def test_changes_are_counted_by_rule_and_judged_by_the_labels() -> None:
    table = compared(*ROWS).by_rule()
    assert {rule: {kind: n for kind, n in counts.items() if n} for rule, counts in table.items()} == {
        "CNT004": {"severity": 1, "lost": 1, "lost_wrong": 1},
        "SPM001": {"lost": 2, "lost_right": 1},
        "SPM002": {"new": 2, "new_wrong": 2},
    }


def test_rules_and_verdicts_that_changed_are_named() -> None:
    comparison = compared(*ROWS)
    assert (comparison.rules_new, comparison.rules_lost) == (["SPM002"], ["SPM001"])
    assert comparison.by_verdict() == {"block -> warn": 2, "warn -> block": 1, "warn -> pass": 1}


def test_the_text_form_shows_no_message_unless_asked_to() -> None:
    comparison = compared(*ROWS)
    said = comparison_text(comparison, 1, False)
    assert "rules added: SPM002\nrules gone: SPM001\n" in said
    assert "lost CNT004: shop-0002 (corpora/clean/shop.jsonl:2) warning 0:4, wrong\n" in said
    assert "severity CNT004: shop-0001 (corpora/clean/shop.jsonl:1) warning 0:3 -> error 0:3, right\n" in said
    assert said.count("lost SPM001:") == 1
    assert said.endswith("\n5 rows: 2 new, 3 lost, 1 severity, 4 other verdicts\n")
    assert "secret" not in said
    assert "    WINE secret\n" in comparison_text(comparison, 1, True)


def test_nothing_changed_is_said() -> None:
    same = Comparison(Shouts(), Shouts())  # type: ignore[arg-type]
    same.add_all(ROWS)
    assert same.is_empty
    assert comparison_text(same, 3, False) == "5 rows: nothing changed\n"


def test_json_names_every_change_and_shows_texts_only_on_request() -> None:
    said = compared(*ROWS).to_dict(False)
    assert len(said["changes"]) == 6
    assert said["changes"][0] == {
        "rule": "CNT004", "kind": "severity", "label": "right", "id": "shop-0001", "path": "corpora/clean/shop.jsonl", "line": 1,
        "old": {"severity": "warning", "start": 0, "end": 3, "waits": []},
        "new": {"severity": "error", "start": 0, "end": 3, "waits": []},
    }  # fmt: skip
    assert compared(*ROWS).to_dict(True)["changes"][0]["text"] == "GIN"


def test_unlabelled_messages_are_judged_by_nobody() -> None:
    comparison = compared(Row({"text": "PROMO"}, "x.jsonl", 1))
    assert {change.label for change in comparison.changes} == {"open"}
