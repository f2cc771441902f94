import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smslint.errors import RuleFileError
from smslint.rulebook.contents import MAX_PHRASES, MAX_SIZE, check_contents
from smslint.rulebook.fingerprint import source_digest
from smslint.rulebook.home import rules_home
from smslint.rulebook.loader import load_book
from tests.rulebook.words import FILES, LIST, RULE, SOURCES, faults, load, only, rule, write


def test_a_good_folder_loads_with_origins(tmp_path: Path) -> None:
    book = load(tmp_path)
    loaded = book.rules["CNT099"]
    assert (Path(loaded.path).name, loaded.line, loaded.pack) == ("larch.yaml", 1, "core")
    assert loaded.check.kind == "terms"
    assert loaded.check.options.lists == ("promo/shout",)
    assert loaded.when is not None
    assert loaded.when.plain() == {"any": [{"first_message": True}, {"use_case": ("marketing", "mixed")}]}
    assert loaded.applies.countries == ("US", "CA", "NO")
    assert loaded.innocent == ("A menu: names of dishes cooked with wine.",)
    assert book.lists["promo/shout"].kind == "phrases"
    assert book.sources["larch-book"].seen.isoformat() == "2026-11-22"
    assert [name for name, _ in book.files] == ["sources.yml", "core/larch.yaml", "lists/promo/shout.yaml"]
    assert all(len(digest) == 64 for _, digest in book.files)


def test_a_misspelt_key_names_the_right_one(tmp_path: Path) -> None:
    found = faults(tmp_path, rule=rule(("severity: error", "sevrity: error")))
    assert found == ["larch.yaml:6:1: unknown key 'sevrity' in rule CNT099; did you mean 'severity'?"]


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    bad = rule(("category: alcohol", "category: alcool"), ("weight: 4", "weight: 11"), ("tier: 3", "tier: 4"))
    found = faults(
        tmp_path,
        rule=bad,
        list=LIST.replace("terms:", "trems:"),
        sources=SOURCES.replace("title: The Larch Book, ", ""),
    )
    assert [line.split(": ", 1)[0] for line in found] == [
        "larch.yaml:3:11", "larch.yaml:10:9", "larch.yaml:11:7", "shout.yaml:3:1", "sources.yml:1:1",
    ]  # fmt: skip
    assert "did you mean 'alcohol'?" in found[0]
    assert "did you mean 'terms'?" in found[3]


def test_one_mistake_makes_one_issue(tmp_path: Path) -> None:
    assert len(faults(tmp_path, list=LIST.replace("about:", "abuot:"))) == 1
    assert len(faults(tmp_path, sources="[")) == 1




def kind_of(check: str) -> tuple[str, str]:
    """The good rule's check in exchange for another kind."""
    return RULE[RULE.index("  terms:\n") : RULE.index("message: Liquor")], f"  {check}\n"


def measured(options: str) -> tuple[str, str]:
    """The good rule's check in exchange for a measure."""
    return kind_of(f"length: {{{options}}}")


FREE_DAYS = """\
list: free
about: Days off.
days: [{{name: Larch Day, on: "{}"}}]
"""

