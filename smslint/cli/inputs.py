"""A message from standard input or the command line."""

from __future__ import annotations

import os

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


def argument_text(text: str) -> str:
    """A message from the command line, by its bytes: UTF-8 whatever the locale takes them for. Raises InputError for others."""
    try:
        data = os.fsencode(text)
    except UnicodeEncodeError:  # no system has handed that over: it comes from a program
        return text
    return decode(data, at_start=False)
