from pathlib import Path

import pytest

from smslint.rulebook.review import possible, review
from tests.rulebook.words import LIST, load, rule


def remarks(folder: Path, **changed: str | bytes) -> set[str]:
    """`check name:line` of each remark."""
    return {f"{one.check} {Path(one.issue.path).name}:{one.issue.line}" for one in review(load(folder, **changed))}


SHOWN = rule(('"Free liquor"', '"Free liquor, 20% off"'))


def test_a_careful_rule_book_earns_no_remark(tmp_path: Path) -> None:
    assert remarks(tmp_path, rule=SHOWN) == set()


def test_the_phrases_of_files_apart_are_not_looked_at(tmp_path: Path) -> None:
    doubtful = rule(('"Free liquor"', '"Free liquor, 20% off"'), ("[no free liquor]", "[no free liquor, no wine]"))
    book = load(tmp_path, rule=doubtful)
    (remark,) = review(book)
    assert remark.check == "dead-exemption"
    assert review(book, {remark.issue.path}) == []
    assert review(book, {"elsewhere.yaml"}) != []


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ([("[no free liquor]", "[no free liquor, no cheap wine]")], "dead-exemption larch.yaml:22"),
        ([("[no free liquor]", "[no free liquor, act as one]")], "dead-exemption larch.yaml:22"),
        ([('"vodka shot[s]"', '"vodka shot[s]", Vodka SHOTS')], "duplicate-term larch.yaml:20"),
        ([("lists: [promo/shout]", "lists: []")], "unused-list shout.yaml:1"),
        ([("binding: carrier", "binding: guidance")], "no-authority larch.yaml:6"),
        (
            [("first_message: true\n    - use_case: [marketing, mixed]", "country: [FR]")],
            "unreachable-condition larch.yaml:15",
        ),
        ([("{age_gate: date_of_birth}", "{kind: inbound}")], "unreachable-condition larch.yaml:8"),
        ([('"vodka shot[s]"', '"vodka shot[s]", wine')], "common-word larch.yaml:20"),
    ],
)
def test_a_doubt_is_remarked_upon_at_its_place(tmp_path: Path, changes: list[tuple[str, str]], check: str) -> None:
    lexicon = "list: lexicon/en\nabout: Words.\nwords: [wine, tonight]\n"
    changed = rule(('"Free liquor"', '"Free liquor, 20% off"'), *changes)
    found = remarks(tmp_path, rule=changed, **{"lists/lexicon/en.yaml": lexicon})
    assert check in found


def test_a_pattern_that_no_sample_shows_is_idle(tmp_path: Path) -> None:
    assert remarks(tmp_path) == {"idle-pattern shout.yaml:4"}


def test_rules_with_the_same_check_are_remarked_upon(tmp_path: Path) -> None:
    twin = SHOWN.replace("CNT099", "CNT098").replace("larch-liquor", "larch-twin")
    assert remarks(tmp_path, rule=SHOWN, **{"core/twin.yaml": twin}) == {"identical-check twin.yaml:19"}
    other = twin.replace("[US, CA, NO]", "[MX]")
    assert remarks(tmp_path, rule=SHOWN, **{"core/twin.yaml": other}) == set()


def test_exemptions_reach_the_terms_of_including_lists(tmp_path: Path) -> None:
    outer = LIST.replace("about:", "includes: [promo/excuse]\nabout:").replace("act at once", "act at once")
    excuse = "list: promo/excuse\nabout: x\nexempt: [we will act at once]\n"
    assert remarks(tmp_path, rule=SHOWN, list=outer, **{"lists/promo/excuse.yaml": excuse}) == set()


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ({"country": ("US",)}, True),
        ({"country": ("FR",)}, False),
        ({"any": [{"country": ("FR",)}, {"use_case": ("otp",)}]}, True),
        ({"any": [{"country": ("FR",)}]}, False),
        ({"all": [{"use_case": ("otp",)}, {"use_case": ("marketing",)}]}, False),
        ({"all": [{"use_case": ("otp",)}], "any": [{"use_case": ("marketing",)}, {"use_case": ("mixed",)}]}, False),
        ({"not": {"country": ("US",)}}, True),
        ({"first_message": True, "all": [{"first_message": False}]}, False),
        ({"messages_since_opt_out": {"at_least": 4}}, True),
        ({"known": ("brand",)}, True),
    ],
)
def test_conditions_that_cannot_hold(written: dict[str, object], answer: bool) -> None:
    assert possible(written, {"country": {"US", "CA"}}) is answer
