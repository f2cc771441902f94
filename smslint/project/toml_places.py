"""Where keys and values stand in TOML. `tomllib` says what they are and whether the file is valid; it tells no places."""

from __future__ import annotations

import re

from smslint.project.piece import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    Path = tuple[str, ...]

DEEPEST = 50
_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_KEY = re.compile(r'[ \t]*("(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+)[ \t]*(\.?)')
_STRING = re.compile(r'"""(?:\\[\s\S]|[^\\])*?"{3,5}|\'\'\'[\s\S]*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'')
_BARE = re.compile(r"[^,\]}#\r\n]+")


class TomlPlaces:
    """keys: path -> offset of the last name in it; values: (path, start, end) of every value that is no table, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.keys: dict[Path, int] = {}
        self.values: list[tuple[Path, int, int]] = []
        self._rows: dict[Path, int] = {}
        self._read()

    def _read(self) -> None:
        place = self._skip(0)
        table: Path = ()
        while place < len(self.text):
            if self.text[place] == "[":
                place, table = self._header(place)
            else:
                place = self._pair(place, table, 0)
            place = self._skip(place)

    def _skip(self, place: int) -> int:
        match = _SPACE.match(self.text, place)
        return match.end() if match else place

    def _header(self, place: int) -> tuple[int, Path]:
        many = self.text.startswith("[[", place)
        end, names, _ = self._names(place + 1 + many)
        path: Path = ()
        for name in names[:-1]:
            path = self._inside((*path, name))
        path = (*path, names[-1])
        self.keys.setdefault(path, place)
        if many:
            self._rows[path] = self._rows.get(path, -1) + 1
            path = self._inside(path)
            self.keys[path] = place
        close = self.text.find("]", end)
        return close + 1 + many, path

    def _inside(self, path: Path) -> Path:
        """A table, or the last row of an array of tables."""
        return (*path, str(self._rows[path])) if path in self._rows else path

    def _names(self, place: int) -> tuple[int, list[str], int]:
        names, last = [], place
        while match := _KEY.match(self.text, place):
            names.append(_name(match[1]))
            last, place = match.start(1), match.end()
            if not match[2]:
                break
        if not names:
            raise Unreadable("a key that is not understood", place)
        return place, names, last

    def _pair(self, place: int, table: Path, depth: int) -> int:
        place, names, last = self._names(place)
        path = (*table, *names)
        self.keys[path] = last
        return self._value(self._skip(self.text.find("=", place) + 1), path, depth)

    def _value(self, place: int, path: Path, depth: int) -> int:
        """Take one value; returns the offset after it."""
        if depth > DEEPEST:
            raise Unreadable("nested too deeply to be read; no file of texts is", place)
        sign = self.text[place : place + 1]
        if sign in ("[", "{"):
            return self._many(place, path, depth, "]" if sign == "[" else "}")
        match = _STRING.match(self.text, place) or _BARE.match(self.text, place)
        if match is None:
            raise Unreadable("a value that is not understood", place)
        end = match.start() + len(match[0].rstrip())
        self.values.append((path, place, end))
        return end

    def _many(self, place: int, path: Path, depth: int, close: str) -> int:
        place, number = self._skip(place + 1), 0
        while self.text[place : place + 1] not in (close, ""):
            if close == "]":
                item = (*path, str(number))
                self.keys[item] = place
                place = self._value(place, item, depth + 1)
            else:
                place = self._pair(place, path, depth + 1)
            number += 1
            place = self._skip(place)
            if self.text[place : place + 1] == ",":
                place = self._skip(place + 1)
        return place + 1


def _name(written: str) -> str:
    """A key without its quotes, escapes undone."""
    if written[0] == '"' and "\\" in written:
        import tomllib

        return str(tomllib.loads(f"key = {written}")["key"])
    return written[1:-1] if written[0] in "\"'" else written
