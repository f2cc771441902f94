"""Files with their checksum in front: whole, or not used."""

from __future__ import annotations

import os
from zlib import crc32


def write_sealed(path: str, magic: bytes, body: bytes) -> OSError | None:
    """Write a file with its checksum, whole or not at all, for its owner alone; returns what stood in the way.

    A cache that cannot be written is no error.
    """
    temporary = f"{path}.{os.getpid()}.new"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(magic + crc32(body).to_bytes(4, "big") + body)
        os.replace(temporary, path)
    except OSError as error:
        remove(temporary)
        return error
    return None


def read_sealed(path: str, magic: bytes) -> bytes | None:
    """The body of a file that `write_sealed` wrote; None for one that is absent, damaged or of another kind."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return None
    start = len(magic) + 4
    body = content[start:]
    whole = content[: len(magic)] == magic and crc32(body) == int.from_bytes(content[len(magic) : start], "big")
    return body if whole else None


def remove(path: str) -> None:
    """Remove a file, where it is there and that is allowed."""
    try:
        os.unlink(path)
    except OSError:
        return
