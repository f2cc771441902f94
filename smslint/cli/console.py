"""The two streams: results on standard output, talk on standard error. And the exit codes."""

from __future__ import annotations

import os
import sys

from smslint.report import Style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, BinaryIO, TextIO

    from smslint.errors import OutputError

CLEAN, FOUND, USAGE, UNREAD, INTERRUPTED = 0, 1, 2, 3, 130
WIDTH, NARROWEST, WIDEST = 100, 40, 120
LONGEST = 1000
"""Characters of one line of talk; a row may hold a key of a megabyte."""


def prepare() -> None:
    """Let both streams take any character: what an old terminal cannot encode is shown as an escape.

    A stream that was closed before the start (`>&-`) is None in Python; what is written to it goes nowhere.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")


def write(text: str) -> bool:
    """Write a result. False when nobody reads any more; the rest of the run may then be spared. Raises OutputError."""
    return _handed(lambda: sys.stdout.write(text))


class Output:
    """Where results go: standard output, or a file that is replaced when all is written."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._parts: list[str] = []

    @property
    def is_file(self) -> bool:
        """Whether a file takes the results, where nothing can act."""
        return self._path is not None

    def holds(self, text: str) -> bool:
        """Whether a text can be written as it is: standard output may lack characters, and shows these as escapes."""
        if self._path is not None:
            return True
        try:
            text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
        except UnicodeEncodeError:
            return False
        return True

    def write(self, text: str) -> bool:
        """Take a result. False when nobody reads any more."""
        if self._path is None:
            return write(text)
        self._parts.append(text)
        return True

    def close(self) -> None:
        """Put the file in place. Raises OutputError when it cannot be written."""
        if self._path is None:
            return
        from smslint.cli.outputs import writing
        from smslint.project.atomic import replace_file

        with writing(self._path):
            replace_file(self._path, _bytes("".join(self._parts)))


def _bytes(text: str) -> bytes:
    """UTF-8; what was no UTF-8 in a file that is quoted is again what it was."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace")


def flush() -> bool:
    """Hand over what is still buffered. False when nobody reads any more. Raises OutputError."""
    return _handed(lambda: sys.stdout.flush())


def _handed(hand: Callable[[], object]) -> bool:
    try:
        hand()
    except BrokenPipeError:
        mute()
        return False
    except OSError as error:
        mute()
        raise refused("standard output", error) from None
    return True


def refused(what: str, error: OSError) -> OutputError:
    """What is said of an output that takes nothing."""
    from smslint.errors import OutputError

    return OutputError(f"cannot write to {what}: {error.strerror or type(error).__name__}")


def mute() -> None:
    """Point standard output at nothing, or Python complains of the broken pipe at its end."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


def say_compiling() -> None:
    """Why the first run of a version takes its time; only to people, who would take it for hanging."""
    if sys.stderr.isatty():
        say("compiling the rules, which takes up to half a minute; the next run finds them ready")


def say_unkept(folder: str, fault: OSError) -> None:
    """Why every run is as slow as the first, and what to do about it."""
    reason = fault.strerror or type(fault).__name__
    say(f"{folder}: compiled rules cannot be kept ({reason}), so each run compiles them; set SMSLINT_CACHE_DIR to another folder")


def say(text: str) -> None:
    """One line of talk, escaped and of bounded length: paths, names and values may hold anything."""
    from smslint.report.visible import escape

    flush()
    line = escape(text)
    if len(line) > LONGEST:
        line = f"{line[:LONGEST]}... ({len(line) - LONGEST:,} more characters)"
    sys.stderr.write(f"smslint: {line}\n")


def stdin() -> BinaryIO:
    """Standard input as bytes. Raises InputError when it was closed before the start (`<&-`)."""
    if sys.stdin is None:
        from smslint.corpus.decode import InputError

        raise InputError("cannot be read: it is closed")
    return sys.stdin.buffer


def style(params: Mapping[str, Any], totals: bool) -> Style:
    """How results are to look, from the options, the environment and the terminal."""
    return Style(
        color=wants_color(params.get("color") or "auto"),
        width=terminal_width(),
        encoding=getattr(sys.stdout, "encoding", None) or "utf-8",
        quiet=bool(params.get("quiet")),
        totals=totals,
    )


def wants_color(when: str) -> bool:
    """Colour on request, else as NO_COLOR and FORCE_COLOR say, else on a terminal that has it."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Cells to fill: the terminal's, within reason; a fixed number when the output goes to a file."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdecimal():
        return min(max(int(columns[:6]), NARROWEST), WIDEST)
    try:
        cells = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return WIDTH
    return min(max(cells, NARROWEST), WIDEST) if cells else WIDTH
