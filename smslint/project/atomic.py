"""Files replaced whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO


def replace_file(path: str, data: bytes) -> None:
    """Write a file so that readers see the old content or the new one. Raises OSError, and leaves the old file as it was."""
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: str) -> Iterator[IO[bytes]]:
    """A file to write into that takes its place at the end; owner and permissions stay, a link stays a link.

    What is no file, as a device or a pipe, is written into: a file in its place would be the end of it.
    Raises OSError, and leaves the old file as it was, whatever is raised in between.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as device:
            yield device
        return
    target = os.path.realpath(path)
    known = os.stat(target) if os.path.exists(target) else None
    if known is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", path)
    handle, temporary = tempfile.mkstemp(prefix=".smslint-", dir=os.path.dirname(target) or ".")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if known is None:
            os.chmod(temporary, 0o666 & ~_umask())
        else:
            take_over(temporary, known)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def take_over(path: str, known: os.stat_result) -> None:
    """Give a file the owner and the permissions of the one that it replaces. Raises OSError."""
    # Only root may give a file away, and only root can be asked to mend what others own.
    with suppress(OSError):
        os.chown(path, known.st_uid, known.st_gid)
    os.chmod(path, known.st_mode & 0o7777)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
