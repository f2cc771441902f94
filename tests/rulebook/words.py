"""The words that the rulebook tests share: a good rule, and ways to load a changed one."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from smslint.errors import RuleFileError
from smslint.rulebook.book import Book
from smslint.rulebook.loader import load_book

RULE = """\
id: CNT099
name: larch-liquor
category: alcohol
status: stable
since: "0.1"
severity: error
severity_when:
  - {when: {age_gate: date_of_birth}, severity: warning}
confidence: high
weight: 4
tier: 3
tags: [shaft]
applies: {countries: [US, CA, NO]}
when:
  any:
    - first_message: true
    - use_case: [marketing, mixed]
check:
  terms:
    terms: ["(cheap|free) liquor", "vodka shot[s]"]
    lists: [promo/shout]
    exempt: [no free liquor]
message: Liquor is sold here.
why: Carriers ask for an age gate before they let liquor through.
fix: {say: Ask for the date of birth first.}
sources:
  - {source: larch-book, clause: "5.1", binding: carrier}
refs: [twilio:30007]
innocent:
  - A menu: names of dishes cooked with wine.
samples:
  bad:
    - {text: "Cheap liquor tonight", context: {first_message: true}, span: Cheap liquor}
    - {text: "Free liquor", context: {use_case: marketing}, span: Free liquor}
    - {text: "vodka shots at 9", context: {first_message: true}, span: vodka shots}
  good:
    - {text: "No free liquor here", context: {first_message: true}}
    - {text: "Coq au vin tonight", context: {first_message: true}}
    - {text: "Larch: your table is ready", context: {first_message: true}}
"""

LIST = """\
list: promo/shout
about: Loud wording.
terms: [act at once]
patterns: ['\\b[0-9]{1,3} ?% off\\b']
"""

SOURCES = """\
larch-book: {title: The Larch Book, url: "https://larch.example/book", publisher: Larch, seen: "2026-11-22"}
"""

FILES = {"core/larch.yaml": RULE, "lists/promo/shout.yaml": LIST, "sources.yml": SOURCES}


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A rule folder with these files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return folder


def load(folder: Path, **changed: str | bytes) -> Book:
    """The book of the good files with some changed: `rule=`, `list=`, `sources=`, or more by name in `files`."""
    return load_book([write(folder, {**FILES, **_named(changed)})])


def _named(changed: dict[str, str | bytes]) -> dict[str, str | bytes]:
    names = {"rule": "core/larch.yaml", "list": "lists/promo/shout.yaml", "sources": "sources.yml"}
    return {names.get(name, name): content for name, content in changed.items()}


def faults(folder: Path, **changed: str | bytes) -> list[str]:
    """The messages, each with file name, line and column, that forbid these files."""
    with pytest.raises(RuleFileError) as caught:
        load(folder, **changed)
    return [f"{Path(issue.path).name}:{issue.line}:{issue.column}: {issue.message}" for issue in caught.value.issues]


def rule(*changes: tuple[str, str]) -> str:
    """The good rule with texts replaced; each must occur."""
    text = RULE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


Item = TypeVar("Item")


def only(found: Iterable[Item]) -> Item:
    """The single item."""
    (one,) = found
    return one
