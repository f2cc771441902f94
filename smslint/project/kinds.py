"""Kinds of files: by the end of the name, or as the configuration says, and who reads each."""

from __future__ import annotations

import os
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smslint.project.piece import Piece, Remark, Unreadable
    from smslint.project.source import Source

    Reader = Callable[[Source], Iterator[Piece | Remark | Unreadable]]

SUFFIXES = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".yaml": "yaml", ".yml": "yaml", ".json": "json",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".toml": "toml", ".csv": "csv", ".tsv": "csv", ".po": "po", ".pot": "po",
    ".arb": "arb", ".properties": "properties", ".j2": "jinja", ".jinja": "jinja", ".jinja2": "jinja", ".liquid": "liquid",
    ".hbs": "handlebars", ".handlebars": "handlebars", ".mustache": "handlebars", ".gotmpl": "go-template", ".erb": "erb",
    ".py": "python", ".js": "javascript", ".mjs": "javascript", ".cjs": "javascript", ".jsx": "javascript",
    ".ts": "typescript", ".mts": "typescript", ".cts": "typescript", ".tsx": "tsx", ".rb": "ruby", ".php": "php",
    ".java": "java", ".go": "go", ".cs": "c#", ".xml": "android",
}  # fmt: skip
CODE = frozenset(("python", "javascript", "typescript", "tsx", "ruby", "php", "java", "go", "c#"))
KEYED = frozenset(("yaml", "json", "toml", "csv", "po", "android", "arb", "properties"))
"""Kinds in which most texts are no messages: keys, or the name of the file, tell which are."""
TEMPLATES = frozenset(("jinja", "liquid", "handlebars", "go-template", "erb"))
_SMS = re.compile(r"(?<![a-z])(?:sms|mms|texts?_?messages?|txt_?msgs?)(?![a-z])", re.IGNORECASE)
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
HINT = re.compile(rb"sms|mms|text[_ -]?message|txt_?msg", re.IGNORECASE)
_NO_MESSAGES = re.compile(
    r"(?:(?:dev-|test-|[\w-]*)requirements[\w.-]*|constraints[\w.-]*|licen[cs]e[\w.-]*|notice[\w.-]*|copying[\w.-]*"
    r"|readme[\w.-]*|changelog[\w.-]*|changes|robots|humans|security|ads|llms|cmakelists|manifest|authors|contributors"
    r"|entry_points|top_level|sources|record)\.txt",
    re.IGNORECASE,
)
"""Text files of which everybody knows that they are no messages."""
_LOCKS = frozenset(("package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "composer.lock", "packages.lock.json"))
"""Long files that a program wrote."""


def kind_of(path: str) -> str | None:
    """The kind of a file by its name; None for kinds that are not read."""
    name = os.path.basename(path).lower()
    kind = SUFFIXES.get(os.path.splitext(name)[1]) if name not in _LOCKS else None
    if kind == "android":
        return kind if name.startswith(("strings", "arrays", "plurals")) or "/values" in path.replace(os.sep, "/") else None
    if kind == "text":
        return None if _NO_MESSAGES.fullmatch(name) else kind
    return kind


def names_sms(text: str) -> bool:
    """Whether a path or a key is about texts: `sms.welcome`, `welcomeSms`, `locales/sms/en.json`."""
    return _SMS.search(_HUMPS.sub("_", text)) is not None


def reader_of(kind: str) -> Reader:
    """The reader of a kind that is neither code nor rows."""
    if kind in TEMPLATES:
        from smslint.project.readers.template import template_reader

        return template_reader("go" if kind == "go-template" else kind)
    return _READERS[kind]()


def _text() -> Reader:
    from smslint.project.readers.text import read_text

    return read_text


def _lines() -> Reader:
    from smslint.project.readers.text import read_lines

    return read_lines


def _markdown() -> Reader:
    from smslint.project.readers.markdown import read_markdown

    return read_markdown


def _yaml() -> Reader:
    from smslint.project.readers.yaml import read_yaml

    return read_yaml


def _json() -> Reader:
    from smslint.project.readers.json import read_json

    return read_json


def _arb() -> Reader:
    from smslint.project.readers.json import read_arb

    return read_arb


def _toml() -> Reader:
    from smslint.project.readers.toml import read_toml

    return read_toml


def _csv() -> Reader:
    from smslint.project.readers.csv import read_csv

    return read_csv


def _po() -> Reader:
    from smslint.project.readers.po import read_po

    return read_po


def _android() -> Reader:
    from smslint.project.readers.android import read_android

    return read_android


def _properties() -> Reader:
    from smslint.project.readers.properties import read_properties

    return read_properties


_READERS: dict[str, Callable[[], Reader]] = {
    "text": _text, "lines": _lines, "markdown": _markdown, "yaml": _yaml, "json": _json, "arb": _arb, "toml": _toml,
    "csv": _csv, "po": _po, "android": _android, "properties": _properties,
}  # fmt: skip
