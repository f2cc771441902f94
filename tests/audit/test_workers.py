"""Several processes say what one says, begin when there is enough to do, and are missed when they are gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from pathlib import Path
from pickle import PicklingError

import pytest

from smslint.audit import judges
from smslint.audit.judges import Judges
from smslint.audit.limits import LARGE_INPUT
from smslint.audit.outcome import Shared, judge_all
from smslint.audit.read.inputs import Input
from smslint.audit.workers import Packer, WorkerError, Workers, _End
from smslint.cli.audit_job import _jobs_for
from smslint.linter import Linter
from smslint.model import Context
from tests.bench.messages import messages
from tests.words import linter

CASES = [(text, Context(brand="Larch Cafe")) for text in messages(60, seed=8)]


@contextmanager
def crew(count: int, rules: Linter | None = None) -> Iterator[Workers]:
    """Processes that are ended whatever comes of them."""
    workers = Workers(rules or linter(), count, Shared())
    workers.warm(CASES[:2])
    try:
        yield workers
    finally:
        workers.close()


def test_processes_say_what_one_says_and_end_when_one_of_them_does() -> None:
    expected = judge_all(linter(), CASES, Shared())
    with crew(2) as workers:
        assert workers.ready(wait=True)
        answers = [workers.submit(CASES[start : start + 7]) for start in range(0, len(CASES), 7)]
        assert [outcome for answer in answers for outcome in answer.result()] == expected
        os.kill(workers._processes[0].pid or 0, signal.SIGKILL)
        again = [workers.submit(CASES) for _ in range(3)]
        with pytest.raises(WorkerError, match="--resume"):
            [one.result() for one in again]


def test_rules_that_cannot_be_loaded_there_are_a_sentence(tmp_path: Path) -> None:
    rules = Linter()
    rules._arguments["rules"] = (str(tmp_path / "gone.yml"),)
    with crew(2, rules) as workers, pytest.raises(WorkerError, match=r"cannot begin: .*gone\.yml"):
        workers.ready(wait=True)


def test_a_script_that_would_start_itself_again_is_told_how_to_ask(tmp_path: Path) -> None:
    script = tmp_path / "judge.py"
    script.write_text(
        "import pyarrow as pa\n"
        "from smslint.audit import lint_batches\n"
        "list(lint_batches([pa.RecordBatch.from_pydict({'text': ['Larch Cafe: hello']})], jobs=2))\n",
        encoding="utf-8",
    )
    run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1].startswith("smslint.audit.workers.WorkerError: a process that judges has ended before")
    assert "if __name__ == '__main__':" in run.stderr.splitlines()[-1]


def test_processes_that_are_not_ready_yet_are_ended_at_once() -> None:
    with crew(2) as workers:
        processes = list(workers._processes)
    assert not any(process.is_alive() for process in processes)


def test_a_kind_is_sent_once_and_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Shared, "MOST", 12)
    outcomes = judge_all(linter(), CASES, Shared())
    packer, wire, sent = Packer(), Wire(), 0
    end = _End(wire, Shared())  # type: ignore[arg-type]
    for start in range(0, len(outcomes), 5):
        part = outcomes[start : start + 5]
        wire.answer = packer.packed(part)
        sent += len(wire.answer[1])
        assert end.ask([]) == part
    kinds = {kind for one in outcomes for kind in (one.row, *(spot[0] for spot in one.spots))}
    assert len(kinds) < sent < sum(1 + len(one.spots) for one in outcomes)


def test_what_cannot_be_sent_holds_up_nobody_else() -> None:
    here, there = Pipe()
    end = _End(here, Shared())
    with pytest.raises((AttributeError, PicklingError)):
        end.ask([lambda: 0])  # type: ignore[list-item]
    there.send(ValueError("answered"))
    with pytest.raises(ValueError, match="answered"):
        end.ask(CASES[:1])


class Wire:
    """A connection that has its answer ready."""

    answer: tuple[int, list[object], list[tuple[object, ...]]]

    def send(self, cases: object) -> None:
        """Nobody is there."""

    def recv(self) -> object:
        """The answer."""
        return self.answer


def test_a_small_corpus_starts_no_process_and_a_long_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    class Unready:
        def __init__(self, rules: Linter, count: int, *_: object) -> None:
            started.append(count)

        def warm(self, cases: object) -> None:
            """Nobody is there."""

        def ready(self, wait: bool = False) -> bool:
            return False

        def close(self) -> None:
            started.append(0)

    monkeypatch.setattr("smslint.audit.workers.Workers", Unready)
    monkeypatch.setattr(judges, "processors", lambda: 2)
    monkeypatch.setattr(judges, "SLICE", 10)
    patient = Judges(linter(), 0)
    found = patient.judge(CASES)
    assert started == []
    patient._spent = judges.START + 1
    again = patient.judge(CASES)
    patient.close()
    assert started == [2, 0]
    assert [one.result() for one in again] == [one.result() for one in found]


def test_processes_that_are_asked_for_begin_before_a_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []

    class Ready:
        def __init__(self, rules: Linter, count: int, *_: object) -> None:
            told.append(count)

        def warm(self, cases: list[object]) -> None:
            told.append(cases)

        def submit(self, cases: list[object]) -> None:
            told.append(len(cases))

        def close(self) -> None:
            told.append("closed")

    monkeypatch.setattr("smslint.audit.workers.Workers", Ready)
    monkeypatch.setattr(judges, "SLICE", 40)
    monkeypatch.setattr(judges, "WARM", 4)
    certain = Judges(linter(), 2)
    certain.begin()
    assert told == [2]
    certain.judge(CASES)
    certain.judge(CASES[:5])
    certain.close()
    assert told == [2, CASES[::15], 40, 20, 5, "closed"]


def test_large_files_begin_with_all_processes() -> None:
    small, large = (Input("a", lambda: iter(()), f"{size} 1") for size in (1_000, LARGE_INPUT))
    assert _jobs_for([small, Input("-", lambda: iter(()))]) == 0
    assert _jobs_for([small, large]) == judges.processors()


def test_no_process_is_left_when_a_run_is_given_up() -> None:
    with crew(2) as workers:
        workers.ready(wait=True)
        group = _children_of(workers._processes[0].pid or 0)
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{one}/stat").exists() for one in group) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not [one for one in group if Path(f"/proc/{one}/stat").exists()]


def _children_of(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(one) for one in path.read_text().split()] if path.exists() else []
