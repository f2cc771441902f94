"""Reviewdog's diagnostic format (rdjson). Columns count bytes of UTF-8, as it asks for."""

from __future__ import annotations

from smslint.report.encode import dumps
from smslint.report.region import edits, region

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.model import Finding
    from smslint.report.location import Place
    from smslint.report.record import Item, Run, Summary

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


class RdjsonWriter:
    """One result, written as it grows."""

    def __init__(self) -> None:
        self._separator = "\n"

    def begin(self, run: Run) -> str:
        """The head of the result."""
        return f'{{"source": {dumps({"name": run.tool})}, "diagnostics": ['

    def item(self, item: Item) -> str:
        """The diagnostics of one message."""
        written = ""
        for finding in item.report.findings:
            separator, self._separator = self._separator, ",\n"
            written += separator + dumps(_diagnostic(item, finding))
        return written

    def end(self, summary: Summary) -> str:
        """The end of the result."""
        return "\n]}\n"


def _diagnostic(item: Item, finding: Finding) -> dict[str, Any]:
    waits = f" (waits for {', '.join(finding.depends_on)})" if finding.depends_on else ""
    pending = finding.depends_on and finding.severity.value == "error"
    found: dict[str, Any] = {
        "message": finding.message + waits,
        "location": {"path": item.location.name, "range": _range(item, finding)},
        "severity": "WARNING" if pending else _SEVERITIES[finding.severity.value],
        "code": {"value": finding.rule},
    }
    made = edits(item, finding)
    if made:
        found["suggestions"] = [{"range": _span(item, start, end), "text": text} for start, end, text in made]
    return found


def _range(item: Item, finding: Finding) -> dict[str, Any]:
    start, end = region(item, finding)
    if item.location.exact and end is not None:
        return _span(item, start, end)
    return {"start": {"line": start[0]}}


def _span(item: Item, start: Place, end: Place) -> dict[str, Any]:
    return {"start": _in_bytes(item, start), "end": _in_bytes(item, end)}


def _in_bytes(item: Item, place: Place) -> dict[str, int]:
    """Line and column of a place, the column in bytes."""
    line, column = place
    before = _line(item, line)[: column - 1]
    return {"line": line, "column": column + len(before.encode("utf-8", "surrogatepass")) - len(before)}


def _line(item: Item, number: int) -> str:
    """One line of the file, or of the message where the message is all that is known of it."""
    location = item.location
    if location.places is not None:
        return location.places.source.line(number)
    line = item.report.text.split("\n")[number - location.line]
    return " " * (location.column - 1) + line if number == location.line else line
