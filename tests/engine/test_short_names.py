"""What a business is called for short is worked out once for it, whoever the text goes to."""

from __future__ import annotations

from smslint.linter import Linter
from smslint.model import Context


def test_short_names_are_made_once_for_a_sender() -> None:
    linter = Linter()
    known = linter._rules.program.short_forms
    for number in range(3):
        context = Context(brand="Prairie Light & Power", recipient=f"+1202555010{number}", first_message=True)
        for text, named in (("PLP: the power is back on.", True), ("The power is back on.", False)):
            assert ("IDN001" not in {finding.rule for finding in linter.lint(text, context).findings}) == named
    assert len(known) == 1
    linter.lint("The power is back on.", context.replace(brand_aliases=["PL and P"]))
    assert len(known) == 2
