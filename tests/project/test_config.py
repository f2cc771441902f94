"""Configurations: nearest wins, extends, errors with line, column and the likely key."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from smslint.model import Context
from smslint.project.config import Configuration
from smslint.project.config_file import load_configuration
from smslint.project.patterns import key_matches, path_matches
from smslint.project.settings import json_schema
from smslint.project.validate import ConfigurationError
from tests.project.words import put
from tests.words import ROOT


def errors(folder: Path, content: str, name: str = "smslint.toml") -> list[str]:
    """The faults of a configuration, without the path."""
    put(folder, {name: content})
    with pytest.raises(ConfigurationError) as caught:
        load_configuration(str(folder))
    return [f"{issue.line}:{issue.column}: {issue.message}" for issue in caught.value.issues]


def known_of(configuration: Configuration, path: str, key: str = "") -> Context:
    """What a configuration says of messages of a file, or of one field of it."""
    return configuration.context_of([entry for entry in configuration.entries(path) if entry.fits(key)])


FAULTS = {
    "an unknown key": ('\nbrnad = "x"', "2:1: unknown key 'brnad'; known are extends"),
    "a likely key": ("max_segmets = 2", "1:1: unknown key 'max_segmets'; did you mean 'max_segments'?"),
    "a key deep inside": ('[context]\nuse_cse = "otp"', "2:1: unknown key 'use_cse'; did you mean 'use_case'?"),
    "a likely value": ('[context]\n  use_case = "marketng"', "2:3: use_case cannot be 'marketng'; did you mean 'marketing'?"),
    "a country": ('[context]\ncountry = "UK"', "2:1: country cannot be 'UK'; the United Kingdom is 'GB'"),
    "a key in a list of tables": ('[[files]]\npaths = "a"\n[[files]]\npath = "b"', "4:1: unknown key 'path'; did you"),
    "a missing key": ('[[files]]\nfields = ["a"]', "1:1: files needs 'paths'"),
    "a table that is none": ("context = 5", "1:1: context is a table"),
    "a list that is none": ("[files]\npaths = 1", "1:1: files is a list of tables; begin each with [[files]]"),
    "a list of a book": (f'exclude = ["{"*a" * 501}"]', "1:1: exclude holds a text of more than 1,000 characters; shorten it"),
    "an entry that is none": ("files = [3]", "1:10: files, entry 1, is a table"),
    "a number": ('max_segments = "3"', "1:1: max_segments is a whole number of 0 or more"),
    "an inline table": ("[placeholders]\ncode = {shortes = 5}", "2:9: unknown key 'shortes'; did you mean 'shortest'?"),
    "no TOML": ("a = \n", "1:5: not valid TOML (Invalid value); mend it"),
    "deep": ("a = " + "[" * 100_000, "1:1: nested too deeply to be read"),
    "sizes that cross": ("[placeholders]\nx = {shortest = 9, longest = 3}", "2:6: shortest is 9, more than longest, 3; mend one"),
    "nobody": ('extends = "absent.toml"', "1:1: there is no file"),
    "itself": ('extends = "smslint.toml"', "extends itself"),
    "a day that is none": ('as_of = "2026-02-30"', "1:1: as_of cannot be '2026-02-30'; write a day as 2026-12-31"),
    "an hour for a day": ("as_of = 10:00:00", "1:1: as_of cannot be '10:00:00'"),
    "an argument before the first": ('calls = [{callee = "send", arguments = [-1]}]', "arguments is a list of names, or"),
    "an argument that is no place": ('calls = [{callee = "send", arguments = [true]}]', "arguments is a list of names, or"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_place(tmp_path: Path, content: str, says: str) -> None:
    assert says in "\n".join(errors(tmp_path, content))


def test_every_fault_is_named_not_only_the_first(tmp_path: Path) -> None:
    assert len(errors(tmp_path, 'a = 1\nb = 2\n[context]\nkind = "x"')) == 3


def test_places_in_pyproject_are_those_of_the_file(tmp_path: Path) -> None:
    assert errors(tmp_path, '[project]\nname = "x"\n[tool.smslint]\nmax_segmets = 2', "pyproject.toml") == [
        "4:1: unknown key 'max_segmets'; did you mean 'max_segments'?"
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[tool]\nsmslint = 3", "2:1: smslint is a table"),
        ("[[tool.smslint]]\nmax_segments = 2", "1:1: smslint is a table"),
        ("[tool]\nsmslint.max_segmets = 2", "2:9: unknown key 'max_segmets'; did you mean 'max_segments'?"),
        ("[ tool . smslint ]\nmax_segmets = 2", "2:1: unknown key 'max_segmets'; did you mean 'max_segments'?"),
        ('["tool"."smslint"]\nmax_segmets = 2', "2:1: unknown key 'max_segmets'; did you mean 'max_segments'?"),
    ],
)
def test_the_table_in_pyproject_is_found_however_it_is_written(tmp_path: Path, content: str, says: str) -> None:
    assert errors(tmp_path, content, "pyproject.toml") == [says]


@pytest.mark.parametrize(
    "content",
    ["# [tool.smslint] stands above", '[project]\ndependencies = ["smslint"]', "tool = 3 # smslint", "smslint = [",
     "[tool.smslint-more]\nx = 1"],
)  # fmt: skip
def test_a_pyproject_that_only_mentions_the_table_hides_no_configuration(tmp_path: Path, content: str) -> None:
    put(tmp_path, {"smslint.toml": "max_segments = 1", "sub/pyproject.toml": content})
    assert load_configuration(str(tmp_path / "sub")).max_segments == 1


def test_a_long_row_of_extensions_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {f"c{number}.toml": f'extends = "c{number + 1}.toml"' for number in range(20)})
    put(tmp_path, {"c20.toml": "max_segments = 2"})
    assert "more than 8 files extend each other" in "".join(errors(tmp_path, 'extends = "c0.toml"'))


def test_the_nearest_configuration_wins(tmp_path: Path) -> None:
    put(tmp_path, {
        "pyproject.toml": '[tool.smslint.context]\nbrand = "Far"',
        "a/smslint.toml": '[context]\nbrand = "Near"',
        "a/b/pyproject.toml": '[project]\nname = "x"',
        "a/b/t.txt": "x",
        "c/t.txt": "x",
    })  # fmt: skip
    assert known_of(load_configuration(str(tmp_path / "a" / "b" / "t.txt")), "x").brand == "Near"
    assert known_of(load_configuration(str(tmp_path / "c")), "x").brand == "Far"


def test_what_is_extended_comes_first(tmp_path: Path) -> None:
    put(tmp_path, {
        "base.toml": 'max_segments = 1\nexclude = ["a"]\n[context]\nbrand = "Larch"\ncountry = "US"\n'
        '[[suppress]]\nrules = ["X"]\nreason = "y"',
        "smslint.toml": 'extends = "base.toml"\nexclude = ["b"]\n[context]\ncountry = "CA"',
    })  # fmt: skip
    found = load_configuration(str(tmp_path))
    assert found.max_segments == 1
    assert found.settings["exclude"] == ["a", "b"]
    assert known_of(found, "x").to_dict() == {"brand": "Larch", "country": "CA"}
    assert found.suppressions[0][0].origin is not None
    assert found.suppressions[0][0].origin[1:] == (6, 1)


def test_what_is_extended_names_paths_from_its_own_folder(tmp_path: Path) -> None:
    put(tmp_path, {
        "top.toml": 'exclude = ["app/old/**", "*.bak.txt"]',
        "app/conf/base.toml": 'extends = "../../top.toml"\nrules = ["own", "default"]\n[[files]]\npaths = ["../texts/*.txt"]\n'
        '[[suppress]]\nrules = ["URL001"]\npaths = ["texts/**"]\nreason = "y"',
        "app/conf/own/R.yaml": "x", "app/smslint.toml": 'extends = "conf/base.toml"\nexclude = ["new/**"]',
    })  # fmt: skip
    found = load_configuration(str(tmp_path / "app"))

    def path(*names: str) -> str:
        return str(tmp_path.joinpath("app", *names))

    assert [found.excludes(path(name, "a.txt")) for name in ("old", "new", "app/old", "x")] == [True, True, False, False]
    assert found.excludes(path("x", "a.bak.txt"))
    assert [len(found.entries(path(*names, "a.txt"))) for names in (("texts",), ("conf", "texts"))] == [1, 0]
    assert [len(found.suppressions_for(path(*names, "a.txt"), "")) for names in (("texts",), ("conf", "texts"))] == [0, 1]
    assert found.linter_arguments()["rules"] == [path("conf", "own"), "default"]


def test_files_and_fields_have_a_context_of_their_own(tmp_path: Path) -> None:
    put(tmp_path, {"smslint.toml": """
