"""Reviewdog's diagnostic format (rdjson). Columns count bytes of UTF-8, as it asks for."""

from __future__ import annotations

from smslint.report.encode import dumps
from smslint.report.region import in_file, region

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.model import Finding
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
    if finding.fix is not None and finding.fix.edits and in_file(item):
        written = [(edit, item.location.written(edit)) for edit in finding.fix.edits]
        if all(text is not None for _, text in written):
            found["suggestions"] = [{"range": _span(item, edit.start, edit.end), "text": text} for edit, text in written]
    return found


def _range(item: Item, finding: Finding) -> dict[str, Any]:
    if in_file(item) and finding.start is not None and finding.end is not None:
        return _span(item, finding.start, finding.end)
    return {"start": {"line": region(item, finding)[0][0]}}


def _span(item: Item, start: int, end: int) -> dict[str, Any]:
    first, last = item.location.region(item.report.text, start, end)
    return {"start": _place(item, start, *first), "end": _place(item, end, *last)}


def _place(item: Item, offset: int, line: int, column: int) -> dict[str, int]:
    """Line and column of a place, the column in bytes."""
    text, places = item.report.text, item.location.places
    before = text[text.rfind("\n", 0, offset) + 1 : offset] if places is None else places.source.line(line)[: column - 1]
    more = len(before.encode("utf-8", "surrogatepass")) - len(before)
    return {"line": line, "column": column + more}
