"""A rule file as plain Python values, each with its place in the file.

Scalars are typed as in the YAML 1.2 core schema, and less: only an unquoted true, false, null or whole number is not a
text. `NO`, `on`, `21:00`, `02134`, `1.10` and `2024-06-12` stay what the author typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from yaml.events import Event, MappingStartEvent, NodeEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from smslint.errors import Issue
from smslint.rulebook.guard import events, place_of, refuse

MAX_ISSUES = 100
"""Issues of one file that are reported; the first hundred tell enough."""

Path = tuple["str | int", ...]
Place = tuple[int, int]

# A plus sign stays text: +1 is a country code before it is a number.
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
MAX_KEYS = 2_000
"""Keys of one mapping; no rule file needs more."""

_WORDS: dict[str, bool | None] = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip


class Document:
    """One file: `value`, where each value stands (`places`), where each key stands (`keys`), and faults of form."""

    __slots__ = ("issues", "keys", "path", "places", "value")

    def __init__(self, path: str) -> None:
        self.path = path
        self.value: Any = None
        self.places: dict[Path, Event] = {}
        self.keys: dict[Path, Event] = {}
        self.issues: list[Issue] = []

    def resolve(self, location: Sequence[str | int]) -> Path:
        """The part of a location that exists in the file; names that only the schema knows are skipped."""
        value, found = self.value, []
        for step in location:
            known = isinstance(value, Mapping) and step in value
            if known or _index_of(value, step):
                value = value[step]
                found.append(step)
        return tuple(found)

    def place(self, location: Sequence[str | int], key: bool = False) -> Place:
        """Line and column of the value at a location, or of its key; of the nearest thing around it if it is absent."""
        path = self.resolve(location)
        table = self.keys if key and path in self.keys else self.places
        event = table.get(path)
        return place_of(event) if event is not None else (1, 1)

    def issue(self, location: Sequence[str | int], message: str, key: bool = False) -> Issue:
        """A fault at that location."""
        line, column = self.place(location, key)
        return Issue(self.path, line, column, message)


def _index_of(value: Any, step: str | int) -> bool:
    return isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value)


def read_document(data: bytes, path: str) -> Document:
    """One rule file as values and places; duplicate keys are issues.

    Raises RuleFileError for what the guard refuses.
    """
    document = Document(path)
    stream = events(data, path)
    for event in stream:
        if isinstance(event, NodeEvent):
            document.value = _build(event, stream, document, ())
    return document


def _build(event: Event, stream: Iterator[Event], document: Document, path: Path) -> Any:
    # The guard has bounded the depth, so the recursion is at most twenty levels.
    document.places[path] = event
    if isinstance(event, MappingStartEvent):
        return _build_mapping(stream, document, path)
    if isinstance(event, SequenceStartEvent):
        return _build_sequence(stream, document, path)
    assert isinstance(event, ScalarEvent)
    return event.value if event.style else typed(event.value)


def _build_sequence(stream: Iterator[Event], document: Document, path: Path) -> list[Any]:
    values: list[Any] = []
    for event in stream:
        if isinstance(event, SequenceEndEvent):
            break
        values.append(_build(event, stream, document, (*path, len(values))))
    return values


def _build_mapping(stream: Iterator[Event], document: Document, path: Path) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for event in stream:
        if not isinstance(event, NodeEvent):
            break
        key = _key(event, stream, document)
        value_event = next(stream)
        if len(values) >= MAX_KEYS:
            raise refuse(document.path, *place_of(event), f"a mapping of more than {MAX_KEYS:,} keys; split it")
        if key in values:
            if len(document.issues) < MAX_ISSUES:
                document.issues.append(_duplicate(event, document, key, path))
            _build(value_event, stream, Document(document.path), ())
            continue
        document.keys[(*path, key)] = event
        values[key] = _build(value_event, stream, document, (*path, key))
    return values


def _key(event: Event, stream: Iterator[Event], document: Document) -> str:
    if isinstance(event, ScalarEvent):
        return str(event.value)
    line, column = place_of(event)
    if len(document.issues) < MAX_ISSUES:
        document.issues.append(Issue(document.path, line, column, "a key must be a text, not a list or a mapping"))
    _build(event, stream, Document(document.path), ())
    return f"?{line}:{column}"


def _duplicate(event: Event, document: Document, key: str, path: Path) -> Issue:
    first = place_of(document.keys[(*path, key)])[0]
    return Issue(document.path, *place_of(event), f"duplicate key {shown(key)}; it stands on line {first} already")


def shown(text: object, limit: int = 40) -> str:
    """A short, printable form of something a file said, for an error message."""
    words = str(text)
    return repr(words if len(words) <= limit else words[:limit] + "...")


def typed(text: str) -> Any:
    """The value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INTEGER.match(text) else text
