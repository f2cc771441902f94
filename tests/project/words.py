"""The words of these tests: a small repository in a folder, extraction and judgement without the command line."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from smslint.linter import Linter
from smslint.project.check import CheckedFile, check_file
from smslint.project.config import Configuration
from smslint.project.extract import extract
from smslint.project.found import FoundMessage, Note
from smslint.project.judge import Judge

TODAY = date(2026, 11, 26)
KNOWN = {
    "brand": "Larch Cafe", "brand_domains": ["larch.example"], "sender_type": "10dlc", "country": "US",
    "use_case": "customer_care", "first_message": False, "messages_since_opt_out": 1, "days_since_opt_out": 1, "two_way": True,
    "opted_in": True, "consent": "express",
}  # fmt: skip
"""A context in which the texts of these tests leave no question open."""


@lru_cache(maxsize=1)
def linter() -> Linter:
    """The shipped rules."""
    return Linter()


def configuration(**settings: object) -> Configuration:
    """A configuration made by hand."""
    return Configuration(None, ".", {"context": KNOWN, **settings})


def messages(path: str, content: str | bytes, config: Configuration | None = None) -> list[FoundMessage]:
    """The messages in a file's content."""
    found = extract(path, _bytes(content), config or configuration()).found
    return [one for one in found if isinstance(one, FoundMessage)]


def notes(path: str, content: str | bytes, config: Configuration | None = None) -> list[str]:
    """The notes about a file's content."""
    return [
        str(one) for one in extract(path, _bytes(content), config or configuration()).found if isinstance(one, Note)
    ]


def checked(path: str, content: str | bytes, config: Configuration | None = None) -> CheckedFile:
    """A file, judged by the shipped rules."""
    return check_file(Judge(linter(), config or configuration(), TODAY), path, _bytes(content))


def found(path: str, content: str | bytes, config: Configuration | None = None) -> list[tuple[str, str]]:
    """(rule, what stands in the file there) of every finding, in order."""
    file = checked(path, content, config)
    return [pair for judged in file.judged for pair in pairs(judged.message, judged.report.findings)]


def pairs(message: FoundMessage, findings: object) -> list[tuple[str, str]]:
    """(rule, what stands there) of findings of one message."""
    named = []
    for finding in findings:  # type: ignore[attr-defined]
        start, end = message.places.span(finding.start, finding.end) if finding.start is not None else (0, 0)
        named.append((finding.rule, message.places.source.text[start:end]))
    return named


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Files in a folder; returns the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(content))
    return folder


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
