"""What checks remember of earlier texts makes them faster and changes no finding."""

from __future__ import annotations

import random
from typing import Any

from smslint.linter import Linter
from smslint.model import Context
from tests.bench.messages import messages

CONTEXT = Context(brand="Larch Cafe", use_case="customer_care", first_message=False)


def findings(linter: Linter, text: str) -> list[Any]:
    return [(one.rule, one.start, one.end, one.depends_on, one.folds) for one in linter.lint(text, CONTEXT).findings]


def test_findings_do_not_depend_on_the_texts_before() -> None:
    texts = list(messages(400, seed=11))
    first, second = Linter(), Linter()
    known = {text: findings(first, text) for text in texts}
    random.Random(3).shuffle(texts)
    for text in (*texts, *texts[::3]):
        assert findings(second, text) == known[text], text
    for text in texts[::5]:
        assert findings(first, text) == known[text], text


PARCEL = "Your parcel 448122 is held. Pay the $1.99 fee at https://hold-desk.example/pay within 24 hours."
"""A text of which several rules ask what others find."""


def test_a_check_looks_once_at_a_text_whoever_asks(monkeypatch: Any) -> None:
    from smslint.checks.combine import Combine

    looked: list[tuple[int, int]] = []
    find = Combine.find

    def counted(self: Combine, hits: Any) -> Any:
        looked.append((id(self), id(hits)))
        return find(self, hits)

    monkeypatch.setattr(Combine, "find", counted)
    assert "PHS025" in {one.rule for one in Linter().lint(PARCEL).findings}
    assert len(looked) > 5
    assert len(looked) == len(set(looked))


def test_what_one_rule_finds_is_the_same_whether_others_asked_before() -> None:
    whole = {one.rule: (one.start, one.end, one.depends_on) for one in Linter().lint(PARCEL).findings}
    for rule, found in whole.items():
        alone = Linter(select=[rule]).lint(PARCEL).findings
        assert [(one.start, one.end, one.depends_on) for one in alone] == [found], rule
