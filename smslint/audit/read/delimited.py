"""Rows of CSV in any dialect, one by one: a row that is broken is named and its neighbours are not lost.

The csv module lets one unclosed quote swallow the rows behind it. So records are put together here, line by line: one
with an open quote is given up as soon as a line follows that looks like a row of this file, or at a limit.
"""

from __future__ import annotations

import csv
import re
from collections import deque

from smslint.audit.limits import ROW_BYTES, ROW_LINES, TOO_LONG
from smslint.audit.read.lines import Line, lines
from smslint.audit.read.record import Fault, Record
from smslint.corpus.decode import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from smslint.audit.read.lines import Stream

    Mapper = Callable[[Sequence[str]], dict[str, int]]

DELIMITERS = (",", ";", "\t", "|")
QUOTE = '"'
_SEPARATOR = re.compile(rb'(?:\xef\xbb\xbf)?"?sep=([,;|\t])"?')
LEARNT_FROM = 1_000
"""Rows from which the kinds of values in each column are learnt."""
_KINDS = (
    ("number", re.compile(r"\+?[0-9][0-9 .()*-]*\Z")),
    ("moment", re.compile(r"[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}[T ,].*\Z")),
    ("code", re.compile(r"(?=\S*[0-9])[A-Za-z0-9_-]{6,}\Z")),
    ("empty", re.compile(r"\s*\Z")),
)
_TELLING = frozenset(("number", "moment", "code"))
_OPEN, _CLOSE = "a quote is opened and not closed before", "close it, or double it"
_BEFORE_NEXT = f"{_OPEN} the next row; {_CLOSE}"
_STRAY = "a quote stands where none may: put the whole value in quotes and double those in it"


def records(
    stream: Stream,
    mapper: Mapper,
    produced: Callable[[int], None],
    delimiter: str | None = None,
    encoding: str = "utf-8",
) -> Iterator[Record | Fault]:
    """Every record. mapper: told the titles, says which column holds what. Raises InputError for a file that is none."""
    csv.field_size_limit(ROW_BYTES)
    source = lines(stream, ROW_BYTES, produced)
    first = next(source, None)
    if first is None:
        return
    told = _SEPARATOR.fullmatch(first.data or b"")
    if told is not None:  # a line by which spreadsheets tell the delimiter
        delimiter = delimiter or told[1].decode("latin-1")
        first = next(source, first)
    head = _header(first, encoding)
    mark = delimiter or delimiter_of(head)
    titles = next(csv.reader([head], delimiter=mark))
    reader = _Reader(source, mapper(titles), len(titles), mark, encoding)
    yield from reader.records()


def _header(line: Line, encoding: str) -> str:
    data = line.data or b""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("is UTF-16; save it as UTF-8, or as CSV (UTF-8) in a spreadsheet")
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"the titles are not {encoding.upper()} at byte {error.start + 1}; name their encoding, as --encoding cp1252"
        ) from None
    if text.count(QUOTE) % 2 or not text.strip() or "\0" in text:
        raise InputError("the first line holds no titles; give a file of CSV with titles, or name its kind by its suffix")
    return text


def delimiter_of(head: str) -> str:
    """The mark that takes the titles apart into most pieces; a comma where none does."""
    plain = re.sub(r'"(?:[^"]|"")*"', "", head)
    return max(DELIMITERS, key=lambda mark: (plain.count(mark), -DELIMITERS.index(mark)))


