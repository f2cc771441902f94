"""Merge fields that were filled with nothing, and notes of authors: on short texts in pairs."""

from __future__ import annotations

import pytest

from smslint import Context
from smslint.text.placeholders import unfilled_values
from tests.words import linter

SENT = Context(brand="Larch", country="US", sender_type="10dlc", template=False)
TEMPLATE = Context(brand="Larch", country="US", sender_type="10dlc", template=True)


def faults(text: str, context: Context = SENT) -> set[str]:
    found = linter().lint(text, context).findings
    return {one.rule for one in found if one.category == "placeholder" and one.severity.value != "info"}


UNFILLED = """
Dear Mr. , your order is ready.
Larch: your code is .
Larch: your order arrives on  between  and .
Larch: code  expires in  minutes
Larch: order # is ready
Larch: total $. Thank you
Larch: get % off today
Larch: visit on 00/00/0000
Larch: visit on Jan 1, 1970
Larch: thank you FNAME for your shift on DATE
Hi First Name, your order shipped
Hi (first name), your order shipped
Larch: see you on (date) at (time)
Larch: hi first_name, see you
Larch: order order_id ships on ship_date
Larch: call us at XXX-XXX-XXXX
Larch: your code is XXXXXX
Larch: $XX off today
Larch: see www.yourwebsite.com
Larch: ___ is your code
Larch: #REF! is your balance
Larch: hello <no value>, your order is ready
Larch: {"name": "Sam"}
Hola , su pedido está listo.
Hi Sam,  is ready for pickup.
""".strip().split("\n")


@pytest.mark.parametrize("text", UNFILLED)
def test_values_that_are_missing_are_found(text: str) -> None:
    assert "TMP007" in faults(text)


FILLED = """
Larch Law: the term is left undefined until the court rules.
Larch: come on , we are open.
Larch: reply with NAME and DATE to book
Larch: the name on file is Dana
Larch: use column user_id and order_date in the export
Larch: meet Dr. First at 9
Larch: prices in $.
Larch: win $$$ today
Larch: press # to end
Larch: made in XX century
Larch: born 01/01/1960
Larch: your order  is ready.  Thank you.
Larch: Invalid date on your form, please check it
Larch : votre commande est prête , à bientôt !
Larch: ready to go . . .
Larch: Hi Name Brand Outlet fans
""".strip().split("\n")


@pytest.mark.parametrize("text", FILLED)
def test_ordinary_texts_lack_nothing(text: str) -> None:
    assert faults(text) == set()


@pytest.mark.parametrize("text", UNFILLED)
def test_the_scan_wakes_the_rule_for_all_that_it_would_find(text: str) -> None:
    assert unfilled_values(text)
    assert linter().findings_of("TMP007", text, SENT)


@pytest.mark.parametrize(
    "text", ["Hi {{first_name}}, order {{order_id}} ships {{ship_date}}", "Hi *|FNAME|*, see *|DATE|*"]
)
def test_names_inside_fields_are_no_bare_names(text: str) -> None:
    assert faults(text, TEMPLATE) == set()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Hi ##NAME##, see you", "##NAME##"),
        ("Hi $firstName, see you", "$firstName"),
        ("Hi {!Contact.FirstName}, see you", "{!Contact.FirstName}"),
    ],
)
def test_more_ways_to_write_a_field(text: str, field: str) -> None:
    (found,) = [one for one in linter().lint(text, SENT).findings if one.rule == "TMP001"]
    assert text[found.start : found.end] == field


@pytest.mark.parametrize(
    "text", ["Class: List<Item> at 4", "rows[index] in Lab 2", "x^{2} + H_{2}O", "echo $PATH", 'printf("%d")']
)
def test_what_technicians_write_is_no_field(text: str) -> None:
    assert "TMP001" not in faults(text)


@pytest.mark.parametrize(
    "text",
    ["Hi *|FNAME|, see you", "Hi [Name, see you on [Date]", "Larch: {{#if hold}}on hold.", "Hi {name}}, see you"],
)
def test_fields_that_do_not_close_are_found(text: str) -> None:
    assert "TMP011" in faults(text, TEMPLATE)


@pytest.mark.parametrize(
    "text",
    ["Hi {{1}}, {{2}} is at {{3}}", "{% unless x %}Hi{% endunless %} {{name}}", "{{/* note */}}Hi {{.Name}}, see you"],
)
def test_numbered_fields_and_blocks_of_other_engines_are_sound(text: str) -> None:
    assert faults(text, TEMPLATE) == set()


def test_two_syntaxes_are_a_mistake_where_an_engine_could_mistake_them() -> None:
    assert "TMP002" in faults("Hi {name}, see {{link}}", TEMPLATE)
    assert "TMP002" in faults("Hi {{name}}, code %CODE% until {{time}}", TEMPLATE)
    assert "TMP002" not in faults("Your bill of ${amount} is due %DATE%", TEMPLATE)
    assert "TMP002" not in faults("Hi $first_name, order ${order_id} is at $store_name", TEMPLATE)


def test_a_variable_that_is_the_message_is_found_behind_brand_and_opt_out() -> None:
    assert "TMP009" in faults("Larch: {{body}} Reply STOP to opt out", TEMPLATE)
    assert "TMP009" in faults("[Message]", TEMPLATE)
    assert "TMP009" not in faults("{{brand}}: {{code}}", TEMPLATE)


NOTES = """
Larch: papers are ready. (Maria, check this wording before it goes out)
Larch: {{name}}, your crew starts. [TODO add license number]
Larch: opens at 9 [TBD]
Larch: opens at 9 // check with legal
Larch: your text here
Larch: [link to menu]
""".strip().split("\n")


@pytest.mark.parametrize("text", NOTES)
def test_notes_of_authors_are_faults_in_templates_too(text: str) -> None:
    assert "TMP004" in faults(text)
    assert "TMP004" in faults(text, TEMPLATE)


@pytest.mark.parametrize(
    "text",
    [
        "Larch: please fill in the form before your visit", "Larch: get your copy here: https://larch.example/c",
        "Larch: link to follow tomorrow", "Larch: your permit is pending final approval", "Larch: please don't send money yet",
        "Larch: gate TBD, we will text you", "Larch: enter here for the draw", "Larch: (copy attached)",
    ],
)  # fmt: skip
def test_ordinary_requests_are_no_notes(text: str) -> None:
    assert "TMP004" not in faults(text)
