import json
from pathlib import Path

from smslint.rulebook.explain import explain_dict, explain_text, in_words
from tests.rulebook.words import load, rule

PAGE = """\
CNT099 larch-liquor
error, high confidence, category alcohol
warning when age_gate is date_of_birth
T-Mobile tier 3: $500 a violation, if the carrier rules it one
for countries: US, CA, NO
for kinds: message, sample
speaks when (first_message or use_case is marketing or mixed)

Finds
  Liquor is sold here.

Why
  Carriers ask for an age gate before they let liquor through.

Example
  bad:  Cheap liquor tonight
  good: No free liquor here

Instead
  Ask for the date of birth first.

Who says so
  - Larch, The Larch Book, 5.1 (carrier rule, seen 2026-11-22)
    https://larch.example/book

Innocent
  - A menu: names of dishes cooked with wine.

Provider codes
  twilio:30007
"""


def test_the_page_of_a_rule(tmp_path: Path) -> None:
    book = load(tmp_path)
    assert explain_text(book.rules["CNT099"], book.sources) == PAGE


def test_the_page_without_its_sources_still_names_them(tmp_path: Path) -> None:
    assert "- larch-book, 5.1 (carrier rule)" in explain_text(load(tmp_path).rules["CNT099"], {})


def test_the_page_draws_no_control_characters(tmp_path: Path) -> None:
    text = '"Cheap liquor \\x1b[2J\\u202e tonight"'
    book = load(tmp_path, rule=rule(('"Cheap liquor tonight"', text)))
    page = explain_text(book.rules["CNT099"], book.sources)
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "\\x1b[2J\\u202e" in page


def test_the_page_as_values_is_json(tmp_path: Path) -> None:
    book = load(tmp_path, rule=rule(("since:", "effective: {from: 2024-01-01}\nsince:")))
    values = json.loads(json.dumps(explain_dict(book.rules["CNT099"], book.sources)))
    assert values["fine_usd"] == 500
    assert values["effective"] == {"from": "2024-01-01", "until": None}
    assert values["severity_when"] == [{"when": {"age_gate": ["date_of_birth"]}, "severity": "warning"}]
    assert values["sources"][0]["address"] == "https://larch.example/book"
    assert values["samples"]["bad"][0] == "Cheap liquor tonight"


def test_conditions_in_words() -> None:
    written = {
        "all": [{"known": ("two_way",)}, {"two_way": False}],
        "not": {"country": ("US", "CA")},
        "messages_since_opt_out": {"at_least": 4},
    }
    said = "(two_way known and not two_way) and not (country is US or CA) and messages_since_opt_out at least 4"
    assert in_words(written) == said


def test_endings_of_a_sender_are_told_in_words() -> None:
    assert in_words({"sender": {"ends_with": ("-S", "-T")}}) == "sender ends with -S or -T"
