"""What is found in a file: a message with the way back to its place, or a note about what could not be known.

    for found in extract(path, data, configuration).found:     # see smslint.project.extract
        if isinstance(found, Note):
            ...                                         # found.path, found.line, found.column, found.say, found.unread
        else:
            report = linter.lint(found.text, found.context)
            (line, column), end = found.places.region(start, stop)   # of a finding's start and end, in the file

Nothing here renders a template or runs code of a file.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from smslint.model import Context
    from smslint.project.places import Places
    from smslint.project.suppress import Suppression


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


class FoundMessage:
    """One message of a file.

    path, text: as linted, escapes undone, interpolations kept as fields (`{name}`, `${name}`); places: the way back;
    context: what the configuration and the row say; key: dotted name of the value that holds it (`sms.welcome`,
    `messages.create`), "" where a file is one message; row, id: of rows of data; syntax: of its placeholders where the kind of
    file tells (`{}`, `${}`, `icu` ...), else None; format: the kind of file; write: how inserted text is written at this place
    (None, or an answer of None, where it cannot); ignores: the suppressions that cover it.
    """

    __slots__ = ("context", "format", "id", "ignores", "key", "path", "places", "row", "syntax", "text", "write")

    def __init__(
        self,
        path: str,
        text: str,
        places: Places,
        context: Context,
        *,
        key: str = "",
        row: int | None = None,
        id: str | None = None,
        syntax: str | None = None,
        format: str = "text",
        write: Callable[[str], str | None] | None = None,
        ignores: tuple[Suppression, ...] = (),
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
        self.ignores = ignores

    def __repr__(self) -> str:
        line, column = self.places.at(0)
        return f"FoundMessage({self.path}:{line}:{column} {self.key})"

    def location(self) -> dict[str, Any]:
        """Arguments of a `smslint.report.Location` for this message."""
        line, column = self.places.at(0)
        return {
            "path": self.path, "line": line, "column": column, "field": self.key or None, "row": self.row, "id": self.id,
            "places": self.places, "write": self.write,
        }  # fmt: skip