MISTAKES = {
    "unknown category": (("category: alcohol", "category: wine"), "3:11: 'wine' is not allowed here"),
    "id of no family": (("id: CNT099", "id: XYZ001"), "1:5: 'XYZ001' is no rule id"),
    "name": (("larch-liquor", "Larch Liquor"), "2:7: 'Larch Liquor' is no name"),
    "confidence": (("confidence: high", "confidence: hgh"), "did you mean 'high'?"),
    "weight as text": (("weight: 4", 'weight: "4"'), "10:9: a whole number is expected here, without quotes"),
    "locked as word": (("tier: 3", "tier: 3\nlocked: yes"), "12:9: true or false is expected here, without quotes"),
    "reference": (("twilio:30007", "twilio 30007"), "28:8: 'twilio 30007' is no reference"),
    "no innocent use": (
        ("innocent:\n  - A menu: names of dishes cooked with wine.", "innocent: []"),
        "29:11: no innocent use",
    ),
    "no source": (
        ('sources:\n  - {source: larch-book, clause: "5.1", binding: carrier}', "sources: []"),
        "26:10: nobody says so",
    ),
    "heuristic error": (
        ("binding: carrier", "binding: heuristic"),
        "6:11: only a heuristic stands behind this error",
    ),
    "unknown source": (("source: larch-book", "source: larch-bok"), "did you mean 'larch-book'?"),
    "unknown list": (("lists: [promo/shout]", "lists: [promo/shot]"), "did you mean 'promo/shout'?"),
    "two samples": (
        ('    - {text: "Free liquor", context: {use_case: marketing}, span: Free liquor}\n', ""),
        "2 bad samples",
    ),
    "span elsewhere": (("span: Free liquor}", "span: free liquor}"), "the span is no part of the sample's text"),
    "context of a sample": (
        ("context: {use_case: marketing}", "context: {use_cse: marketing}"),
        "did you mean 'use_case'?",
    ),
    "condition": (
        ("first_message: true\n    - use", "frist_message: true\n    - use"),
        "did you mean 'first_message'?",
    ),
    "condition value": (("[marketing, mixed]", "[marketing, mixd]"), "17:29: 'mixd' is not allowed here; did you mean"),
    "empty condition": (("{age_gate: date_of_birth}", "{}"), "8:12: an empty condition"),
    "country": (("[US, CA, NO]", "[us, CA, NO]"), "13:23: 'us' is no country"),
    "no kind of check": (("  terms:\n    terms:", "  trems:\n    terms:"), "19:3: unknown key 'trems' in check"),
    "two kinds of check": (("check:\n", "check:\n  length: {measure: ucs2}\n"), "a check has exactly one kind"),
    "bad term": (("(cheap|free) liquor", "(cheap|free liquor"), "`(` is never closed"),
    "date": (("since:", "effective: {from: 2024-13-01}\nsince:"), "a date is expected here"),
    "dates": (("since:", "effective: {from: 2024-02-01, until: 2024-01-01}\nsince:"), "until lies before from"),
    "null": (("message: Liquor is sold here.", "message:"), "a text is expected here"),
    "list for a text": (("message: Liquor is sold here.", "message: [a]"), "a text is expected here"),
    "text for a list": (("tags: [shaft]", "tags: shaft"), "12:7: a list is expected here"),
    "text for a mapping": (
        ("fix: {say: Ask for the date of birth first.}", "fix: Ask"),
        "25:6: a mapping is expected here",
    ),
    "length of a truth": (
        measured("measure: field, field: first_message, more_than: 0"), "19:35: first_message has no length",
    ),
    "length of a number": (measured("measure: field, field: days_since_opt_out"), "days_since_opt_out has no length"),
    "length of a moment": (measured("measure: field, field: sent_at"), "sent_at has no length"),
    "length without its option": (measured("measure: short"), "`less_than` goes with the measure `short`"),
    "length with another's option": (
        measured("measure: near_miss, more_than: 2"),
        "19:11: the measure near_miss has no option 'more_than'; it has within",
    ),
    "misspelt field": (("message: Liquor is", "message: Liquor ({trem}) is"), "23:10: nothing fills {trem} in a message"),
    "field that nothing fills": (("message: Liquor is", "message: Liquor ({said}) is"), "it knows {term}"),
    "scheme in capitals": (kind_of("links: {scheme: HTTP}"), "19:19: 'HTTP' is no scheme; lower case, without ://, as http"),
    "scheme with its colon": (kind_of("links: {scheme: 'http://'}"), "is no scheme"),
    "ending with its dot": (
        kind_of("links: {extensions: [exe, .apk]}"), "19:29: '.apk' is no ending of a file; lower case, without the dot",
    ),
    "ending in capitals": (kind_of("links: {extensions: [APK]}"), "'APK' is no ending of a file"),
    "backspace in a term": (("vodka shot[s]", "\\bvodka shot[s]\\b"), "in double quotes \\b is a control character to YAML"),
    "backspace in a pattern": (kind_of('pattern: {patterns: ["\\bvodka"]}'), "put the text in single quotes"),
    "bell in a message": (("message: Liquor is sold here.", 'message: "Liquor\\a"'), "in double quotes \\a is a control"),
    "unbounded append": (("fix: {say:", "fix: {append: {english: x}, say:"), "'english' is no language"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_in_plain_words(tmp_path: Path, name: str) -> None:
    change, said = MISTAKES[name]
    found = only(faults(tmp_path, rule=rule(change)))
    assert said in found
    assert not any(word in found.lower() for word in ("pydantic", "input should", "validation", "type="))


SECOND_MISTAKES = {
    "rule with a wrong key": (("severity: error\nsev", "sevrity: error\nsev"), "6:1"),
    "bad samples": (("span: Free liquor}", "span: x}"), "34:7"),
    "check with a wrong key": (("    exempt:", "    exmpt:"), "22:5"),
    "two kinds of check": (("check:\n", "check:\n  fields: {first_message: true}\n"), "19:3"),
}


@pytest.mark.parametrize("name", SECOND_MISTAKES)
def test_a_mistake_hides_no_other(tmp_path: Path, name: str) -> None:
    change, place = SECOND_MISTAKES[name]
    others = ("(cheap|free)", "(cheap|free"), ("[promo/shout]", "[promo/shot]"), ("source: larch-book", "source: larch")
    bad = rule(change, *others)
    found = faults(tmp_path, rule=bad)
    assert len(found) == 4
    for said in (f"larch.yaml:{place}: ", "`(` is never closed", "did you mean 'promo/shout'?", "did you mean 'larch-book'?"):
        assert any(said in line for line in found), said


def test_a_wrong_name_of_a_list_hides_no_other_mistake(tmp_path: Path) -> None:
    bad = LIST.replace("promo/shout", "Loud!").replace("act at once", "'act (at'")
    bad = bad.replace("terms:", "includes: [promo/lost]\nterms:")
    found = [line.split(": ", 1)[1] for line in faults(tmp_path, list=bad)]
    assert [line[:15] for line in found] == ["'Loud!' is no l", "unknown list 'p", "`(` is never cl"]


def test_values_are_not_repeated_at_length(tmp_path: Path) -> None:
    secret = "call +12025550142 " * 10
    found = only(faults(tmp_path, rule=rule(("category: alcohol", f'category: "{secret}"'))))
    assert len(found) < 700
    assert secret not in found


def test_duplicate_ids_and_names_are_refused_with_the_other_place(tmp_path: Path) -> None:
    found = faults(tmp_path, **{"core/other.yaml": RULE})
    assert "rule CNT099 exists already, in" in only(found)
    found = faults(tmp_path, **{"core/other.yaml": rule(("CNT099", "CNT098"))})
    assert "the name 'larch-liquor' belongs to CNT099 already" in only(found) or "CNT098 already" in only(found)


def test_a_list_stands_where_its_name_says(tmp_path: Path) -> None:
    found = faults(tmp_path, list=LIST.replace("list: promo/shout", "list: promo/loud"))
    assert "shout.yaml:1:7: the name differs from the file's place; write promo/shout" in found[0]


def test_circles_of_lists_and_rules_are_refused(tmp_path: Path) -> None:
    one = "list: a\nabout: x\nincludes: [b]\nterms: [one two]\n"
    two = "list: b\nabout: x\nincludes: [a]\nterms: [one three]\n"
    assert "a circle: a -> b -> a" in only(faults(tmp_path, **{"lists/a.yaml": one, "lists/b.yaml": two}))
    looking = (
        RULE[: RULE.index("check:")]
        + 'check:\n  combine: {all: ["rule:CNT099"]}\n'
        + RULE[RULE.index("message: Liquor") :]
    )
    (tmp_path / "lists/a.yaml").unlink()
    (tmp_path / "lists/b.yaml").unlink()
    assert "a circle: CNT099 -> CNT099" in only(faults(tmp_path, rule=looking))


def test_chains_of_lists_have_a_limit(tmp_path: Path) -> None:
    def chain(length: int) -> dict[str, str | bytes]:
        links = [f"includes: [l{number + 1}]" for number in range(length)] + [""]
        return {
            f"lists/l{number}.yaml": f"list: l{number}\nabout: x\nterms: [one {number}]\n{link}\n"
            for number, link in enumerate(links)
        }

    load(tmp_path / "short", **chain(8))
    assert any("a chain of more than 8 lists" in line for line in faults(tmp_path / "long", **chain(12)))


def test_kinds_of_lists_are_not_mixed_up(tmp_path: Path) -> None:
    found = only(faults(tmp_path, list="list: promo/shout\nabout: x\nhosts: [bit.ly]\n"))
    assert "promo/shout is a list of hosts; phrases are expected here" in found


@pytest.mark.parametrize("day", ["00-10", "13-01", "02-30", "04-31", "11-31", "01-00", "01-32", "third mon 13", "last fri 00"])
def test_a_day_that_no_year_has_is_refused(tmp_path: Path, day: str) -> None:
    found = only(faults(tmp_path, **{"lists/free.yaml": FREE_DAYS.format(day)}))
    assert f"free.yaml:3:30: '{day}' is no day" in found


@pytest.mark.parametrize("day", ["02-29", "01-31", "04-30", "12-31", "10-09", "last mon 05", "fourth thu 11", "easter-2"])
def test_a_day_that_some_year_has_is_read(tmp_path: Path, day: str) -> None:
    assert load(tmp_path, **{"lists/free.yaml": FREE_DAYS.format(day)}).lists["free"].days[0].on == day


def test_user_rules_use_the_shipped_lists_and_sources(tmp_path: Path) -> None:
    home = write(tmp_path / "home", {"lists/promo/shout.yaml": LIST, "sources.yml": SOURCES})
    own = write(tmp_path / "own", {"mine.yaml": RULE})
    assert load_book([home, own]).rules["CNT099"].pack == ""
    assert load_book([home, own / "mine.yaml"]).rules["CNT099"].line == 1
    with pytest.raises(RuleFileError):
        load_book([own])


def test_a_file_may_hold_several_rules(tmp_path: Path) -> None:
    lines = "".join("    " + line for line in RULE.splitlines(keepends=True))
    several = (
        "rules:\n  - " + lines.lstrip() + "  - " + lines.lstrip().replace("CNT099", "CNT098").replace("larch-l", "l")
    )
    book = load(tmp_path, rule=several)
    assert [book.rules[name].line for name in ("CNT099", "CNT098")] == [2, 2 + len(RULE.splitlines())]
    assert "unknown key 'more' beside `rules`" in only(faults(tmp_path, rule=several + "more: 1\n"))


def test_leniently_loaded_books_leave_out_what_is_faulty(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "core/bad.yaml": rule(("CNT099", "CNT098"), ("severity: error", "severity: bad"))})
    book = load_book([tmp_path], strict=False)
    assert list(book.rules) == ["CNT099"]
    assert len(book.issues) == 1


@pytest.mark.parametrize(
    ("root", "said"),
    [
        ("absent", "no such file or folder"),
        ("https://larch.example/rules", "not from the network"),
        ("rule.txt", "ends in .yaml or .yml"),
        ("empty", "no .yaml file in this folder"),
    ],
)
def test_roots_that_hold_no_rules_are_named(tmp_path: Path, root: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "rule.txt").write_text("id: x")
    with pytest.raises(RuleFileError, match=said):
        load_book([root if "://" in root else tmp_path / root])


BOTH = [("own/mine.yaml", "own"), ("own", "own/mine.yaml"), ("own", "own"), ("own/../own", "own/mine.yaml")]


@pytest.mark.parametrize("names", BOTH)
def test_a_file_named_beside_its_folder_is_read_once(tmp_path: Path, names: tuple[str, str]) -> None:
    home = write(tmp_path / "home", {"lists/promo/shout.yaml": LIST, "sources.yml": SOURCES})
    write(tmp_path / "own", {"mine.yaml": RULE})
    book = load_book([home, *(f"{tmp_path}/{name}" for name in names)])
    assert [name for name, _ in book.files] == ["sources.yml", "lists/promo/shout.yaml", "mine.yaml"]


def test_a_file_named_beside_its_folder_keeps_its_pack(tmp_path: Path) -> None:
    pack = {"packs/larch/pack.yaml": "pack: larch\nabout: Of Larch.\n", "packs/larch/mine.yaml": RULE}
    root = write(tmp_path, {**pack, "lists/promo/shout.yaml": LIST, "sources.yml": SOURCES})
    assert load_book([root / "packs/larch/mine.yaml", root]).rules["CNT099"].pack == "larch"


OWN = ["mine.YAML", "b.Yml", "schema/mine.yaml", "replies/mine.yaml", "figures/deep/mine.yml", "core/schema/a.yaml"]


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("beside", ["README.md", "core/README.md"])
def test_own_files_are_read_whatever_their_folder_and_letters(tmp_path: Path, name: str, beside: str) -> None:
    write(tmp_path, {beside: "", "lists/promo/shout.YAML": LIST, "Sources.yml": SOURCES, name: RULE})
    before = source_digest([str(tmp_path)])
    assert list(load_book([tmp_path]).rules) == ["CNT099"]
    (tmp_path / name).write_text(RULE + "\n")
    assert source_digest([str(tmp_path)]) != before


def test_data_beside_the_shipped_rules_is_no_rule(tmp_path: Path) -> None:
    book = load(tmp_path, **{"replies/en/words.yml": "id: x\nwords: [a]\n", "figures/a.yml": "rules: {CMP001: {name: a}}\n"})
    assert list(book.rules) == ["CNT099"]


PLACED = {
    "sub/sources.yml": (SOURCES, "these are sources, and are read from sources.yml"),
    "source.yaml": (SOURCES, "these are sources"),
    "sub/lists/promo/loud.yaml": (LIST.replace("shout", "loud"), "this is a list, and is read as one from lists/promo/loud.yaml"),
    "loud.yaml": (LIST.replace("shout", "loud"), "this is a list"),
    "sub/profiles/x.yaml": ("profile: x\nabout: Mine.\n", "this is a profile, and is read as one from profiles/x.yaml"),
    "sub/weights.yml": ("weights: {CNT099: 3}\n", "these are weights, and are read from weights.yml"),
}


@pytest.mark.parametrize("name", PLACED)
def test_a_file_in_the_wrong_place_is_told_the_right_one(tmp_path: Path, name: str) -> None:
    content, said = PLACED[name]
    found = only(faults(tmp_path, **{name: content}))
    assert f":1:1: {said}" in found
    assert "top of the folder" in found


def test_what_stands_in_the_wrong_place_is_not_missed_elsewhere(tmp_path: Path) -> None:
    write(tmp_path, {"mine.yaml": RULE, "sub/sources.yml": SOURCES, "sub/lists/promo/shout.yaml": LIST})
    with pytest.raises(RuleFileError) as caught:
        load_book([tmp_path])
    assert [issue.message.partition(",")[0] for issue in caught.value.issues] == ["this is a list", "these are sources"]


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "rules", FILES)
    outside = write(tmp_path / "outside", {"secret.yaml": RULE, "more/secret.yaml": RULE})
    (folder / "core/link.yaml").symlink_to(outside / "secret.yaml")
    (folder / "core/folder").symlink_to(outside / "more")
    with pytest.raises(RuleFileError) as caught:
        load_book([folder])
    assert [issue.message for issue in caught.value.issues] == [
        "this link leaves the rule folder; copy the file into it"
    ] * 2
    assert "Liquor" not in str(caught.value)


