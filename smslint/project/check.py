"""One file, from its content to everything that is said about it."""

from __future__ import annotations

from smslint.errors import MessageTooLargeError
from smslint.project.extract import extract
from smslint.project.found import FoundMessage, Note
from smslint.project.remarks import about_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.project.judge import Judge, Judged
    from smslint.project.source import Source


class CheckedFile:
    """What is said about a file: judged messages and notes, in order of position.

    messages: also those without findings; remarks: findings about suppressions, as Judged too; notes: what is not known or
    could not be read; name: by which the configuration knows the file; source: None when the file could not be read or holds
    nothing of interest.
    """

    __slots__ = ("messages", "name", "notes", "path", "remarks", "source")

    def __init__(self, path: str, name: str | None = None) -> None:
        self.path = path
        self.name = name or path
        self.source: Source | None = None
        self.messages: list[Judged] = []
        self.remarks: list[Judged] = []
        self.notes: list[Note] = []

    @property
    def judged(self) -> list[Judged]:
        """Messages and remarks in order of position."""
        both = [*self.messages, *self.remarks]
        return sorted(both, key=lambda one: one.message.places.at(0)) if self.remarks else both


def check_file(
    judge: Judge, path: str, data: bytes, kind: str | None = None, name: str | None = None, before: int = 0
) -> CheckedFile:
    """Find, judge and remark. kind, name: of the file, where its path does not tell; before: lines that were read earlier.
    Raises MissingExtraError."""
    checked = CheckedFile(path, name)
    extraction = extract(path, data, judge.configuration, kind, name, before)
    checked.source = extraction.source
    said: set[tuple[str, int, int]] = set()
    for found in extraction.found:
        if isinstance(found, Note):
            checked.notes.append(found)
            continue
        try:
            judged = judge.judge(found)
        except MessageTooLargeError as error:
            line, column = found.places.at(0)
            checked.notes.append(Note(path, line, column, str(error), unread=True))
            continue
        checked.messages.append(_once(judged, said) if found.syntax == "icu" or found.format in _SHARING else judged)
    lost = not checked.messages and any(note.unread for note in checked.notes)
    if extraction.written and extraction.source is not None and not lost:
        checked.remarks = list(about_written(judge, extraction.source, extraction.written))
    return checked


_SHARING = frozenset(("python", "javascript", "typescript", "tsx", "ruby", "php", "java", "go", "c#"))
"""Kinds of files in which one piece of text may be part of several messages."""


def _once(judged: Judged, said: set[tuple[str, int, int]]) -> Judged:
    """Without findings that another wording of the same text has had at the same place."""
    message, report = judged.message, judged.report
    kept = []
    for finding in report.findings:
        start, end = finding.start, finding.end
        place = message.places.span(start, end) if start is not None and end is not None else (message.places.start_of(0), -1)
        key = (finding.rule, *place)
        if key not in said:
            said.add(key)
            kept.append(finding)
    if len(kept) == len(report.findings):
        return judged
    from smslint.judgement import judge
    from smslint.project.judge import Judged as Again

    again = judge(message.text, kept, report.ruleset, report.as_of)
    again.omitted += report.omitted
    return Again(message, again, judged.accepted, judged.expansion)


__all__ = ["CheckedFile", "FoundMessage", "check_file"]
