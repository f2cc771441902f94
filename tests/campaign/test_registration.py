"""Registrations before they are submitted: our own accepted ones pass, and every planted fault is named with its code."""

from __future__ import annotations

import copy
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from smslint.__main__ import main
from smslint.campaign.figures import figures, sources
from smslint.campaign.registration.form import Field, Registration
from smslint.campaign.registration.read import RegistrationError, read_registration, snake
from smslint.campaign.registration.vet import Vetting, vet
from smslint.errors import RuleFileError
from smslint.model import USE_CASES, Severity, Verdict
from smslint.rulebook.home import rules_home
from tests.words import linter

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((rules_home() / "registrations").glob("*.yml"))
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    with (ROOT / "corpora" / "registrations" / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@lru_cache(maxsize=1)
def bases() -> dict[str, Row]:
    """Every accepted registration, by its name."""
    found = {path.stem: {"registration": yaml.safe_load(path.read_text("utf-8"))} for path in EXAMPLES}
    return {**found, **{row["id"]: row for row in rows("accepted")}}


def judged(row: Row, registration: Row) -> Vetting:
    form = read_registration(json.dumps(registration).encode(), "form.json")
    if form.format != "own" and "brand" in row:
        form.add("brand.name", Field(row["brand"], "--brand"))
        form.add("brand.domains", Field(row["domain"], "--brand-domain"))
    return vet(form, linter())


def errors(vetting: Vetting) -> list[str]:
    return [f"{fault.field}: {fault.key}" for fault in vetting.faults if fault.severity is Severity.ERROR]


def planted(row: Row) -> Vetting:
    base = copy.deepcopy(bases()[row["base"]])
    holder = base["registration"]
    holder = holder.get("campaign") or holder.get("toll_free") or holder
    for key in row["drop"]:
        del holder[key]
    holder.update(row["set"])
    return judged(base, base["registration"])


def test_there_are_enough_of_both() -> None:
    assert len(bases()) >= 40
    assert len(rows("rejected")) >= 40


@pytest.mark.parametrize("name", sorted(bases()))
def test_an_accepted_registration_has_no_error(name: str) -> None:
    assert errors(judged(bases()[name], bases()[name]["registration"])) == []


@pytest.mark.parametrize("row", rows("rejected"), ids=lambda row: f"{row['id']}-{row['faults'][0]['key']}")
def test_a_planted_fault_is_named_with_its_field_and_code(row: Row) -> None:
    vetting = planted(row)
    found = {(fault.field, fault.key): fault.codes for fault in vetting.faults}
    for fault in row["faults"]:
        assert (fault["field"], fault["key"]) in found, sorted(found)
        assert not fault["code"] or fault["code"] in found[fault["field"], fault["key"]]
    assert vetting.verdict is not Verdict.PASS


def test_every_fault_of_the_table_is_planted_somewhere() -> None:
    shown = {fault["key"] for row in rows("rejected") for fault in row["faults"]}
    known = set(figures("registration-faults")["faults"])
    elsewhere = {"field-missing", "field-too-short", "field-wrong-kind", "field-unknown", "keyword-not-a-word",
                 "samples-too-many",
                 "description-thin", "support-email-elsewhere", "volume-missing"}  # fmt: skip
    assert known - shown <= elsewhere


def test_there_is_an_example_of_each_use_case() -> None:
    assert {path.stem for path in EXAMPLES} == {*USE_CASES, "toll_free"}


def test_all_faults_are_said_at_once_and_the_final_ones_first() -> None:
    form = copy.deepcopy(bases()["marketing"]["registration"])
    form["campaign"].update(
        samples=["Larch Cafe: order today at http://larch.example/x", "Pay with your card, reply with the PIN"],
        help_message="Hi",
        terms="",
    )
    vetting = judged({}, form)
    assert {"campaign.samples[0]", "campaign.samples[1]", "campaign.help_message", "campaign.terms"} <= {
        fault.field for fault in vetting.faults
    }
    assert vetting.faults[0].final
    assert "twilio:30964" in vetting.final


def test_a_payload_without_a_brand_says_what_it_could_not_judge() -> None:
    row = next(row for row in rows("accepted") if "usecase" in row["registration"])
    vetting = vet(read_registration(json.dumps(row["registration"]).encode(), "p.json"), linter())
    assert vetting.open_questions == ("brand",)
    assert errors(vetting) == []


def form_of(text: str) -> Registration:
    return read_registration(text.encode(), "form.yml")


def test_the_place_of_a_field_is_that_in_the_file() -> None:
    form = form_of("campaign:\n  brand:\n    name: Larch\n  samples:\n    - one\n    - two\n")
    assert [(field.path, field.line) for field in form.all("samples")] == [
        ("campaign.samples[0]", 5),
        ("campaign.samples[1]", 6),
    ]


def test_a_misspelt_field_is_told_what_it_resembles() -> None:
    vetting = vet(form_of("campaign:\n  sample: [Hello there]\n  use_case: marketing\n"), linter())
    assert any(
        fault.key == "field-unknown" and "samples" in fault.message and fault.line == 2 for fault in vetting.faults
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a registration is a mapping"),
        (b"- a\n- b\n", "a registration is a mapping"),
        (b"hello: there\n", "begin with `campaign:`"),
        (b'{"usecase": "2FA", "usecase": "MIXED"}', "stands twice"),
        (b'{"usecase": ', "not valid JSON"),
        (b'{"usecase": "\xff"}', "not UTF-8"),
        (b"campaign: {a: 1}\nother: 2\n", "one registration a file"),
        (b"[" * 5000 + b"]" * 5000, "nested"),
    ],
)
def test_what_is_no_registration_is_refused_with_a_reason(data: bytes, said: str) -> None:
    with pytest.raises((RegistrationError, RuleFileError), match=said):
        read_registration(data, "form")


