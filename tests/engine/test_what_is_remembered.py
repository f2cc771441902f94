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
