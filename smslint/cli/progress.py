"""How far a long run is: a line that rewrites itself on a terminal, elsewhere nothing, or a line now and then on request."""

from __future__ import annotations

import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

ON_TERMINAL, ELSEWHERE = 0.3, 10.0
"""Seconds between two words."""
_CLEAR = "\r\x1b[K"


class Progress:
    """Counts rows and says so on `stream`. plain: also where it is no terminal; share: how much is done, None: unknown."""

    def __init__(
        self, stream: TextIO, plain: bool = False, quiet: bool = False, share: Callable[[], float | None] = lambda: None
    ) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._speaks = not quiet and (self._terminal or plain)
        self._share = share
        self._rows = 0
        self._start = self._last = time.monotonic()

    def add(self, rows: int) -> None:
        """So many rows more are done."""
        self._rows += rows
        now = time.monotonic()
        if self._speaks and now - self._last >= (ON_TERMINAL if self._terminal else ELSEWHERE):
            self._last = now
            text = self._text(now - self._start)
            self._stream.write(f"{_CLEAR}{text}" if self._terminal else f"smslint: {text}\n")
            self._stream.flush()

    def close(self) -> None:
        """Take the line away."""
        if self._speaks and self._terminal:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def _text(self, seconds: float) -> str:
        rate = self._rows / seconds if seconds > 0 else 0.0
        text = f"{self._rows:,} rows, {rate:,.0f} a second"
        share = self._share()
        if share is not None and 0.01 < share <= 1:
            text += f", about {_span(seconds * (1 - share) / share)} left"
        return text


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
