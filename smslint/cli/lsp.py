"""`smslint lsp`: the language server, started by an editor."""

from __future__ import annotations

from smslint.cli import console
from smslint.errors import MissingExtraError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def lsp(params: Mapping[str, Any]) -> int:
    """Serve until the editor ends it; returns the exit code. Raises MissingExtraError without pygls."""
    try:
        from smslint.serve.lsp.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise MissingExtraError("smslint lsp", "lsp") from None
    serve()
    return console.CLEAN
