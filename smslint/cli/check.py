"""`smslint check [PATH...]`: the messages in files."""

from __future__ import annotations

import os

from smslint.cli import console
from smslint.cli.inputs import Message, Reader
from smslint.cli.setup import fails, make_context, make_linter
from smslint.errors import SmslintError
from smslint.report import Item, Run, Summary, writer
from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from smslint.linter import Linter
    from smslint.model import Context, Report

MAX_PROBLEMS_SHOWN = 100


class Problems:
    """Input that could not be read: said on standard error, the first hundred one by one, and counted."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, path: str, line: int | None, message: str) -> None:
        self.count += 1
        if self.count <= MAX_PROBLEMS_SHOWN:
            name = "<stdin>" if path == "-" else path
            console.say(f"{name}:{line}: {message}" if line else f"{name}: {message}")

    def close(self) -> None:
        """Say how many were not named."""
        if self.count > MAX_PROBLEMS_SHOWN:
            console.say(f"... and {self.count - MAX_PROBLEMS_SHOWN:,} more that could not be read")


def check(params: Mapping[str, Any]) -> int:
    """Judge every message of the paths and write what was found; returns the exit code."""
    context = make_context(params)
    linter = make_linter(params)
    problems, summary = Problems(), Summary()
    reader = Reader(problems, bool(params.get("lines")), params.get("stdin_filename"))
    out = writer(params.get("format") or _usual_format(), console.style(params, totals=True))
    heard = console.write(out.begin(Run(linter.ruleset, __version__)))
    failing = False
    for message in reader.messages(params.get("paths") or (".",)):
        report = _judge(linter, context, message, problems)
        if report is None:
            continue
        summary.add(report)
        failing = failing or fails(report, params)
        heard = heard and console.write(out.item(Item(report, message.location)))
        if not heard:
            return console.UNREAD
    problems.close()
    summary.unreadable = problems.count
    console.write(out.end(summary))
    return console.UNREAD if problems.count else console.FOUND if failing else console.CLEAN


def _usual_format() -> str:
    """Notes beside the lines in GitHub Actions, frames elsewhere."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _judge(linter: Linter, context: Context, message: Message, problems: Problems) -> Report | None:
    """The report on one message; None, and a word about it, when it cannot be judged."""
    try:
        return linter.lint(message.text, context.replace(**message.fields) if message.fields else context)
    except SmslintError as error:
        location = message.location
        problems(location.path or "", location.row, str(error))
        return None
