"""Rule files as pydantic models, and the JSON Schemas that editors read.

`python -m smslint.rulebook.schema [FOLDER]` writes the schemas; a test keeps the committed ones equal to these models.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from pydantic import BaseModel, TypeAdapter

from smslint.rulebook.checks import Check
from smslint.rulebook.conditions import Condition
from smslint.rulebook.fields import Kebab
from smslint.rulebook.listspec import BrandSpec, ListSpec, SourceSpec
from smslint.rulebook.packspec import Override, PackSpec, ProfileSpec
from smslint.rulebook.rulespec import Applies, Citation, Effective, FixSpec, RuleSpec, SeverityClause, WeightsSpec
from smslint.rulebook.samplespec import BadSample, GoodSample, SampleContext, Samples

__all__ = [
    "Applies",
    "BadSample",
    "BrandSpec",
    "Check",
    "Citation",
    "Condition",
    "Effective",
    "FixSpec",
    "GoodSample",
    "ListSpec",
    "Override",
    "PackSpec",
    "ProfileSpec",
    "RuleSpec",
    "SampleContext",
    "Samples",
    "SeverityClause",
    "SourceSpec",
    "WeightsSpec",
    "list_schema",
    "rule_schema",
    "schemas",
]

ADDRESS = "https://smslint.dev/schema/1/"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def rule_schema() -> dict[str, Any]:
    """JSON Schema of a rule file: one rule, or `rules:` with several."""
    schema = _schema(RuleSpec, "rule", "A rule file of smslint: one rule, or several under `rules`.")
    rule = {key: schema.pop(key) for key in ("type", "properties", "required", "additionalProperties", "description")}
    several = {
        "type": "object",
        "properties": {"rules": {"type": "array", "items": {"$ref": "#/$defs/RuleSpec"}, "minItems": 1}},
        "required": ["rules"],
        "additionalProperties": False,
    }
    schema["$defs"]["RuleSpec"] = rule
    return {**schema, "anyOf": [{"$ref": "#/$defs/RuleSpec"}, several]}


def list_schema() -> dict[str, Any]:
    """JSON Schema of a file below lists/."""
    return _schema(ListSpec, "list", "A named list of smslint: phrases, hosts, words or brands.")


def profile_schema() -> dict[str, Any]:
    """JSON Schema of a file below profiles/."""
    return _schema(ProfileSpec, "profile", "A profile of smslint: packs, a choice of rules, overrides.")


def pack_schema() -> dict[str, Any]:
    """JSON Schema of a pack.yaml."""
    return _schema(PackSpec, "pack", "A pack of smslint: the rules and overrides of one party.")


def sources_schema() -> dict[str, Any]:
    """JSON Schema of sources.yml."""
    return _schema(dict[Kebab, SourceSpec], "sources", "The documents that rules of smslint cite, by key.")


def weights_schema() -> dict[str, Any]:
    """JSON Schema of weights.yml."""
    return _schema(WeightsSpec, "weights", "Weights of rules of smslint, fitted on corpora.")


def _schema(model: type[BaseModel] | Any, name: str, title: str) -> dict[str, Any]:
    schema = TypeAdapter(model).json_schema()
    _tidy(schema)
    return {"$schema": DIALECT, "$id": f"{ADDRESS}{name}.schema.json", **schema, "title": title}


def _tidy(node: Any) -> None:
    """Drop titles that only repeat a key, and defaults that only say that a key may be absent."""
    if isinstance(node, list):
        for item in node:
            _tidy(item)
    if not isinstance(node, dict):
        return
    if isinstance(node.get("title"), str):
        del node["title"]
    if node.get("default", 0) is None:
        del node["default"]
    for value in node.values():
        _tidy(value)


def schemas() -> dict[str, str]:
    """All schemas as they are committed: file name to text."""
    made = {
        "rule": rule_schema(),
        "list": list_schema(),
        "profile": profile_schema(),
        "pack": pack_schema(),
        "sources": sources_schema(),
        "weights": weights_schema(),
    }
    return {f"{name}.schema.json": json.dumps(schema, indent=2) + "\n" for name, schema in made.items()}


def main(arguments: list[str]) -> int:
    """Write all schemas into a folder, by default rules/schema."""
    folder = arguments[0] if arguments else os.path.join("rules", "schema")
    os.makedirs(folder, exist_ok=True)
    for name, text in schemas().items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
            stream.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
