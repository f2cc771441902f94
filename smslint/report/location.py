"""Where a message stands, and the way from its characters to lines and columns."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol

    from smslint.model import Edit

    Place = tuple[int, int]
    Region = tuple[Place, Place]

    class Lines(Protocol):
        """The text of a file, by lines."""

        def line(self, number: int) -> str:
            """One line without its end."""

    class Places(Protocol):
        """The way from offsets of a message to the lines and columns of its file (`smslint.project.places.Places`)."""

        @property
        def source(self) -> Lines:
            """The file."""

        def at(self, offset: int) -> tuple[int, int]:
            """Line and column of a character."""

        def region(self, start: int, end: int) -> Region:
            """Line and column of the start, and those after the end."""


class Location:
    """Where a message begins: in a file, in a row of data, or nowhere but on the command line.

    `field` names the value that holds the message inside structured data; there, positions inside the message are no
    positions in the file, so the line stays and the column counts within the message. With `places` every position is one in
    the file, and `write` tells how text is written there (None where it cannot be).
    """

    __slots__ = ("column", "field", "id", "line", "path", "places", "row", "write")

    def __init__(
        self,
        path: str | None = None,
        line: int = 1,
        column: int = 1,
        field: str | None = None,
        row: int | None = None,
        id: str | None = None,
        places: Places | None = None,
        write: Callable[[str], str | None] | None = None,
    ) -> None:
        self.places = places
        self.write = write
        self.path = path
        self.line = line
        self.column = column
        self.field = field
        self.row = row
        self.id = id

    @property
    def exact(self) -> bool:
        """Whether places in the message are known as places in the file."""
        return self.path not in (None, "-") and (self.field is None or self.places is not None)

    @property
    def name(self) -> str:
        """The path as people read it; standard input and the command line have names of their own."""
        if self.path is None:
            return "<text>"
        return "<stdin>" if self.path == "-" else self.path

    def at(self, text: str, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a position in the message."""
        if self.places is not None:
            return self.places.at(offset)
        start = text.rfind("\n", 0, offset) + 1
        if self.field is not None:
            return self.line, offset + 1
        breaks = text.count("\n", 0, offset)
        column = offset - start + (self.column if breaks == 0 else 1)
        return self.line + breaks, column

    def region(self, text: str, start: int, end: int) -> Region:
        """Line and column of the start of a part of the message, and those after its end."""
        if self.places is not None:
            return self.places.region(start, end)
        return self.at(text, start), self.at(text, end)

    def written(self, edit: Edit) -> str | None:
        """What an edit of the message puts into the file: the text as it is written there; None where it cannot be."""
        if self.places is None:
            return edit.text
        return self.write(edit.text) if self.write is not None else None

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape of the contract."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "field": self.field,
            "row": self.row,
            "id": self.id,
        }
