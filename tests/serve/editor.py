"""An editor, as far as these tests need one: it opens, types, hovers and asks for quick fixes, and counts in UTF-16."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from lsprotocol import types
from pytest_lsp import LanguageClient

ENCODING = "utf-16-le"
PATIENCE = 60
"""Seconds after which a server that says nothing is taken for dead."""
PUBLISHED: list[types.PublishDiagnosticsParams] = []
"""All that servers have published in this process."""


def remember(client: LanguageClient, told: types.PublishDiagnosticsParams) -> None:
    """Keep what a server publishes."""
    PUBLISHED.append(told)


class Editor:
    """One open document in a client."""

    def __init__(self, client: LanguageClient, path: Path) -> None:
        self.client = client
        self.path = path
        self.uri = path.as_uri()
        self.version = 0
        self.text = ""
        self._read = len(PUBLISHED)

    async def open(self, text: str | None = None, language: str = "plaintext") -> list[types.Diagnostic]:
        """Open the file; what is marked in it."""
        self.text = self.path.read_text("utf-8") if text is None else text
        document = types.TextDocumentItem(uri=self.uri, language_id=language, version=self.version, text=self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=document))
        return await self.marked()

    async def type(self, text: str) -> list[types.Diagnostic]:
        """Replace the text; what is marked in it then."""
        self.send(text)
        return await self.marked()

    def send(self, text: str) -> None:
        """Replace the text and do not wait."""
        self.text, self.version = text, self.version + 1
        document = types.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version)
        whole = [types.TextDocumentContentChangeWholeDocument(text=text)]
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(text_document=document, content_changes=whole))

    async def marked(self) -> list[types.Diagnostic]:
        """What the server publishes next for this version."""
        return list((await self.told(self.version)).diagnostics)

    async def told(self, version: int | None) -> types.PublishDiagnosticsParams:
        """What is published next for a version of the document; None when it is closed."""
        for _ in range(PATIENCE * 100):
            while self._read < len(PUBLISHED):
                told = PUBLISHED[self._read]
                self._read += 1
                if (told.uri, told.version) == (self.uri, version):
                    return told
            await asyncio.sleep(0.01)
        raise TimeoutError(f"nothing was published for version {version}")

    async def hover(self, line: int, character: int) -> str | None:
        """What is said at a place."""
        asked = types.HoverParams(
            text_document=types.TextDocumentIdentifier(uri=self.uri), position=types.Position(line=line, character=character)
        )
        found = await self.client.text_document_hover_async(asked)
        if found is None:
            return None
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def actions(self, mark: types.Diagnostic, *only: str) -> list[types.CodeAction]:
        """The quick fixes that are offered for a mark."""
        context = types.CodeActionContext(diagnostics=[mark], only=list(only) or None)
        document = types.TextDocumentIdentifier(uri=self.uri)
        asked = types.CodeActionParams(text_document=document, range=mark.range, context=context)
        found = await self.client.text_document_code_action_async(asked)
        return [one for one in found or () if isinstance(one, types.CodeAction)]

    def applied(self, action: types.CodeAction) -> str:
        """The text after an action."""
        assert action.edit is not None
        edits: list[Any] = list((action.edit.changes or {}).get(self.uri, ()))
        for change in action.edit.document_changes or ():
            assert isinstance(change, types.TextDocumentEdit)
            assert (change.text_document.uri, change.text_document.version) == (self.uri, self.version)
            edits += change.edits
        text = self.text
        for edit in sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
            text = text[: self.offset(edit.range.start)] + edit.new_text + text[self.offset(edit.range.end) :]
        return text

    def words(self, mark: types.Diagnostic) -> str:
        """The text under a mark."""
        return self.text[self.offset(mark.range.start) : self.offset(mark.range.end)]

    def offset(self, position: types.Position) -> int:
        """The offset of a position: lines end at \\n, characters are units of UTF-16."""
        lines = self.text.split("\n")
        before = sum(len(line) + 1 for line in lines[: position.line])
        units = lines[position.line].encode(ENCODING)[: 2 * position.character]
        return before + len(units.decode(ENCODING))
