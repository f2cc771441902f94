"""Style, evasion, encoding and template hygiene, on short texts that differ in one thing."""

from __future__ import annotations

import pytest

from smslint import Context
from tests.words import linter, rows

RENDERED = Context(template=False, country="US", sender_type="10dlc")
TEMPLATE = Context(template=True, country="US", sender_type="10dlc")
EVASION = ("EVA001", "EVA002", "EVA003", "EVA004", "EVA005", "EVA012", "SPM010")


def found(rule: str, text: str, context: Context = RENDERED) -> bool:
    return bool(linter().findings_of(rule, text, context))


def split(bank: str) -> list[str]:
    return bank.strip().split("\n")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("EVA001", "Your fr33 g1ft is here"),
        ("EVA001", "Cl@im y0ur pr1ze"),
        ("EVA002", "F R E E gift inside"),
        ("EVA002", "f.r.e.e gift inside"),
        ("EVA003", "S\u200bTOP"),
        ("EVA004", "P\u0430ypal asks you to log in"),
        ("EVA005", "See \u202eelpmaxe.hcral\u202c"),
        ("EVA012", "\uff26\uff32\uff25\uff25 gift inside"),
        ("SPM010", "H! h0w ar3__you do1ng?"),
    ],
)
def test_each_disguise_is_named_as_evasion(rule: str, text: str) -> None:
    findings = linter().findings_of(rule, text, RENDERED)
    assert findings
    assert {finding.category for finding in findings} == {"obfuscation"}


INNOCENT_SPELLINGS = split("""
We are open 24/7
Send the mp3 or mp4 to B2B Radio
Your booking K7P2XQ is confirmed
P!nk and Ke$ha play the Oak Arena
7-Eleven, 3M, 20th Century and Studio 54
Toys R Us order 1182 is ready
Family day 👨‍👩‍👧‍👦 on Saturday
می‌خواهم یک قهوه
Press 1️⃣ for yes 🇺🇸
Ваш код 204417
Ο κωδικός σας είναι 204417
ご予約は５月２日です
Café Déjà Vu, señor Muñoz, your table is ready
Take B12 and D3 at 8am
Room 4B, gate B22, seat 12A
Wi-Fi: larch / guest123
Ref: A1B2-C3D4-E5F6
Plate 4ABC123 is parked in lot C3
U.S.A. office, 9 a.m., Dr. J. R. Oak, Ph.D.
Your grades: A, B, B, C
COVID-19 shots and 401(k) help on 5/2
H2O, CO2 and Wi-Fi 6E
The total is $24.10 (tax $1.90)
Windows 11, iPhone 15, PS5
Open Mon-Fri 9-5
""")


@pytest.mark.parametrize("text", INNOCENT_SPELLINGS)
def test_names_codes_and_other_scripts_are_no_evasion(text: str) -> None:
    assert not [rule for rule in EVASION if found(rule, text)]


@pytest.mark.parametrize(
    "text",
    ["Hi {{FIRST_NAME}}, {{ORDER_NUMBER}} ships {{SHIP_DATE}} to {{CITY_NAME}}", "Hi {{fr33}}, {{c0de}} {{l1nk}}"],
)
def test_merge_fields_never_count_as_capitals_or_leet(text: str) -> None:
    assert not [rule for rule in ("SPM002", *EVASION) if found(rule, text, TEMPLATE)]


def test_real_templates_are_no_evasion() -> None:
    texts = [row["text"] for row in rows("a2p_templates.jsonl")]
    assert not [text for text in texts for rule in EVASION if found(rule, text, TEMPLATE)]


@pytest.mark.parametrize(
    "text",
    [
        "Reply STOP to opt out, HELP for help",
        "OK",
        "ETA 5 PM EST, RSVP to Larch by 4 PM",
        "Flight LX188 JFK-ZRH leaves at 18:40",
    ],
)
def test_keywords_and_codes_do_not_shout(text: str) -> None:
    assert not found("SPM002", text)


def test_the_senders_own_capitals_do_not_shout() -> None:
    text = "LARCH AND OAK BANK: your statement is ready."
    assert found("SPM002", text)
    assert not found("SPM002", text, Context(brand="LARCH AND OAK BANK"))


@pytest.mark.parametrize(
    "text",
    [
        "Oak Cafe: JOHN SMITH paid $25. Thank you!",
        "Larch Bank: MARIA GONZALEZ LOPEZ sent you $125.00.",
        "Larch Bank: a payment of $40.00 to OAK HARDWARE STORE was made.",
    ],
)
def test_who_paid_and_was_paid_does_not_shout(text: str) -> None:
    assert not found("SPM002", text)


@pytest.mark.parametrize("text", ["BIG SALE AT LARCH SHOP TODAY, shop now", "You paid too much! MEGA SALE TODAY ONLY HERE"])
def test_a_sale_shouts_beside_words_of_payment(text: str) -> None:
    assert found("SPM002", text)


def test_two_words_of_text_speak_are_a_manner_of_writing() -> None:
    assert found("SPM012", "Gr8 deal 4 u")
    assert not found("SPM012", "Thx for your order")
    assert not found("SPM012", "4 msgs/mo. Msg & data rates may apply. Txt STOP to end")


def test_an_unrendered_field_waits_until_it_is_known_whether_this_is_a_template() -> None:
    (finding,) = linter().findings_of("TMP001", "Hi {{name}}, your order is ready", Context())
    assert finding.depends_on == ("template",)
    assert found("TMP001", "Hi {{name}}, your order is ready", RENDERED)
    assert not found("TMP001", "Hi {{name}}, your order is ready", TEMPLATE)


@pytest.mark.parametrize(
    "text",
    [
        "Your test results are ready",
        "This is a test of the Oak County emergency alert system",
        "Math test on Friday",
        "Your driving test is on 2 May",
        "Free COVID testing at Oak Library",
        "The fire drill is a test of our exits",
    ],
)
def test_tests_of_other_things_are_no_test_texts(text: str) -> None:
    assert not found("TMP005", text)


@pytest.mark.parametrize(
    "text",
    [
        "Rebajas en todo hasta el domingo",
        "Gate TBD",
        "Write to us at the office",
        "Your name is on the list here",
        "Add your name at the desk",
    ],
)
def test_ordinary_words_are_no_notes_of_the_author(text: str) -> None:
    assert not found("TMP004", text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [("It’s ready", "ENC001"), ("Total: 20 €", "ENC005"), ("Larch &amp; Oak", "ENC007"), ("Larch\x07", "ENC008")],
)
def test_encoding_faults_are_found(text: str, rule: str) -> None:
    assert found(rule, text)


@pytest.mark.parametrize("text", ["It's ready", "Café Müller, señor Muñoz", "Larch & Oak\nMain St", "Stay if < 5 min"])
def test_plain_text_has_no_encoding_faults(text: str) -> None:
    assert not [rule for rule in ("ENC001", "ENC005", "ENC007", "ENC008") if found(rule, text)]
