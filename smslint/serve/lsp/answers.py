"""Pages in the protocol's records: diagnostics, hovers and edits, with columns in the units that the editor counts in."""

from __future__ import annotations

from lsprotocol import types

from smslint.report.visible import escape
from smslint.report.words import range_text, segments_text
from smslint.serve.lsp.page import HINT
from smslint.serve.lsp.rulefile import rule_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pygls.workspace import PositionCodec

    from smslint.serve.lsp.page import Change, Mark, Message, Page, Place

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
    HINT: types.DiagnosticSeverity.Hint,
}
FIX_ALL = "source.fixAll.smslint"
SHOWN, LONGEST = 3, 60
"""Texts that the title of an action names, and characters of each."""


class Answers:
    """Speaks of one page of one document. versioned: the editor takes edits that name the version they are for."""

    def __init__(self, page: Page, uri: str, version: int | None, codec: PositionCodec, versioned: bool = True) -> None:
        self.page = page
        self.uri = uri
        self.version = version
        self.codec = codec
        self.versioned = versioned

    def diagnostics(self) -> list[types.Diagnostic]:
        """One for each mark."""
        return [self.diagnostic(mark) for mark in self.page.marks]

    def diagnostic(self, mark: Mark) -> types.Diagnostic:
        """A mark as the editor shows it; the code leads to who says so."""
        finding = mark.finding
        address = (
            next((one.address for one in finding.sources if one.address.startswith("https://")), "") if finding else ""
        )
        return types.Diagnostic(
            range=self._range(mark.start, mark.end),
            message=escape(mark.message),
            severity=_SEVERITIES[mark.severity],
            code=mark.code,
            code_description=types.CodeDescription(href=address) if address else None,
            source="smslint",
        )

    def hover(self, position: types.Position, markdown: bool) -> types.Hover | None:
        """The pages of the rules that speak at a place, and how the message there travels."""
        place = self._place(position)
        marks = [mark for mark in self.page.marks_at(place, place) if mark.finding is not None]
        said = [
            _explanation(mark.code, self.page, markdown) or _said(mark.message, markdown) for mark in _one_each(marks)
        ]
        if self.page.of_rules:
            said.append(_explanation(rule_named(self.page, place[0]), self.page, markdown))
        message = self.page.message_at(place)
        if message is not None:
            said.append(_travel(message, markdown))
        said = list(filter(None, said))
        if not said:
            return None
        kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
        joined = ("\n\n---\n\n" if markdown else "\n\n").join(said)
        around = self._range(marks[0].start, marks[0].end) if marks else None
        return types.Hover(contents=types.MarkupContent(kind=kind, value=joined), range=around)

    def actions(self, asked: types.CodeActionParams) -> list[types.CodeAction]:
        """A quick fix for each mark in the range that knows one, and one that makes all safe edits of the document."""
        mender = self.page.mender
        if mender is None:
            return []
        start, end = self._place(asked.range.start), self._place(asked.range.end)
        found = []
        if _wanted(types.CodeActionKind.QuickFix, asked.context.only):
            fixes = ((mark, mender.mend(mark)) for mark in self.page.marks_at(start, end))
            found += [self._quick_fix(mark, *mended) for mark, mended in fixes if mended is not None]
        changes = mender.mend_all() if _wanted(FIX_ALL, asked.context.only) else []
        if changes:
            title = "Make all safe edits of smslint"
            found.append(types.CodeAction(title=title, kind=FIX_ALL, edit=self._edit(changes)))
        return found

    def _quick_fix(self, mark: Mark, changes: Sequence[Change], safe: bool) -> types.CodeAction:
        return types.CodeAction(
            title=f"{mark.code}: {_doing(changes)}" + ("" if safe else " (changes wording)"),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[self.diagnostic(mark)],
            is_preferred=safe,
            edit=self._edit(changes),
        )

    def _edit(self, changes: Iterable[Change]) -> types.WorkspaceEdit:
        edits = [types.TextEdit(range=self._range(start, end), new_text=text) for start, end, text in changes]
        if not self.versioned:
            return types.WorkspaceEdit(changes={self.uri: edits})
        document = types.OptionalVersionedTextDocumentIdentifier(uri=self.uri, version=self.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(text_document=document, edits=list(edits))])

    def _range(self, start: Place, end: Place) -> types.Range:
        return types.Range(start=self._position(start), end=self._position(end))

    def _position(self, place: Place) -> types.Position:
        line, column = place
        before = self.page.source.line(line)[: column - 1]
        return types.Position(line=line - 1, character=self.codec.client_num_units(before))

    def _place(self, position: types.Position) -> Place:
        line = self.page.source.line(position.line + 1)
        units = column = 0
        while column < len(line) and units < position.character:
            units += self.codec.client_num_units(line[column])
            column += 1
        return position.line + 1, column + 1


def _wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether an editor that asks for some kinds of action asks for this one."""
    return not only or any(kind == one or kind.startswith(f"{one}.") for one in map(_name, only))


def _name(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def _one_each(marks: Iterable[Mark]) -> list[Mark]:
    """The first mark of each rule."""
    found: dict[str, Mark] = {}
    for mark in marks:
        found.setdefault(mark.code, mark)
    return list(found.values())


def _explanation(name: str, page: Page, markdown: bool) -> str:
    """The page of a rule; empty where the book has none of that name."""
    if page.book is None or not name:
        return ""
    book = page.book()
    rule = book.rules.get(name)
    if rule is None:
        return ""
    if not markdown:
        from smslint.rulebook.explain import explain_text

        return explain_text(rule, book.sources).rstrip("\n")
    from smslint.docs.markdown import page_text
    from smslint.docs.pages import page_of

    return page_text(page_of(rule, book), made="").rstrip("\n")


def _said(text: str, markdown: bool) -> str:
    if not markdown:
        return escape(text)
    from smslint.docs.markdown import plain

    return plain(text)


def _travel(message: Message, markdown: bool) -> str:
    """`1 segment (GSM-7, 35 of 160)`, or the range of a template's segments."""
    item = message.item
    said = segments_text(item.report.segments) if item.expansion is None else range_text(item.expansion)
    return _said(said, markdown)


def _doing(changes: Sequence[Change]) -> str:
    """What an action does, in words that fit a menu: `write "https"`, `remove what does not belong`."""
    written = list(dict.fromkeys(new.strip() for _, _, new in changes if new.strip()))
    if not written:
        return "remove what does not belong"
    said = ", ".join(f'"{escape(one if len(one) <= LONGEST else one[:LONGEST] + "...")}"' for one in written[:SHOWN])
    return f"write {said}" + (f" and {len(written) - SHOWN} more" if len(written) > SHOWN else "")
