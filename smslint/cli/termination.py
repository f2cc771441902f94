"""What a request to end does to a command that has something to put away first."""

from __future__ import annotations

import signal
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


@contextmanager
def terminable() -> Iterator[None]:
    """SIGTERM ends as Ctrl-C does: cleanly, to be gone on from."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, interrupt)
    except ValueError:  # not the main thread of a program
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
