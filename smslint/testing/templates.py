"""The messages of templates, translations and code, one by one, judged with the configuration beside them."""

from __future__ import annotations

import os

from smslint.errors import SmslintError
from smslint.report import Item, Location
from smslint.report.record import counts_at
from smslint.testing.levels import severity_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.cli.repository import Repository
    from smslint.project.judge import Judged


class Message:
    """One message of a file. `str()` of it is a name for a test: `locales/app.yml:5:sms.welcome`."""

    __slots__ = ("_item", "column", "key", "line", "path", "report", "text")

    def __init__(self, judged: Judged) -> None:
        location = Location(**judged.message.location())
        sizes = judged.expansion.to_dict() if judged.expansion is not None else None
        self._item = Item(judged.report, location, judged.accepted, sizes)
        self.report = judged.report
        self.text = judged.message.text
        self.path = judged.message.path
        self.key = judged.message.key
        self.line, self.column = location.line, location.column

    def check(self, *, at: str = "error", unknown: bool = False) -> None:
        """Raise AssertionError, with the findings in frames, when something stands against the message.

        at: the lowest severity that counts; unknown: whether a verdict that waits for context fails too. Raises SmslintError
        for a misspelt severity.
        """
        __tracebackhide__ = True
        level = severity_of("at", at)
        waits = unknown and self.report.verdict.value == "needs_context"
        if waits or any(counts_at(finding, level) for finding in self.report.findings):
            from smslint.testing.asserts import framed

            raise AssertionError(f"this message is not clean at {at}:\n\n{framed(self._item)}")

    def __str__(self) -> str:
        from smslint.report.visible import escape

        return escape(":".join(str(part) for part in (self.path, self.line, self.key) if part))

    def __repr__(self) -> str:
        return f"Message({self})"


def messages(*paths: str | os.PathLike[str]) -> list[Message]:
    """All messages in files and under folders, as `smslint check` finds and judges them: with the nearest `smslint.toml`, its
    suppressions and its baseline.

    Raises SmslintError without a path, for input that cannot be read and where there is no message at all: a test of nothing
    must not pass; ConfigurationError for a faulty configuration.
    """
    from smslint.cli.repository import Repository
    from smslint.cli.setup import make_linter

    if not paths:
        raise SmslintError('no path is given; name files or folders with messages, as messages("locales")')
    problems: list[str] = []

    def unread(path: str, line: int | None, message: str, column: int | None = None) -> None:
        problems.append(":".join(str(part) for part in (path, line, column) if part is not None) + f": {message}")

    names = tuple(os.fspath(path) for path in paths)
    repository = Repository({"paths": names, "no_cache": True}, unread, make_linter)  # type: ignore[arg-type]
    found = [Message(judged) for judged in _judged(repository, problems)]
    if problems:
        raise SmslintError("\n".join(problems))
    if not found:
        raise SmslintError(f"no message in {', '.join(map(repr, names))}")
    return found


def _judged(repository: Repository, problems: list[str]) -> Iterator[Judged]:
    for path, data, kind, before in repository.files():
        checked = repository.check(path, data, kind, before)
        problems += [str(note) for note in checked.notes if note.unread]
        for judged in checked.messages:
            yield repository.against_baseline(judged)
