"""Android's strings.xml: strings, plurals and arrays, with entities, escapes, CDATA and markup inside."""

from __future__ import annotations

import re
from functools import partial

from smslint.project.escapes import unescape
from smslint.project.piece import Piece, Unreadable
from smslint.project.places import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.project.places import Places
    from smslint.project.source import Source

_TAG = re.compile(r"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
_PART = re.compile(
    r"<!\[CDATA\[(?P<cdata>[\s\S]*?)\]\]>|<!--[\s\S]*?-->|(?P<tag><[^>]*>)|&(?P<entity>#?\w{1,10});|(?P<space>[ \t\r\n]+)"
    r"|(?P<quote>\")|(?P<text>(?:\\[\s\S]|[^\\<&\s\"])+|[\s\S])"
)
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NAMED = ("string", "plurals", "string-array")


def read_android(source: Source) -> Iterator[Piece]:
    """Every text of a resource file. Raises Unreadable for what is no XML, and for a DTD, which no resource file needs."""
    for key, start, end in _Elements(source.text).found:
        yield Piece(key, start, end, partial(_make, source, start, end), _write)


class _Elements:
    """A pass of expat, which validates, and tells where elements begin and end."""

    def __init__(self, text: str) -> None:
        from xml.parsers import expat

        self.found: list[tuple[tuple[str, ...], int, int]] = []
        self._text = text
        self._data = text.encode("utf-8", "surrogatepass")
        self._byte = self._offset = 0
        self._open: list[tuple[tuple[str, ...], int] | None] = []
        self._name: tuple[str, ...] = ()
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as error:
            say = f"not valid XML ({expat.ErrorString(error.code)}); mend it"
            raise Unreadable(say, self._at(self._parser.ErrorByteIndex)) from None

    def _at(self, byte: int) -> int:
        """Bytes to code points, on from the last place that was asked for."""
        if byte < self._byte:
            self._byte = self._offset = 0
        self._offset += len(self._data[self._byte : byte].decode("utf-8", "replace"))
        self._byte = byte
        return self._offset

    def _doctype(self, *_: Any) -> None:
        raise Unreadable("a document type, which no file of texts needs; remove it", self._at(self._parser.CurrentByteIndex))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) > 50:
            raise Unreadable("nested too deeply to be read; no file of texts is", self._at(self._parser.CurrentByteIndex))
        if tag in _NAMED:
            self._name = (attributes.get("name", ""),)
        key = None
        if tag == "string":
            key = self._name
        elif tag == "item" and self._name:
            key = (*self._name, attributes.get("quantity", str(len(self.found))))
        start = self._at(self._parser.CurrentByteIndex)
        match = _TAG.match(self._text, start) if key else None
        self._open.append((key, match.end()) if key and match and not match[0].endswith("/>") else None)

    def _end(self, tag: str) -> None:
        top = self._open.pop()
        if top is not None:
            self.found.append((top[0], top[1], self._at(self._parser.CurrentByteIndex)))
        if tag in _NAMED:
            self._name = ()


def _make(source: Source, start: int, end: int) -> tuple[str, Places]:
    writing, quoted, gap = Writing(source), False, None
    for match in _PART.finditer(source.text, start, end):
        kind = match.lastgroup
        if kind == "space" and not quoted:
            gap = match
            continue
        if kind == "tag" or kind is None:
            continue
        if gap is not None and writing.length:
            writing.put(" ", *gap.span())
        gap = None
        if kind == "quote":
            quoted = not quoted
        elif kind == "entity":
            writing.put(_entity(match[kind]), *match.span())
        else:
            unescape(writing, *match.span(kind), "android")
    return writing.done(start)


def _entity(name: str) -> str:
    if name.startswith("#"):
        digits, base = (name[2:], 16) if name[1:2] in ("x", "X") else (name[1:], 10)
        return chr(min(int(digits, base), 0x10FFFF)) if digits else "\ufffd"
    return _ENTITIES.get(name, f"&{name};")


def _write(text: str) -> str | None:
    for character, written in (("\\", "\\\\"), ("&", "&amp;"), ("<", "&lt;"), ("'", "\\'"), ('"', '\\"'), ("\n", "\\n")):
        text = text.replace(character, written)
    return text