def test_links_inside_the_folder_are_read(tmp_path: Path) -> None:
    folder = write(tmp_path, {"lists/promo/shout.yaml": LIST, "sources.yml": SOURCES, "store/larch.yaml": RULE})
    (folder / "core").mkdir()
    (folder / "store/larch.yaml").rename(folder / "store/larch.txt")
    (folder / "core/larch.yaml").symlink_to(folder / "store/larch.txt")
    assert "CNT099" in load_book([folder]).rules


def test_a_pipe_is_no_rule_file(tmp_path: Path) -> None:
    folder = write(tmp_path, FILES)
    os.mkfifo(folder / "core/pipe.yaml")
    with pytest.raises(RuleFileError, match="no ordinary file"):
        load_book([folder])


def test_paths_in_messages_are_printable(tmp_path: Path) -> None:
    found = faults(tmp_path, **{"core/a\x1b[2J\n.yaml": "["})
    assert "\x1b" not in only(found)


def test_errors_of_a_wide_file_are_bounded(tmp_path: Path) -> None:
    many = "rules:\n" + "- {}\n" * 4_000
    assert len(faults(tmp_path, rule=many)) < 200
    assert "more than 5,000 rules" in only(faults(tmp_path, rule="rules:\n" + "- {}\n" * 5_001))
    refs = rule(("[twilio:30007]", "[" + "x," * 20_000 + "]"))
    assert "the limit is 1,000" in only(faults(tmp_path, rule=refs))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_mutated_rule_file_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(RULE.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        change = data.draw(st.sampled_from(("byte", "cut", "copy", "word")))
        if change == "byte":
            content[at] = data.draw(st.integers(0, 255))
        elif change == "cut":
            del content[at : at + data.draw(st.integers(1, 40))]
        elif change == "copy":
            content[at:at] = content[at : at + data.draw(st.integers(1, 200))]
        else:
            content[at:at] = data.draw(
                st.sampled_from((b"&a ", b"*a", b"!!x ", b"[", b"{", b": ", b"\n- ", b"null", b"-1"))
            )
        if not content:
            return
    refused = None
    try:
        load(tmp_path, rule=bytes(content))
    except RuleFileError as error:
        refused = error
    assert refused is None or (refused.issues and str(refused))


def test_the_shipped_rules_load() -> None:
    book = load_book([rules_home()])
    assert book.rules
    assert book.lists


def test_the_shipped_rules_leave_half_of_what_a_book_may_hold_to_those_of_others() -> None:
    contents = check_contents(load_book([rules_home()]))
    assert 0 < contents.phrases <= MAX_PHRASES / 2
    assert 0 < contents.size <= MAX_SIZE / 2
