"""The shipped rules, read once for as long as their files stay what they are: reading them is most of what a short run does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from smslint.rulebook.book import Book
from smslint.rulebook.cache import source_digest
from smslint.rulebook.home import rules_home
from smslint.rulebook.loader import load_book


def shipped_book() -> Book:
    """The shipped rules, lists and sources; not to be changed. Raises RuleFileError when one is faulty."""
    home = str(rules_home())
    return _read(home, source_digest([home], ""))


def with_shipped(roots: Sequence[str]) -> Book:
    """The shipped rules and those below other roots; not to be changed. Raises RuleFileError with all issues."""
    return load_book(roots, base=shipped_book()) if roots else shipped_book()


@lru_cache(maxsize=1)
def _read(home: str, digest: str) -> Book:
    return load_book([home])
