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
        (b"campaign:\n", "below campaign its fields are expected"),
        (b"toll_free: []\n", "below toll_free its fields are expected"),
        (b"campaign: yes\nother: 2\n", "below campaign its fields are expected"),
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


def kind_faults_of(name: str, **changes: Any) -> list[tuple[str, str]]:
    """(rule, field) of every fault of an example in which some fields are changed."""
    form = copy.deepcopy(bases()[name]["registration"])
    kind = next(iter(form))
    form[kind].update(changes)
    return [(fault.rule, fault.field.removeprefix(f"{kind}.")) for fault in judged({}, form).faults]


@pytest.mark.parametrize("numbers", ["1,200", "60 numbers", -3, 0, True, [60], "six", 5.5, {}, "٦٠"])
def test_numbers_that_are_no_count_are_told(numbers: Any) -> None:
    assert kind_faults_of("marketing", numbers=numbers) == [("USE014", "numbers")]


@pytest.mark.parametrize("numbers", [60, 60.0, "60", "60.0", " 60 "])
def test_numbers_are_read_however_they_are_written(numbers: Any) -> None:
    assert kind_faults_of("marketing", numbers=numbers) == [("CMP010", "numbers")]


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("embedded_link", "yes"),
        ("embedded_link", 1),
        ("embedded_link", "no"),
        ("embedded_phone", "yes"),
        ("number_pool", "yes"),
        ("age_gated", "yes"),
        ("direct_lending", 1),
    ],
)
def test_a_flag_that_is_neither_true_nor_false_is_one_fault(flag: str, value: Any) -> None:
    assert kind_faults_of("marketing", **{flag: value}, numbers=60 if flag == "number_pool" else 1) == [("USE014", flag)]


@pytest.mark.parametrize(
    ("flag", "sample", "key"),
    [
        ("age_gated", "Larch Cafe: craft beer and wine tonight from 6 pm. Reply STOP to opt out.", "age-gate-not-declared"),
        ("direct_lending", "Larch Cafe: refinance your mortgage with us. Reply STOP to opt out.", "lending-not-declared"),
    ],
)
def test_what_a_flag_does_not_say_is_told_only_of_one_that_says_something(flag: str, sample: str, key: str) -> None:
    other = "Larch Cafe: new roast in the shop this week, come and taste. Reply STOP to opt out."
    for value, expected in ((False, True), ("yes", False)):
        form = copy.deepcopy(bases()["marketing"]["registration"])
        form["campaign"].update(samples=[sample, other], embedded_link=False, **{flag: value})
        assert (key in {fault.key for fault in judged({}, form).faults}) is expected


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("samples", 5, "samples"),
        ("samples", [1], "samples[0]"),
        ("sub_use_cases", [True], "sub_use_cases[0]"),
        ("opt_out_keywords", 5, "opt_out_keywords"),
        ("help_keywords", {"x": "y"}, "help_keywords"),
        ("opt_in_keywords", [["a"]], "opt_in_keywords[0]"),
        ("description", ["one", "two"], "description"),
        ("message_flow", ["one", "two"], "message_flow"),
        ("help_message", [1], "help_message"),
        ("terms", ["https://larch.example/terms"], "terms"),
        ("contact", "Rita", "contact"),
    ],
)
def test_a_value_of_a_wrong_kind_is_one_fault(field: str, value: Any, place: str) -> None:
    assert kind_faults_of("marketing", **{field: value}) == [("USE014", place)]


@pytest.mark.parametrize("field", ["name", "aliases", "domains", "phones", "support_phone", "website", "support_email"])
@pytest.mark.parametrize("value", [True, 0, -1, {"x": "y"}])
def test_a_brand_is_named_in_texts(field: str, value: Any) -> None:
    brand = copy.deepcopy(bases()["marketing"]["registration"]["campaign"]["brand"])
    assert kind_faults_of("marketing", brand={**brand, field: value}) == [("USE014", f"brand.{field}")]


@pytest.mark.parametrize("phone", [8005550117, "800-555-0117"])
def test_a_telephone_number_may_be_a_bare_number(phone: Any) -> None:
    brand = copy.deepcopy(bases()["marketing"]["registration"]["campaign"]["brand"])
    assert kind_faults_of("marketing", brand={**brand, "support_phone": phone, "phones": [phone]}) == []


@pytest.mark.parametrize("volume", [0, -5, "0", "-5", "lots", True, 0.4, "0.4", "40%", ["1,000"], {}])
def test_a_volume_is_a_number_of_messages(volume: Any) -> None:
    assert kind_faults_of("toll_free", volume=volume) == [("USE014", "volume")]


@pytest.mark.parametrize("volume", [10_000, 1e4, "10,000", "up to 500 a month", "10k", "0 to 500", "1,000-5,000"])
def test_a_volume_may_be_written_in_words(volume: Any) -> None:
    assert kind_faults_of("toll_free", volume=volume) == []