def test_values_of_a_wrong_kind_are_faults_and_no_crash() -> None:
    form = form_of(
        "campaign:\n  use_case: [1, 2]\n  samples: {a: 3}\n  description: 7\n  embedded_link: maybe\n  numbers: lots\n"
    )
    keys = {fault.key for fault in vet(form, linter()).faults}
    assert "field-wrong-kind" in keys


def test_names_of_payloads_are_read_in_any_case() -> None:
    assert [snake(name) for name in ("OptInMessage", "opt_in_message", "UsAppToPersonUsecase")] == [
        "opt_in_message", "opt_in_message", "us_app_to_person_usecase",
    ]  # fmt: skip


def test_codes_and_sources_of_the_table_are_known() -> None:
    table, cited = figures("registration-faults"), sources()
    for fault in table["faults"].values():
        assert set(fault["sources"]) <= set(cited)
        assert all(":" in code for code in fault["codes"])
    assert set(table["not_resubmittable_sources"]) <= set(cited)


def test_the_command_says_all_and_exits_by_severity(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, broken = tmp_path / "good.yml", tmp_path / "bad.yml", tmp_path / "broken.yml"
    good.write_text(EXAMPLES[0].read_text("utf-8"), encoding="utf-8")
    bad.write_text(
        "campaign:\n  use_case: marketing\n  samples: ['\x1b[31mhttps://bit.ly/x']\n".replace("\x1b", "\\x1b"),
        encoding="utf-8",
    )
    broken.write_text("campaign: [\n", encoding="utf-8")
    assert main(["campaign", "vet", str(good)]) == 0
    capsys.readouterr()
    assert main(["campaign", "vet", str(bad)]) == 1
    said = capsys.readouterr().out
    assert "campaign.samples[0]" in said
    assert "twilio:30892" in said
    assert "\x1b" not in said
    assert main(["campaign", "vet", "--format", "json", str(good), str(broken)]) == 3
    captured = capsys.readouterr()
    assert json.loads(captured.out)["summary"]["registrations"] == 1
    assert "broken.yml:" in captured.err


def test_the_json_does_not_repeat_the_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "form.yml"
    path.write_text(
        "campaign:\n  use_case: marketing\n  samples: ['Rita, call 800-555-0142 https://bit.ly/x']\n", encoding="utf-8"
    )
    main(["campaign", "vet", "--format", "json", str(path)])
    assert "Rita" not in capsys.readouterr().out


def test_the_form_and_the_examples_are_written_and_can_be_vetted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "form.yml"
    assert main(["campaign", "init"]) == 0
    blank = capsys.readouterr().out
    assert blank.count("#") > 20
    assert errors(vet(form_of(blank), linter()))
    assert main(["campaign", "init", "--example", "otp", "-o", str(path)]) == 0
    assert errors(vet(form_of(path.read_text("utf-8")), linter())) == []
    assert main(["campaign", "init", "-o", str(path)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["campaign", "init", "--toll-free"]) == 0
    assert capsys.readouterr().out.lstrip("# \n").count("toll_free:") == 1


@pytest.mark.parametrize(
    "text", ["campaign:\n  use_case: marketing\n  samples: [Hi]\n", '{"usecase": "2FA", "sample1": "x"}']
)
def test_the_json_has_the_shape_of_its_schema(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "form").write_text(text, encoding="utf-8")
    main(["campaign", "vet", "--format", "json", str(tmp_path / "form"), str(tmp_path / "absent")])
    schema = json.loads((ROOT / "smslint" / "report" / "vetting.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(capsys.readouterr().out), schema)
