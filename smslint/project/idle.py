"""Entries of `[[files]]` that come to nothing: a pattern with a slip reads no text, and nobody would notice."""

from __future__ import annotations

from smslint.project.found import Note

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.project.config import Configuration, Files

_SHOWN = 3
"""Patterns of an entry that are named."""


class Idle:
    """Which entries were met by a file, and which of those had a message."""

    def __init__(self) -> None:
        self._met: set[int] = set()
        self._held: set[int] = set()

    def see(self, configuration: Configuration, path: str, messages: int) -> None:
        """Take one file that was looked at."""
        if not configuration.files:
            return
        for entry in configuration.entries(path):
            self._met.add(id(entry))
            if messages:
                self._held.add(id(entry))

    def notes(self, configuration: Configuration) -> Iterator[Note]:
        """What to say about a configuration whose whole folder was looked at."""
        for number, entry in enumerate(configuration.files):
            if id(entry) not in self._held:
                yield Note(*_place(configuration, number), self._say(entry))

    def _say(self, entry: Files) -> str:
        named = ", ".join(map(repr, entry.paths[:_SHOWN])) + (" ..." if len(entry.paths) > _SHOWN else "")
        if id(entry) in self._met:
            keys = "; mend `fields`" if entry.fields is not None else ""
            return f"no file of this [[files]] entry ({named}) holds a message{keys}"
        kinds = "" if entry.format else "; a file whose name does not tell its kind needs a `format`"
        return f"no file fits this [[files]] entry ({named}); mend `paths`{kinds}"


def _place(configuration: Configuration, number: int) -> tuple[str, int | None, int | None]:
    """Where an entry stands; without a line where it may stand in a file that this one extends."""
    from smslint.project.config_file import place_of

    path = configuration.path or ""
    if configuration.settings.get("extends"):
        return path, None, None
    return path, *place_of(path, "files", str(number))
