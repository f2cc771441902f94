"""Files that are there whole or not at all, also when the power fails in between."""

from __future__ import annotations

import os
from contextlib import suppress

from smslint.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import BinaryIO

UNFINISHED = ".tmp"


def refused(path: str, error: OSError) -> OutputError:
    """What is said of a file that could not be written."""
    return OutputError(
        f"cannot write {path!r}: {error.strerror or type(error).__name__}; nothing is lost: mend it and give --resume"
    )


class Whole:
    """A file under a name of its own until it is complete; `keep` puts it in its place, anything else leaves no trace."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._under = os.path.realpath(path) + UNFINISHED
        self._kept = False
        try:
            self.file: BinaryIO = open(self._under, "wb")  # noqa: SIM115 - closed by keep or on the way out
        except OSError as error:
            raise refused(path, error) from None

    def __enter__(self) -> Whole:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if not self._kept:
            with suppress(OSError):  # what is still in its buffer belongs to a file that is given up
                self.file.close()
            remove(self._under)
        if isinstance(error, OSError) and error.filename is None:
            raise refused(self.path, error) from None

    def keep(self) -> None:
        """Force it to the disk and give it its name."""
        try:
            if not self.file.closed:
                self.file.flush()
                os.fsync(self.file.fileno())
                self.file.close()
            settle(self._under, self.path)
        except OSError as error:
            raise refused(self.path, error) from None
        self._kept = True
        sync_folder(os.path.dirname(os.path.realpath(self.path)))


def settle(under: str, path: str) -> None:
    """Give a finished file its place; owner and permissions of the one before stay, a link stays a link. Raises OSError."""
    from smslint.project.atomic import take_over

    target = os.path.realpath(path)
    if os.path.exists(target):
        take_over(under, os.stat(target))
    os.replace(under, target)


def sync_folder(folder: str) -> None:
    """Force the names in a folder to the disk, where the system can."""
    try:
        handle = os.open(folder or ".", os.O_RDONLY)
    except OSError:
        return
    with suppress(OSError):
        os.fsync(handle)
    os.close(handle)


def remove(path: str) -> None:
    """Remove a file, if it is there."""
    with suppress(FileNotFoundError):
        os.unlink(path)


def make_folder(path: str) -> None:
    """Make a folder and those above it. Raises OutputError."""
    try:
        os.makedirs(path or ".", exist_ok=True)
    except OSError as error:
        raise refused(path, error) from None
