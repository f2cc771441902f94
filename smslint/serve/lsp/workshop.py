"""Linters and rule books, made once for each choice of rules and again when a file of theirs has changed."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.linter import Linter
    from smslint.rulebook.book import Book

KEPT = 8
"""Choices of rules that are kept; a workspace seldom has more than two."""


class Tools:
    """A linter, and the pages of its rules, read when somebody asks for one."""

    def __init__(self, linter: Linter, roots: list[str]) -> None:
        self.linter = linter
        self._roots = roots
        self._book: Book | None = None

    @property
    def book(self) -> Book:
        """The rule book."""
        if self._book is None:
            self._book = book_of(self._roots)
        return self._book


class Workshop:
    """Keeps them."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, Tools]] = {}

    def tools(self, arguments: dict[str, Any]) -> Tools:
        """What judges by these arguments of `Linter`. Raises SmslintError for faulty rules."""
        from smslint.linter import Linter
        from smslint.rulebook.cache import source_state

        rules = arguments.get("rules") or "default"
        roots = [name for name in ([rules] if isinstance(rules, str) else map(str, rules)) if os.path.exists(name)]
        key, state = repr(sorted(arguments.items(), key=str)), source_state(roots)[0]
        kept = self._kept.get(key)
        if kept is not None and kept[0] == state:
            return kept[1]
        tools = Tools(Linter(**arguments), roots)
        if len(self._kept) >= KEPT:
            self._kept.clear()
        self._kept[key] = state, tools
        return tools


def book_of(roots: list[str]) -> Book:
    """The shipped rules and those below some roots; what is faulty is left out."""
    from smslint.rulebook.loader import load_book
    from smslint.rulebook.page import shipped_book

    return load_book(roots, base=shipped_book(), strict=False) if roots else shipped_book()
