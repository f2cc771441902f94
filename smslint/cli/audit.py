"""`smslint audit INPUT... -o OUT`: corpora of messages, with nothing lost and nothing shown that was not asked for."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager

from smslint.cli import console
from smslint.cli.failure import UsageError
from smslint.cli.outputs import check_outputs, check_replaceable
from smslint.cli.progress import Progress
from smslint.cli.setup import make_context, make_linter
from smslint.model import SEVERITY_RANK, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import tzinfo
    from types import FrameType
    from typing import Any

    from smslint.audit.read.files import Reading
    from smslint.audit.run import Job
    from smslint.audit.totals import Totals

SHOWN = 20
"""Problems with inputs that are told one by one."""


def audit(params: Mapping[str, Any]) -> int:
    """Read, judge and write; returns the exit code."""
    from smslint.audit.arrow import arrow

    arrow()
    problems = Problems()
    reading = _reading(params)
    if not params.get("quiet"):
        reading.known = _say_export
    job = _job(params, reading)
    if all(one.lacks for one in job.inputs):
        return _nothing(job, problems)
    with _terminable():
        if not (job.out or job.findings or job.summary or job.report):
            from smslint.cli.audit_stream import stream

            return stream(job, reading, problems, params)
        _check(job)
        return _run(job, reading, problems, params)


def _nothing(job: Job, problems: Problems) -> int:
    """No input is there: say so, and leave the outputs of an earlier run alone."""
    for one in job.inputs:
        problems(one.name, one.lacks or "")
    return console.UNREAD


def _run(job: Job, reading: Reading, problems: Problems, params: Mapping[str, Any]) -> int:
    from smslint.audit.run import Audit

    progress = Progress(sys.stderr, bool(params.get("progress")), bool(params.get("quiet")), _share(job, reading))
    run = Audit(job, problems, progress.add)
    try:
        run.run(_page(job))
    except KeyboardInterrupt:
        progress.close()
        console.say(f"interrupted; what is done is kept in {job.main + '.smslint-audit'}: the same command with --resume goes on")
        raise
    progress.close()
    tell(run.totals, params)
    if run.totals.reasons:
        console.say(f"rows that could not be judged are named in {job.rejects_path}")
    ledger(run.totals)
    return exit_code(run.totals, problems.count, params)


def _share(job: Job, reading: Reading) -> Callable[[], float | None]:
    """How much of the files is read; None where there are others than files of rows."""
    sizes = [int(one.stamp.split()[0]) if one.stamp else None for one in job.inputs]
    if None in sizes or not sum(size or 0 for size in sizes):
        return lambda: None
    whole = sum(size or 0 for size in sizes)
    return lambda: (reading.before + reading.position()) / whole if reading.before + reading.position() else None


def tell(totals: Totals, params: Mapping[str, Any]) -> None:
    """A few words on the outcome, unless quiet."""
    if params.get("quiet"):
        return
    for reason, count in totals.reasons.most_common(5):
        console.say(f"{count:,} not judged: {reason}")
    verdicts = ", ".join(f"{count:,} {name}" for name, count in totals.verdicts.items())
    console.say(f"{verdicts}; {totals.all.exposure_usd:,} USD at risk if carriers rule every case a violation")


def ledger(totals: Totals) -> None:
    """The last line: every row is somewhere. Raises RuntimeError if one is not."""
    ok, flagged, aside = totals.ok, totals.flagged, totals.quarantined
    sys.stderr.write(f"{totals.rows} rows in = {ok} ok + {flagged} flagged + {aside} quarantined\n")


def exit_code(totals: Totals, problems: int, params: Mapping[str, Any]) -> int:
    """3 when something was not judged, else 1 when something is at or above --fail-on, else 0."""
    if problems or totals.quarantined:
        return console.UNREAD
    level = params.get("fail_on") or "error"
    waiting = params.get("fail_on_unknown") and totals.verdicts["needs_context"]
    bad = level != "never" and any(
        count for name, count in totals.levels.items() if SEVERITY_RANK[Severity(name)] <= SEVERITY_RANK[Severity(level)]
    )
    return console.FOUND if bad or waiting else console.CLEAN


class Problems:
    """Inputs that could not be read, told as they come."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, name: str, reason: str) -> None:
        self.count += 1
        if self.count <= SHOWN:
            console.say(f"{'<stdin>' if name == '-' else name}: {reason}")


@contextmanager
def _terminable() -> Iterator[None]:
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


def _say_export(name: str, provider: str, places: Mapping[str, str]) -> None:
    pairs = ", ".join(f"{field}={title}" for field, title in places.items())
    console.say(f"{'<stdin>' if name == '-' else name}: read as an export of {provider.title()}: {pairs}")


