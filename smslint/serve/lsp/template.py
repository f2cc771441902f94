"""A document with messages: each is judged as `smslint check` would judge it, with the configuration beside the file."""

from __future__ import annotations

from smslint.report import Item, Location
from smslint.report.region import edits
from smslint.serve.lsp.page import HINT, Mark, Message, Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.model import Finding
    from smslint.project.config import Configuration
    from smslint.project.found import Note
    from smslint.project.judge import Judge, Judged
    from smslint.project.source import Source
    from smslint.rulebook.book import Book
    from smslint.serve.lsp.page import Place
    from smslint.serve.lsp.workshop import Workshop


def template_page(path: str, source: Source, workshop: Workshop) -> Page:
    """What is to be said of the messages in a file. Raises SmslintError for a faulty configuration or rule file."""
    from smslint.project.config import load_configuration
    from smslint.project.found import Note, find_messages

    page = Page(source)
    configuration = load_configuration(path)
    if configuration.excludes(path):
        return page
    judge = None
    for found in find_messages(path, source.encode(source.text), configuration):
        if isinstance(found, Note):
            page.marks.append(_remark(found, source))
            continue
        if judge is None:
            judge, page.book = _judge(configuration, workshop)
        judged = judge.judge(found)
        _add(page, Item(judged.report, Location(**found.location()), judged.accepted, _sizes(judged)))
    return page


def _judge(configuration: Configuration, workshop: Workshop) -> tuple[Judge, Book]:
    from datetime import date

    from smslint.project.judge import Judge

    arguments = configuration.linter_arguments()
    tools = workshop.tools(arguments)
    day = arguments.get("as_of") or date.today()
    return Judge(tools.linter, configuration, day, arguments.get("select"), arguments.get("ignore")), tools.book


def _sizes(judged: Judged) -> dict[str, Any] | None:
    return judged.expansion.to_dict() if judged.expansion is not None else None


def _remark(note: Note, source: Source) -> Mark:
    """The mark of what could not be known or read, to the end of its line."""
    line, column = note.line or 1, note.column or 1
    end = (line, max(column + 1, len(source.line(line)) + 1))
    return Mark((line, column), end, "warning" if note.unread else HINT, "note", note.say)


def _add(page: Page, item: Item) -> None:
    text = item.report.text
    start, end = item.location.region(text, 0, len(text))
    page.messages.append(Message(start, end, item))
    for finding in item.report.findings:
        page.marks.append(_mark(page, item, finding, start, end))


def _mark(page: Page, item: Item, finding: Finding, start: Place, end: Place) -> Mark:
    """The mark of a finding; what is absent is marked on the first line of its message."""
    severity = finding.severity.value
    if finding.depends_on and severity == "error":
        severity = "warning"
    if finding.start is not None and finding.end is not None:
        first, last = item.location.region(item.report.text, finding.start, finding.end)
    else:
        first, last = start, min(end, (start[0], len(page.source.line(start[0])) + 1))
    waits = f" (needs {', '.join(finding.depends_on)})" if finding.depends_on else ""
    return Mark(first, last, severity, finding.rule, finding.message + waits, finding, tuple(edits(item, finding)))
