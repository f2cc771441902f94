"""Who judges the distinct messages: this process, and others once there is enough to do to pay for their start."""

from __future__ import annotations

import os
from concurrent.futures import Future
from time import process_time

from smslint.audit.outcome import Outcome, Shared, judge_all
from smslint.audit.tidy import uncollected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.audit.outcome import Case
    from smslint.audit.workers import Workers
    from smslint.linter import Linter

START = 2.0
"""Seconds of a processor that it takes to have more processes ready. Once judging has taken as long here, what is still to
come is likely to take as long again, and they are started; no result hangs on when."""
SLICE = 256
"""Messages handed over at a time: enough to hide the hand-over, few enough that all processes end together."""
WARM = 128
"""Messages on which rules are tried before they are copied, taken from all over: much is made when it is first needed, and most
of it by then."""


class Judges:
    """Judges cases, each (text, context), in this process or in `jobs` others. To be closed.

    jobs: processes; 1 is this one alone; 0 as many as there are processors, if there is enough to do.
    """

    def __init__(self, linter: Linter, jobs: int = 1) -> None:
        self._linter = linter
        self._shared = Shared()
        self._jobs = jobs or processors()
        self._patient = jobs == 0
        self._spent = 0.0
        self._workers: Workers | None = None
        self._warmed = False

    def begin(self) -> None:
        """There is something to judge: who else is to judge for certain may get ready while it is read."""
        if self._workers is None and self._jobs > 1 and not self._patient:
            self._start()

    def judge(self, cases: Sequence[Case]) -> list[Future[list[Outcome]]]:
        """The outcomes of the cases, in order, as futures of slices."""
        self.begin()
        if self._workers is None:
            self._linter.expect(len(cases))
        return [self._judged(cases[start : start + SLICE], cases) for start in range(0, len(cases), SLICE)]

    def close(self) -> None:
        """End the other processes; what they have not begun is dropped."""
        if self._workers is not None:
            self._workers.close()
            self._workers = None

    def _judged(self, part: Sequence[Case], cases: Sequence[Case]) -> Future[list[Outcome]]:
        if self._workers is None and self._jobs > 1 and self._spent > START:
            self._start()
        if self._workers is None:
            return self._here(part)
        if not self._warmed:
            self._workers.warm(cases[:: max(1, len(cases) // WARM)])
            self._warmed = True
        # One that has judged goes on meanwhile; one that has not would only make for itself what they are making.
        return self._here(part) if self._patient and not self._workers.ready() else self._workers.submit(part)

    def _start(self) -> None:
        from smslint.audit.workers import Workers

        self._workers = Workers(self._linter, self._jobs, self._shared)

    def _here(self, part: Sequence[Case]) -> Future[list[Outcome]]:
        begun = process_time()
        done: Future[list[Outcome]] = Future()
        with uncollected():
            done.set_result(judge_all(self._linter, part, self._shared))
        self._spent += process_time() - begun
        return done


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
