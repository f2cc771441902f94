"""What a writer is told: where a message stands, what was found in it, and the totals of a run."""

from __future__ import annotations

from smslint.model import SEVERITY_RANK, Severity, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Protocol

    from smslint.model import Finding, Report, RulesetInfo
    from smslint.report.location import Location

    class Suppressed(Protocol):
        """A finding that does not stand (`smslint.project.judge.Accepted`)."""

        @property
        def finding(self) -> Finding:
            """What was found."""

        @property
        def kind(self) -> str:
            """`inSource` or `external`."""

        @property
        def reason(self) -> str | None:
            """Why it does not stand."""

    class Writer(Protocol):
        """One output format. Each method returns the text to write, ending with a line break unless it is empty."""

        def begin(self, run: Run) -> str:
            """What stands before the first message."""

        def item(self, item: Item) -> str:
            """What is said about one message."""

        def end(self, summary: Summary) -> str:
            """What stands after the last message."""

else:
    Writer = object


class Item:
    """One judged message and where it stands.

    suppressed: what was found and does not stand; expansion: segments as a range, for a template.
    """

    __slots__ = ("expansion", "location", "report", "suppressed")

    def __init__(
        self,
        report: Report,
        location: Location,
        suppressed: Sequence[Suppressed] = (),
        expansion: dict[str, Any] | None = None,
    ) -> None:
        self.report = report
        self.location = location
        self.suppressed = suppressed
        self.expansion = expansion


class Run:
    """Who judges: the tool and its rules."""

    __slots__ = ("ruleset", "tool", "version")

    def __init__(self, ruleset: RulesetInfo, version: str, tool: str = "smslint") -> None:
        self.ruleset = ruleset
        self.tool = tool
        self.version = version


class Style:
    """How a terminal wants it: colour, width in cells, encoding, without verdicts (quiet), with a last line of totals."""

    __slots__ = ("color", "encoding", "quiet", "totals", "width")

    def __init__(
        self, color: bool = False, width: int = 100, quiet: bool = False, totals: bool = True, encoding: str = "utf-8"
    ) -> None:
        self.color = color
        self.encoding = encoding
        self.width = width
        self.quiet = quiet
        self.totals = totals


class Summary:
    """Counts over a run: messages by verdict, findings by severity and by rule, and the fines at risk."""

    __slots__ = ("exposure_usd", "messages", "rules", "severities", "suppressed", "unreadable", "verdicts")

    def __init__(self) -> None:
        self.messages = 0
        self.unreadable = 0
        self.suppressed = 0
        self.exposure_usd = 0
        self.verdicts = {verdict.value: 0 for verdict in Verdict}
        self.severities = {severity.value: 0 for severity in Severity}
        self.rules: dict[str, int] = {}

    def add(self, report: Report) -> None:
        """Count one message."""
        self.messages += 1
        self.exposure_usd += report.exposure_usd
        self.verdicts[report.verdict.value] += 1
        self.add_findings(report)

    def add_findings(self, report: Report) -> None:
        """Count the findings about something that is no message."""
        for finding in report.findings:
            self.severities[finding.severity.value] += 1
            self.rules[finding.rule] = self.rules.get(finding.rule, 0) + 1

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape, rules in the order of their identifiers."""
        return {
            "messages": self.messages,
            "unreadable": self.unreadable,
            "suppressed": self.suppressed,
            "verdicts": dict(self.verdicts),
            "severities": dict(self.severities),
            "rules": dict(sorted(self.rules.items())),
            "exposure_usd": self.exposure_usd,
        }


def counts_at(finding: Finding, threshold: Severity) -> bool:
    """Whether a finding is at least as bad as the threshold. An error that waits for context is another question."""
    if finding.depends_on and finding.severity is Severity.ERROR:
        return False
    return SEVERITY_RANK[finding.severity] <= SEVERITY_RANK[threshold]
