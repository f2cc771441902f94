"""Files that a command writes, looked at before the work: none of them may be one that it reads."""

from __future__ import annotations

import os
from contextlib import contextmanager

from smslint.cli.failure import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def check_outputs(outputs: Mapping[str, str], inputs: Iterable[str]) -> None:
    """Refuse outputs that would destroy an input or each other, under whatever name both are given.

    outputs: path by option; inputs: paths that are read, those that are none are passed over. Raises UsageError.
    """
    read = {_identity(path) for path in inputs if os.path.isfile(path)}
    written: set[object] = set()
    for path in outputs.values():
        identity = _identity(path)
        if identity in read:
            raise UsageError(f"{path!r} is read and would be written; name another output")
        if identity in written and (os.path.isfile(path) or not os.path.exists(path)):
            raise UsageError("two outputs bear the same name; give each its own")
        written.add(identity)


def check_once(paths: Iterable[str], what: str) -> None:
    """Refuse an input that is given twice, under whatever names: all in it would count double. Raises UsageError."""
    seen: set[object] = set()
    for path in paths:
        identity = _identity(path)
        if identity in seen and path != "-":
            raise UsageError(f"{path!r} is given twice among the {what}; give it once")
        seen.add(identity)


def check_replaceable(outputs: Mapping[str, str]) -> None:
    """Refuse outputs that are there and are no files: another file cannot take their place. Raises UsageError."""
    for option, path in outputs.items():
        if os.path.exists(path) and not os.path.isfile(path):
            raise UsageError(f"{option} cannot be {path!r}: that is no regular file; name a file, which may be a new one")


@contextmanager
def writing(path: str) -> Iterator[None]:
    """What is done here writes this file, or files in this folder: a refusal becomes an OutputError that names it."""
    from smslint.cli.console import refused

    try:
        yield
    except OSError as error:
        raise refused(repr(error.filename if error.filename and os.path.isdir(path) else path), error) from None


def _identity(path: str) -> object:
    """What two names of one file have in common."""
    try:
        state = os.stat(path)
    except OSError:
        return os.path.realpath(path)
    return state.st_dev, state.st_ino
