"""The shipped rules, read once for as long as their files stay what they are: reading them is most of what a short run does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from smslint.rulebook.book import Book
from smslint.rulebook.fingerprint import source_state
from smslint.rulebook.home import is_inside, rules_home
from smslint.rulebook.loader import load_book


def shipped_book() -> Book:
    """The shipped rules, lists and sources; not to be changed. Raises RuleFileError when one is faulty."""
    home = str(rules_home())
    return _read(home, source_state([home]))


def with_shipped(roots: Sequence[str]) -> Book:
    """The shipped rules and those below other roots; not to be changed. Raises RuleFileError with all issues.

    A root inside the shipped rules adds nothing to them.
    """
    home, book = rules_home(), shipped_book()
    others = [root for root in roots if not is_inside(root, home)]
    return load_book(others, base=book) if others else book


@lru_cache(maxsize=1)
def _read(home: str, state: tuple[object, ...]) -> Book:
    return load_book([home])
