"""`smslint audit INPUT... -o OUT`: corpora of messages, with nothing lost and nothing shown that was not asked for."""

from __future__ import annotations

import os
import sys

from smslint.cli import console
from smslint.cli.audit_end import Problems, exit_code, ledger, say_passed, tell
from smslint.cli.audit_job import check_job, check_stream, make_job, make_reading
from smslint.cli.progress import Progress
from smslint.cli.termination import terminable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from smslint.audit.read.files import Reading
    from smslint.audit.run import Job


def audit(params: Mapping[str, Any]) -> int:
    """Read, judge and write; returns the exit code."""
    from smslint.audit.arrow import arrow

    arrow()
    problems = Problems()
    reading = make_reading(params)
    if not params.get("quiet"):
        reading.known = _say_export
    job = make_job(params, reading)
    if not params.get("quiet"):
        job.dates.hear = problems.say
    if reading.passed and not params.get("quiet"):
        say_passed(reading.passed)
    streams = not (job.out or job.findings or job.summary or job.report)
    if streams:
        check_stream(params)
    if all(one.lacks for one in job.inputs):
        return _nothing(job, problems)
    with terminable():
        if streams:
            from smslint.cli.audit_stream import Stream

            return Stream(job, reading, problems, params).run()
        check_job(job)
        return _run(job, reading, problems, params)


def _nothing(job: Job, problems: Problems) -> int:
    """No input is there: say so, and leave the outputs of an earlier run alone."""
    from smslint.audit.totals import Totals

    for one in job.inputs:
        problems(one.name, one.lacks or "")
    ledger(Totals())
    return console.UNREAD


def _run(job: Job, reading: Reading, problems: Problems, params: Mapping[str, Any]) -> int:
    from smslint.audit.parts import SUFFIX
    from smslint.audit.run import Audit

    progress = Progress(sys.stderr, bool(params.get("progress")), bool(params.get("quiet")), _share(job, reading))
    run = Audit(job, problems, progress.add)
    try:
        run.run(_page(job))
    except KeyboardInterrupt:
        progress.close()
        home = job.main + SUFFIX
        kept = f"what is done is kept in {home}: the same command with --resume goes on"
        console.say(f"interrupted; {kept if os.path.isdir(home) else 'nothing was done yet'}")
        raise
    progress.close()
    tell(run.totals, params, tuple(reading.unread), run.intake.notes)
    if run.totals.reasons:
        what = "rows that could not be judged are" if run.totals.quarantined else "what could not be read is"
        console.say(f"{what} named in {job.rejects_path}")
    ledger(run.totals)
    return exit_code(run.totals, problems.count, params)


def _share(job: Job, reading: Reading) -> Callable[[], float | None]:
    """How much of the files is read; None where there are others than files of rows."""
    sizes = [int(one.stamp.split()[0]) if one.stamp else None for one in job.inputs]
    if None in sizes or not sum(size or 0 for size in sizes):
        return lambda: None
    whole = sum(size or 0 for size in sizes)
    return lambda: (reading.before + reading.position()) / whole if reading.before + reading.position() else None


def _say_export(name: str, provider: str, places: Mapping[str, str]) -> None:
    pairs = ", ".join(f"{field}={title}" for field, title in places.items())
    console.say(f"{'<stdin>' if name == '-' else name}: read as an export of {provider.title()}: {pairs}")


def _page(job: Job) -> Any:
    if job.report is None:
        return None
    from functools import partial

    from smslint.report.audit import audit_page

    return partial(audit_page, rules=job.linter.rules)
