"""`smslint init`: a first configuration from what the repository holds."""

from __future__ import annotations

import os

from smslint.cli import console
from smslint.cli.failure import UsageError
from smslint.cli.outputs import writing
from smslint.cli.problems import Problems
from smslint.errors import MissingExtraError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

NAME = "smslint.toml"


def init(params: Mapping[str, Any]) -> int:
    """Survey a folder and write its smslint.toml; returns the exit code."""
    from smslint.project.atomic import replace_file
    from smslint.project.config import Configuration
    from smslint.project.starter import Survey, starter

    folder = params.get("folder") or "."
    if not os.path.isdir(folder):
        raise UsageError(f"there is no folder {folder!r}")
    target = os.path.join(folder, NAME)
    if os.path.exists(target) and not (params.get("force") or params.get("print")):
        raise UsageError(f"{target} exists; --force replaces it, --print shows what would be written")
    problems = Problems(quiet=True)
    configuration, seen = Configuration(None, folder), Survey()
    for path, data in _files(folder, configuration, problems):
        try:
            seen.take(path, data, configuration)
        except MissingExtraError as error:
            problems.lacks(str(error))
    written = starter(seen)
    if params.get("print"):
        console.write(written)
        return console.CLEAN
    with writing(target):
        replace_file(target, written.encode())
    console.say(f"{target} written from {seen.messages:,} messages; read it, uncomment what you know, then: smslint check")
    return console.CLEAN


def _files(folder: str, configuration: Any, problems: Problems) -> Iterator[tuple[str, bytes]]:
    from smslint.project.discover import Discovery

    def quiet(path: str, line: int | None, message: str) -> None:
        problems.notes += 1

    yield from Discovery(quiet, lambda _: configuration).files([folder])
