"""The first look at a rule file: limits and forbidden YAML, judged on the event stream before anything is built.

Anchors and merge keys let a few hundred bytes grow into gigabytes, and deep nesting ends the C loader's process, so
both are refused while the parser is still a flat state machine. Every refusal names its place and its remedy.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
)

from smslint.errors import Issue, RuleFileError
from smslint.rulebook.misquoted import quote_fault

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
MAX_NODES = 50_000
MAX_SCALAR = 100_000
TOO_DEEP = f"nested deeper than {MAX_DEPTH} levels"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_PLAINER = {
    "mapping values are not allowed": "a ': ' inside plain text ends it here; put the whole text in quotes",
    "that cannot start any token": "this character cannot start a value; indent with spaces and put the text in quotes",
    "could not find expected ':'": "a key without its ': '; check the indentation and the quotes of the line before",
    "found unexpected end of stream": "the file ends inside a bracket; close it",
    "unknown escape character": "in double quotes a backslash starts an escape, and this is none; put the text in single quotes",
    "decimal number": "in double quotes \\x and \\u take hexadecimal digits; put the text in single quotes to keep the backslash",
    "found undefined tag handle": "tags are not allowed in rule files; put a text that starts with '!' in quotes",
}


def refuse(path: str, line: int, column: int, message: str) -> RuleFileError:
    """The error for a file that is refused as a whole."""
    return RuleFileError([Issue(path, line, column, message)])


def decode(data: bytes, path: str) -> str:
    """The text of a rule file. Raises RuleFileError when it is too large, is not UTF-8 or carries NUL."""
    if len(data) > MAX_BYTES:
        raise refuse(path, 1, 1, f"the file has {len(data):,} bytes; the limit is {MAX_BYTES:,}, split it")
    if data.startswith(b"\xef\xbb\xbf"):
        raise refuse(path, 1, 1, "the file starts with a byte order mark; save it as UTF-8 without one")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8", "replace"))
        raise refuse(path, line, column, "this byte is not UTF-8; save the file as UTF-8") from None
    if "\x00" in text:
        line, column = _place(text[: text.index("\x00")])
        raise refuse(path, line, column, "a NUL character cannot stand in a rule file")
    return text


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def events(data: bytes, path: str) -> Iterator[Event]:
    """The YAML events of one harmless document. Raises RuleFileError at the first thing that is not allowed."""
    text = decode(data, path)
    guard = _Guard(path)
    parsed = yaml.parse(text, Loader=_LOADER)
    last: ScalarEvent | None = None
    try:
        for event in parsed:
            guard.check(event)
            last = event if isinstance(event, ScalarEvent) else last
            yield event
    except yaml.YAMLError as error:
        raise _syntax_error(error, text, path, last) from None
    except (ValueError, RecursionError, OverflowError):
        raise refuse(path, 1, 1, "the file is not valid YAML") from None


def _syntax_error(error: yaml.YAMLError, text: str, path: str, last: ScalarEvent | None) -> RuleFileError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or ""
    if mark is None:
        position = getattr(error, "position", None)
        line, column = _place(text[:position]) if isinstance(position, int) else (1, 1)
        return refuse(path, line, column, "this character is not allowed in YAML; write it as an escape in quotes")
    if "nesting depth" in problem:
        # The parser's own limit, met while it looks ahead: it lies far beyond ours.
        return refuse(path, mark.line + 1, mark.column + 1, TOO_DEEP)
    said = next((plain for known, plain in _PLAINER.items() if known in problem), problem or "it cannot be read")
    mark, said = quote_fault(error, last) or (mark, said)
    return refuse(path, mark.line + 1, mark.column + 1, f"not valid YAML: {said}")


def place_of(event: Event) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


class _Guard:
    """Counts depth, nodes and documents, and knows what a rule file may not contain."""

    __slots__ = ("depth", "documents", "nodes", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self.depth = 0
        self.nodes = 0
        self.documents = 0

    def check(self, event: Event) -> None:
        """Raise RuleFileError when this event breaks a limit."""
        fault = self._node_fault(event) if isinstance(event, NodeEvent) else self._frame_fault(event)
        if fault is not None:
            raise refuse(self.path, *place_of(event), fault)

    def _frame_fault(self, event: Event) -> str | None:
        if isinstance(event, CollectionEndEvent):
            self.depth -= 1
        elif isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                return "a second document starts here; one file holds one document"
            if event.tags:
                return "tags are not allowed in rule files"
        return None

    def _node_fault(self, event: NodeEvent) -> str | None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            return f"the file has more than {MAX_NODES:,} values; split it"
        if event.anchor is not None:
            named = "aliases (*name)" if isinstance(event, AliasEvent) else "anchors (&name)"
            return f"{named} are not allowed in rule files; write the value out"
        if getattr(event, "tag", None) is not None:
            return "tags (!name) are not allowed in rule files; put a text that starts with '!' in quotes"
        if isinstance(event, ScalarEvent):
            return _scalar_fault(event)
        self.depth += 1
        return TOO_DEEP if self.depth > MAX_DEPTH else None


def _scalar_fault(event: ScalarEvent) -> str | None:
    value = event.value
    if len(value) > MAX_SCALAR:
        return f"a text of {len(value):,} characters; the limit is {MAX_SCALAR:,}"
    if value == "<<" and not event.style:
        return "merge keys (<<) are not allowed in rule files; write the values out"
    if value.isascii():
        return "a NUL character cannot stand in a rule file" if "\x00" in value else None
    if "\x00" in value:
        return "a NUL character cannot stand in a rule file"
    if any("\ud800" <= character <= "\udfff" for character in value):
        return "half of a surrogate pair cannot stand in a rule file"
    return None
