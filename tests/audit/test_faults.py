"""A disk that fails at any write: one sentence, nothing half done, and the next run goes on to the same bytes."""

from __future__ import annotations

import builtins
import errno
import os
import stat
from typing import Any

import pytest

from smslint.audit import durable
from tests.audit.words import Auditor, csv_bytes, rows


class Failing:
    """Files whose so-many-th write, counted over all of them, fails."""

    def __init__(self, error: int) -> None:
        self.error = error
        self.at = 0
        self.count = 0

    def open(self, path: Any, mode: str = "r", *more: Any, **options: Any) -> Any:
        file = builtins.open(path, mode, *more, **options)  # noqa: SIM115 - the caller closes it
        return _File(file, self) if "w" in mode else file


class _File:
    def __init__(self, file: Any, failing: Failing) -> None:
        self._file = file
        self._failing = failing

    def write(self, data: Any) -> int:
        self._failing.count += 1
        if self._failing.count == self._failing.at:
            raise OSError(self._failing.error, os.strerror(self._failing.error))
        return int(self._file.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_takes_nothing_for_good_leaves_nothing_half_done(
    auditor: Auditor, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    path = auditor.file("a.csv", csv_bytes(rows(12)) + b"broken\n")
    words = ("--batch-rows", "5", "--resume", "-q")
    real, at, count = os.fsync, [0], [0]

    def fsync(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            count[0] += 1
            if count[0] == at[0]:
                raise OSError(error, os.strerror(error))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    auditor.run(path, *words)
    whole, calls = auditor.outputs(), count[0]
    assert calls >= 7
    for point in range(1, calls + 1, 2):
        for name in whole:
            (auditor.out / name).unlink(missing_ok=True)
        at[0], count[0] = point, 0
        assert auditor.run(path, *words) == 2, point
        assert os.strerror(error) in auditor.said
        assert not set(auditor.outputs()) & set(whole)
        at[0] = 0
        assert auditor.run(path, *words) == 3
        assert auditor.outputs() == whole


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_write_that_fails_leaves_nothing_half_done(auditor: Auditor, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    path = auditor.file("a.csv", csv_bytes(rows(12)) + b"broken\n")
    words = ("--batch-rows", "5", "--resume", "-q")
    failing = Failing(error)
    monkeypatch.setattr(durable, "open", failing.open, raising=False)
    auditor.run(path, *words)
    whole, writes = auditor.outputs(), failing.count
    assert writes > 20
    for point in range(1, writes + 1, 1 + writes // 25):
        for name in whole:
            (auditor.out / name).unlink(missing_ok=True)
        failing.at, failing.count = point, 0
        assert auditor.run(path, *words) == 2, point
        assert os.strerror(error) in auditor.said
        assert not set(auditor.outputs()) & set(whole)
        failing.at = 0
        assert auditor.run(path, *words) == 3
        assert auditor.outputs() == whole
