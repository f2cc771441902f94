"""The words of these tests: files of messages, the program run over them, and what it wrote."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from smslint.__main__ import main

TITLES = ("id", "text", "from", "to", "sent_at", "campaign")
GOOD = "Larch Cafe: your table is ready. Reply STOP to opt out."
BAD = "Larch Cafe: win a free prize, click bit.ly/3abcd now"
CODE = "204417 is your Larch Cafe code."


def rows(count: int) -> list[tuple[str, ...]]:
    """Rows of an ordinary export, a few texts over and over."""
    texts = (GOOD, BAD, CODE, "Larch Cafe: café ☕ at 5, order #{n}")
    return [
        (
            f"m{number:05d}",
            texts[number % len(texts)].replace("{n}", str(number)),
            f"+1800555{number % 3:04d}",
            f"+1202555{number % 10_000:04d}",
            f"2026-11-{1 + number % 28:02d}T15:00:00+00:00",
            f"c{number % 2}",
        )
        for number in range(count)
    ]


def csv_bytes(lines: list[tuple[str, ...]], titles: tuple[str, ...] = TITLES, **dialect: Any) -> bytes:
    """Rows as a file of CSV."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n", **dialect).writerows([titles, *lines])
    return file.getvalue().encode()


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON Lines; none when there is no file."""
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


class Auditor:
    """`smslint audit` in this process, with outputs in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.out = folder / "out"
        self._capsys = capsys
        self.said = ""
        self.printed = ""

    def file(self, name: str, data: bytes) -> str:
        """Put a file there; returns its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return str(path)

    def run(self, *words: str, out: str = "r.jsonl", jobs: str = "1") -> int:
        """The exit code of an audit with all four outputs, in this process alone."""
        outputs = ["-o", str(self.out / out), "--findings", str(self.out / "f.jsonl"), "--summary", str(self.out / "s.json")]
        return self.call("audit", *words, *outputs, "--jobs", jobs)

    def call(self, *words: str) -> int:
        """The exit code of any command."""
        code = main(list(words))
        captured = self._capsys.readouterr()
        self.said, self.printed = captured.err, captured.out
        return code

    @property
    def results(self) -> list[dict[str, Any]]:
        """One for each message."""
        return json_lines(self.out / "r.jsonl")

    @property
    def findings(self) -> list[dict[str, Any]]:
        """One for each finding."""
        return json_lines(self.out / "f.jsonl")

    @property
    def rejects(self) -> list[dict[str, Any]]:
        """One for each row that could not be judged."""
        return json_lines(self.out / "r.jsonl.rejects.jsonl")

    @property
    def summary(self) -> dict[str, Any]:
        """The totals."""
        found: dict[str, Any] = json.loads((self.out / "s.json").read_text())
        return found

    @property
    def ledger(self) -> str:
        """The last line on standard error."""
        return self.said.splitlines()[-1]

    def outputs(self) -> dict[str, bytes]:
        """Every file that was written, by name."""
        return {path.name: path.read_bytes() for path in sorted(self.out.rglob("*")) if path.is_file()}
