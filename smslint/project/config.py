"""The configuration of a repository: `smslint.toml` or `[tool.smslint]` in pyproject.toml, the nearest one upwards."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.model import Context


class Configuration:
    """What a repository says about its messages. Without a file everything is as usual.

    path: the file, None without one; root: the folder that paths in it are relative to; rules, select, ignore, preview,
    as_of: which rules judge.
    """

    def __init__(self, path: str | None = None, root: str = ".", settings: dict[str, Any] | None = None) -> None:
        self.path = path
        self.root = root
        self.settings = settings or {}

    def context_for(self, path: str, key: str | None = None) -> Context:
        """What is known about messages of a file, or of one field of it."""
        raise NotImplementedError

    def linter_arguments(self) -> dict[str, Any]:
        """Keyword arguments of `smslint.Linter`."""
        raise NotImplementedError


def load_configuration(start: str) -> Configuration:
    """The configuration that holds for a file or folder: the nearest, with what it extends.

    Raises ConfigurationError (path, line, column and the likely key of every fault).
    """
    raise NotImplementedError(start)