@pytest.mark.parametrize(
    ("field", "text", "rule"),
    [("help_message", "Larch: hi", "USE014"), ("opt_out_message", "Bye", "USE014"), ("message_flow", "a form", "USE013")],
)
def test_a_short_text_is_said_to_be_short_once(field: str, text: str, rule: str) -> None:
    assert kind_faults_of("marketing", **{field: text}).count((rule, field)) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"campaign": {"numbers": ' + b"9" * 5000 + b"}}", "a number of 5,000 digits"),
        (b'{"campaign": {"numbers": NaN}}', "NaN is no JSON"),
        (b'{"campaign": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"campaign": "\xff"}', "it is not UTF-8"),
    ],
)
def test_json_is_refused_with_what_is_wrong(data: bytes, said: str) -> None:
    with pytest.raises(RegistrationError, match=said):
        read_registration(data, "form.json")


def test_the_toll_free_example_is_of_a_reminder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["campaign", "init", "--toll-free", "--example", "reminder"]) == 0
    assert "use_case: reminder" in capsys.readouterr().out
    assert main(["campaign", "init", "--toll-free", "--example", "marketing"]) == 2
    assert "no toll-free example of marketing; give --example reminder" in capsys.readouterr().err


@pytest.mark.parametrize("field", ["support_phone", "phones"])
@pytest.mark.parametrize("value", ["n/a", "none", "TBD", 5])
def test_a_telephone_number_has_digits(field: str, value: Any) -> None:
    brand = copy.deepcopy(bases()["marketing"]["registration"]["campaign"]["brand"])
    assert kind_faults_of("marketing", brand={**brand, field: value}) == [("USE014", f"brand.{field}")]


@pytest.mark.parametrize("value", ["larch", "not a host"])
def test_a_domain_is_a_host(value: str) -> None:
    brand = copy.deepcopy(bases()["marketing"]["registration"]["campaign"]["brand"])
    assert kind_faults_of("marketing", brand={**brand, "domains": [value]}) == [("USE014", "brand.domains[0]")]


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("name", ("IDN001", "brand.name")),
        ("website", ("USE015", "brand.website")),
        ("description", ("USE012", "description")),
        ("samples", ("USE008", "samples")),
        ("help_message", ("DIS009", "help_message")),
    ],
)
def test_a_blank_field_counts_as_absent(field: str, rule: tuple[str, str]) -> None:
    brand = copy.deepcopy(bases()["marketing"]["registration"]["campaign"]["brand"])
    blank = {"brand": {**brand, field: "   "}} if field in brand else {field: "   "}
    empty = {"brand": {**brand, field: ""}} if field in brand else {field: ""}
    assert kind_faults_of("marketing", **blank) == kind_faults_of("marketing", **empty)
    assert rule in kind_faults_of("marketing", **blank)


@pytest.mark.parametrize("website", ["larch", "https://", "n/a"])
def test_a_website_that_is_no_address_is_one_fault(website: str) -> None:
    brand = copy.deepcopy(bases()["marketing"]["registration"]["campaign"]["brand"])
    assert kind_faults_of("marketing", brand={**brand, "website": website}) == [("USE014", "brand.website")]


@pytest.mark.parametrize(
    "website", ["https://larch.example:443", "https://larch.example?from=sms", "HTTPS://WWW.LARCH.EXAMPLE", "https://larch.example#x"]
)
def test_the_host_of_a_website_is_found_however_it_is_written(website: str) -> None:
    brand = copy.deepcopy(bases()["marketing"]["registration"]["campaign"]["brand"])
    assert kind_faults_of("marketing", brand={**brand, "website": website}) == []


@pytest.mark.parametrize("domain", ["lrch.example", "www.lrch.example", "https://www.lrch.example/x", " lrch.example "])
def test_a_domain_of_the_brand_is_found_however_it_is_written(domain: str) -> None:
    campaign = copy.deepcopy(bases()["marketing"]["registration"]["campaign"])
    samples = [sample.replace("larch.example", "lrch.example") for sample in campaign["samples"]]
    assert kind_faults_of("marketing", brand={**campaign["brand"], "domains": [domain]}, samples=samples) == []


@pytest.mark.parametrize("use_case", ["marketing ", " MARKETING", ["Marketing "]])
def test_a_use_case_may_have_spaces_about_it(use_case: Any) -> None:
    assert kind_faults_of("marketing", use_case=use_case) == []


@pytest.mark.parametrize("option", ["brand", "provider"])
def test_an_empty_option_is_refused(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["campaign", "vet", str(EXAMPLES[0]), f"--{option}", " "]) == 2
    assert f"{option} is empty" in capsys.readouterr().err
