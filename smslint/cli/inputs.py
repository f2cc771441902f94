"""Messages out of files: text files, rows of JSON Lines, directories and standard input.

What cannot be read is told to `problems` and left out; the rest goes on. Nothing is read beyond a limit.
"""

from __future__ import annotations

import os

from smslint.cli.console import stdin
from smslint.corpus.decode import InputError, decode
from smslint.errors import SmslintError
from smslint.report import Location

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, BinaryIO

    Problem = Callable[[str, int | None, str], None]

TEXT_SUFFIXES = (".txt",)
ROW_SUFFIXES = (".jsonl", ".ndjson")
SUFFIXES = TEXT_SUFFIXES + ROW_SUFFIXES
MAX_BYTES = 8 * 1024 * 1024
"""The longest message or row that is read; a real one has a few hundred bytes."""
SKIPPED_DIRECTORIES = frozenset({"__pycache__", "node_modules", "venv", "site-packages"})


class Message:
    """A message to judge: its text, the context fields that came with it, and where it stands."""

    __slots__ = ("fields", "location", "text")

    def __init__(self, text: str, location: Location, fields: dict[str, Any] | None = None) -> None:
        self.text = text
        self.location = location
        self.fields = fields or {}


class Reader:
    """Reads what the command line names. `lines`: in text files every line is a message."""

    def __init__(self, problem: Problem, lines: bool = False, stdin_name: str | None = None) -> None:
        self.problem = problem
        self.lines = lines
        self.stdin_name = stdin_name

    def messages(self, paths: Iterable[str]) -> Iterator[Message]:
        """Every message under the paths, files in sorted order."""
        for path in paths:
            if path == "-":
                yield from self._stdin()
            elif os.path.isdir(path):
                yield from self._directory(path)
            else:
                yield from self._named(path)

    def _stdin(self) -> Iterator[Message]:
        try:
            file = stdin()
        except InputError as error:
            self.problem("-", None, str(error))
            return
        yield from self._file(file, "-", self.stdin_name or "-.txt")

    def _directory(self, root: str) -> Iterator[Message]:
        found = False
        for path in self._walk(root):
            found = True
            yield from self._open(path)
        if not found:
            self.problem(root, None, f"no {', '.join(SUFFIXES)} file in this directory; name the files to check")

    def _walk(self, root: str) -> Iterator[str]:
        def refused(error: OSError) -> None:
            self.problem(str(error.filename), None, f"cannot be read: {error.strerror}")

        for directory, names, files in os.walk(root, onerror=refused):
            names[:] = sorted(n for n in names if not n.startswith(".") and n not in SKIPPED_DIRECTORIES)
            for name in sorted(files):
                path = os.path.join(directory, name)
                if name.lower().endswith(SUFFIXES) and os.path.isfile(path):
                    yield path

    def _named(self, path: str) -> Iterator[Message]:
        if os.path.exists(path) and not path.lower().endswith(SUFFIXES):
            self.problem(path, None, f"not a kind of file that is read here; rename it to one of {', '.join(SUFFIXES)}")
            return
        yield from self._open(path)

    def _open(self, path: str) -> Iterator[Message]:
        try:
            with open(path, "rb") as file:
                yield from self._file(file, path, path)
        except OSError as error:
            self.problem(path, None, f"cannot be read: {error.strerror or type(error).__name__}")

    def _file(self, file: BinaryIO, path: str, name: str) -> Iterator[Message]:
        if name.lower().endswith(ROW_SUFFIXES):
            yield from self._rows(file, path)
        elif self.lines:
            yield from self._each_line(file, path)
        else:
            yield from self._whole(file, path)

    def _whole(self, file: BinaryIO, path: str) -> Iterator[Message]:
        try:
            yield Message(whole_text(file), Location(path))
        except SmslintError as error:
            self.problem(path, None, str(error))

    def _each_line(self, file: BinaryIO, path: str) -> Iterator[Message]:
        for number, data in self._numbered(file, path):
            try:
                text = decode(data, number == 1)
            except SmslintError as error:
                self.problem(path, number, str(error))
                continue
            if text:
                yield Message(text, Location(path, number, row=number))

    def _rows(self, file: BinaryIO, path: str) -> Iterator[Message]:
        from smslint.corpus.rows import parse_object, row_context, row_id, row_text

        for number, data in self._numbered(file, path):
            try:
                row = parse_object(data, number == 1)
                location = Location(path, number, field="text", row=number, id=row_id(row))
                yield Message(row_text(row), location, row_context(row))
            except SmslintError as error:
                self.problem(path, number, str(error))

    def _numbered(self, file: BinaryIO, path: str) -> Iterator[tuple[int, bytes]]:
        """Lines that are not blank, without their ends, numbered from 1. Only a line feed ends a line."""
        number = 0
        while data := file.readline(MAX_BYTES + 1):
            number += 1
            if len(data) > MAX_BYTES and not data.endswith(b"\n"):
                self.problem(path, number, f"longer than {MAX_BYTES:,} bytes; split or remove it")
                _skip_line(file)
            elif data.strip():
                yield number, data.removesuffix(b"\n").removesuffix(b"\r")


def _skip_line(file: BinaryIO) -> None:
    while (data := file.readline(MAX_BYTES)) and not data.endswith(b"\n"):
        pass


def whole_text(file: BinaryIO) -> str:
    """A file that is one message: UTF-8, line ends as `\\n`, the last one not part of it. Raises InputError."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"longer than {MAX_BYTES:,} bytes, too long for a message; for one message a line use --lines")
    return decode(data).replace("\r\n", "\n").removesuffix("\n")
