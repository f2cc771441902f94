"""What is said when something goes wrong: a sentence on standard error and an exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import sys

from smslint.cli.console import UNREAD, USAGE, mute, refused
from smslint.errors import MessageTooLargeError, RuleFileError, SmslintError
from smslint.report.visible import escape_page

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Refusals that can only be about something written; who wrote it may be a library, as with the help."""


class UsageError(SmslintError):
    """A command line that cannot be carried out; the text says why and what would do."""


def failed(error: Exception) -> int:
    """Say what went wrong and return the exit code. SMSLINT_DEBUG=1 shows the traceback of a bug."""
    if isinstance(error, RuleFileError) or (isinstance(error, SmslintError) and hasattr(error, "issues")):
        return _say(str(error), USAGE, label="")
    if isinstance(error, MessageTooLargeError):
        return _say(str(error), UNREAD)
    if isinstance(error, SmslintError):
        return _say(str(error), USAGE)
    if isinstance(error, OSError):
        if error.errno in _NO_ROOM:
            mute()
            return _say(str(refused(repr(error.filename) if error.filename else "standard output", error)), USAGE)
        place = f" {error.filename!r}" if error.filename else ""
        return _say(f"the system refused{place}: {error.strerror or type(error).__name__}", UNREAD)
    if os.environ.get("SMSLINT_DEBUG"):
        raise error
    return _say(f"internal error, {where_raised(error)}; please report it (SMSLINT_DEBUG=1 shows more)", USAGE)


def _say(text: str, code: int, label: str = "smslint: error: ") -> int:
    sys.stderr.write(f"{label}{escape_page(text)}\n")
    return code


def where_raised(error: Exception) -> str:
    """Kind and place of an unexpected error. Not its text: that may quote the message, which may be private."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    name = os.path.basename(trace.tb_frame.f_code.co_filename)
    return f"{type(error).__name__} in {name}:{trace.tb_lineno}"
