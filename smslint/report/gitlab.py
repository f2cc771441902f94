"""GitLab's Code Quality report: a JSON list, an entry each finding."""

from __future__ import annotations

from smslint.report.encode import dumps
from smslint.report.region import fingerprints, region, relative
from smslint.report.visible import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.model import Finding
    from smslint.report.record import Item, Run, Summary

_SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}


class GitLabWriter:
    """The list, written as it grows."""

    def __init__(self) -> None:
        self._separator = "\n"
        self._marks: set[str] = set()

    def begin(self, run: Run) -> str:
        """The head of the list."""
        return "["

    def item(self, item: Item) -> str:
        """The entries of one message."""
        written = ""
        if item.report.findings:
            for finding, mark in zip(item.report.findings, fingerprints(item), strict=False):
                separator, self._separator = self._separator, ",\n"
                written += separator + dumps(_entry(item, finding, self._unused(mark)))
        return written

    def end(self, summary: Summary) -> str:
        """The end of the list."""
        return "\n]\n"

    def _unused(self, mark: str) -> str:
        """GitLab drops a second entry of the same fingerprint; the same text twice in a file gets another one."""
        number = 0
        unused = mark
        while unused in self._marks:
            number += 1
            unused = f"{mark}-{number}"
        self._marks.add(unused)
        return unused


def _entry(item: Item, finding: Finding, mark: str) -> dict[str, Any]:
    (line, _), _ = region(item, finding)
    waits = f" (waits for {', '.join(finding.depends_on)})" if finding.depends_on else ""
    pending = finding.depends_on and finding.severity.value == "error"
    return {
        "description": f"{finding.rule} {escape(finding.message)}{waits}",
        "check_name": finding.rule,
        "fingerprint": mark,
        "severity": "major" if pending else _SEVERITIES[finding.severity.value],
        "location": {"path": relative(item.location.name), "lines": {"begin": line}},
    }
