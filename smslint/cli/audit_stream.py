"""`smslint audit -` without an output: rows in, one line of JSON out for each, as soon as they come."""

from __future__ import annotations

import json

from smslint.audit.kernel import Kernel
from smslint.audit.results import CONTRACT, MORE, kept, settled
from smslint.audit.table import FINDINGS
from smslint.audit.totals import Totals
from smslint.audit.write import regroup
from smslint.cli import console
from smslint.cli.audit_end import exit_code, ledger, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from smslint.audit.intake import Chunk
    from smslint.audit.read.files import Reading
    from smslint.audit.read.record import Reject
    from smslint.audit.run import Job
    from smslint.cli.audit_end import Problems


class Stream:
    """Judges what comes; results go to standard output, faults to standard error."""

    def __init__(self, job: Job, reading: Reading, problems: Problems, params: Mapping[str, Any]) -> None:
        self._policy = job.policy
        self._problems = problems
        self._params = params
        self._totals = Totals()
        self._kernel = Kernel(job.linter, job.context, keep=kept(job.policy), zone=job.zone)
        self._intake = job.intake(problems)
        self._names = [*CONTRACT, *MORE, *(("text",) if job.policy.texts else ()), FINDINGS]
        if any(one.stamp is None for one in job.inputs):
            job.dates.ahead = 0  # an answer does not wait for rows that are still to come
        reading.pause = self._pause

    def run(self) -> int:
        """Go on until nothing comes any more, or nobody reads; returns the exit code."""
        try:
            for chunk in self._intake.chunks():
                self._answer(chunk)
        except _ReaderLeftError:
            return console.CLEAN
        except KeyboardInterrupt:
            ledger(self._totals)
            raise
        tell(self._totals, {"quiet": True, **self._params}, notes=self._intake.notes)
        ledger(self._totals)
        return exit_code(self._totals, self._problems.count, self._params)

    def _pause(self) -> None:
        """Answer what has come before waiting for more."""
        chunk = self._intake.drain()
        if chunk is not None:
            self._answer(chunk)

    def _answer(self, chunk: Chunk) -> None:
        rejects, rows = chunk.rejects, chunk.rows
        if chunk.batch is not None:
            batch, aside = settled(self._kernel.judge(chunk.batch), self._policy)
            rejects = sorted([*rejects, *aside], key=lambda one: one.place)
            rows -= batch.num_rows
            for table in regroup([batch]):
                self._totals.add(table)
            _write("".join(json.dumps(row) + "\n" for row in batch.select(self._names).to_pylist()))
        self._totals.put_aside(rejects, rows)
        for one in rejects:
            _say(one)


class _ReaderLeftError(Exception):
    """Nobody reads the results any more."""


def _write(text: str) -> None:
    """Hand results over at once. Raises OutputError."""
    if not (console.write(text) and console.flush()):
        raise _ReaderLeftError


def _say(one: Reject) -> None:
    if one.row is not None:
        console.say(f"{'<stdin>' if one.source == '-' else one.source}:{one.line or one.row}: not judged: {one.reason}")