[context]
brand = "Larch"
[[files]]
paths = ["locales/**/*.json"]
fields = ["sms.*"]
context = {use_case = "marketing"}
[[files]]
paths = ["locales/**"]
fields = ["sms.code"]
context = {use_case = "otp"}
"""})  # fmt: skip
    found = load_configuration(str(tmp_path))
    path = str(tmp_path / "locales" / "en" / "a.json")
    assert known_of(found, path, "sms.sale").use_case == "marketing"
    assert known_of(found, path, "sms.code").use_case == "otp"
    assert known_of(found, path, "title").use_case is None
    assert known_of(found, str(tmp_path / "a.json"), "sms.code").use_case is None


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("*.txt", "a/b.txt", True), ("a/*.txt", "a/b/c.txt", False), ("a/**/*.txt", "a/c.txt", True), ("a", "a/b/c", True),
        ("a/", "a/b", True), ("{a,b}/x", "b/x", True), ("a?", "ab", True), ("./a/*", "a/b", True), ("a", "ba/c", False),
        ("[a].txt", "[a].txt", True), ("a.txt", "abtxt", False), ("**/**/a", "b/a", True), ("**/**/a", "a", True),
        ("**/" * 30 + "z", "a/" * 30 + "y", False),
    ],
)  # fmt: skip
def test_patterns_of_paths(pattern: str, path: str, fits: bool) -> None:
    assert path_matches(pattern, path) is fits


def test_patterns_of_keys() -> None:
    assert key_matches("sms.*", "sms.a")
    assert not key_matches("sms.*", "sms.a.b")
    assert key_matches("**.sms.**", "en.sms.a.b")
    assert key_matches("*_sms", "en.welcome_sms")


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 25 + "z", "a" * 80),
        ("**/a/" * 25 + "z", "a/" * 80),
        ("{a,aa}" * 25 + "z", "a" * 80),
        ("*a?" * 25 + "é", "a\udcff" * 40),
    ],
)
def test_a_pattern_of_many_signs_takes_no_power_of_the_path(pattern: str, path: str) -> None:
    assert not path_matches(pattern, path)
    assert not key_matches(pattern, path)
    assert path_matches(pattern, pattern.replace("**/", "").replace("*", "b").replace("{a,aa}", "a").replace("?", "c"))


def test_patterns_of_many_and_of_few_signs_are_read_alike() -> None:
    paths = ["x", "a/b.sms.json", "a/b/c.sms.yml", "a/.sms.json", "á/b-c.sms.json", "a\nb/c.sms.json", "a\udcff/c.sms.json"]
    few, many = "**/*.sms.{json,yml}", "**/**/*.sms.{json,json,json,yml,yml}"
    assert [path_matches(few, path) for path in paths] == [path_matches(many, path) for path in paths]
    assert [path_matches(few, path) for path in paths] == [False, *[True] * 6]


def test_the_committed_schema_is_the_one_that_is_made() -> None:
    committed = json.loads((ROOT / "smslint" / "project" / "configuration.schema.json").read_text("utf-8"))
    assert committed == json_schema(), "run python -m smslint.project.settings"
    jsonschema.Draft202012Validator.check_schema(committed)


def test_the_sample_fits_the_schema() -> None:
    import tomllib

    jsonschema.validate(tomllib.loads((ROOT / "corpora/templates/smslint.toml").read_text("utf-8")), json_schema())
