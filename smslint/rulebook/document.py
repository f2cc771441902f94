"""A rule file as plain Python values, each with its place in the file.

Scalars are typed as in the YAML 1.2 core schema, and less: only an unquoted true, false, null or whole number is not a
text. `NO`, `on`, `21:00`, `02134`, `1.10` and `2024-06-12` stay what the author typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

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
    """One file: its `value`, faults of form in `issues`, and on demand the place of everything in it."""

    __slots__ = ("_data", "_keys", "_places", "issues", "path", "start", "value")

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.value: Any = None
        self.start: Place = (1, 1)
        self.issues: list[Issue] = []
        self._data = data
        self._places: dict[Path, Place] = {}
        self._keys: dict[Path, Place] = {}

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
        if not location:
            return self.start
        if not self._places:
            # Good files never ask; a faulty one is read a second time.
            _Surveyor(self._places, self._keys).survey(events(self._data, self.path))
        path = self.resolve(location)
        table = self._keys if key and path in self._keys else self._places
        return table.get(path, self.start)

    def issue(self, location: Sequence[str | int], message: str, key: bool = False) -> Issue:
        """A fault at that location."""
        line, column = self.place(location, key)
        return Issue(self.path, line, column, message)

    def note(self, event: Event, message: str) -> None:
        """A fault of form at an event; only the first ones are kept."""
        if len(self.issues) < MAX_ISSUES:
            self.issues.append(Issue(self.path, *place_of(event), message))


def _index_of(value: Any, step: str | int) -> bool:
    return isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value)


def read_document(data: bytes, path: str) -> Document:
    """One rule file as values and places; duplicate keys are issues.

    Raises RuleFileError for what the guard refuses.
    """
    document = Document(path, data)
    stream = events(data, path)
    for event in stream:
        if isinstance(event, NodeEvent):
            document.start = place_of(event)
            document.value = _value(event, stream, document)
    return document


def _value(event: Event, stream: Iterator[Event], document: Document) -> Any:
    # The guard has bounded the depth, so the recursion is at most twenty levels.
    if isinstance(event, ScalarEvent):
        return event.value if event.style else typed(event.value)
    if isinstance(event, MappingStartEvent):
        return _mapping(stream, document)
    values: list[Any] = []
    for item in stream:
        if isinstance(item, SequenceEndEvent):
            break
        values.append(_value(item, stream, document))
    return values


def _mapping(stream: Iterator[Event], document: Document) -> dict[str, Any]:
    values: dict[str, Any] = {}
    keys: dict[str, Event] = {}
    for event in stream:
        if isinstance(event, MappingEndEvent):
            break
        if len(keys) >= MAX_KEYS:
            raise refuse(document.path, *place_of(event), f"a mapping of more than {MAX_KEYS:,} keys; split it")
        key = _key(event, stream)
        if not isinstance(event, ScalarEvent):
            document.note(event, "a key must be a text, not a list or a mapping")
        value = _value(next(stream), stream, document)
        if key in keys:
            line = place_of(keys[key])[0]
            document.note(event, f"duplicate key {shown(key)}; it stands on line {line} already")
        else:
            keys[key] = event
            values[key] = value
    return values


def _key(event: Event, stream: Iterator[Event]) -> str:
    """The text of a key; one that is a list or mapping is read past, and named by its place."""
    if isinstance(event, ScalarEvent):
        return str(event.value)
    depth = 1
    while depth:
        inner = next(stream)
        depth += isinstance(inner, CollectionStartEvent) - isinstance(inner, CollectionEndEvent)
    return "?{}:{}".format(*place_of(event))


class _Surveyor:
    """Notes where each value and key stands; of a duplicate key the first."""

    __slots__ = ("keys", "places")

    def __init__(self, places: dict[Path, Place], keys: dict[Path, Place]) -> None:
        self.places = places
        self.keys = keys

    def survey(self, stream: Iterator[Event]) -> None:
        """Note all places of a document."""
        for event in stream:
            if isinstance(event, NodeEvent):
                self._node(event, stream, ())

    def _node(self, event: Event, stream: Iterator[Event], path: Path) -> None:
        self.places.setdefault(path, place_of(event))
        if isinstance(event, SequenceStartEvent):
            index = 0
            while not isinstance(item := next(stream), SequenceEndEvent):
                self._node(item, stream, (*path, index))
                index += 1
        elif isinstance(event, MappingStartEvent):
            while not isinstance(item := next(stream), MappingEndEvent):
                inner = (*path, _key(item, stream))
                self.keys.setdefault(inner, place_of(item))
                self._node(next(stream), stream, inner)


def shown(text: object, limit: int = 40) -> str:
    """A short, printable form of something a file said, for an error message."""
    words = str(text)
    return repr(words if len(words) <= limit else words[:limit] + "...")


def typed(text: str) -> Any:
    """The value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if text[0] in "-0123456789" and _INTEGER.match(text) else text
