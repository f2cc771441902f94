"""The checkpoint: judged chunks as files in a folder beside the output, from which a broken run goes on.

A part holds what may be shown and nothing else: with redaction on, no text and no whole telephone number.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256

from smslint.audit.arrow import arrow
from smslint.audit.durable import UNFINISHED, Whole, make_folder, refused, remove, sync_folder
from smslint.audit.read.record import Reject
from smslint.errors import OutputError, SmslintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

SUFFIX = ".smslint-audit"
REJECTS = ".rejects.jsonl"
"""Ends of the names beside an output: of the checkpoint, and of the rows that could not be judged."""
JOB = "job.json"
LOCK = "lock"
_REJECTS, _ROWS = b"smslint.rejects", b"smslint.rows"


class ResumeError(SmslintError):
    """A checkpoint that cannot be gone on from; the text says what differs."""


class Parts:
    """The parts of one audit. To be opened before the first is asked for, and closed.

    home: the folder; job: what the audit depends on, by name ("inputs", "rules", "options"), only hashes of it are kept.
    """

    def __init__(self, home: str, job: Mapping[str, Any]) -> None:
        self.home = home
        self._job = {name: sha256(json.dumps(value, sort_keys=True).encode()).hexdigest() for name, value in job.items()}
        self._lock: Any = None

    def open(self, resume: bool) -> None:
        """Begin, or go on. Raises ResumeError when the checkpoint is of another job or another process works on it."""
        make_folder(self.home)
        self._take_lock()
        known = self._read_job()
        if resume and known is not None:
            differ = sorted(name for name in {*known, *self._job} if known.get(name) != self._job.get(name))
            if differ:
                raise ResumeError(
                    f"the checkpoint in {self.home!r} was made with other {' and '.join(differ)}; "
                    "leave out --resume to begin anew"
                )
            self._drop(name for name in os.listdir(self.home) if name.endswith(UNFINISHED))
            return
        self._drop(name for name in os.listdir(self.home) if name.startswith("part-") or name.endswith(UNFINISHED))
        with Whole(os.path.join(self.home, JOB)) as file:
            file.file.write(json.dumps(self._job, sort_keys=True).encode())
            file.keep()

    def has(self, number: int) -> bool:
        """Whether a part is done."""
        return os.path.exists(self._path(number))

    def write(self, number: int, batch: Any, rejects: Iterable[Reject], rows: int) -> None:
        """Store a part, safe from any crash once this returns."""
        pa = arrow()
        notes = {_REJECTS: json.dumps([list(one) for one in rejects]).encode(), _ROWS: str(rows).encode()}
        with Whole(self._path(number)) as file:
            schema = batch.schema.with_metadata(notes)
            options = pa.ipc.IpcWriteOptions(compression="zstd")
            with pa.ipc.new_stream(file.file, schema, options=options) as writer:
                writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))
            file.keep()

    def read(self, number: int) -> tuple[Any, list[Reject], int]:
        """(batch, rejects, rows) of a part."""
        pa = arrow()
        try:
            with pa.OSFile(self._path(number)) as file, pa.ipc.open_stream(file) as reader:
                batch = reader.read_next_batch()
                notes = reader.schema.metadata
        except (pa.ArrowException, OSError, StopIteration):
            raise ResumeError(f"part {number} in {self.home!r} is damaged; leave out --resume to begin anew") from None
        return batch, [Reject(*one) for one in json.loads(notes[_REJECTS])], int(notes[_ROWS])

    def finish(self) -> None:
        """Remove the checkpoint: the output is in its place."""
        self._drop(name for name in os.listdir(self.home) if name.startswith("part-"))
        self._drop((JOB, LOCK))
        self.close()
        try:
            os.rmdir(self.home)
        except OSError:
            return  # somebody else's file lies there
        sync_folder(os.path.dirname(self.home))

    def leave(self) -> None:
        """Close; a checkpoint without a part is worth nothing and is removed."""
        if self._lock is not None:
            with suppress(OSError):  # the reason why it is left is told, and this would hide it
                if not any(name.startswith("part-") for name in os.listdir(self.home)):
                    self.finish()
        self.close()

    def close(self) -> None:
        """Let another process go on."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _path(self, number: int) -> str:
        return os.path.join(self.home, f"part-{number:08d}.arrow")

    def _drop(self, names: Iterable[str]) -> None:
        for name in list(names):
            remove(os.path.join(self.home, name))

    def _read_job(self) -> dict[str, str] | None:
        try:
            with open(os.path.join(self.home, JOB), "rb") as file:
                job = json.load(file)
        except (FileNotFoundError, ValueError):
            return None
        return job if isinstance(job, dict) else None

    def _take_lock(self) -> None:
        path = os.path.join(self.home, LOCK)
        try:
            self._lock = open(path, "wb")  # noqa: SIM115 - held until close
        except OSError as error:
            raise refused(path, error) from None
        try:
            import fcntl
        except ImportError:
            return  # a system without such locks
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.close()
            name = self.home.removesuffix(SUFFIX)
            raise OutputError(f"another audit is writing to {name!r}; let it end, or name another output") from None
