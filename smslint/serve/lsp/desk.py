"""The documents that are open, and what is known of each. Judging happens off the loop, a moment after the last keystroke."""

from __future__ import annotations

import asyncio

from pygls.uris import to_fs_path

from smslint.errors import SmslintError
from smslint.serve.lsp.page import Mark, Page
from smslint.serve.lsp.waiting import Waiting
from smslint.serve.lsp.workshop import Workshop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pygls.lsp.server import LanguageServer
    from pygls.workspace import TextDocument

PAUSE = 0.15
"""Seconds without a keystroke before a document is judged."""


class Desk:
    """Pages of open documents. show: called with a document's uri, version and new page."""

    def __init__(self, server: LanguageServer, show: Callable[[str, int | None, Page], None]) -> None:
        self._server = server
        self._show = show
        self._workshop = Workshop()
        self._warm = False
        self._pages: dict[str, tuple[int | None, Page]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def changed(self, uri: str, pause: float = PAUSE, settled: bool = False) -> None:
        """Judge a document anew. settled: it was opened or saved, so there is time for what takes longer."""
        self._cancel(uri)
        self._tasks[uri] = asyncio.get_running_loop().create_task(self._judge(uri, pause, settled))

    def closed(self, uri: str) -> None:
        """Forget a document."""
        self._cancel(uri)
        self._pages.pop(uri, None)

    def again(self) -> None:
        """Judge every open document anew: a configuration or a rule has changed."""
        self._workshop.forget()
        for uri in list(self._pages):
            self.changed(uri, 0.0)

    async def page(self, uri: str) -> tuple[int | None, Page] | None:
        """What is known of a document as it stands now."""
        task = self._tasks.get(uri)
        if task is not None:
            await asyncio.wait([task])
        return self._pages.get(uri)

    def _cancel(self, uri: str) -> None:
        task = self._tasks.pop(uri, None)
        if task is not None:
            task.cancel()

    async def _judge(self, uri: str, pause: float, settled: bool) -> None:
        await asyncio.sleep(pause)
        document = self._server.workspace.get_text_document(uri)
        version = document.version
        async with Waiting(self._server, self._warm):
            page = await asyncio.to_thread(self._look, document, document.source, settled)
        self._warm = True
        self._pages[uri] = version, page
        self._show(uri, version, page)

    def _look(self, document: TextDocument, text: str, settled: bool) -> Page:
        from smslint.project.source import Source
        from smslint.serve.lsp.rulefile import failed_samples, is_rule_file, rule_page
        from smslint.serve.lsp.settings import is_configuration, settings_page
        from smslint.serve.lsp.template import template_page

        path = (to_fs_path(document.uri) or document.path).replace("\0", "\ufffd")
        source = Source(path, text.encode("utf-8", "replace").decode())
        try:
            if is_configuration(path):
                return settings_page(path, source)
            if not is_rule_file(path, text):
                return template_page(path, source, self._workshop)
            page = rule_page(path, source)
            if settled:
                page.marks += failed_samples(path, page)
            return page
        except SmslintError as error:
            return _unjudged(source, str(error))
        except Exception as error:  # a fault of ours must not end the session, and must not quote the message
            from smslint.cli.failure import where_raised

            return _unjudged(source, f"internal error, {where_raised(error)}; please report it")


def _unjudged(source: Source, why: str) -> Page:
    """A page that says why there is nothing else on it."""
    page = Page(source)
    page.marks.append(Mark((1, 1), (1, len(source.line(1)) + 1), "error", "not-judged", f"not judged: {why}"))
    return page


if TYPE_CHECKING:
    from smslint.project.source import Source
