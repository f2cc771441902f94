"""A message from standard input."""

from __future__ import annotations

from smslint.corpus.decode import InputError, decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

MAX_BYTES = 8 * 1024 * 1024
"""The longest message that is read; a real one has a few hundred bytes."""


def whole_text(file: BinaryIO) -> str:
    """A file that is one message: UTF-8, line ends as `\\n`, the last one not part of it. Raises InputError."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"longer than {MAX_BYTES:,} bytes, too long for a message; for one message a line use --lines")
    return decode(data).replace("\r\n", "\n").removesuffix("\n")
