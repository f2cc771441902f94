"""`check --watch`: what is saved is checked again, whenever that happens, and what a run writes is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import watchfiles

from smslint.__main__ import main
from smslint.cli.repository import Repository
from smslint.cli.watch import _Own
from smslint.project import cache
from tests.project.words import put
from tests.words import ROOT

BAD = "Larch Cafe: see https://bit.ly/3abc"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one faulty text, and a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cache, "cache_path", lambda folder: str(tmp_path / ".cache" / "results"))
    return put(tmp_path, {"a.txt": BAD})


def test_what_is_saved_in_the_middle_of_a_check_is_checked_next(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    closed: list[Repository] = []

    def close_late(self: Repository) -> None:
        """Everything is read by now, and the check is not over: the worst moment to save."""
        if not closed:
            put(Path(), {"saved.txt": BAD})
        closed.append(self)
        close(self)

    close = Repository.close
    monkeypatch.setattr(Repository, "close", close_late)
    monkeypatch.setattr(watchfiles, "watch", _three_looks)
    assert main(["check", ".", "--watch", "--isolated", "--select", "URL001", "--format", "concise"]) == 130
    found = [line.split(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert found == ["a.txt", "a.txt", "saved.txt"]
    assert len(closed) == 2


def _three_looks(
    *paths: str, watch_filter: Callable[[watchfiles.Change, str], bool], yield_on_timeout: bool = False, **_: Any
) -> Iterator[set[tuple[watchfiles.Change, str]]]:
    """Stands for `watchfiles.watch` without its clock: as there, only what changes after the first look began is told."""
    seen = _texts()
    for _look in range(3):
        now = _texts()
        names = [str(path) for path in now if now[path] != seen.get(path)]
        seen = now
        changes = {(watchfiles.Change.added, name) for name in names if watch_filter(watchfiles.Change.added, name)}
        if changes or yield_on_timeout:
            yield changes


def _texts() -> dict[Path, str]:
    return {path: path.read_text() for path in Path.cwd().glob("*.txt")}


def test_what_a_run_writes_is_no_change_to_watch_for() -> None:
    put(Path(), {"out.json": "{}", "base.json": "{}"})
    own = _Own({"output_file": "out.json", "write_baseline": True, "baseline": "base.json"})
    for name in ("out.json", "base.json", ".smslint-baseline.json", ".smslint-a1b2c3_d"):
        assert os.path.abspath(name) in own, name
    assert os.path.abspath("a.txt") not in own
    assert os.path.abspath(".smslint-baseline.json") not in _Own({})


def test_a_watch_that_writes_into_its_folder_comes_to_rest() -> None:
    command = [sys.executable, "-m", "smslint", "check", ".", "--watch", "--select", "URL001", "--format", "concise"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with open("log.txt", "wb") as log:
        watching = subprocess.Popen([*command, "-o", "out.txt"], stdout=log, stderr=log, env=environment)
        try:
            _until(lambda: Path("log.txt").read_text().count("waiting") == 1)
            put(Path(), {"d.txt": BAD})
            _until(lambda: Path("log.txt").read_text().count("waiting") > 1)
            time.sleep(1)
            assert Path("log.txt").read_text().count("waiting") < 4
        finally:
            watching.send_signal(signal.SIGINT)
            assert watching.wait(60) == 130
    assert "d.txt" in Path("out.txt").read_text()


def test_nothing_is_watched_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "gone", "--watch"]) == 3
    assert "gone: cannot be read" in capsys.readouterr().err


def _until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not there():
        assert time.monotonic() < end
        time.sleep(0.05)
