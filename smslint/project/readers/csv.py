"""CSV and TSV with a head line: the columns that hold messages; a column named like a context field is context."""

from __future__ import annotations

import re
from functools import partial

from smslint.model import BOOL_FIELDS, CONTEXT_FIELDS, INT_FIELDS, LIST_FIELDS
from smslint.project.piece import Piece, Unreadable
from smslint.project.places import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.project.places import Places
    from smslint.project.source import Source

    Cell = tuple[int, int]

IGNORE = "smslint"
_QUOTED = re.compile('"(?:[^"]|"")*"')
_TRUE = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_IDS = ("id", "key", "name")


def read_csv(source: Source) -> Iterator[Piece | Unreadable]:
    """Every cell under the head line that is not context; a quote that goes astray is told, and the next line read."""
    rows = _rows(source.text)
    head = next(rows, [])
    names = [_text(source, cell).strip() for cell in head]
    for number, cells in enumerate(rows, 2):
        if (fault := _astray(source.text, cells)) is not None:
            yield fault
            continue
        values = dict(zip(names, cells, strict=False))
        texts = {name: _text(source, cell) for name, cell in values.items()}
        fields = {name: _value(name, texts[name]) for name in texts if name in CONTEXT_FIELDS and texts[name].strip()}
        ignores = ((*values[IGNORE], texts[IGNORE]),) if texts.get(IGNORE, "").strip() else ()
        row_id = next((texts[name] for name in _IDS if texts.get(name)), None)
        for name, (start, end) in zip(names, cells, strict=False):
            if name not in fields and name != IGNORE and _text(source, (start, end)):
                yield Piece(
                    (name,), start, end, partial(_make, source, start, end), _writer(source, start), row=number, id=row_id,
                    fields=fields, ignores=ignores,
                )  # fmt: skip


def _astray(text: str, cells: list[Cell]) -> Unreadable | None:
    """What is wrong with a row of which a cell begins with a quote and does not end with one."""
    for start, end in cells:
        if text[start : start + 1] == '"' and not _QUOTED.fullmatch(text, start, end):
            if text.find('"', start + 1, end) < 0:
                return Unreadable("a quote that begins here is not closed; close it, or leave it out", start)
            return Unreadable("text stands behind a closing quote; write a quote inside of quotes twice", start)
    return None


def _rows(text: str) -> Iterator[list[Cell]]:
    """Places of the cells, quotes included, row by row."""
    comma = _delimiter(text)
    pattern = re.compile(rf'("(?:[^"]|"")*"(?=[{comma}\r\n]|\Z)|[^{comma}\r\n]*)({comma}|\r\n|\n|\r|\Z)')
    place = 0
    row: list[Cell] = []
    while place < len(text):
        match = pattern.match(text, place)
        if match is None:
            break
        row.append(match.span(1))
        place = match.end()
        if match[2] != comma or place == len(text):
            if match[2] == comma:
                row.append((place, place))
            if row != [(row[0][0], row[0][0])]:
                yield row
            row = []


def _delimiter(text: str) -> str:
    head = text[: text.find("\n") if "\n" in text else len(text)]
    return max((",", ";", "\t"), key=head.count)


def _text(source: Source, cell: Cell) -> str:
    start, end = cell
    quoted = source.text[start : start + 1] == '"'
    return source.text[start + 1 : end - 1].replace('""', '"') if quoted else source.text[start:end]


def _make(source: Source, start: int, end: int) -> tuple[str, Places]:
    writing, text = Writing(source), source.text
    if text[start : start + 1] != '"':
        writing.plain(start, end)
        return writing.done(start)
    place = start + 1
    for match in re.compile('""|\r\n').finditer(text, start + 1, end - 1):
        writing.plain(place, match.start())
        writing.put('"' if match[0] == '""' else "\n", *match.span())
        place = match.end()
    writing.plain(place, end - 1)
    return writing.done(start + 1)


def _writer(source: Source, start: int) -> Any:
    if source.text[start] == '"':
        return lambda text: text.replace('"', '""')
    return lambda text: None if any(character in text for character in '",;\t\n\r') else text


def _value(name: str, cell: str) -> Any:
    """A cell as the context wants it."""
    cell = cell.strip()
    if name in BOOL_FIELDS:
        return _TRUE.get(cell.lower(), cell)
    if name in INT_FIELDS:
        return int(cell) if cell.isdecimal() else cell
    if name in LIST_FIELDS:
        return tuple(part.strip() for part in cell.split("|") if part.strip())
    return cell
