from pathlib import Path

import pytest

from smslint.errors import RuleFileError
from smslint.rulebook.book import Book
from smslint.rulebook.choice import SelectorError, choose
from smslint.rulebook.loader import load_book
from smslint.rulebook.selection import own_choice, profile_rules
from tests.rulebook.words import faults, load, only, rule, write

LOCKED = rule(
    ("CNT099", "PHS099"),
    ("larch-liquor", "larch-lure"),
    ("tier: 3", "tier: 1\nlocked: true"),
    ("category: alcohol", "category: phishing"),
    ("tags: [shaft]", "tags: [lure]"),
)
PREVIEW = rule(("CNT099", "CNT098"), ("larch-liquor", "larch-wine"), ("status: stable", "status: preview"))
OLD = rule(("CNT099", "CNT097"), ("larch-liquor", "larch-beer"), ("status: stable", "status: deprecated"))
GUESS = rule(
    ("CNT099", "SPM099"),
    ("larch-liquor", "larch-guess"),
    ("severity: error", "severity: info"),
    ("severity: warning}", "severity: info}"),
    ("binding: carrier", "binding: heuristic"),
)
MORE = {"core/locked.yaml": LOCKED, "core/preview.yaml": PREVIEW, "core/old.yaml": OLD, "core/guess.yaml": GUESS}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return load(tmp_path, **MORE)


@pytest.mark.parametrize(
    ("chosen", "ignored", "preview", "active"),
    [
        ([], [], False, "CNT099 PHS099 SPM099"),
        ([], [], True, "CNT098 CNT099 PHS099 SPM099"),
        (["all"], [], False, "CNT099 PHS099 SPM099"),
        (["CNT"], [], False, "CNT099"),
        (["CNT0"], [], True, "CNT098 CNT099"),
        (["CNT098"], [], False, "CNT098"),
        (["larch-beer"], [], False, "CNT097"),
        (["phishing"], [], False, "PHS099"),
        (["shaft"], [], False, "CNT099 SPM099"),
        (["lure", "SPM"], [], False, "PHS099 SPM099"),
        (["gambling"], [], False, ""),
        ([], ["CNT"], False, "PHS099 SPM099"),
        ([], ["shaft"], False, "PHS099"),
        ([], ["all"], False, "PHS099"),
        (["CNT", "SPM"], ["larch-guess"], True, "CNT098 CNT099"),
    ],
)
def test_selectors(book: Book, chosen: list[str], ignored: list[str], preview: bool, active: str) -> None:
    assert " ".join(sorted(choose(book.rules, chosen, ignored, preview))) == active


def test_an_unknown_selector_is_an_error_with_a_suggestion(book: Book) -> None:
    with pytest.raises(SelectorError, match="did you mean 'larch-liquor'"):
        choose(book.rules, ["larch-liqour"], [], False)
    with pytest.raises(SelectorError, match="unknown selector 'CNT5'"):
        choose(book.rules, [], ["CNT5"], False)


@pytest.mark.parametrize("selector", ["PHS099", "larch-lure", "PHS", "phishing"])
def test_a_locked_rule_cannot_be_ignored(book: Book, selector: str) -> None:
    with pytest.raises(SelectorError, match="PHS099 cannot be ignored: locked"):
        choose(book.rules, [], [selector], False)


PACK = """\
pack: larch
about: Larch asks for less.
when: {provider: larch}
overrides:
  CNT099: {severity: info}
"""
PACK_RULE = rule(("CNT099", "CNT090"), ("larch-liquor", "larch-own"))
PROFILE = """\
profile: default
about: Everything.
packs: [larch]
"""
STRICT = """\
profile: strict
about: Everything, and preview.
extends: default
preview: true
ignore: [SPM]
overrides:
  CNT099: {confidence: low, severity: warning, weight: 9, tier: null}
"""
PACKED = {
    "packs/larch/pack.yaml": PACK,
    "packs/larch/own.yaml": PACK_RULE,
    "profiles/default.yaml": PROFILE,
    "profiles/strict.yaml": STRICT,
    **MORE,
}


def test_a_pack_softens_a_rule_where_it_speaks(tmp_path: Path) -> None:
    rules = profile_rules(load(tmp_path, **PACKED))
    clauses = [(clause.when.plain(), clause.severity) for clause in rules["CNT099"].severity_when]
    assert clauses == [
        ({"all": [{"known": ("provider",)}, {"provider": ("larch",)}]}, "info"),
        ({"age_gate": ("date_of_birth",)}, "warning"),
    ]
    assert rules["CNT099"].severity == "error"
    assert rules["CNT099"].line == 1


def test_a_packs_own_rules_speak_only_where_it_does(tmp_path: Path) -> None:
    book = load(tmp_path, **PACKED)
    own = profile_rules(book)["CNT090"]
    assert own.pack == "larch"
    assert own.when is not None
    assert own.when.plain()["all"][0] == {"all": [{"known": ("provider",)}, {"provider": ("larch",)}]}
    book.profiles.clear()
    assert "CNT090" in profile_rules(book)


def test_a_profile_builds_on_another(tmp_path: Path) -> None:
    rules = profile_rules(load(tmp_path, **PACKED), "strict")
    assert sorted(rules) == ["CNT090", "CNT098", "CNT099", "PHS099"]
    changed = rules["CNT099"]
    assert (changed.confidence, changed.severity, changed.weight, changed.tier) == ("low", "warning", 9, None)
    assert sorted(profile_rules(load(tmp_path, **PACKED), "strict", select=["PHS"])) == ["PHS099"]


