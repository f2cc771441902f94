"""An audit from end to end: read, judge, store, put together. What is asked of it is a `Job`."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field

from smslint.audit.arrow import arrow
from smslint.audit.dates import Dates
from smslint.audit.durable import Whole, make_folder, remove
from smslint.audit.findings import findings_of, findings_schema
from smslint.audit.intake import Choice, Chunk, Intake
from smslint.audit.kernel import lint_batches
from smslint.audit.limits import BATCH_ROWS
from smslint.audit.parts import REJECTS, SUFFIX, Parts
from smslint.audit.redaction import DEFAULT, POLICIES, Policy
from smslint.audit.results import CONTRACT, MORE, kept, part_schema, settled
from smslint.audit.totals import Totals
from smslint.audit.write import Output, regroup
from smslint.model import Context
from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import tzinfo
    from typing import Any

    from smslint.audit.read.inputs import Input
    from smslint.audit.read.record import Reject
    from smslint.linter import Linter


@dataclass
class Job:
    """What an audit reads, how it judges and what it writes. Paths are None where nothing is wanted."""

    inputs: Sequence[Input]
    linter: Linter
    context: Context = field(default_factory=Context)
    out: str | None = None
    findings: str | None = None
    summary: str | None = None
    report: str | None = None
    rejects: str | None = None
    policy: Policy = POLICIES[DEFAULT]
    choice: Choice = field(default_factory=Choice)
    zone: tzinfo | None = None
    dates: Dates = field(default_factory=Dates)
    providers: Mapping[str, str] = field(default_factory=dict)
    """Whose export an input is; filled as inputs are read. Empty for ever where the context names a provider."""
    jobs: int = 0
    size: int = BATCH_ROWS
    resume: bool = False
    price: float | None = None
    """US dollars for one segment."""
    options: Any = None
    """Whatever else the result depends on, as plain data: a checkpoint of other options is not gone on from."""

    @property
    def main(self) -> str:
        """The output by which the checkpoint and the file of rejects are named."""
        return self.out or self.findings or self.summary or self.report or "audit"

    @property
    def rejects_path(self) -> str:
        """Where rows go that could not be judged."""
        return self.rejects or self.main + REJECTS

    def intake(self, problem: Callable[[str, str], None]) -> Intake:
        """What reads the inputs. problem: hears (input, reason) of what could not be read."""
        return Intake(
            self.inputs, self.choice, self.size, problem, self.providers, self.context.kind, self.dates, self.zone
        )


class Audit:
    """One run. problem: hears (input, reason) of what could not be read; progress: hears rows done."""

    def __init__(
        self, job: Job, problem: Callable[[str, str], None], progress: Callable[[int], None] = lambda rows: None
    ) -> None:
        self.job = job
        self.totals = Totals()
        self.intake = job.intake(problem)
        self._progress = progress
        self._parts = Parts(job.main + SUFFIX, self._fingerprint())

    def run(self, page: Callable[[dict[str, Any]], str] | None = None) -> dict[str, Any]:
        """Carry it out; returns the summary. page: makes the HTML report from it."""
        job = self.job
        for path in (job.out, job.findings, job.summary, job.report, job.rejects_path):
            if path:
                make_folder(os.path.dirname(path))
        self._parts.open(job.resume)
        try:
            count = self._judge()
            summary = self._put_together(count, page)
            self._parts.finish()
        finally:
            self._parts.leave()
        return summary

    def _fingerprint(self) -> dict[str, Any]:
        job = self.job
        choice = (job.choice.limit, job.choice.since, job.choice._below)
        given = [sorted((name, repr(value)) for name, value in job.context.to_dict().items())]
        return {
            "inputs": [(one.name, one.stamp) for one in job.inputs],
            "rules": [job.linter.ruleset.sha256, repr(job.linter._day), __version__],
            "options": [given, choice, job.policy, str(job.zone), job.dates.order, job.options],
            "chunk size": job.size,
        }

    def _judge(self) -> int:
        """Judge every chunk that is not there yet; returns how many there are."""
        job = self.job
        waiting: list[tuple[int, Chunk]] = []
        count = 0

        def batches() -> Iterator[Any]:
            """Batches that are still to be judged; what is done, or holds nothing to judge, is counted on the way."""
            nonlocal count
            for chunk in self.intake.chunks():
                number, count = count, count + 1
                if self._parts.has(number):
                    self._progress(chunk.rows)
                elif chunk.batch is None:
                    self._parts.write(number, _empty(job.policy), chunk.rejects, chunk.rows)
                    self._progress(chunk.rows)
                else:
                    waiting.append((number, chunk))
                    yield chunk.batch

        results = lint_batches(batches(), job.linter, job.context, keep=kept(job.policy), jobs=job.jobs, zone=job.zone)
        for result in results:
            number, chunk = waiting.pop(0)
            batch, rejects = settled(result, job.policy)
            self._parts.write(number, batch, _in_order([*chunk.rejects, *rejects]), chunk.rows)
            self._progress(chunk.rows)
        return count

    def _put_together(self, count: int, page: Callable[[dict[str, Any]], str] | None) -> dict[str, Any]:
        job = self.job
        arrow().default_memory_pool().release_unused()  # what judging needed is not needed here
        outputs = self._outputs()
        rejects = Whole(self._under("rejects"))
        try:
            for table in regroup(self._batches(count, rejects)):
                self.totals.add(table)
                for name, output in outputs.items():
                    output.write(findings_of(table) if name == "findings" else table)
            for output in outputs.values():
                output.complete()
            rejects.keep()
        except BaseException:
            for output in outputs.values():
                output.give_up()
            rejects.__exit__(None, None, None)
            raise
        summary = self.summary()
        texts = {"summary": json.dumps(summary, indent=2) + "\n" if job.summary else None}
        texts["report"] = page(summary) if job.report and page is not None else None
        for name, text in texts.items():
            if text is not None:
                with Whole(self._under(name)) as file:
                    file.file.write(text.encode())
                    file.keep()
        self._put_in_place()
        return summary

    def _batches(self, count: int, rejects: Whole) -> Iterator[Any]:
        for number in range(count):
            batch, aside, rows = self._parts.read(number)
            self.totals.put_aside(aside, rows - batch.num_rows)
            rejects.file.write("".join(json.dumps(one.to_dict()) + "\n" for one in aside).encode())
            yield batch

    def summary(self) -> dict[str, Any]:
        """The totals with what they were made from."""
        job = self.job
        totals = self.totals.to_dict(self.intake.senders, job.policy.numbers)
        if job.price is not None:
            totals["segments"]["usd"] = round(totals["segments"]["total"] * job.price, 4)
            totals["segments"]["spared_usd"] = round(totals["segments"]["spared_as_gsm7"] * job.price, 4)
        return {
            "version": 1,
            "tool": {"name": "smslint", "version": __version__},
            "ruleset": job.linter.ruleset.to_dict(),
            "inputs": [one.shown for one in job.inputs],
            **totals,
        }

    def _outputs(self) -> dict[str, Output]:
        job = self.job
        schema = part_schema(job.policy)
        names = [*CONTRACT, *MORE, *(("text",) if job.policy.texts else ())]
        rows = arrow().schema([schema.field(name) for name in names])
        chosen = (("out", job.out, rows), ("findings", job.findings, findings_schema()))
        return {name: Output(path, self._under(name, path), kind) for name, path, kind in chosen if path}

    def _under(self, name: str, path: str = "") -> str:
        """Where an output waits for the others, so that they appear together."""
        return os.path.join(self._parts.home, f"part-{name}{os.path.splitext(path)[1]}")

    def _put_in_place(self) -> None:
        job = self.job
        for name in ("out", "findings", "summary", "report"):
            path: str | None = getattr(job, name)
            if path is not None:
                move(self._under(name, path if name in ("out", "findings") else ""), path)
        if self.totals.reasons:
            move(self._under("rejects"), job.rejects_path)
        else:
            remove(job.rejects_path)


def move(under: str, path: str) -> None:
    """Give a finished file its place; to another disk by way of a copy beside it."""
    import errno
    import shutil

    from smslint.audit.durable import refused, settle, sync_folder

    try:
        settle(under, path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise refused(path, error) from None
        with Whole(path) as file, open(under, "rb") as source:
            shutil.copyfileobj(source, file.file)
            file.keep()
    sync_folder(os.path.dirname(os.path.realpath(path)))


def _empty(policy: Policy) -> Any:
    schema = part_schema(policy)
    pa = arrow()
    return pa.RecordBatch.from_arrays([pa.array([], one.type) for one in schema], schema=schema)


def _in_order(rejects: list[Reject]) -> list[Reject]:
    return sorted(rejects, key=lambda one: (one.place, one.row is None))
