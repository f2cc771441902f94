"""Who judges the distinct messages: this process, or several once there are enough of them to pay for the start."""

from __future__ import annotations

import os
from concurrent.futures import Future

from smslint.audit.outcome import Outcome, Shared, failure
from smslint.audit.same import Same
from smslint.errors import SmslintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from concurrent.futures import ProcessPoolExecutor

    from smslint.linter import Linter
    from smslint.model import Context

    Case = tuple[str, Context]

WORTH_PROCESSES = 12_000
"""Distinct messages after which more processes are started: each takes seconds to be ready, in which one judges as many."""
SLICE = 256
"""Messages handed over at a time: enough to hide the hand-over, few enough that all processes end together."""


class Judges:
    """Judges cases, each (text, context), in this process or in `jobs` others. To be closed.

    jobs: processes; 1 is this one alone; 0 as many as there are processors, if there is enough to do.
    """

    def __init__(self, linter: Linter, jobs: int = 1) -> None:
        self._linter = linter
        self._shared = Shared()
        self._jobs = jobs or _processors()
        self._patient = jobs == 0
        self._asked = 0
        self._pool: ProcessPoolExecutor | None = None

    def judge(self, cases: Sequence[Case]) -> list[Future[list[Outcome]]]:
        """The outcomes of the cases, in order, as futures of slices."""
        self._asked += len(cases)
        if self._jobs > 1 and (not self._patient or self._asked > WORTH_PROCESSES):
            pool = self._pool or self._start()
            return [pool.submit(_judge_there, part) for part in _slices(cases)]
        done: Future[list[Outcome]] = Future()
        done.set_result(judge_all(self._linter, cases, self._shared))
        return [done]

    def close(self) -> None:
        """End the processes; what they have not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _start(self) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # Fresh processes: a copy of one that has threads (Arrow has) may hang.
        self._pool = ProcessPoolExecutor(self._jobs, get_context("spawn"), _begin, (self._linter,))
        return self._pool


def judge_all(linter: Linter, cases: Iterable[Case], shared: Shared) -> list[Outcome]:
    """The outcome of each case; one that cannot be judged says why. shared: what outcomes of this linter are made of."""
    outcomes = []
    for text, context in cases:
        try:
            outcomes.append(shared.outcome_of(linter.lint(text, context)))
        except SmslintError as error:
            outcomes.append(failure(str(error)))
    return outcomes


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _slices(cases: Sequence[Case]) -> list[Sequence[Case]]:
    return [cases[start : start + SLICE] for start in range(0, len(cases), SLICE)]


_here: Linter | None = None
_same, _shared = Same(), Shared()


def _begin(linter: Linter) -> None:
    """In a process of its own: leave interruption to the parent, and end with it."""
    import signal
    import threading

    global _here
    _here = linter
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _judge_there(cases: Sequence[Case]) -> list[Outcome]:
    assert _here is not None
    return judge_all(_here, [(text, _same.of(context)) for text, context in cases], _shared)
