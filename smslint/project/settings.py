"""What may stand in a configuration: one table, from which the checks, the error messages and the JSON Schema are made.

`python -m smslint.project.settings` writes the schema; a test keeps the committed one equal to this table.
"""

from __future__ import annotations

from smslint.context import BOOL_FIELDS, CHOICES, CONTEXT_FIELDS, INT_FIELDS, LIST_FIELDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FORMATS = (
    "text", "lines", "markdown", "yaml", "json", "jsonl", "toml", "csv", "po", "android", "arb", "properties", "jinja",
    "liquid", "handlebars", "go-template", "erb", "python", "javascript", "typescript", "tsx", "ruby", "php", "java", "go", "c#",
)  # fmt: skip
LONGEST_TEXT = 1000
"""Characters of a text in a list: paths and keys are shorter, and a longer pattern would take its time with every file."""
SEVERITIES = ("error", "warning", "info", "never")
ROLES = ("brand", "link", "text")


class Kind:
    """What a value is: text, texts (one or a list), flag, number, day, known-day (one that is in the calendar), choice, table
    (of `keys`), tables (a list of them) or named (a table whose keys people choose)."""

    __slots__ = ("about", "choices", "keys", "name", "required")

    def __init__(
        self,
        name: str,
        about: str,
        *,
        choices: tuple[str, ...] = (),
        keys: dict[str, Kind] | None = None,
        required: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.about = about
        self.choices = choices
        self.keys = keys or {}
        self.required = required


def _context_kind(field: str) -> Kind:
    about = f"The context field `{field}`."
    if field in CHOICES:
        return Kind("choice", about, choices=CHOICES[field])
    if field in LIST_FIELDS:
        return Kind("texts", about)
    return Kind("flag" if field in BOOL_FIELDS else "number" if field in INT_FIELDS else "text", about)


CONTEXT = {field: _context_kind(field) for field in CONTEXT_FIELDS if field != "sent_at"}
_PATHS = Kind("texts", "Paths, relative to this file; * inside a name, ** across folders, {a,b}.")
FILES = {
    "paths": _PATHS,
    "fields": Kind("texts", "Keys whose values are messages, as sms.* or *_sms; without it every text in the files."),
    "exclude_fields": Kind("texts", "Keys whose values are no messages."),
    "format": Kind("choice", "The kind of file, where its name does not tell.", choices=FORMATS),
    "context": Kind("table", "What is known about these messages.", keys=CONTEXT),
    "ignore": Kind("texts", "Rules that do not count here."),
}
PLACEHOLDER = {
    "shortest": Kind("number", "Characters of its shortest value."),
    "typical": Kind("number", "Characters of a usual value."),
    "longest": Kind("number", "Characters of its longest value."),
    "is": Kind("choice", "What it is filled with: the brand, a link, or text.", choices=ROLES),
    "unicode": Kind("flag", "Its values may hold characters outside GSM-7."),
}
CALL = {
    "callee": Kind("text", "The end of what is called, as notifier.send_sms."),
    "arguments": Kind("many", "Where the text is: names, or numbers counted from 0."),
}
SUPPRESS = {
    "rules": Kind("texts", "Rules that do not count: identifiers, prefixes, names or categories."),
    "paths": _PATHS,
    "fields": Kind("texts", "Keys of the messages; without it all."),
    "reason": Kind("text", "Why."),
    "until": Kind("day", "The last day on which it counts, as 2026-12-31."),
}
SETTINGS = {
    "extends": Kind("texts", "Files whose settings come first; later ones win. Paths in them are relative to their own folder."),
    "rules": Kind("texts", "Profiles, rule files or folders of rules."),
    "select": Kind("texts", "Only these rules: identifiers, prefixes, names, categories or tags."),
    "ignore": Kind("texts", "All but these rules."),
    "preview": Kind("flag", "Also rules that are still in preview."),
    "as_of": Kind("known-day", "The rules in force on this day; suppressions that ended before it do not count."),
    "fail_on": Kind("choice", "Exit 1 from this severity on.", choices=SEVERITIES),
    "fail_on_unknown": Kind("flag", "Exit 1 also when a verdict waits for context."),
    "exclude": Kind("texts", "Paths that are left out."),
    "baseline": Kind("text", "The file of known findings."),
    "max_segments": Kind("number", "Segments that a message may take with its longest values (default 3)."),
    "context": Kind("table", "What is known about every message: brand, domains, sender ...", keys=CONTEXT),
    "files": Kind("tables", "Which files hold messages, and what is known about them.", keys=FILES, required=("paths",)),
    "placeholders": Kind("named", "How long the values of merge fields are, by the field's name.", keys=PLACEHOLDER),
    "calls": Kind("tables", "Send calls of your own.", keys=CALL, required=("callee", "arguments")),
    "links": Kind("named-texts", "Links to be replaced by --fix: a short link and the address that it stands for."),
    "suppress": Kind("tables", "Findings that are known and accepted.", keys=SUPPRESS, required=("rules", "reason")),
}  # fmt: skip


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a configuration, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://smslint.dev/schema/1/configuration.schema.json",
        "title": "smslint.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _schema(kind) for name, kind in SETTINGS.items()},
    }


def main(arguments: list[str]) -> None:
    """Write the schema where it is committed, or to the path given."""
    import json
    import os

    path = arguments[0] if arguments else os.path.join(os.path.dirname(__file__), "configuration.schema.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(json_schema(), indent=2) + "\n")


_LISTED = {"type": "string", "maxLength": LONGEST_TEXT}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_SIMPLE: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "texts": {"anyOf": [_LISTED, {"type": "array", "items": _LISTED}]},
    "many": {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "integer", "minimum": 0}]}},
    "flag": {"type": "boolean"},
    "number": {"type": "integer", "minimum": 0},
    "day": _DAY,
    "known-day": _DAY,
    "named-texts": {"type": "object", "additionalProperties": {"type": "string"}},
}


def _schema(kind: Kind) -> dict[str, Any]:
    if kind.name in _SIMPLE:
        return {"description": kind.about, **_SIMPLE[kind.name]}
    if kind.name == "choice":
        return {"description": kind.about, "enum": list(kind.choices)}
    table = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _schema(inner) for name, inner in kind.keys.items()},
    }
    if kind.required:
        table["required"] = list(kind.required)
    if kind.name == "tables":
        return {"description": kind.about, "type": "array", "items": table}
    if kind.name == "named":
        return {"description": kind.about, "type": "object", "additionalProperties": table}
    return {"description": kind.about, **table}


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
