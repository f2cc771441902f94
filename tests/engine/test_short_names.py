"""What a business is called for short is worked out once for it, whoever the text goes to."""

from __future__ import annotations

import pytest

from smslint.linter import Linter
from smslint.model import Context
from tests.words import linter


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


@pytest.mark.parametrize(
    ("brand", "text"),
    [
        ("Saint Brendan Parish", "St. Brendan's: no fish fry this Friday."),
        ("St. Luke Church", "Saint Luke Church: choir is off tonight."),
        ("Mount Tabor Veterinary Clinic", "Mt Tabor Vet Clinic here. The stitches can come out on Monday."),
        ("A1 Towing & Recovery", "A-1 Towing: the driver is 10 minutes out."),
        ("A-1 Towing", "A1 Towing: the driver is 10 minutes out."),
        ("Veterans Hall 0418", "The meeting is off tonight. Vets Hall 0418"),
        ("North Mills Dental", "N. Mills Dental: see you at 4."),
        ("Harlow Brothers Roofing", "Harlow Bros: the crew comes at 7."),
    ],
)
def test_a_name_may_be_written_for_short_or_in_full(brand: str, text: str) -> None:
    assert not linter().findings_of("IDN001", text, Context(brand=brand))


@pytest.mark.parametrize(
    ("brand", "text"),
    [
        ("Mount Tabor Clinic", "Mt. Rainier is closed, see you at 4."),
        ("Saint Brendan Parish", "Turn left on Oak St. for the fish fry."),
        ("A1 Towing", "A driver is 1 minute out."),
        ("North Mills Dental", "Take exit N to get here, see you at 4."),
    ],
)
def test_a_word_for_short_is_no_name_alone(brand: str, text: str) -> None:
    assert linter().findings_of("IDN001", text, Context(brand=brand))