class _Reader:
    """The rows under the titles."""

    def __init__(self, source: Iterator[Line], places: dict[str, int], width: int, mark: str, encoding: str) -> None:
        self._source = source
        self._back: deque[Line] = deque()
        self._places = places
        self._width = width
        self._mark = mark
        self._encoding = encoding
        self._seen = 0
        text = places.get("text")
        self._kinds: dict[int, set[str]] = {place: set() for place in range(width) if place != text}

    def records(self) -> Iterator[Record | Fault]:
        """Records and faults in order."""
        while (line := self._next()) is not None:
            if line.data is None:
                yield Fault(TOO_LONG, line.number, line.offset)
            elif not line.data.strip():
                continue
            elif line.data.count(b'"') % 2:
                yield self._open(line)
            else:
                yield self._record(line, line.data)

    def _next(self) -> Line | None:
        return self._back.popleft() if self._back else next(self._source, None)

    def _open(self, first: Line) -> Record | Fault:
        """A record whose quote runs over the end of its line, or a fault, and then what follows is read again."""
        assert first.data is not None
        alone = self._record(first, first.data)
        if isinstance(alone, Record):  # a quote as a sign for inches, say
            return alone
        taken: list[Line] = []
        size = len(first.data)
        data = [first.data]
        reason = f"{_OPEN} the end of the file; {_CLOSE}"
        while (line := self._next()) is not None:
            taken.append(line)
            stop = self._ends(line, size, len(taken))
            if stop is not None or line.data is None:
                reason = stop or TOO_LONG
                break
            size += len(line.data) + 1
            data.append(line.data)
            if line.data.count(b'"') % 2:
                found = self._record(first, b"\n".join(data))
                if isinstance(found, Record):
                    return found
                reason = _BEFORE_NEXT
                break
        self._back.extendleft(reversed(taken))
        return Fault(reason, first.number, first.offset)

    def _ends(self, line: Line, size: int, count: int) -> str | None:
        """Why a field of `size` bytes cannot go on with this line, its `count`-th behind the first; None when it may."""
        if line.data is None or size + len(line.data) > ROW_BYTES:
            return TOO_LONG
        if self._is_row(line.data):
            return _BEFORE_NEXT
        return f"limit row-lines: a quoted value runs over more than {ROW_LINES} lines; {_CLOSE}" if count > ROW_LINES else None

    def _is_row(self, data: bytes) -> bool:
        """Whether a line by itself looks like the rows of this file: as many columns, of the kinds that they hold."""
        if self._width < 2 or data.count(b'"') % 2:
            return self._begins_like_a_row(data)
        cells = self._cells(data)
        if cells is None or len(cells) != self._width:
            return False
        kinds = [(kind_of(cells[place]), known) for place, known in self._kinds.items()]
        if not self._seen:
            return self._width > 2
        return _alike(kinds)

    def _begins_like_a_row(self, data: bytes) -> bool:
        """For a line that opens a quote of its own: whether its first columns are of the kinds that stand there."""
        place = self._places.get("text", 0)
        head = data[: data.find(b'"')].decode("utf-8", "replace").split(self._mark)[:-1]
        if not head or len(head) > place or not self._seen:
            return False
        kinds = [(kind_of(cell), self._kinds[column]) for column, cell in enumerate(head) if column in self._kinds]
        return len(head) == place and _alike(kinds)

    def _cells(self, data: bytes) -> list[str] | None:
        try:
            return next(csv.reader([data.decode(self._encoding)], delimiter=self._mark, strict=True), None)
        except (UnicodeDecodeError, csv.Error):
            return None

    def _record(self, line: Line, data: bytes) -> Record | Fault:
        if b"\0" in data:
            return Fault("a NUL byte stands in this row; remove it", line.number, line.offset)
        try:
            text = data.decode(self._encoding)
        except UnicodeDecodeError as error:
            place = line.offset + error.start
            reason = f"not {self._encoding.upper()} at byte {place:,} of the file; save it so, or give --encoding, as cp1252"
            return Fault(reason, line.number, line.offset)
        try:
            cells = next(csv.reader(_pieces(text), delimiter=self._mark, strict=True))
        except csv.Error:
            return Fault(_STRAY, line.number, line.offset)
        if len(cells) != self._width:
            return Fault(f"{len(cells)} columns where the titles name {self._width}", line.number, line.offset)
        if self._seen < LEARNT_FROM:
            self._seen += 1
            for place, known in self._kinds.items():
                known.add(kind_of(cells[place]))
        return Record({name: cells[place] for name, place in self._places.items()}, line.number, line.offset)


def _alike(kinds: list[tuple[str, set[str]]]) -> bool:
    """Whether every value is of a kind that its column holds, and one of them of a kind that prose has not."""
    return all(kind in known for kind, known in kinds) and any(kind in _TELLING for kind, _ in kinds)


def _pieces(text: str) -> list[str]:
    """A record as the csv module wants it: its lines with their ends, broken at line feeds alone."""
    return [text] if "\n" not in text else [piece + "\n" for piece in text.split("\n")]


def kind_of(cell: str) -> str:
    """What a value looks like: number, moment, code, empty or words."""
    for name, pattern in _KINDS:
        if pattern.match(cell):
            return name
    return "words"
