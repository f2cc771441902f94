"""`smslint audit -` without an output: rows in, one line of JSON out for each, as soon as they come."""

from __future__ import annotations

import json

from smslint.cli import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from smslint.audit.read.files import Reading
    from smslint.audit.read.record import Reject
    from smslint.audit.run import Job
    from smslint.cli.audit import Problems


def stream(job: Job, reading: Reading, problems: Problems, params: Mapping[str, Any]) -> int:
    """Judge what comes, write results to standard output and faults to standard error; returns the exit code."""
    from smslint.audit.intake import Intake
    from smslint.audit.kernel import Kernel
    from smslint.audit.results import CONTRACT, MORE, kept, settled
    from smslint.audit.table import FINDINGS
    from smslint.audit.totals import Totals
    from smslint.audit.write import regroup
    from smslint.cli.audit import exit_code, ledger, tell

    totals = Totals()
    kernel = Kernel(job.linter, job.context, keep=kept(job.policy), zone=job.zone)
    intake = Intake(job.inputs, job.choice, job.size, problems, job.providers)
    names = [*CONTRACT, *MORE, *(("text",) if job.policy.texts else ()), FINDINGS]

    def answer(chunk: Any) -> None:
        rejects, rows = chunk.rejects, chunk.rows
        if chunk.batch is not None:
            batch, aside = settled(kernel.judge(chunk.batch), job.policy)
            rejects = sorted([*rejects, *aside], key=lambda one: one.place)
            rows -= batch.num_rows
            for table in regroup([batch]):
                totals.add(table)
            _write("".join(json.dumps(row) + "\n" for row in batch.select(names).to_pylist()))
        totals.put_aside(rejects, rows)
        for one in rejects:
            _say(one)

    def pause() -> None:
        chunk = intake.drain()
        if chunk is not None:
            answer(chunk)

    reading.pause = pause
    try:
        for chunk in intake.chunks():
            answer(chunk)
    except _ReaderLeftError:
        return console.CLEAN
    except KeyboardInterrupt:
        ledger(totals)
        raise
    tell(totals, {"quiet": True, **params})
    ledger(totals)
    return exit_code(totals, problems.count, params)


class _ReaderLeftError(Exception):
    """Nobody reads the results any more."""


def _write(text: str) -> None:
    """Hand results over at once. Raises OutputError, since an OSError would pass for a fault of the input being read."""
    from smslint.audit.durable import OutputError

    try:
        if console.write(text) and console.flush():
            return
    except OSError as error:
        console.mute()
        raise OutputError(f"cannot write to standard output: {error.strerror or type(error).__name__}") from None
    raise _ReaderLeftError


def _say(one: Reject) -> None:
    if one.row is not None:
        console.say(f"{'<stdin>' if one.source == '-' else one.source}:{one.line or one.row}: not judged: {one.reason}")
