"""For programs: one JSON object for a run, or one line a message. `output.schema.json` beside this file describes both.

The message is not repeated: reports end up in logs, and messages hold personal data.
"""

from __future__ import annotations

from smslint.report.encode import dumps
from smslint.report.region import region

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.report.record import Item, Run, Summary

VERSION = 1


def result(item: Item) -> dict[str, Any]:
    """One message's result in the shape of the contract."""
    shape = {"location": item.location.to_dict(), **item.report.to_dict()}
    if item.location.places is not None:
        for finding, written in zip(item.report.findings, shape["findings"], strict=True):
            (line, column), end = region(item, finding)
            last = {"end_line": end[0], "end_column": end[1]} if end is not None else {}
            written["place"] = {"line": line, "column": column, **last}
    if item.expansion is not None:
        shape["segments"]["range"] = item.expansion
    if item.suppressed:
        shape["suppressed"] = [
            {"rule": one.finding.rule, "start": one.finding.start, "end": one.finding.end, "kind": one.kind, "reason": one.reason}
            for one in item.suppressed
        ]  # fmt: skip
    return shape


class JsonWriter:
    """The envelope, written as it grows: one result a line inside it, so a run of any length fits in memory."""

    def __init__(self) -> None:
        self._separator = "\n"

    def begin(self, run: Run) -> str:
        """The head of the envelope."""
        tool = dumps({"name": run.tool, "version": run.version})
        ruleset = dumps(run.ruleset.to_dict())
        return f'{{"version": {VERSION}, "tool": {tool}, "ruleset": {ruleset}, "results": ['

    def item(self, item: Item) -> str:
        """One result; the ruleset stands in the head."""
        shape = result(item)
        shape.pop("ruleset", None)
        separator, self._separator = self._separator, ",\n"
        return separator + dumps(shape)

    def end(self, summary: Summary) -> str:
        """The totals and the end of the envelope."""
        return f'\n], "summary": {dumps(summary.to_dict())}}}\n'


class JsonLinesWriter:
    """One result a line, each complete in itself: it names its ruleset."""

    def begin(self, run: Run) -> str:
        """Nothing: every line is a result."""
        return ""

    def item(self, item: Item) -> str:
        """One line."""
        return dumps(result(item)) + "\n"

    def end(self, summary: Summary) -> str:
        """Nothing: every line is a result."""
        return ""
