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
MOST = 20_000
"""Files that are looked at; a configuration for more should be written by someone who knows where the texts are."""


def init(params: Mapping[str, Any]) -> int:
    """Survey a folder and write its smslint.toml; returns the exit code."""
    from smslint.project.atomic import replace_file
    from smslint.project.config import Configuration
    from smslint.project.starter import starter
    from smslint.project.survey import Survey

    folder = params.get("folder") or "."
    if not os.path.isdir(folder):
        raise UsageError(f"there is no folder {folder!r}")
    _refuse_everything(folder)
    target = os.path.join(folder, NAME)
    if os.path.exists(target) and not (params.get("force") or params.get("print")):
        raise UsageError(f"{target} exists; --force replaces it, --print shows what would be written")
    problems = Problems(quiet=True)
    configuration, seen = Configuration(None, folder), Survey()
    for number, (path, data) in enumerate(_files(folder, configuration, problems)):
        if number == MOST:
            console.say(f"stopped after {MOST:,} files; what is in the others is not in the configuration")
            break
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


def _refuse_everything(folder: str) -> None:
    """Raise UsageError for the root of a file system and for a home folder that is no repository: they hold all there is."""
    real = os.path.realpath(folder)
    home = os.path.realpath(os.path.expanduser("~"))
    if real == os.path.dirname(real):
        raise UsageError(f"{folder!r} is the root of a file system; name the folder of a repository")
    if real == home and not os.path.exists(os.path.join(real, ".git")):
        raise UsageError(f"{folder!r} is your home folder; name the folder of a repository in it")


def _files(folder: str, configuration: Any, problems: Problems) -> Iterator[tuple[str, bytes]]:
    from smslint.project.discover import Discovery

    def quiet(path: str, line: int | None, message: str) -> None:
        problems.notes += 1

    yield from Discovery(quiet, lambda _: configuration).files([folder])
