"""Workflow commands of GitHub Actions: each finding becomes a note beside its line."""

from __future__ import annotations

from smslint.report.region import region, relative
from smslint.report.visible import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.model import Finding
    from smslint.report.record import Item, Run, Summary

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


class GitHubWriter:
    """A command a finding."""

    def begin(self, run: Run) -> str:
        """Nothing: every line is a finding."""
        return ""

    def item(self, item: Item) -> str:
        """A line for each finding."""
        return "".join(_line(item, finding) for finding in item.report.findings)

    def end(self, summary: Summary) -> str:
        """Nothing: every line is a finding."""
        return ""


def _line(item: Item, finding: Finding) -> str:
    (line, column), end = region(item, finding)
    place = {"file": relative(item.location.name), "line": str(line)}
    if item.location.exact:
        place["col"] = str(column)
        if end is not None:
            place["endLine"], place["endColumn"] = map(str, end)
    place["title"] = f"{finding.rule} {finding.name}"
    waits = f" (waits for {', '.join(finding.depends_on)})" if finding.depends_on else ""
    command = _COMMANDS[finding.severity.value]
    if finding.depends_on and command == "error":
        command = "warning"
    written = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    return f"::{command} {written}::{_data(finding.message + waits)}\n"


def _data(text: str) -> str:
    """Nothing in a message ends a command or begins another one."""
    return escape(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
