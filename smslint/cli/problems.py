"""What could not be read or known, said on standard error: the first hundred one by one, and all counted."""

from __future__ import annotations

from smslint.cli import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.project.found import Note

MAX_SHOWN = 100


class Problems:
    """Input that could not be read, and notes about texts that are not known before a program runs."""

    def __init__(self, quiet: bool = False) -> None:
        self.count = 0
        self.notes = 0
        self.missing: str | None = None
        self._quiet = quiet

    def __call__(self, path: str, line: int | None, message: str, column: int | None = None) -> None:
        self.count += 1
        if self.count <= MAX_SHOWN:
            name = "<stdin>" if path == "-" else path or "''"
            place = ":".join(str(part) for part in (name, line, column) if part is not None)
            console.say(f"{place}: {message}")

    def note(self, note: Note) -> None:
        """Say a note; one about input that was lost counts as a problem."""
        if note.unread:
            self(note.path, note.line, note.say, note.column)
            return
        self.notes += 1
        if self.notes <= MAX_SHOWN and not self._quiet:
            console.say(f"note: {note}")

    def lacks(self, sentence: str) -> None:
        """A part of the program that is not installed is named once."""
        if self.missing is None:
            self.missing = sentence
            console.say(sentence)

    def close(self) -> None:
        """Say how many were not named."""
        if self.count > MAX_SHOWN:
            console.say(f"... and {self.count - MAX_SHOWN:,} more that could not be read")
        if self.notes > MAX_SHOWN and not self._quiet:
            console.say(f"... and {self.notes - MAX_SHOWN:,} more notes")
