"""What a piece of work takes: seconds, processor seconds and memory, of this process and of all that it has started.

Read from /proc, since what a process started ends or lives on as it likes (Spark's do): elsewhere only seconds are known.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

EVERY = 0.5
"""Seconds between looks at memory."""


class Meter:
    """Measures what is done inside `with`."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.processor = 0.0
        """Of all processes together."""
        self.alone = 0.0
        """Of this process."""
        self.idle = 0.0
        """Share of all processors that nobody used meanwhile, this and other programs together."""
        self.own = self.others = 0
        """Most MiB of this process, and of those that it has started together; shared pages count once."""

    def __enter__(self) -> Meter:
        self._done = threading.Event()
        self._looks = threading.Thread(target=self._look, daemon=True)
        self._looks.start()
        self._before = time.perf_counter(), _processor(), time.process_time(), _machine()
        return self

    def __exit__(self, *_: object) -> None:
        seconds, processor, alone, (idle, whole) = self._before
        self.seconds = time.perf_counter() - seconds
        self.processor = _processor() - processor
        self.alone = time.process_time() - alone
        now_idle, now_whole = _machine()
        self.idle = (now_idle - idle) / max(1, now_whole - whole)
        self._done.set()
        self._looks.join()

    def _look(self) -> None:
        while True:
            self.own = max(self.own, _memory(os.getpid()))
            self.others = max(self.others, sum(_memory(one) for one in descendants()))
            if self._done.wait(EVERY):
                return


def descendants() -> list[int]:
    """Numbers of the processes that this one has started, and those that these have."""
    above = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            above[int(path.parent.name)] = int(_fields(path)[1])
    found, rest = [], [os.getpid()]
    while rest:
        one = rest.pop()
        below = [number for number, parent in above.items() if parent == one]
        found += below
        rest += below
    return found


def _fields(path: Path) -> list[str]:
    """The values of a line about a process behind its name, from its state on."""
    return path.read_text().rpartition(")")[2].split()


def _processor() -> float:
    """Seconds used by this process, those below it, and those that they have outlived."""
    ticks = 0
    for one in (os.getpid(), *descendants()):
        with suppress(OSError, ValueError):
            ticks += sum(map(int, _fields(Path(f"/proc/{one}/stat"))[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _machine() -> tuple[int, int]:
    """(idle, all) ticks of all processors."""
    path = Path("/proc/stat")
    values = [int(one) for one in path.read_text().splitlines()[0].split()[1:9]] if path.exists() else [0] * 8
    return values[3] + values[4], sum(values)


def _memory(process: int) -> int:
    """MiB of a process, what it shares divided among those it shares with."""
    with suppress(OSError, ValueError, StopIteration):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) // 1024
    return 0
