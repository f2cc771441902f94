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


PLATFORMS = [
    "%%first_name%%", "%%First Name%%", "%%=v(@name)=%%", "{{${first_name}}}", "{{ person.first_name|default:'there' }}",
    "{{#if firstName}}{{firstName}}{{^}}there{{/if}}", "{{defaultIfEmpty firstName \"friend\"}}", "{first_name:there}",
    "*|FNAME:there|*", "{{ contact.firstname|default('there') }}", "%FIRSTNAME%", "${Contacts.First Name}", "$[FNAME|there]$",
    "<%= recipient.firstName %>", "$(FIRST_NAME)", "$lookup(FIRST_NAME)$", "{{1}}", "%1$s", "%@", "%ld", "%#@guests@", "$t(name)",
    "{count, plural, one {# day} other {# days}}", "<#if name??>${name}<#else>there</#if>", "{{{name}}}", "{{.Name}}",
    "{{if .Name}}{{.Name}}{{else}}there{{end}}", "{{if name}}{{name}}{{else}}there{{end}}", "%{name}", "%<name>s", "%(name)s",
    "{:.2f}",
    "{% if name %}{{ name }}{% endif %}", "{{ name ?? 'there' }}", "{!Contact.FirstName}", "{!contact:firstname}",
    "{KeyWord:Coffee}", "{$name|default:'there'}", "{if $name}{$name}{else}there{/if}", "#if($name)$name#else there#end",
    "[[FIRSTNAME OR \"there\"]]",
    "[[data:firstname:\"there\"]]", "@FIRSTNAME@", "~Contact.FirstName~", "{{={{First Name(6)}}|friend}}",
    "(Cust. 1)", "[% name %]",
]  # fmt: skip


@pytest.mark.parametrize("field", PLATFORMS)
def test_fields_of_every_platform_are_sound_in_a_template_and_unfilled_in_a_message(field: str) -> None:
    text = f"Larch: hello {field}, your table is set for tonight at 9. The kitchen closes at 11."
    known = {"use_case": "reminder", "first_message": False}
    assert [one.rule for one in linter().lint(text, TEMPLATE.replace(**known)).findings] == []
    assert "TMP001" in faults(text, SENT.replace(**known))


HONEST = [
    (
        "Larch: Hello %%first_name%%, %%order_no%% is out of the kiln. One of your %%qty%% bowls took %%days%% days. %%potter%%",
        "Larch",
    ),
    ("Kiln Yoga: {{name}}, {{class}} on {{days}} {{start}}-{{end}}. Seat is held until {{hold_until}}.", "Kiln Yoga"),
    (
        "[TRIP_NAME] leaves [MEET_POINT] at [MEET_TIME]. Grade [GRADE], [DISTANCE] km. Carry [WATER] L of water. PLB with "
        "leader [LEADER]. Text OUT if you're pulling out. Larch Bushwalkers", "Larch Bushwalkers",
    ),
    (
        "{{nombre}}, tu envío {{guia}} de Envios Larch llegó a la sucursal {{sucursal}}. Pasa con tu INE de "
        "{{apertura}} a {{cierre}}. Se guarda {{dias}} días.", "Envios Larch",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "brand"), HONEST)
def test_honest_templates_are_not_accused(text: str, brand: str) -> None:
    context = TEMPLATE.replace(brand=brand, use_case="transactional", first_message=False)
    assert [one.rule for one in linter().lint(text, context).findings if one.severity.value != "info"] == []


CODE_FIELDS = ["{{code}}", "%{code}", "{{otp}}", "[CODE]", "{{ pin }}", "<%= token %>", "{{1}}", "%s", "{{user.passcode}}"]
CODE_TEXTS = ["Your Larch code is {}", "{} is your Larch code.", "Use {} to sign in to Larch.", "Larch: your code: {}"]


@pytest.mark.parametrize("field", CODE_FIELDS)
@pytest.mark.parametrize("words", CODE_TEXTS)
def test_a_field_that_holds_a_code_makes_a_text_of_one_time_codes(words: str, field: str) -> None:
    assert not linter().findings_of("OPT001", words.replace("{}", field), TEMPLATE)


@pytest.mark.parametrize(
    "text",
    [
        "Your Larch promo code is {{code}}", "Larch: use code {{code}} for 20% off today", "{{code}} is your Larch gate code",
        "Your Larch table is {{1}}",
        "Welcome to Larch! Your code is {{code}}. Take 15% off your first order.", "Larch: {{zip_code}} has a new store",
        "Larch: hi {{name}}, the sale is on",
    ],
)  # fmt: skip
def test_fields_of_coupons_and_doors_are_no_one_time_codes(text: str) -> None:
    assert linter().findings_of("OPT001", text, TEMPLATE)


@pytest.mark.parametrize("text", ["Your Larch code: 483920", "Larch verification code: 483920", "Larch security code is 483920"])
def test_a_code_behind_a_colon_is_one_too(text: str) -> None:
    assert not linter().findings_of("OPT001", text, TEMPLATE.replace(template=None))


def test_a_code_that_is_handed_over_is_not_asked_for() -> None:
    assert not linter().findings_of("PHS001", "Larch: tell him the PIN {{pin}} when he hands you the bags.", TEMPLATE)
    assert linter().findings_of("PHS001", "Larch: tell us your PIN {{name}}", TEMPLATE)


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
