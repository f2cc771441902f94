"""The formats of code scanning and build servers: well-formed, in the right units, and nothing active in them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest

from tests.report.words import Edit, Fix, Item, Location, finding, report, spot, written

FORMATS = ("sarif", "junit", "github", "gitlab", "rdjson")
TEXT = "Larch: ça va\nsee bit.ly/x today"
EDIT = Fix("Write it out.", (Edit(TEXT.index("bit"), TEXT.index(" today"), "larch.example/x"),))
ITEM = Item(
    report(TEXT, spot(TEXT, "bit.ly/x", fix=EDIT), finding(None, None, depends_on=("brand",), fix=None)),
    Location("texts/a b.txt", 4),
)
ROW = Item(report(TEXT, spot(TEXT, "bit.ly/x", fix=EDIT)), Location("rows.jsonl", 9, field="text", row=9, id="m1"))
CLEAN = Item(report("Hi", verdict="pass", score=0, tier=None, exposure_usd=0), Location("c.txt"))
HOSTILE = (
    "\x1b]8;;http://x.example\x07", "\u202egnp", "%0A::error::x", "::set-output name=a::b", "\n::warning::y",
    "\r::stop-commands::z",
    "]]><script>alert(1)</script>", "&lt;!ENTITY x", "<!--", "\x00", "\x9b31m", "\ud800", "\u2028", "=cmd|'/c calc'!A0", '"},{"',
)  # fmt: skip


def sarif(*items: Item) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(written("sarif", *items))
    return log


def test_sarif_names_place_rule_and_level() -> None:
    (run,) = sarif(ITEM, CLEAN)["runs"]
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "texts/a%20b.txt"}
    assert place["region"] == {"startLine": 5, "startColumn": 5, "endLine": 5, "endColumn": 13}
    assert run["columnKind"] == "unicodeCodePoints"
    assert (first["level"], second["level"]) == ("error", "warning")
    assert "waits for brand" in second["message"]["text"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_carries_edits_where_the_file_can_take_them() -> None:
    (run,) = sarif(ITEM, ROW)["runs"]
    (change,) = run["results"][0]["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 5, "startColumn": 5, "endLine": 5, "endColumn": 13},
            "insertedContent": {"text": "larch.example/x"},
        }
    ]
    assert "fixes" not in run["results"][2]
    assert run["results"][2]["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}


def test_a_fingerprint_survives_a_move_and_tells_messages_apart() -> None:
    moved = Item(ITEM.report, Location("texts/a b.txt", 40))
    other = Item(report(TEXT + "!", spot(TEXT, "bit.ly/x")), Location("texts/a b.txt", 4))
    marks = [
        one["runs"][0]["results"][0]["partialFingerprints"]["smslint/v1"]
        for one in (sarif(ITEM), sarif(moved), sarif(other))
    ]
    assert marks[0] == marks[1] != marks[2]


def test_gitlab_gives_every_entry_a_fingerprint_of_its_own() -> None:
    entries = json.loads(written("gitlab", ITEM, Item(ITEM.report, Location("texts/a b.txt", 40))))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == 4
    assert [entry["severity"] for entry in entries] == ["critical", "major"] * 2
    assert entries[0]["location"] == {"path": "texts/a b.txt", "lines": {"begin": 5}}


def test_junit_counts_messages_and_failures() -> None:
    suite = ElementTree.fromstring(written("junit", ITEM, CLEAN))
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "2", "0")
    cases = suite.findall("./testsuite/testcase")
    assert [len(case.findall("failure")) for case in cases] == [1, 1, 0]
    assert [case.get("name") for case in cases][::2] == ["texts/a b.txt:5:5 URL001 url-shortener", "c.txt:1"]
    assert (cases[0].findall("failure")[0].text or "").startswith("texts/a b.txt:5:5: error[URL001]")


def test_github_points_at_the_line() -> None:
    first, second = written("github", ITEM).splitlines()
    assert first.startswith("::error file=texts/a b.txt,line=5,col=5,endLine=5,endColumn=13,title=URL001 url-shortener::")
    assert second.startswith("::warning file=texts/a b.txt,line=4,col=1,title=")


def test_rdjson_counts_bytes() -> None:
    text = "ça bit.ly/x"
    item = Item(report(text, spot(text, "bit.ly/x", fix=None)), Location("a.txt"))
    (one,) = json.loads(written("rdjson", item))["diagnostics"]
    assert one["location"]["range"] == {"start": {"line": 1, "column": 5}, "end": {"line": 1, "column": 13}}


@pytest.mark.parametrize("name", FORMATS)
def test_the_message_is_not_repeated(name: str) -> None:
    assert "today" not in written(name, ITEM, ROW)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_hostile_becomes_active(name: str, payload: str) -> None:
    item = Item(report(TEXT, spot(TEXT, "bit.ly/x", message=payload, fix=None)), Location(f"{payload}.txt", id=payload))
    page = written(name, item)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\ud800-\udfff]", page)
    if name == "github":
        assert [line.split(" ")[0] for line in page.splitlines()] == ["::error"]
    elif name == "junit":
        assert [one.tag for one in ElementTree.fromstring(page).iter()] == ["testsuites", "testsuite", "testcase", "failure"]
    else:
        assert json.loads(page)
    if name in ("sarif", "rdjson"):
        found = json.loads(page)
        told = found["runs"][0]["results"][0]["message"]["text"] if name == "sarif" else found["diagnostics"][0]["message"]
        assert told == payload
