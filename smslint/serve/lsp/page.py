"""What is known of one document, before anybody turns it into the protocol's records.

Places are (line, column), both from 1, columns in code points.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from smslint.model import Finding
    from smslint.project.judge import Judged
    from smslint.project.source import Source
    from smslint.report import Item
    from smslint.rulebook.book import Book
    from smslint.serve.lsp.mending import Mender

    Place = tuple[int, int]
    Change = tuple[Place, Place, str]

HINT = "hint"
"""The severity of what is only said: a value that nobody can know from the file."""


class Mark:
    """A fault or a remark at a place.

    severity: error, warning, info or hint; code: the rule, or a word for the kind of remark; finding, judged: of which message
    it tells, where it does.
    """

    __slots__ = ("code", "end", "finding", "judged", "message", "severity", "start")

    def __init__(
        self,
        start: Place,
        end: Place,
        severity: str,
        code: str,
        message: str,
        finding: Finding | None = None,
        judged: Judged | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.severity = severity
        self.code = code
        self.message = message
        self.finding = finding
        self.judged = judged


class Message:
    """One message of a document and the part that it takes."""

    __slots__ = ("end", "item", "start")

    def __init__(self, start: Place, end: Place, item: Item) -> None:
        self.start = start
        self.end = end
        self.item = item


class Page:
    """Marks, messages and, for the explanations, the rules that judged. of_rules: the document is itself a rule file.

    book: called when somebody asks for an explanation; reading all rules takes longer than judging a text.
    """

    __slots__ = ("book", "marks", "mender", "messages", "of_rules", "source")

    def __init__(self, source: Source, of_rules: bool = False) -> None:
        self.of_rules = of_rules
        self.source = source
        self.marks: list[Mark] = []
        self.messages: list[Message] = []
        self.book: Callable[[], Book] | None = None
        self.mender: Mender | None = None

    def marks_at(self, start: Place, end: Place) -> list[Mark]:
        """The marks that touch a range, the narrowest first."""
        found = [mark for mark in self.marks if mark.start <= end and start <= mark.end]
        return sorted(found, key=lambda mark: (mark.end[0] - mark.start[0], mark.end[1] - mark.start[1]))

    def message_at(self, place: Place) -> Message | None:
        """The message that a place belongs to."""
        return next((one for one in self.messages if one.start <= place <= one.end), None)
