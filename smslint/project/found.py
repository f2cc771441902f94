"""What is found in a file: a message with the way back to its place, or a note about what could not be known.

    for found in find_messages(path, data, configuration):
        if isinstance(found, Note):
            ...                                         # found.path, found.line, found.column, found.say, found.unread
        else:
            report = linter.lint(found.text, found.context)
            (line, column), end = found.places.region(start, stop)   # of a finding's start and end, in the file

Nothing here renders a template or runs code of a file.
"""

from __future__ import annotations

from bisect import bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from smslint.model import Context
    from smslint.project.config import Configuration
    from smslint.project.source import Source

    Region = tuple[tuple[int, int], tuple[int, int]]


class Note:
    """A sentence about a place in a file: something that is not statically known, or that could not be read.

    unread: input was lost (exit 3); otherwise only an expression whose value no reader of the file can know.
    """

    __slots__ = ("column", "line", "path", "say", "unread")

    def __init__(self, path: str, line: int | None, column: int | None, say: str, unread: bool = False) -> None:
        self.path = path
        self.line = line
        self.column = column
        self.say = say
        self.unread = unread

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{place}: {self.say}"

    def __repr__(self) -> str:
        return f"Note({str(self)!r})"


class Places:
    """The way from code point offsets of a message to the file: through escapes, quotes, folded lines, interpolations.

    runs: (offset in the message, offset in the file, whether the run goes on one to one); what is not one to one (an escape,
    an interpolation) belongs as a whole to its place in the file. `end` is the offset in the file after the last character.
    """

    __slots__ = ("_files", "_plain", "_texts", "end", "source")

    def __init__(self, source: Source, runs: list[tuple[int, int, bool]], end: int) -> None:
        self.source = source
        self._texts = [run[0] for run in runs]
        self._files = [run[1] for run in runs]
        self._plain = [run[2] for run in runs]
        self.end = end

    @classmethod
    def straight(cls, source: Source, start: int, end: int) -> Places:
        """A message that stands in the file as it is."""
        return cls(source, [(0, start, True)], end)

    def start_of(self, offset: int) -> int:
        """Where the character at an offset of the message begins in the file."""
        index = bisect_right(self._texts, offset) - 1
        if index < 0:
            return self._files[0] if self._files else self.end
        place = self._files[index]
        if self._plain[index]:
            place += offset - self._texts[index]
        limit = self._files[index + 1] if index + 1 < len(self._files) else self.end
        return min(place, limit) if limit >= self._files[index] else place

    def end_of(self, offset: int) -> int:
        """Where, in the file, the character before an offset of the message ends."""
        if offset <= 0:
            return self.start_of(0)
        index = bisect_right(self._texts, offset - 1) - 1
        if index >= 0 and self._plain[index]:
            return self._files[index] + offset - self._texts[index]
        return self._files[index + 1] if index + 1 < len(self._files) else self.end

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the file that a part of the message takes; an empty part takes none."""
        if end <= start:
            place = self.end_of(start) if start else self.start_of(0)
            return place, place
        return self.start_of(start), self.end_of(end)

    def region(self, start: int, end: int) -> Region:
        """((line, column) of the start, (line, column) after the end) of a part of the message, in the file."""
        first, last = self.span(start, end)
        return self.source.at(first), self.source.at(last)

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column, in the file, of the character at an offset of the message."""
        return self.source.at(self.start_of(offset))


class FoundMessage:
    """One message of a file.

    path, text: as linted, escapes undone, interpolations kept as fields (`{name}`, `${name}`); places: the way back;
    key: dotted name of the value that holds it (`sms.welcome`, `send`), None where a file is one message; row, id: of rows of
    data; syntax: of its placeholders where the kind of file tells (`{}`, `${}`, `icu` ...), else None; context: what the
    configuration and the row say; format: the kind of file; write: how inserted text is written at this place (escapes),
    None where an edit cannot be made; comments: (offset in the file, text) of comments that may hold a suppression.
    """

    __slots__ = ("comments", "context", "format", "id", "key", "path", "places", "row", "syntax", "text", "write")

    def __init__(
        self,
        path: str,
        text: str,
        places: Places,
        context: Context,
        *,
        key: str | None = None,
        row: int | None = None,
        id: str | None = None,
        syntax: str | None = None,
        format: str = "text",
        write: Callable[[str], str | None] | None = None,
        comments: tuple[tuple[int, str], ...] = (),
    ) -> None:
        self.path = path
        self.text = text
        self.places = places
        self.context = context
        self.key = key
        self.row = row
        self.id = id
        self.syntax = syntax
        self.format = format
        self.write = write
        self.comments = comments

    def __repr__(self) -> str:
        line, column = self.places.at(0)
        return f"FoundMessage({self.path}:{line}:{column} {self.key or ''})"

    def location(self) -> dict[str, Any]:
        """Arguments of a `smslint.report.Location` for this message."""
        line, column = self.places.at(0)
        return {
            "path": self.path, "line": line, "column": column, "field": self.key, "row": self.row, "id": self.id,
            "places": self.places, "write": self.write,
        }  # fmt: skip


def find_messages(path: str, data: bytes, configuration: Configuration) -> Iterator[FoundMessage | Note]:
    """Every message in the content of a file, in order of position, and a note wherever something is not known.

    path: decides the kind of file and the configuration's settings; data: the content. Never raises for content: what cannot
    be read is one Note with `unread`. Raises MissingExtraError where a reader is not installed.
    """
    from smslint.project.extract import extract

    return extract(path, data, configuration)
