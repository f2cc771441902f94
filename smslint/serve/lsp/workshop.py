"""What judges: repositories by folder, linters by choice of rules, the pages of their rules. Made once, and again on demand."""

from __future__ import annotations

import os

from smslint.cli.repository import Repository
from smslint.cli.setup import make_linter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from smslint.linter import Linter
    from smslint.project.judge import Judge
    from smslint.rulebook.book import Book

KEPT = 8
"""Choices of rules that are kept; a workspace seldom has more than two."""
_CHOICE = ("rules", "select", "ignore", "preview", "as_of")


def _unheard(path: str, line: int | None, message: str, column: int | None = None) -> None:
    """A repository tells of files that it cannot read; an editor hands over its own."""


class Workshop:
    """Keeps them. Called from one thread at a time for each document."""

    def __init__(self) -> None:
        self._repositories: dict[str, Repository] = {}
        self._linters: dict[str, tuple[tuple[Any, ...], Linter]] = {}
        self._books: dict[tuple[str, ...], tuple[tuple[Any, ...], Book]] = {}

    def forget(self) -> None:
        """Read configurations and baselines anew; rules are, when a file of theirs has changed."""
        self._repositories.clear()

    def repository(self, path: str) -> Repository:
        """What `smslint check` would judge a file with. Raises SmslintError for a faulty configuration or baseline."""
        folder = os.path.dirname(path) or "."
        found = self._repositories.get(folder)
        if found is None:
            params = {"paths": (folder,), "no_cache": True}
            found = self._repositories[folder] = Repository(params, _unheard, self._linter)  # type: ignore[arg-type]
        return found

    def book(self, judge: Judge) -> Book:
        """The rules that a judge judges by; what is faulty is left out."""
        from smslint.rulebook.loader import load_book
        from smslint.rulebook.shipped import shipped_book

        roots = tuple(_roots(judge.configuration.linter_arguments()))
        if not roots:
            return shipped_book()
        state = _state(roots)
        kept = self._books.get(roots)
        if kept is None or kept[0] != state:
            kept = self._books[roots] = state, load_book(roots, base=shipped_book(), strict=False)
        return kept[1]

    def _linter(self, settings: Mapping[str, Any]) -> Linter:
        key, state = repr([settings.get(name) for name in _CHOICE]), _state(_roots(settings))
        kept = self._linters.get(key)
        if kept is None or kept[0] != state:
            if len(self._linters) >= KEPT:
                self._linters.clear()
            kept = self._linters[key] = state, make_linter(settings)
        return kept[1]


def _roots(settings: Mapping[str, Any]) -> list[str]:
    """The files and folders among the rules that are asked for."""
    return [name for name in settings.get("rules") or () if os.path.exists(name)]


def _state(roots: tuple[str, ...] | list[str]) -> tuple[Any, ...]:
    from smslint.rulebook.fingerprint import source_state

    return source_state(roots)[0]
