"""A document with messages: each is judged as `smslint check` would judge it, with the configuration beside the file."""

from __future__ import annotations

from functools import partial

from smslint.report import Item, Location
from smslint.serve.lsp.page import HINT, Mark, Message, Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.model import Finding
    from smslint.project.found import Note
    from smslint.project.judge import Judged
    from smslint.project.source import Source
    from smslint.serve.lsp.page import Place
    from smslint.serve.lsp.workshop import Workshop


def template_page(path: str, source: Source, workshop: Workshop) -> Page:
    """What is to be said of the messages in a file.

    Raises SmslintError for a faulty configuration, baseline or rule file, and where a reader is not installed.
    """
    from smslint.project.check import check_file
    from smslint.serve.lsp.mending import Mender

    page = Page(source)
    repository = workshop.repository(path)
    judge = repository.judge_of(path)
    if judge.configuration.excludes(path):
        return page
    checked = check_file(judge, path, source.encode(source.text))
    for note in checked.notes:
        page.marks.append(_remark(note, source))
    for judged in checked.judged:
        _add(page, repository.against_baseline(judged))
    page.book = partial(workshop.book, judge)
    page.mender = Mender(judge, checked)
    return page


def _remark(note: Note, source: Source) -> Mark:
    """The mark of what could not be known or read, to the end of its line."""
    line, column = note.line or 1, note.column or 1
    end = (line, max(column + 1, len(source.line(line)) + 1))
    return Mark((line, column), end, "warning" if note.unread else HINT, "note", note.say)


def _add(page: Page, judged: Judged) -> None:
    """The message, unless it is only the place of a remark, and its marks."""
    sizes = judged.expansion.to_dict() if judged.expansion is not None else None
    item = Item(judged.report, Location(**judged.message.location()), judged.accepted, sizes)
    text = item.report.text
    start, end = item.location.region(text, 0, len(text))
    if judged.message.format != "smslint":
        page.messages.append(Message(start, end, item))
    page.marks += [_mark(page, item, finding, judged, start, end) for finding in item.report.findings]


def _mark(page: Page, item: Item, finding: Finding, judged: Judged, start: Place, end: Place) -> Mark:
    """The mark of a finding; what is absent is marked on the first line of its message."""
    severity = finding.severity.value
    if finding.depends_on and severity == "error":
        severity = "warning"
    if finding.start is not None and finding.end is not None:
        first, last = item.location.region(item.report.text, finding.start, finding.end)
    else:
        first, last = start, min(end, (start[0], len(page.source.line(start[0])) + 1))
    waits = f" (needs {', '.join(finding.depends_on)})" if finding.depends_on else ""
    return Mark(first, last, severity, finding.rule, finding.message + waits, finding, judged)
