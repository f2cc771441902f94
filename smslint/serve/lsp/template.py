"""A document with messages: each is judged as `smslint check` would judge it, with the configuration beside the file."""

from __future__ import annotations

from smslint.report import Item, Location
from smslint.report.record import Suppressed
from smslint.report.region import edits
from smslint.serve.lsp.page import HINT, Mark, Message, Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.model import Finding
    from smslint.project.source import Source
    from smslint.serve.lsp.page import Place
    from smslint.serve.lsp.workshop import Workshop


def template_page(path: str, source: Source, workshop: Workshop) -> Page:
    """What is to be said of the messages in a file. Raises SmslintError for a faulty configuration or rule file."""
    from smslint.project.config import load_configuration
    from smslint.project.found import Note, find_messages
    from smslint.project.judge import judge_message

    page = Page(source)
    configuration = load_configuration(path)
    tools = None
    for found in find_messages(path, source.encode(source.text), configuration):
        if isinstance(found, Note):
            page.marks.append(_remark(found, source))
            continue
        tools = tools or workshop.tools(configuration.linter_arguments())
        judged = judge_message(tools.linter, found, configuration)
        suppressed = tuple(Suppressed(finding, "inSource") for finding, _ in judged.suppressed)
        _add(page, Item(judged.report, Location(**found.location()), suppressed))
    if tools is not None:
        page.book = tools.book
    return page


def _remark(note: object, source: Source) -> Mark:
    line, column = getattr(note, "line", None) or 1, getattr(note, "column", None) or 1
    severity = "warning" if getattr(note, "unread", False) else HINT
    end = (line, max(column + 1, len(source.line(line)) + 1))
    return Mark((line, column), end, severity, "note", getattr(note, "say", ""))


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
