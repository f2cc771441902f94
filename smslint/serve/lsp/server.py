"""The protocol: which question is answered by whom."""

from __future__ import annotations

import asyncio
import logging
import os
import signal

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams, PyglsError
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol

from smslint.serve.lsp.answers import FIX_ALL, Answers
from smslint.serve.lsp.desk import Desk
from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

    from smslint.serve.lsp.page import Page

WATCHED = "**/*.{yaml,yml,toml}"
"""Files whose change may change every verdict: rules and configurations."""


class Protocol(LanguageServerProtocol):
    """The protocol, in which every question is answered."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message in its type. What cannot be one is refused: an editor waits for the answer to each question that it asked."""
        try:
            return super().structure_message(data)
        except JsonRpcException:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=JsonRpcInvalidParams().to_response_error())
            raise


class Server(LanguageServer):
    """The server of one editor."""

    def __init__(self) -> None:
        # Whole documents: the library cuts lines where the protocol does not (U+2028, form feed), and edits would go astray.
        whole = types.TextDocumentSyncKind.Full
        super().__init__("smslint", __version__, text_document_sync_kind=whole, protocol_cls=Protocol)
        self.desk = Desk(self, self._show)

    def report_server_error(self, error: Exception, source: type[PyglsError] | type[JsonRpcException]) -> None:
        """Name the kind of a fault and no more: its text may quote a message."""
        said = f"smslint: {type(error).__name__}"
        self.window_log_message(types.LogMessageParams(type=types.MessageType.Error, message=said))

    async def answers(self, uri: str) -> Answers | None:
        """What can be said of a document."""
        known = await self.desk.page(uri)
        if known is None:
            return None
        workspace = self.client_capabilities.workspace
        edits = workspace.workspace_edit if workspace is not None else None
        versioned = bool(edits and edits.document_changes)
        return Answers(known[1], uri, known[0], self.workspace.position_codec, versioned)

    def _show(self, uri: str, version: int | None, page: Page) -> None:
        found = Answers(page, uri, version, self.workspace.position_codec).diagnostics()
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, version=version, diagnostics=found)
        )


def make_server() -> Server:
    """A server that knows all questions."""
    server = Server()
    _documents(server)
    _questions(server)
    return server


def _documents(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.desk.changed(params.text_document.uri, 0.0, settled=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.desk.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        if params.text_document.uri.lower().endswith((".yaml", ".yml", ".toml")):
            server.desk.again()
        server.desk.changed(params.text_document.uri, 0.0, settled=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.desk.closed(uri)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=[]))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def others_changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.desk.again()

    @server.feature(types.INITIALIZED)
    def ready(params: types.InitializedParams) -> None:
        _watch(server)


def _watch(server: Server) -> None:
    """Ask to be told of changed rules and configurations, where the editor can do that."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace is not None else None
    if watching is None or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers=[types.FileSystemWatcher(glob_pattern=WATCHED)])
    asked = types.Registration(
        id="smslint-files", method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES, register_options=options
    )
    server.client_register_capability(types.RegistrationParams(registrations=[asked]))


def _questions(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        answers = await server.answers(params.text_document.uri)
        if answers is None:
            return None
        return await asyncio.to_thread(answers.hover, params.position, _reads_markdown(server))

    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        answers = await server.answers(params.text_document.uri)
        return [] if answers is None else await asyncio.to_thread(answers.actions, params)


def _reads_markdown(server: Server) -> bool:
    document = server.client_capabilities.text_document
    formats = document.hover.content_format if document is not None and document.hover is not None else None
    return bool(formats) and types.MarkupKind.Markdown in (formats or ())


def serve() -> None:
    """Talk on standard input and output until the editor ends it. What anything else prints goes to standard error."""
    stdin, stdout = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # its warnings quote what was sent
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    make_server().start_io(stdin, stdout)


def _leave(number: int, frame: FrameType | None) -> None:
    """End at once: the thread that reads from the editor waits for it, and Python would wait for the thread."""
    from smslint.cli.console import INTERRUPTED

    os._exit(INTERRUPTED)
