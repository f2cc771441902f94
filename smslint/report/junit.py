"""JUnit XML, for build servers: a test case each finding at warning or above, and one each message without any.

Servers subtract failures from cases, and many show only the first failure of a case, so no case has two. The numbers stand in
the head: all cases are kept until the end; the messages themselves are not.
"""

from __future__ import annotations

from xml.sax.saxutils import escape as escape_xml
from xml.sax.saxutils import quoteattr

from smslint.report.region import region
from smslint.report.visible import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.model import Finding
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
        """Keep the cases."""
        failures = [_failure(item, finding) for finding in item.report.findings if finding.severity.value != "info"]
        self._failures += len(failures)
        self._cases += failures or [_case(item.location.name, f"{item.location.name}:{item.location.line}", _id(item))]
        return ""

    def end(self, summary: Summary) -> str:
        """The suite; what could not be read is a case with an error."""
        if summary.unreadable:
            self._cases.append(_unread(summary.unreadable))
        errors = 1 if summary.unreadable else 0
        counts = f'tests="{len(self._cases)}" failures="{self._failures}" errors="{errors}" time="0"'
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n<testsuite name="smslint" {counts}>\n'
        return head + "".join(self._cases) + "</testsuite>\n</testsuites>\n"


def _failure(item: Item, finding: Finding) -> str:
    (line, column), _ = region(item, finding)
    place = f"{item.location.name}:{line}:{column}"
    waits = f" (waits for {', '.join(finding.depends_on)})" if finding.depends_on else ""
    kind = f"{finding.rule} {finding.name}"
    body = f"{place}: {finding.severity.value}[{finding.rule}] {finding.message}{waits}"
    inside = f"<failure type={_attribute(kind)} message={_attribute(finding.message)}>{escape_xml(escape(body))}</failure>"
    return _case(item.location.name, f"{place} {kind}", _id(item), inside)


def _case(path: str, name: str, identifier: str, inside: str = "") -> str:
    head = f'<testcase classname={_attribute(path)} name={_attribute(name + identifier)} time="0"'
    return f"{head}>\n{inside}\n</testcase>\n" if inside else f"{head}/>\n"


def _id(item: Item) -> str:
    return f" (id {item.location.id})" if item.location.id else ""


def _unread(count: int) -> str:
    say = f"{count:,} file{'s' if count != 1 else ''} or rows could not be read; standard error names each one"
    return _case("smslint", "input", "", f'<error type="unread" message={_attribute(say)}/>')


def _attribute(value: str) -> str:
    """A quoted attribute without a character that XML forbids or a reader would act on."""
    return quoteattr(escape(value))
