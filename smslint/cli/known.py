"""The baselines of a run: which findings were there before, what becomes known, what is dropped."""

from __future__ import annotations

import os

from smslint.cli import console
from smslint.project.config import Configuration

DEFAULT = ".smslint-baseline.json"
"""Beside the configuration; it counts without being named."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from smslint.project.baseline import Baseline
    from smslint.project.judge import Judged


class _Book:
    """One baseline, the folders that names in it are relative to, and the files looked at: whether all of each was read."""

    def __init__(self, baseline: Baseline) -> None:
        self.baseline = baseline
        self.roots: list[str] = []
        self.looked: dict[str, bool] = {}

    @property
    def is_wanted(self) -> bool:
        """Whether there is something to write, or to write over."""
        return bool(self.baseline.known) or os.path.exists(self.baseline.path)

    def exists(self, name: str) -> bool:
        """Whether a file is there, as far as one may look."""
        return any(_exists(os.path.join(root, name)) for root in self.roots)


class Known:
    """The baselines that the configurations of a run have, each for its own files; or the one that an option names, for all.

    configurations: those of the paths that are checked. Raises BaselineError for one that cannot be read, and UsageError.
    """

    def __init__(self, params: Mapping[str, Any], configurations: Sequence[Configuration]) -> None:
        self._writing = bool(params.get("write_baseline"))
        self._pruning = bool(params.get("prune"))
        self._isolated = bool(params.get("isolated"))
        self._quiet = bool(params.get("quiet"))
        self._named: str | None = params.get("baseline")
        self._whole = Configuration(None, _above(configurations)) if self._named else None
        self._books: dict[str, _Book] = {}
        self._of: dict[str | None, _Book | None] = {}
        first = [self._book(configuration) for configuration in configurations]
        if self._pruning and not any(first):
            from smslint.cli.failure import UsageError

            raise UsageError("--prune needs a baseline; name it with --baseline, or `baseline` in the configuration")
        self._first = [book for book in first if book is not None]

    def _book(self, configuration: Configuration) -> _Book | None:
        if configuration.path not in self._of:
            self._of[configuration.path] = self._opened(self._whole or configuration)
        return self._of[configuration.path]

    def _opened(self, configuration: Configuration) -> _Book | None:
        """The baseline that is named, else the usual one where it is there or is to be written."""
        usual = os.path.join(configuration.root, DEFAULT)
        there = os.path.exists(usual) and not self._isolated
        path = self._named or configuration.baseline or (usual if self._writing or there else None)
        if path is None:
            return None
        real = os.path.realpath(path)
        if real not in self._books:
            self._books[real] = _Book(self._read(path))
        self._books[real].roots.append(configuration.root)
        return self._books[real]

    def _read(self, path: str) -> Baseline:
        from smslint.project.baseline import Baseline

        if self._writing:
            from smslint.cli.outputs import check_replaceable

            check_replaceable({"--baseline": path})
            return Baseline.read(path) if os.path.exists(path) else Baseline.new(path)
        return Baseline.read(path)

    def without(self, judged: Judged, configuration: Configuration) -> Judged:
        """A message without the findings that are known; locked rules always count."""
        if not judged.report.findings or (book := self._book(configuration)) is None:
            return judged
        from smslint.project.baseline import split_known

        name = (self._whole or configuration).relative(judged.message.path)
        return split_known(book.baseline, name, judged, self._writing)

    def looked_at(self, path: str, configuration: Configuration, whole: bool) -> None:
        """Take a file that was checked. whole: all of it could be read, so that what was not found there is gone."""
        if path != "-" and (self._writing or self._pruning) and (book := self._book(configuration)) is not None:
            book.looked[(self._whole or configuration).relative(path)] = whole

    def close(self) -> None:
        """Store what is to be stored."""
        for book in self._books.values():
            baseline = book.baseline
            if self._writing and (book in self._first or book.is_wanted):
                baseline.take(book.looked)
                baseline.write()
                self._say(f"{_findings(baseline.known)} written to {_shown(baseline)}; only others count from now on")
            elif self._pruning:
                read = [name for name, whole in book.looked.items() if whole]
                dropped = baseline.prune(read, book.exists)
                console.say(f"{_findings(dropped)} dropped from {_shown(baseline)}")

    def _say(self, text: str) -> None:
        if not self._quiet:
            console.say(text)


def _above(configurations: Sequence[Configuration]) -> str:
    """The folder that holds all of some configurations: names in one baseline for all are relative to it."""
    if len({configuration.root for configuration in configurations}) == 1:
        return configurations[0].root
    return os.path.commonpath([os.path.realpath(configuration.root) for configuration in configurations])


def _exists(path: str) -> bool:
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _findings(count: int) -> str:
    return f"{count:,} known finding{'s' if count != 1 else ''}"


def _shown(baseline: Baseline) -> str:
    from smslint.report.region import relative

    return relative(baseline.path)
