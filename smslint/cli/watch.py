"""`smslint check --watch`: check again whenever a file changes."""

from __future__ import annotations

import os
import re

from smslint.cli import console
from smslint.errors import MissingExtraError, SmslintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

LOOK_MILLISECONDS = 250
"""How often it is looked whether anything has changed."""
_UNFINISHED = re.compile(r"\.smslint-[a-z0-9_]{8}")
"""A file on its way to its place, as `replace_file` names it."""


def watch(params: Mapping[str, Any]) -> int:
    """Check, then wait for changes and check again, until interrupted. Raises MissingExtraError without watchfiles."""
    from smslint.cli.check import Checking
    from smslint.cli.failure import failed

    paths = params.get("paths") or (".",)
    changes = _changes(paths, _Own(params))
    if not all(map(os.path.exists, paths)):
        return Checking(params).run()  # which says what is missing
    # Looked at once before the first check: what is saved while a check runs is not to be missed.
    if next(changes, None) is None:
        return console.INTERRUPTED
    Checking(params).run()  # what is wrong with the options or the configuration ends it here, and not later
    _wait()
    for some in changes:
        if not some:
            continue
        try:
            Checking(params).run()
        except SmslintError as error:
            failed(error)
        _wait()
    return console.INTERRUPTED


def _wait() -> None:
    console.flush()
    console.say("waiting for changes; end with Ctrl-C")


def _changes(paths: Sequence[str], own: _Own) -> Iterator[set[Any]]:
    """What changed since the last look, look by look, often nothing; begins to look when the first is asked for."""
    try:
        from watchfiles import DefaultFilter, watch
    except ImportError:
        raise MissingExtraError("--watch", "watch") from None
    usual = DefaultFilter()
    return watch(
        *paths,
        watch_filter=lambda kind, path: usual(kind, path) and path not in own,
        raise_interrupt=False,
        rust_timeout=LOOK_MILLISECONDS,
        yield_on_timeout=True,
    )


class _Own:
    """The files that a run itself writes: to check again because of them would never end."""

    def __init__(self, params: Mapping[str, Any]) -> None:
        from smslint.cli.known import DEFAULT

        output = params.get("output_file")
        self._paths = {os.path.realpath(output)} if output else set()
        writes = params.get("write_baseline") or params.get("prune")
        self._baselines = {DEFAULT, os.path.basename(params.get("baseline") or "")} if writes else set()

    def __contains__(self, path: str) -> bool:
        name = os.path.basename(path)
        if _UNFINISHED.fullmatch(name) or name in self._baselines or os.path.realpath(path) in self._paths:
            return True
        return any(_is_stream(path, number) for number in (1, 2))


def _is_stream(path: str, number: int) -> bool:
    """Whether a path is where standard output or standard error goes."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(number))
    except OSError:
        return False
