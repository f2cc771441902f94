"""The samples inside rule files, one by one, so that each is a test of its own."""

from __future__ import annotations

import os
from functools import lru_cache

from smslint.errors import SmslintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.linter import Linter
    from smslint.rulebook.book import Book
    from smslint.rulebook.samples import SampleResult


class Sample:
    """One sample of a rule. `str()` of it is a name for a test: `ACM001-bad-1`."""

    __slots__ = ("_result", "line", "path", "rule", "text")

    def __init__(self, result: SampleResult) -> None:
        self._result = result
        self.rule = result.rule
        self.path = result.path
        self.line = result.line
        self.text = result.text

    def check(self) -> None:
        """Raise AssertionError, with file and line, unless the rule does with the sample what its author says."""
        __tracebackhide__ = True
        if self._result.faults:
            from smslint.report.visible import escape

            raise AssertionError(escape(str(self._result)))

    def __str__(self) -> str:
        return f"{self.rule}-{self._result.expected}-{self._result.index + 1}"

    def __repr__(self) -> str:
        return f"Sample({self})"


def samples(*paths: str | os.PathLike[str]) -> list[Sample]:
    """All samples of the rule files and folders, in the order of the files; rules in preview included.

    The lists and sources of smslint may be used in them. Raises RuleFileError with every fault of the files, SmslintError
    where there is no rule: a test of nothing must not pass.
    """
    from smslint.rulebook.fingerprint import source_state
    from smslint.rulebook.samples import run_samples

    roots = tuple(os.path.abspath(os.fspath(path)) for path in paths)
    book, linter, chosen = _loaded(roots, source_state(roots)[0])
    if not chosen:
        raise SmslintError(f"no rule in {', '.join(repr(os.fspath(path)) for path in paths) or 'no path at all'}")
    return [Sample(result) for result in run_samples(linter, book, chosen)]


@lru_cache(maxsize=8)
def _loaded(roots: tuple[str, ...], state: tuple[object, ...]) -> tuple[Book, Linter, list[str]]:
    """The rules below some roots with those of smslint, a linter over the former, and which these are. state: of their files."""
    from smslint.linter import Linter
    from smslint.model import RulesetInfo
    from smslint.rulebook.cache import compile_remembering
    from smslint.rulebook.home import is_inside
    from smslint.rulebook.samples import rules_for_samples
    from smslint.rulebook.shipped import with_shipped
    from smslint.ruleset import Ruleset
    from smslint.version import __version__

    book = with_shipped(roots)
    chosen = [rule.id for rule in book.rules.values() if any(is_inside(rule.path, root) for root in roots)]
    bundle = compile_remembering(book, rules_for_samples(book, chosen))
    return book, Linter.of(Ruleset(bundle, RulesetInfo("samples", __version__, ""))), chosen
