import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.report import FORMATS
from smslint.report.encode import dumps
from tests.report.words import Edit, Fix, Item, Location, finding, report, spot, written

LARCH = "Larch: your gift waits at https://bit.ly/3abcd"
ITEM = Item(
    report(
        LARCH,
        spot(LARCH, "https://bit.ly/3abcd", fix=Fix("Write it out.", (Edit(1, 2, "\u2028"),))),
        finding(None, None, fix=None, depends_on=("brand",), severity="warning", tier=None),
        open_questions=("brand",),
    ),
    Location("a.jsonl", 3, field="text", row=3, id="m\u202e1"),
)
CLEAN = Item(report("Hi", verdict="pass", score=0, tier=None, exposure_usd=0), Location())


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The committed schema of the JSON output."""
    path = Path(__file__).parents[2] / "smslint" / "report" / "output.schema.json"
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


@pytest.mark.parametrize("items", [(), (ITEM,), (ITEM, CLEAN)], ids=["none", "one", "two"])
def test_the_envelope_fits_the_schema(schema: dict[str, Any], items: tuple[Item, ...]) -> None:
    envelope = json.loads(written("json", *items))
    jsonschema.validate(envelope, schema)
    assert len(envelope["results"]) == len(items)


def test_each_line_fits_the_schema_of_a_result(schema: dict[str, Any]) -> None:
    lines = written("jsonl", ITEM, CLEAN).splitlines()
    assert len(lines) == 2
    for line in lines:
        jsonschema.validate(json.loads(line), {"$defs": schema["$defs"], "$ref": "#/$defs/result"})


def test_a_key_that_the_contract_does_not_name_so_is_refused_by_the_schema(schema: dict[str, Any]) -> None:
    envelope = json.loads(written("json", ITEM))
    del envelope["results"][0]["findings"][0]["fine_usd"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(envelope, schema)


def test_the_location_is_that_of_the_contract() -> None:
    location = json.loads(written("jsonl", ITEM))["location"]
    assert location == {"path": "a.jsonl", "line": 3, "column": 1, "field": "text", "row": 3, "id": "m\u202e1"}


def test_the_summary_counts_verdicts_severities_and_rules() -> None:
    summary = json.loads(written("json", ITEM, CLEAN))["summary"]
    assert summary == {
        "messages": 2,
        "unreadable": 0,
        "suppressed": 0,
        "verdicts": {"pass": 1, "warn": 0, "needs_context": 0, "block": 1},
        "severities": {"error": 1, "warning": 1, "info": 0},
        "rules": {"URL001": 2},
        "exposure_usd": 500,
    }


@pytest.mark.parametrize("name", ["json", "jsonl", "concise"])
def test_the_message_is_not_repeated(name: str) -> None:
    assert "your gift waits" not in written(name, ITEM)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_run_reads_the_same_twice(name: str) -> None:
    assert written(name, ITEM, CLEAN) == written(name, ITEM, CLEAN)


def test_concise_is_a_line_a_finding() -> None:
    text = "Hi\nsee bit.ly/x"
    item = Item(report(text, spot(text, "bit.ly/x"), finding(None, None, depends_on=("brand",))), Location("a.txt", 4))
    assert written("concise", item) == (
        "a.txt:5:5: error[URL001] bit.ly is a public link shortener\n"
        "a.txt:4:1: error[URL001] bit.ly is a public link shortener (needs --brand)\n"
    )


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_the_small_encoder_agrees_with_json(value: Any) -> None:
    assert dumps(value) == json.dumps(value)


def test_the_small_encoder_refuses_what_json_has_no_form_for() -> None:
    with pytest.raises(TypeError, match="object"):
        dumps(object())
