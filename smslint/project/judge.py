"""From a found message to what is said about it: the linter's findings, those about templates, and what is suppressed."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.linter import Linter
    from smslint.model import Finding, Report
    from smslint.project.config import Configuration
    from smslint.project.found import FoundMessage
    from smslint.project.suppress import Suppression


class Judged:
    """One message, judged. report: what stands; suppressed: (finding, what suppressed it) of what does not."""

    __slots__ = ("message", "report", "suppressed")

    def __init__(
        self, message: FoundMessage, report: Report, suppressed: tuple[tuple[Finding, Suppression], ...] = ()
    ) -> None:
        self.message = message
        self.report = report
        self.suppressed = suppressed


def judge_message(linter: Linter, message: FoundMessage, configuration: Configuration) -> Judged:
    """Lint a message as its repository wants it: rules, ranges of its placeholders, suppressions."""
    raise NotImplementedError
