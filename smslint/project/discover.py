"""Which files a run looks at: named ones, and those under folders that git does not ignore."""

from __future__ import annotations

import os
import stat

from smslint.errors import unreadable
from smslint.project.kinds import SUFFIXES, kind_of
from smslint.project.patterns import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from smslint.project.config import Configuration

    Problem = Callable[[str, int | None, str], None]

MAX_BYTES = 32 * 1024 * 1024
"""The largest file that is read; corpora are for `smslint audit`."""
SKIPPED = frozenset(
    "__pycache__ node_modules bower_components venv site-packages dist build target vendor htmlcov".split()
)
"""Folders that hold what others wrote or a program made."""


class Discovery:
    """Finds and reads files; what cannot be read is told to `problem`, and the rest goes on.

    configuration_for: the configuration of a folder; it decides what is excluded and which other files are read.
    """

    def __init__(self, problem: Problem, configuration_for: Callable[[str], Configuration]) -> None:
        self.problem = problem
        self.configuration_for = configuration_for
        self.folders: list[str] = []

    def files(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Path and content of every file under the paths, each once, in sorted order under a folder."""
        seen: set[str] = set()
        for path in paths:
            for found in self._under(path):
                real = os.path.realpath(found)
                if real not in seen:
                    seen.add(real)
                    data = self.read(found)
                    if data is not None:
                        yield found, data

    def _under(self, path: str) -> Iterator[str]:
        if os.path.isdir(path):
            self.folders.append(path)
            found = False
            for one in self._walk(path):
                found = True
                yield one
            if not found:
                self.problem(path, None, "no file in this folder that may hold messages; name the files to check")
        elif not self._is_kind(path) and os.path.exists(path):
            if not os.path.basename(path).lower().endswith(tuple(SUFFIXES)):
                known = ", ".join(sorted({".txt", ".jsonl", ".json", ".yaml", ".py"}))
                self.problem(path, None, f"not a kind of file that is read here ({known} ...); name its format in [[files]]")
        elif not self.configuration_for(os.path.dirname(path) or ".").excludes(path):
            yield path

    def _is_kind(self, path: str) -> bool:
        if kind_of(path) is not None:
            return True
        configuration = self.configuration_for(os.path.dirname(path) or ".")
        return any(entry.format for entry in configuration.entries(path))

    def _walk(self, root: str) -> Iterator[str]:
        """Files of a folder in order, without those that git ignores, hidden ones, and what others wrote."""

        def refused(error: OSError) -> None:
            self.problem(str(error.filename), None, unreadable(error))

        ignored = _Ignored(root)
        for folder, names, files in os.walk(root, onerror=refused):
            configuration = self.configuration_for(folder)
            ignored.enter(folder, files)
            names[:] = sorted(name for name in names if self._descends(folder, name, ignored, configuration))
            for name in sorted(files):
                path = os.path.join(folder, name).removeprefix("./")
                if name.startswith(".") or not self._is_kind(path) or ignored.holds(path, False):
                    continue
                if not configuration.excludes(path):
                    yield path

    def _descends(self, folder: str, name: str, ignored: _Ignored, configuration: Configuration) -> bool:
        path = os.path.join(folder, name)
        if name.startswith(".") or name in SKIPPED or ignored.holds(path, True) or configuration.excludes(path):
            return False
        if os.path.islink(path):
            real = os.path.realpath(path)
            if (os.path.realpath(folder) + os.sep).startswith(real + os.sep):
                self.problem(path, None, "a link to a folder above it, which has no end; it is not followed")
            return False
        return not os.path.isfile(os.path.join(path, "pyvenv.cfg"))

    def read(self, path: str) -> bytes | None:
        """The content of a file; None, and a word about it, when it cannot be read."""
        try:
            known = os.stat(path)
            if not stat.S_ISREG(known.st_mode):
                self.problem(path, None, "no regular file; it is not read")
                return None
            if known.st_size > MAX_BYTES:
                self.problem(path, None, f"longer than {MAX_BYTES:,} bytes; `smslint audit` reads corpora")
                return None
            with open(path, "rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            self.problem(path, None, unreadable(error))
        return None


class _Ignored:
    """The .gitignore files of a folder and those above it, up to the repository's root."""

    def __init__(self, root: str) -> None:
        self._specs: list[tuple[str, Any]] = []
        folder = os.path.realpath(root)
        above = []
        while folder != os.path.dirname(folder) and not os.path.exists(os.path.join(folder, ".git")):
            folder = os.path.dirname(folder)
            above.append(folder)
        if os.path.exists(os.path.join(folder, ".git")):
            for one in reversed(above):
                self._read(one)

    def enter(self, folder: str, files: list[str]) -> None:
        """Take a folder's own file, when there is one."""
        if ".gitignore" in files:
            self._read(os.path.realpath(folder))

    def _read(self, folder: str) -> None:
        path = os.path.join(folder, ".gitignore")
        try:
            if not os.path.isfile(path):
                return
            with open(path, encoding="utf-8", errors="replace") as file:
                lines = file.read(1_000_000).splitlines()
        except OSError:
            return
        self._specs.append((folder + os.sep, _spec(lines)))

    def holds(self, path: str, folder: bool) -> bool:
        """Whether git would ignore a path."""
        if not self._specs:
            return False
        real = os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path))
        for base, spec in reversed(self._specs):
            if real.startswith(base):
                inside = real[len(base) :].replace(os.sep, "/") + ("/" if folder else "")
                decided = spec.check_file(printable(inside)).include
                if decided is not None:
                    return bool(decided)
        return False


def _spec(lines: list[str]) -> Any:
    """The patterns of a .gitignore. A line that is none is passed over, as git does, and takes no other with it."""
    from warnings import catch_warnings, simplefilter

    from pathspec import GitIgnoreSpec

    def is_sound(line: str) -> bool:
        try:
            GitIgnoreSpec.from_lines([line])
        except Exception:  # its kind hangs on the engine that the library finds
            return False
        return True

    with catch_warnings():
        simplefilter("ignore")
        try:
            return GitIgnoreSpec.from_lines(lines)
        except Exception:
            return GitIgnoreSpec.from_lines([line for line in lines if is_sound(line)])
