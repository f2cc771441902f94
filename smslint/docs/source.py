"""Which rules a folder documents: its own. They may cite the shipped sources and use the shipped lists."""

from __future__ import annotations

import os

from smslint.docs.pages import Page, page_of, pages
from smslint.errors import RuleFileError
from smslint.rulebook.book import Book
from smslint.rulebook.home import rules_home
from smslint.rulebook.loader import load_book
from smslint.rulebook.shipped import shipped_book


def pages_below(home: str) -> list[Page]:
    """The pages of the rules of a folder, by identifier. Raises RuleFileError.

    A folder that holds a whole book, such as a copy of the shipped one, stands alone.
    """
    if is_shipped(home):
        return pages(shipped_book())
    shipped = shipped_book()
    try:
        book = load_book([home], base=shipped)
    except RuleFileError as error:
        return pages(_alone(home, error))
    return [page_of(book.rules[name], book) for name in sorted(book.rules.keys() - shipped.rules.keys())]


def is_shipped(home: str) -> bool:
    """Whether a folder is that of the shipped rules."""
    return os.path.realpath(home) == os.path.realpath(rules_home())


def _alone(home: str, error: RuleFileError) -> Book:
    """The folder as a book of its own; when it is none either, the error that says less is raised."""
    try:
        return load_book([home])
    except RuleFileError as other:
        raise min(error, other, key=lambda one: len(one.issues)) from None
