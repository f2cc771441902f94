"""JUnit XML, for build servers: a test case each message, a failure each finding at warning or above.

The numbers stand in the head, so all cases are kept until the end; the messages themselves are not.
"""

from __future__ import annotations

from xml.sax.saxutils import escape as escape_xml
from xml.sax.saxutils import quoteattr

from smslint.report.region import region
from smslint.report.visible import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.report.record import Item, Run, Summary


class JUnitWriter:
    """One test suite."""

    def __init__(self) -> None:
        self._cases: list[str] = []
        self._failures = 0

    def begin(self, run: Run) -> str:
        """Nothing yet."""
        return ""

    def item(self, item: Item) -> str:
        """Keep the case."""
        self._cases.append(self._case(item))
        return ""

    def end(self, summary: Summary) -> str:
        """The suite."""
        counts = f'tests="{len(self._cases)}" failures="{self._failures}" errors="{summary.unreadable}"'
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n<testsuite name="smslint" {counts}>\n'
        return head + "".join(self._cases) + "</testsuite>\n</testsuites>\n"

    def _case(self, item: Item) -> str:
        location = item.location
        name = f"{location.name}:{location.line}" + (f" (id {location.id})" if location.id else "")
        failures = "".join(self._failure(item, number) for number in range(len(item.report.findings)))
        head = f"<testcase classname={_attribute(location.name)} name={_attribute(name)}"
        return f"{head}>\n{failures}</testcase>\n" if failures else f"{head}/>\n"

    def _failure(self, item: Item, number: int) -> str:
        finding = item.report.findings[number]
        if finding.severity.value == "info":
            return ""
        self._failures += 1
        (line, column), _ = region(item, finding)
        waits = f" (waits for {', '.join(finding.depends_on)})" if finding.depends_on else ""
        body = f"{item.location.name}:{line}:{column}: {finding.severity.value}[{finding.rule}] {finding.message}{waits}"
        kind = _attribute(f"{finding.rule} {finding.name}")
        message = _attribute(finding.message)
        return f"<failure type={kind} message={message}>{escape_xml(escape(body))}</failure>\n"


def _attribute(value: str) -> str:
    """A quoted attribute without a character that XML forbids or a reader would act on."""
    return quoteattr(escape(value))
