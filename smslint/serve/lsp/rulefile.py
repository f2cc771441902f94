"""A rule file, a list, a profile or a table of sources: the faults that the loader finds, as they would stop `smslint`."""

from __future__ import annotations

import os
import re

from smslint.rulebook.fingerprint import is_source
from smslint.serve.lsp.page import Mark, Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.errors import Issue
    from smslint.project.source import Source
    from smslint.rulebook.book import Book
    from smslint.rulebook.samples import SampleResult

_RULE = re.compile(r"^(?:- |\s+- )?id:\s*[\"']?[A-Z]{3}[0-9]{3}\b", re.MULTILINE)
_ROOMS = frozenset({"core", "lists", "packs", "profiles"})
_TABLES = ("sources.yml", "sources.yaml")
_HIGHEST = 5
"""Folders above a file that are looked at for a root of rules."""


def is_rule_file(path: str, text: str) -> bool:
    """Whether a document is meant for the rule loader: by its place below a folder of rules, or by what it says."""
    if not is_source(path):
        return False
    return _below_root(path) is not None or (
        bool(_RULE.search(text)) and re.search(r"^\s*check:", text, re.M) is not None
    )


def _below_root(path: str) -> str | None:
    """The folder laid out as `rules/` that a file belongs to."""
    inside, folder = os.path.basename(path), os.path.dirname(os.path.abspath(path))
    for _ in range(_HIGHEST):
        has_sources = any(os.path.isfile(os.path.join(folder, name)) for name in _TABLES)
        if inside in _TABLES or (inside in _ROOMS and (has_sources or os.path.isdir(os.path.join(folder, "lists")))):
            return folder
        if has_sources and is_source(inside):
            return folder
        inside, folder = os.path.basename(folder), os.path.dirname(folder)
    return None


def rule_page(path: str, source: Source) -> Page:
    """What the loader says of a rule file as it stands in the editor, with all that lies beside it."""
    page = Page(source, of_rules=True)
    book = _load(path, source)
    real = os.path.realpath(path)
    page.book = lambda: book
    for issue in book.issues:
        if os.path.realpath(issue.path) == real:
            page.marks.append(_mark(issue, source, "error"))
    for issue in book.warnings:
        if os.path.realpath(issue.path) == real:
            page.marks.append(_mark(issue, source, "warning"))
    return page


def _load(path: str, source: Source) -> Book:
    from smslint.rulebook.home import rules_home
    from smslint.rulebook.loader import load_book
    from smslint.rulebook.shipped import shipped_book

    home, real = os.path.realpath(rules_home()), os.path.realpath(path)
    unsaved = {real: source.encode(source.text)}
    if real.startswith(home + os.sep):
        return load_book([home], strict=False, unsaved=unsaved)
    root = _below_root(path) or path
    return load_book([root], base=shipped_book(), strict=False, unsaved=unsaved)


def _mark(issue: Issue, source: Source, severity: str) -> Mark:
    """A mark from the issue's place to the end of the word there, or of the line."""
    line = source.line(issue.line)
    word = re.match(r"[\w.-]+|\"[^\"]*\"|'[^']*'", line[issue.column - 1 :])
    last = issue.column + word.end() if word else max(len(line) + 1, issue.column + 1)
    return Mark((issue.line, issue.column), (issue.line, last), severity, "rule-file", issue.message)


def rule_named(page: Page, line: int) -> str:
    """The rule whose identifier stands on a line; empty on other lines."""
    found = re.match(r"\s*(?:- )?id:\s*[\"']?([A-Z]{3}[0-9]{3})\b", page.source.line(line))
    return found[1] if found else ""


def failed_samples(path: str, page: Page) -> list[Mark]:
    """Marks on the samples with which a rule of this file does not do what its author says; none while the loader objects."""
    from smslint.linter import Linter
    from smslint.model import RulesetInfo
    from smslint.rulebook.compile import compile_book
    from smslint.rulebook.samples import rules_for_samples, run_samples
    from smslint.ruleset import Ruleset
    from smslint.version import __version__

    if page.book is None or page.marks:
        return []
    real, book = os.path.realpath(path), page.book()
    chosen = [rule.id for rule in book.rules.values() if os.path.realpath(rule.path) == real]
    if not chosen:
        return []
    linter = Linter.of(
        Ruleset(compile_book(book, rules_for_samples(book, chosen)), RulesetInfo("samples", __version__, ""))
    )
    return [_failed(one, page.source) for one in run_samples(linter, book, chosen) if not one.ok]


def _failed(one: SampleResult, source: Source) -> Mark:
    end = (one.line, len(source.line(one.line)) + 1)
    said = f"{one.expected} sample {one.index + 1}: {'; '.join(one.faults)}"
    return Mark((one.line, one.column), end, "error", "sample", said)
