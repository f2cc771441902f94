"""What a writer is told: where a message stands, what was found in it, and the totals of a run."""

from __future__ import annotations

from smslint.model import SEVERITY_RANK, Severity, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Protocol

    from smslint.model import Edit, Finding, Report, RulesetInfo

    Place = tuple[int, int]
    Region = tuple[Place, Place]

    class Lines(Protocol):
        """The text of a file, by lines."""

        def line(self, number: int) -> str:
            """One line without its end."""

    class Places(Protocol):
        """The way from offsets of a message to the lines and columns of its file (`smslint.project.places.Places`)."""

        @property
        def source(self) -> Lines:
            """The file."""

        def at(self, offset: int) -> tuple[int, int]:
            """Line and column of a character."""

        def region(self, start: int, end: int) -> Region:
            """Line and column of the start, and those after the end."""

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


class Location:
    """Where a message begins: in a file, in a row of data, or nowhere but on the command line.

    `field` names the value that holds the message inside structured data; there, positions inside the message are no
    positions in the file, so the line stays and the column counts within the message. With `places` every position is one in
    the file, and `write` tells how text is written there (None where it cannot be).
    """

    __slots__ = ("column", "field", "id", "line", "path", "places", "row", "write")

    def __init__(
        self,
        path: str | None = None,
        line: int = 1,
        column: int = 1,
        field: str | None = None,
        row: int | None = None,
        id: str | None = None,
        places: Places | None = None,
        write: Callable[[str], str | None] | None = None,
    ) -> None:
        self.places = places
        self.write = write
        self.path = path
        self.line = line
        self.column = column
        self.field = field
        self.row = row
        self.id = id

    @property
    def exact(self) -> bool:
        """Whether places in the message are known as places in the file."""
        return self.path not in (None, "-") and (self.field is None or self.places is not None)

    @property
    def name(self) -> str:
        """The path as people read it; standard input and the command line have names of their own."""
        if self.path is None:
            return "<text>"
        return "<stdin>" if self.path == "-" else self.path

    def at(self, text: str, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a position in the message."""
        if self.places is not None:
            return self.places.at(offset)
        start = text.rfind("\n", 0, offset) + 1
        if self.field is not None:
            return self.line, offset + 1
        breaks = text.count("\n", 0, offset)
        column = offset - start + (self.column if breaks == 0 else 1)
        return self.line + breaks, column

    def region(self, text: str, start: int, end: int) -> Region:
        """Line and column of the start of a part of the message, and those after its end."""
        if self.places is not None:
            return self.places.region(start, end)
        return self.at(text, start), self.at(text, end)

    def written(self, edit: Edit) -> str | None:
        """What an edit of the message puts into the file: the text as it is written there; None where it cannot be."""
        if self.places is None:
            return edit.text
        return self.write(edit.text) if self.write is not None else None

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape of the contract."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "field": self.field,
            "row": self.row,
            "id": self.id,
        }


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
