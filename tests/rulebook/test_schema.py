import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel

from smslint.model import CONTEXT_FIELDS
from smslint.rulebook import schema
from smslint.rulebook.conditions import Condition
from smslint.rulebook.document import read_document
from smslint.rulebook.home import rules_home
from smslint.rulebook.roots import Walk
from tests.rulebook.words import LIST, RULE, SOURCES

COMMITTED = Path(__file__).resolve().parents[2] / "rules" / "schema"
KINDS = {"rules": "rule", "list": "list", "profile": "profile", "pack": "pack", "sources": "sources", "weights": "weights"}


def test_the_committed_schemas_are_the_generated_ones() -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in COMMITTED.iterdir()} == schema.schemas()


def test_the_schemas_are_written_by_one_command(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "smslint.rulebook.schema", str(tmp_path)], check=True, timeout=60)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(schema.schemas())


@pytest.mark.parametrize("name", sorted(schema.schemas()))
def test_a_schema_is_sound_and_has_a_lasting_address(name: str) -> None:
    made = json.loads(schema.schemas()[name])
    jsonschema.Draft202012Validator.check_schema(made)
    assert made["$id"].endswith("/schema/1/" + name)


def validator(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(schema.schemas()[f"{kind}.schema.json"]))


@pytest.mark.parametrize(
    ("kind", "text"), [("rule", RULE.replace("A menu: n", "N")), ("list", LIST), ("sources", SOURCES)]
)
def test_good_files_meet_the_schema_and_misspelt_ones_do_not(kind: str, text: str) -> None:
    value = read_document(text.encode(), "x").value
    validator(kind).validate(value)
    assert not validator(kind).is_valid({**value, "sevrity": "error"})


def test_every_shipped_file_meets_its_schema() -> None:
    validators = {kind: validator(name) for kind, name in KINDS.items()}
    for file in Walk([rules_home()]).files:
        value = read_document(file.data, file.shown).value
        error = next(validators[file.kind].iter_errors(_prose(value)), None)
        assert error is None, f"{file.relative}: {error.json_path}: {error.message[:200]}"


def _prose(value: Any) -> Any:
    """`- Codes: vendors publish them` is a sentence to the loader and a mapping to an editor; both are good."""
    if isinstance(value, dict) and isinstance(value.get("innocent"), list):
        uses = [f"{key}: {rest}" for use in value["innocent"] if isinstance(use, dict) for key, rest in use.items()]
        return {**value, "innocent": uses + [use for use in value["innocent"] if isinstance(use, str)]}
    return value


def models(model: type[BaseModel]) -> set[type[BaseModel]]:
    found = {model}
    for sub in model.__subclasses__():
        found |= models(sub)
    return found


def test_every_key_is_described_for_editors() -> None:
    from smslint.rulebook.fields import Spec

    bare = [
        f"{model.__name__}.{name}"
        for model in models(Spec)
        for name, info in model.model_fields.items()
        if not info.description
    ]
    assert not bare
    assert all(model.__doc__ for model in models(Spec))


def test_conditions_and_samples_know_every_context_field() -> None:
    assert set(schema.SampleContext.model_fields) == set(CONTEXT_FIELDS)
    assert set(Condition.model_fields) == {*CONTEXT_FIELDS, "any_", "all_", "not_", "known"} - {"sent_at"}


def test_the_records_know_nothing_of_pydantic() -> None:
    program = "import sys, smslint.model, smslint.errors; print('pydantic' in sys.modules, 'yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["False", "False"]
