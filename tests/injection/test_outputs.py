"""Sixty payloads through everything that smslint writes: parsers say whether anything in it would act."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from smslint.__main__ import main
from smslint.docs.markdown import page_text
from smslint.docs.pages import page_of
from smslint.docs.site import site
from smslint.errors import RuleFileError
from smslint.report import FORMATS
from smslint.rulebook.book import Book
from smslint.rulebook.loader import load_book
from smslint.rulebook.shipped import shipped_book
from smslint.testing import assert_clean
from tests.injection.payloads import OUTPUTS
from tests.injection.readers import acts_in_a_browser, acts_in_markdown, acts_on_a_terminal
from tests.injection.runs import PAINTED, written
from tests.testing.test_packs import RULE
from tests.words import linter

LINK = "https://bit.ly/3abcd"
PROGRAMS = ("json", "jsonl", "sarif", "gitlab", "rdjson")
Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *words: str) -> tuple[str, str]:
    """What a command says on its two streams."""
    main(list(words))
    captured = capsys.readouterr()
    return captured.out, captured.err


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A row for each payload: in its text, its id and its brand."""
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    lines = [{"id": payload, "text": f"{payload} {LINK}", "context": {"brand": payload}} for payload in OUTPUTS]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file for each payload that a file can be named by, and one whose keys are payloads."""
    folder = tmp_path_factory.mktemp("named")
    for payload in OUTPUTS:
        if "/" not in payload and len(payload.encode()) < 200:
            (folder / f"{payload}.txt").write_text(f"Larch: {LINK}")
    (folder / "keys.json").write_text(json.dumps({"sms": dict.fromkeys(OUTPUTS, f"Larch: {LINK}")}))
    return folder


@pytest.fixture(scope="module")
def said(rows: Path, named: Path) -> dict[str, tuple[str, str]]:
    """What each format says of the rows and of the names."""
    of_rows, of_names = written(str(rows), isolated=True), written(str(named), isolated=True)
    return {name: (of_rows[name], of_names[name]) for name in of_rows}


def test_there_are_sixty() -> None:
    assert len(set(OUTPUTS)) == 60


def test_every_format_is_tried(said: dict[str, tuple[str, str]]) -> None:
    assert {"text", "concise", "github", *PROGRAMS, "junit"} == set(FORMATS)
    assert set(said) == {*FORMATS, PAINTED}
    assert all("URL001" in page for both in said.values() for page in both)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_format_acts_on_a_terminal(said: dict[str, tuple[str, str]], name: str) -> None:
    for page in said[name]:
        assert acts_on_a_terminal(page) == []


def test_colours_do_not_let_others_in(said: dict[str, tuple[str, str]]) -> None:
    for page in said[PAINTED]:
        assert "\x1b[" in page
        assert acts_on_a_terminal(page, colors=True) == []


def test_a_finding_stays_on_its_line(said: dict[str, tuple[str, str]], rows: Path, named: Path) -> None:
    for page in said["concise"]:
        assert all(line.startswith((str(rows), str(named))) for line in page.splitlines())


def test_a_workflow_command_stays_one(said: dict[str, tuple[str, str]]) -> None:
    for line in "".join(said["github"]).splitlines():
        head, properties, message = line.split("::", 2)
        command, _, pairs = properties.partition(" ")
        assert (head, "::" in message) == ("", False)
        assert command in ("error", "warning", "notice")
        names = {pair.partition("=")[0] for pair in pairs.split(",")}
        assert names <= {"file", "line", "col", "endLine", "endColumn", "title"}


def test_json_keeps_what_it_names_unchanged(said: dict[str, tuple[str, str]], named: Path) -> None:
    by_rows, by_names = map(json.loads, said["json"])
    assert [result["location"]["id"] for result in by_rows["results"]] == list(OUTPUTS)
    places = [result["location"] for result in by_names["results"]]
    assert {place["path"] for place in places} == {str(path) for path in named.iterdir()}
    fields = [place["field"] for place in places if place["path"].endswith("keys.json")]
    assert len(fields) > 50, "most keys are names of texts"
    assert fields == [name for name in (f"sms.{payload}" for payload in OUTPUTS) if name in fields]


def test_sarif_and_gitlab_keep_paths(said: dict[str, tuple[str, str]], named: Path) -> None:
    files = {str(path) for path in named.iterdir()}
    results = json.loads(said["sarif"][1])["runs"][0]["results"]
    found = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert {unquote(address.removeprefix("file://")) for address in found} == files
    assert {entry["location"]["path"] for entry in json.loads(said["gitlab"][1])} == files


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_programs_read_is_ascii_and_parses(said: dict[str, tuple[str, str]], name: str) -> None:
    for page in said[name]:
        assert page.isascii()
        for document in page.splitlines() if name == "jsonl" else [page]:
            json.loads(document)


def test_junit_has_no_other_elements(said: dict[str, tuple[str, str]]) -> None:
    for page in said["junit"]:
        tags = {element.tag for element in ElementTree.fromstring(page).iter()}
        assert tags == {"testsuites", "testsuite", "testcase", "failure"}


@pytest.mark.parametrize(
    "words", [("--statistics",), ("--statistics", "--format", "json"), ("--diff", "--unsafe-fixes")]
)
def test_other_ways_to_say_it(capsys: Capture, words: tuple[str, ...], rows: Path, named: Path) -> None:
    out, talk = run(
        capsys, "check", str(rows), str(named), "--no-cache", "--isolated", "--select", "URL001,ENC001,EVA003", *words
    )
    assert out
    assert acts_on_a_terminal(out + talk) == []


def test_a_baseline_holds_no_text(capsys: Capture, tmp_path: Path, rows: Path) -> None:
    path = tmp_path / "baseline.json"
    run(capsys, "check", str(rows), "--no-cache", "--isolated", "--baseline", str(path), "--write-baseline")
    page = path.read_text("utf-8")
    json.loads(page)
    assert page.isascii()
    assert "bit.ly" not in page
    assert "alert(1)" not in page


def test_labelled_rows_are_shown_and_do_nothing(capsys: Capture, tmp_path: Path) -> None:
    labels = {"labels": [{"category": "alcohol", "span": None}], "lang": "en", "family": "x", "context": {"country": "US"}}
    lines = [
        {"id": f"{number}{payload}", "text": f"{payload} {LINK}", **labels} for number, payload in enumerate(OUTPUTS)
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    out, talk = run(capsys, "eval", str(path), "--misses", "all", "--false", "all", "--show-text", "--select", "URL001")
    assert "alert(1)" in out
    assert acts_on_a_terminal(out + talk) == []


def test_a_path_that_is_absent(capsys: Capture, tmp_path: Path) -> None:
    out, talk = run(capsys, "check", "--isolated", *(f"{tmp_path}/absent/{payload}" for payload in OUTPUTS))
    assert talk.count("\n") == len(OUTPUTS)
    assert acts_on_a_terminal(out + talk) == []


@pytest.mark.parametrize("payload", OUTPUTS)
def test_a_wrong_word_on_the_command_line(capsys: Capture, payload: str) -> None:
    for words in (("lint", "Hi", f"--use-case={payload}"), ("lint", "Hi", f"--sent-at={payload}"), ("--", payload)):
        out, talk = run(capsys, *words)
        assert talk
        assert "internal error" not in talk
        assert acts_on_a_terminal(out + talk) == []


@pytest.mark.parametrize("payload", OUTPUTS)
def test_a_configuration_that_is_faulty(capsys: Capture, payload: str, tmp_path: Path) -> None:
    path = tmp_path / "smslint.toml"
    quoted = json.dumps(payload)
    path.write_text(f"[context]\n{quoted} = 1\nuse_case = {quoted}\n", "utf-8")
    out, talk = run(capsys, "check", str(tmp_path), "--config", str(path))
    assert "smslint.toml:" in talk
    assert "internal error" not in talk
    assert acts_on_a_terminal(out + talk) == []


@lru_cache(maxsize=1)
def sources() -> Book:
    """A book with the sources that the shipped rules cite, and nothing else."""
    book = Book()
    book.sources = shipped_book().sources
    return book


def faulty(payload: str) -> Iterator[str]:
    """Rule files with a payload where it does not belong."""
    quoted = json.dumps(payload)
    yield RULE.replace("severity: warning", f"severity: {quoted}")
    yield RULE.replace("confidence: medium", f"{quoted}: medium")
    yield RULE.replace('span: "Be a mystery guest"', f"span: {quoted}")


@pytest.mark.parametrize("payload", OUTPUTS)
def test_rule_files_that_are_faulty(payload: str, tmp_path: Path) -> None:
    for number, content in enumerate(faulty(payload)):
        path = tmp_path / f"{number}.yaml"
        path.write_text(content, "utf-8")
        issues = load_book([path], base=sources(), strict=False).issues
        if issues:
            assert acts_on_a_terminal(str(RuleFileError(issues))) == []
        assert issues or number == 2


def pages(payload: str, tmp_path: Path) -> Iterator[Any]:
    """Pages of a rule that carries a payload wherever the loader lets it pass."""
    quoted = json.dumps(payload)
    changes = (
        ("message: Recruiting mystery guests reads as promotion.", f"message: {quoted}"),
        ("why: Carriers see the phrase mostly in job schemes, and filter it.", f"why: {quoted}"),
        ("Announcing a speaker at an event.", quoted),
        ('"Larch Hotel: your guest is in the lobby."', quoted),
        ("clause: Content creation", f"clause: {quoted}"),
        ("say: Say who you are and why this person gets the text.", f"say: {quoted}"),
    )
    content = RULE
    for number, (old, new) in enumerate(changes):
        changed = content.replace(old, new)
        path = tmp_path / f"{number}.yaml"
        path.write_text(changed, "utf-8")
        book = load_book([path], base=sources(), strict=False)
        if not book.issues:
            content = changed
            yield page_of(book.rules["SPM042"], book)


@pytest.mark.parametrize("payload", OUTPUTS)
def test_pages_of_rules_show_and_do_nothing(payload: str, tmp_path: Path) -> None:
    last = list(pages(payload, tmp_path))[-1:]
    for name, page in site(last).items():
        if name.endswith(".html"):
            assert acts_in_a_browser(page) == []
            assert acts_on_a_terminal(page) == []
    for one in last:
        assert acts_in_markdown(page_text(one)) == []
        assert acts_on_a_terminal(page_text(one)) == []


@pytest.mark.parametrize("payload", OUTPUTS)
def test_a_failing_test_of_a_team_shows_and_does_nothing(payload: str) -> None:
    with pytest.raises(AssertionError) as failure:
        assert_clean(f"{payload} {LINK}", linter=linter())
    assert acts_on_a_terminal(str(failure.value)) == []


@pytest.mark.parametrize(
    ("page", "active"),
    [
        ("<p>a<script>x</script>", True),
        ("<p onclick=x>", True),
        ("<a href='javascript:x'>", True),
        ("<p>&lt;script></p>", False),
    ],
)
def test_the_reader_of_html_sees_what_is_active(page: str, active: bool) -> None:
    assert bool(acts_in_a_browser(page)) is active
