"""Rows that could not be counted: where each stands and why. Never what it says."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


class Rejects:
    """Counts what is left out and writes it, one JSON line a row, when a file is given.

    `counts` holds the rows of each reason, `first` the first place of each.
    """

    def __init__(self, file: TextIO | None = None) -> None:
        self.counts: dict[tuple[str, str], int] = {}
        self.first: dict[tuple[str, str], int] = {}
        self._file = file

    def __len__(self) -> int:
        return sum(self.counts.values())

    def add(self, path: str, line: int, reason: str, unit: str = "line") -> None:
        """One row left out. unit: `line` of a text file, or `row` of a table."""
        key = (path, reason)
        self.counts[key] = self.counts.get(key, 0) + 1
        self.first.setdefault(key, line)
        if self._file is not None:
            self._file.write(json.dumps({"source": path, unit: line, "reason": reason}) + "\n")