def test_an_unknown_profile_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SelectorError, match="unknown profile 'strct'; did you mean 'strict'"):
        profile_rules(load(tmp_path, **PACKED), "strct")


FAULTS = {
    "unknown rule": (("CNT099: {confidence", "CNT095: {confidence"), "strict.yaml:7:3: no rule CNT095 is loaded"),
    "unknown field": (("{confidence: low", "{confidnce: low"), "did you mean 'confidence'?"),
    "no rule id": (("CNT099: {confidence", "larch: {confidence"), "'larch' is no rule id"),
    "unknown pack": (
        ("extends: default", "extends: default\npacks: [lach]"),
        "unknown pack 'lach'; did you mean 'larch'?",
    ),
    "unknown base": (("extends: default", "extends: defalt"), "strict.yaml:3:10: unknown profile 'defalt'"),
    "itself": (("extends: default", "extends: strict"), "in a circle"),
    "selector": (("ignore: [SPM]", "ignore: [SPM5]"), "strict.yaml:5:10: unknown selector 'SPM5'"),
    "locked": (("ignore: [SPM]", "ignore: [PHS099]"), "strict.yaml:5:10: PHS099 cannot be ignored"),
    "locked severity": (
        ("CNT099: {confidence: low, severity: warning, weight: 9, tier: null}", "PHS099: {severity: warning}"),
        "strict.yaml:7:22: PHS099 is locked; its severity",
    ),
    "locked condition": (
        ("CNT099: {confidence: low, severity: warning, weight: 9, tier: null}", "PHS099: {when: {country: US}}"),
        "PHS099 is locked; its when",
    ),
    "locked tier": (("CNT099: {confidence: low, severity: warning,", "PHS099: {"), "PHS099 is locked; its tier"),
    "heuristic error": (
        ("CNT099: {confidence: low, severity: warning", "SPM099: {severity: error"),
        "only a heuristic stands behind SPM099",
    ),
    "emptied": (("weight: 9", "weight: null"), "strict.yaml:7:56: weight cannot be emptied"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_profile_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    (old, new), said = FAULTS[name]
    assert old in STRICT
    assert said in only(faults(tmp_path, **{**PACKED, "profiles/strict.yaml": STRICT.replace(old, new)}))


def test_a_conditional_pack_changes_severities_only(tmp_path: Path) -> None:
    pack = PACK.replace("{severity: info}", "{severity: info, weight: 1}")
    found = only(faults(tmp_path, **{**PACKED, "packs/larch/pack.yaml": pack}))
    assert "pack.yaml:5:36: a pack with `when` can change the severity only" in found


def test_a_faulty_profile_never_applies_half(tmp_path: Path) -> None:
    book = load(tmp_path, **PACKED)
    book.rules["CNT099"] = book.rules["CNT099"].model_copy(update={"locked": True})
    with pytest.raises(RuleFileError, match="CNT099 is locked; its severity cannot be lowered"):
        profile_rules(book, "strict")


def test_a_pack_that_no_profile_names_joins_all(tmp_path: Path) -> None:
    free = {**PACKED, "packs/pine/own.yaml": rule(("CNT099", "CNT091"), ("larch-liquor", "pine-own"))}
    book = load(tmp_path, **free)
    assert "CNT091" in profile_rules(book)
    assert "CNT091" in profile_rules(book, "strict")
    assert "CNT090" not in profile_rules(load(tmp_path, **{**free, "profiles/bare.yaml": "profile: bare\nabout: x\n"}), "bare")


def test_the_overrides_of_every_pack_are_checked(tmp_path: Path) -> None:
    pine = "pack: pine\nabout: Nobody names it.\noverrides:\n  PHS099: {severity: info}\n"
    named = {**PACKED, "profiles/default.yaml": PROFILE.replace("packs: [larch]\n", ""), "packs/pine/pack.yaml": pine}
    assert "pack.yaml:4:22: PHS099 is locked" in only(faults(tmp_path, **named))


def test_an_override_that_does_nothing_is_named(tmp_path: Path) -> None:
    bare = "profile: bare\nabout: x\noverrides: {CNT090: {severity: info}}\n"
    found = only(faults(tmp_path, **{**PACKED, "profiles/bare.yaml": bare}))
    assert found == "bare.yaml:3:13: CNT090 is no rule of this profile, so this does nothing; add larch to `packs`"


@pytest.mark.parametrize("root", ["packs/larch", "packs", "packs/larch/pack.yaml"])
def test_a_root_may_be_a_pack_or_hold_some(tmp_path: Path, root: str) -> None:
    home = load(tmp_path / "home", **MORE)
    own = write(tmp_path / "own", {"packs/larch/pack.yaml": PACK, "packs/larch/deep/own.yaml": PACK_RULE})
    book = load_book([own / root], base=home)
    assert list(book.packs) == ["larch"]
    assert root.endswith(".yaml") or book.rules["CNT090"].pack == "larch"


def test_rules_that_stand_alone_heed_their_pack(tmp_path: Path) -> None:
    alone = own_choice(load(tmp_path, **PACKED), ["CNT090"])
    (rules, *_) = alone
    assert list(rules) == ["CNT090"]
    assert rules["CNT090"].when is not None
    assert "provider" in rules["CNT090"].when.fields()