def _page(job: Job) -> Any:
    if job.report is None:
        return None
    from functools import partial

    from smslint.report.audit import audit_page

    return partial(audit_page, rules=job.linter.rules)


def _check(job: Job) -> None:
    """Refuse before the work what would fail after it."""
    from smslint.audit.write import check_suffix

    for path in (job.out, job.findings):
        if path is not None:
            check_suffix(path)
    named = {
        "--output-file": job.out, "--findings": job.findings, "--summary": job.summary, "--report": job.report,
        "--rejects": job.rejects_path,
    }  # fmt: skip
    outputs = {option: path for option, path in named.items() if path}
    check_outputs(outputs, (one.name for one in job.inputs))
    check_replaceable(outputs)
    if job.report is not None:
        from smslint.report.page.charts import require

        require()
    if job.resume and any(one.stamp is None for one in job.inputs):
        raise UsageError("--resume needs inputs that stay the same: files; leave it out for streams, databases and logs")


def _reading(params: Mapping[str, Any]) -> Reading:
    from smslint.audit.columns import Columns, parse_columns
    from smslint.audit.limits import EXPANSION
    from smslint.audit.read.files import Reading

    encoding = params.get("encoding") or "utf-8"
    try:
        "".encode(encoding)
    except LookupError:
        raise UsageError(f"--encoding knows no {encoding!r}; as utf-8, cp1252, latin-1") from None
    mark = params.get("delimiter")
    mark = "\t" if mark in ("\\t", "tab") else mark
    if mark is not None and (len(mark) != 1 or mark in '"\r\n'):
        raise UsageError(f"--delimiter is one character, or tab, not {mark!r}")
    expansion = params.get("max_expansion")
    return Reading(
        Columns(parse_columns(params.get("columns") or ())),
        encoding,
        mark,
        EXPANSION if expansion is None else expansion,
        params.get("query"),
        params.get("stdin_format") or "jsonl",
    )


def _job(params: Mapping[str, Any], reading: Reading) -> Job:
    from smslint.audit.limits import BATCH_ROWS, MOST_BATCH_ROWS, MOST_JOBS
    from smslint.audit.read.inputs import inputs
    from smslint.audit.redaction import DEFAULT, POLICIES
    from smslint.audit.run import Job

    context = make_context(params)
    found = inputs(params["inputs"], reading)
    return Job(
        inputs=found,
        linter=make_linter(params),
        context=context,
        out=params.get("output_file"),
        findings=params.get("findings"),
        summary=params.get("summary"),
        report=params.get("report"),
        rejects=params.get("rejects"),
        policy=POLICIES[params.get("log") or DEFAULT],
        choice=_choice(params),
        zone=_zone(params.get("timezone")),
        providers={} if context.provider else reading.providers,
        jobs=_within("jobs", params, 0, MOST_JOBS, 0),
        size=_within("batch_rows", params, 1, MOST_BATCH_ROWS, BATCH_ROWS),
        resume=bool(params.get("resume")),
        price=_price(params.get("segment_price")),
        options=[sorted(reading.columns.given.items()), reading.encoding, reading.delimiter, reading.expansion, reading.query],
    )


def _within(name: str, params: Mapping[str, Any], least: int, most: int, usual: int) -> int:
    """A number within its bounds. Raises UsageError."""
    number: int = params.get(name, usual)
    if not least <= number <= most:
        option = "--" + name.replace("_", "-")
        raise UsageError(f"{option} cannot be {number:,}; give {least:,} to {most:,}, or leave it out for {usual:,}")
    return number


def _price(word: str | None) -> float | None:
    if word is None:
        return None
    try:
        price = float(word)
    except ValueError:
        price = -1.0
    if not 0 <= price < 1000:
        raise UsageError(f"--segment-price cannot be {word!r}; write US dollars as 0.0079")
    return price


def _choice(params: Mapping[str, Any]) -> Any:
    from datetime import date

    from smslint.audit.intake import Choice

    since, sample = params.get("since"), params.get("sample")
    try:
        since = date.fromisoformat(since).isoformat() if since is not None else None
    except ValueError:
        raise UsageError(f"--since cannot be {since!r}; write a day as 2026-03-01") from None
    share = None
    if sample is not None:
        try:
            share = float(sample.removesuffix("%")) / (100 if sample.endswith("%") else 1)
        except ValueError:
            share = -1.0
        if not 0 < share <= 1:
            raise UsageError(f"--sample cannot be {sample!r}; write a share as 0.01 or 1%")
    return Choice(params.get("limit"), share if share != 1 else None, since)


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    from zoneinfo import ZoneInfo

    from smslint.places import zone_fault

    fault = zone_fault(name)
    if fault is not None:
        raise UsageError(f"--timezone {fault}")
    return ZoneInfo(name)
