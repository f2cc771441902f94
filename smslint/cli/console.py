"""The two streams: results on standard output, talk on standard error. And the exit codes."""

from __future__ import annotations

import os
import sys

from smslint.report import Style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

CLEAN, FOUND, USAGE, UNREAD, INTERRUPTED = 0, 1, 2, 3, 130
WIDTH, NARROWEST, WIDEST = 100, 60, 120


def prepare() -> None:
    """Let both streams take any character: what an old terminal cannot encode is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def write(text: str) -> bool:
    """Write a result. False when nobody reads any more; the rest of the run may then be spared."""
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        mute()
        return False
    return True


def flush() -> bool:
    """Hand over what is still buffered. False when nobody reads any more."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        mute()
        return False
    return True


def mute() -> None:
    """Point standard output at nothing, or Python complains of the broken pipe at its end."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


def say(text: str) -> None:
    """One line of talk, escaped: paths and names may hold anything."""
    from smslint.report.visible import escape

    flush()
    sys.stderr.write(f"smslint: {escape(text)}\n")


def style(params: Mapping[str, Any], totals: bool) -> Style:
    """How results are to look, from the options, the environment and the terminal."""
    return Style(
        color=wants_color(params.get("color") or "auto"),
        width=terminal_width(),
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
