"""From the options of `smslint audit` to what is read and what is asked of it. Raises UsageError for what cannot be."""

from __future__ import annotations

from smslint.cli.failure import UsageError
from smslint.cli.outputs import check_outputs, check_replaceable
from smslint.cli.setup import make_context, make_linter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo
    from typing import Any

    from smslint.audit.read.files import Reading
    from smslint.audit.read.inputs import Input
    from smslint.audit.run import Job


def make_reading(params: Mapping[str, Any]) -> Reading:
    """How files are to be read."""
    from smslint.audit.columns import Columns, parse_columns
    from smslint.audit.limits import EXPANSION
    from smslint.audit.read.files import Reading
    from smslint.audit.read.fresh import reads_rows

    encoding = params.get("encoding") or "utf-8"
    if not reads_rows(encoding):
        raise UsageError(f"--encoding knows no {encoding!r}; as utf-8, cp1252, latin-1")
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


def make_job(params: Mapping[str, Any], reading: Reading) -> Job:
    """What is read, how it is judged and what is written."""
    from smslint.audit.dates import Dates
    from smslint.audit.limits import BATCH_ROWS, MOST_BATCH_ROWS, MOST_JOBS
    from smslint.audit.read.inputs import inputs
    from smslint.audit.redaction import DEFAULT, POLICIES
    from smslint.audit.run import Job

    context = make_context(params)
    reading.outputs = _outputs(params)
    found = inputs(params["inputs"], reading)
    if reading.query is not None:
        _check_query(found)
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
        dates=Dates(params.get("dates")),
        providers={} if context.provider else reading.providers,
        jobs=_within("jobs", params, 0, MOST_JOBS, 0) or _jobs_for(found),
        size=_within("batch_rows", params, 1, MOST_BATCH_ROWS, BATCH_ROWS),
        resume=bool(params.get("resume")),
        price=_price(params.get("segment_price")),
        options=[sorted(reading.columns.given.items()), reading.encoding, reading.delimiter, reading.expansion, reading.query],
    )


def _outputs(params: Mapping[str, Any]) -> list[str]:
    """Paths of what is to be written."""
    from smslint.audit.parts import REJECTS

    named = [params[name] for name in ("output_file", "findings", "summary", "report") if params.get(name)]
    rejects = params.get("rejects") or (named[0] + REJECTS if named else None)
    return [*named, rejects] if rejects else named


def _check_query(found: Sequence[Input]) -> None:
    """Refuse a query that would not be asked: the rows of a file would be taken for its answer."""
    from smslint.audit.read.files import DUCKDB, SQLITE, kind_of_name

    for one in found:
        kind, packed = kind_of_name(one.name.partition("#")[0])
        if one.name == "-" or packed is not None or kind not in (None, SQLITE, DUCKDB):
            name = "standard input" if one.name == "-" else one.shown
            raise UsageError(f"--query asks a database; {name} is none, so read it without --query")


def _jobs_for(found: Sequence[Input]) -> int:
    """Processes for inputs: all at once for large files, else 0, as many as turn out to pay."""
    from smslint.audit.judges import processors
    from smslint.audit.limits import LARGE_INPUT

    size = sum(int(one.stamp.split()[0]) for one in found if one.stamp)
    return processors() if size >= LARGE_INPUT else 0


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

    from smslint.zones import zone_fault

    fault = zone_fault(name)
    if fault is not None:
        raise UsageError(f"--timezone {fault}")
    return ZoneInfo(name)


def check_stream(params: Mapping[str, Any]) -> None:
    """Refuse what has no use without an output: rows that go to standard output come from one process and are not kept."""
    given = {"rejects": params.get("rejects"), "resume": params.get("resume"), "jobs": params.get("jobs", 0) > 1}
    for name, why in _ALONE.items():
        if given[name]:
            raise UsageError(f"--{name} has no use without an output, {why}; give -o, --findings, --summary or --report")


_ALONE = {
    "rejects": "as rows that cannot be judged are named on standard error",
    "resume": "as nothing of an earlier run is kept",
    "jobs": "as one process answers the rows as they come",
}


def check_job(job: Job) -> None:
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
    check_outputs(outputs, (one.path for one in job.inputs if one.path))
    check_replaceable(outputs)
    if job.report is not None:
        from smslint.report.page.charts import require

        require()
    if job.resume and any(one.stamp is None for one in job.inputs):
        raise UsageError("--resume needs inputs that stay the same: files; leave it out for streams, databases and logs")
