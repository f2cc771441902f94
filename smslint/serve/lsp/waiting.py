"""A sign that rules are being prepared: on a new machine the first document waits for it, and silence looks like a fault."""

from __future__ import annotations

from itertools import count

from lsprotocol import types
from pygls.exceptions import JsonRpcException

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

_numbers = count(1)


class Waiting:
    """Shows progress for as long as its block runs, where the editor can, and only the first time (`warm` is False)."""

    def __init__(self, server: LanguageServer, warm: bool) -> None:
        self._token = f"smslint-rules-{next(_numbers)}"
        window = server.client_capabilities.window
        self._progress = server.work_done_progress
        self._shown = not warm and window is not None and bool(window.work_done_progress)

    async def __aenter__(self) -> None:
        if not self._shown:
            return
        try:
            await self._progress.create_async(self._token)
        except (JsonRpcException, RuntimeError):
            self._shown = False  # the editor has changed its mind; the work is done all the same
            return
        self._progress.begin(self._token, types.WorkDoneProgressBegin(title="smslint", message="preparing its rules"))

    async def __aexit__(self, *_: object) -> None:
        if self._shown:
            self._progress.end(self._token, types.WorkDoneProgressEnd())
