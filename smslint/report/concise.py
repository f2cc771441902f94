"""One line a finding, as compilers print it: `path:line:col: error[URL001] message`. Editors and grep read it."""

from __future__ import annotations

from smslint.report.paint import paint
from smslint.report.text import place
from smslint.report.visible import escape
from smslint.report.words import options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.model import Finding
    from smslint.report.record import Item, Run, Style, Summary


class ConciseWriter:
    """Findings only; the message itself is not repeated."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def begin(self, run: Run) -> str:
        """Nothing: every line is a finding."""
        return ""

    def item(self, item: Item) -> str:
        """A line for each finding."""
        return "".join(self._line(finding, item) for finding in item.report.findings)

    def end(self, summary: Summary) -> str:
        """Nothing: every line is a finding."""
        return ""

    def _line(self, finding: Finding, item: Item) -> str:
        line, column = item.location.at(item.report.text, finding.start or 0)
        severity = finding.severity.value
        head = paint(f"{severity}[{finding.rule}]", severity, self.style.color)
        waits = f" (needs {options(finding.depends_on)})" if finding.depends_on else ""
        return f"{place(item.location, line, column)}: {head} {escape(finding.message)}{waits}\n"
