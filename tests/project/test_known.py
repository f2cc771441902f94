"""Baselines and levels of a run over several configurations: each counts for its own files, in whatever order they are named."""

from __future__ import annotations

import json
import os
from itertools import permutations
from pathlib import Path

import pytest

from smslint import judgement
from smslint.__main__ import main
from smslint.project import cache
from tests.project.words import put

BAD = "Larch Cafe: see https://bit.ly/3abc"
BASE = ".smslint-baseline.json"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two folders with a configuration each, and a text in each."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path, {"a/smslint.toml": 'fail_on = "never"\n', "a/sms.txt": BAD})
    return put(tmp_path, {"b/smslint.toml": "", "b/sms.txt": BAD, "b/more.csv": f"sms\n{BAD}\n"})


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    """Exit code and files of the findings of a run."""
    capsys.readouterr()
    code = main(["check", "--format", "concise", "--select", "URL001", "--no-cache", *words])
    return code, sorted(line.split(":")[0] for line in capsys.readouterr().out.splitlines())


def entries(path: str) -> dict[str, list[int]]:
    """Files of a baseline with the counts of their entries."""
    return {name: list(marks.values()) for name, marks in json.loads(Path(path).read_text())["files"].items()}


@pytest.mark.parametrize("paths", list(permutations(("a", "b/sms.txt", "b/more.csv"))), ids=" ".join)
def test_the_order_of_the_paths_changes_nothing(capsys: pytest.CaptureFixture[str], paths: tuple[str, ...]) -> None:
    assert run(capsys, *paths) == (1, ["a/sms.txt", "b/more.csv", "b/sms.txt"])
    assert run(capsys, "b/sms.txt", "--write-baseline")[0] == 0
    assert entries(f"b/{BASE}") == {"sms.txt": [1]}
    assert run(capsys, *paths) == (1, ["a/sms.txt", "b/more.csv"])
    assert run(capsys, *paths, "--write-baseline")[0] == 0
    assert (entries(f"a/{BASE}"), entries(f"b/{BASE}")) == ({"sms.txt": [1]}, {"sms.txt": [1], "more.csv": [1]})
    assert run(capsys, *paths) == (0, [])


@pytest.mark.parametrize("paths", [("a", "b"), ("b", "a")], ids=" ".join)
def test_a_baseline_that_is_named_counts_for_all(capsys: pytest.CaptureFixture[str], paths: tuple[str, ...]) -> None:
    assert run(capsys, *paths, "--write-baseline", "--baseline", "base.json")[0] == 0
    assert entries("base.json") == {"a/sms.txt": [1], "b/more.csv": [1], "b/sms.txt": [1]}
    assert run(capsys, *reversed(paths), "--baseline", "base.json") == (0, [])
    assert not os.path.exists(f"a/{BASE}")


def test_a_configuration_below_has_its_own_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, ".", "--write-baseline")[0] == 0
    assert (entries(f"a/{BASE}"), entries(BASE)) == ({"sms.txt": [1]}, {})
    assert run(capsys, ".") == (0, [])
    assert run(capsys, "b") == (0, [])


@pytest.mark.parametrize("word", ["--write-baseline", "--prune"])
@pytest.mark.parametrize("content", [b"sms\n\xff\xfe\x00", f'sms\n"{BAD}\n'.encode()], ids=["no text", "a quote astray"])
def test_what_cannot_be_read_stays_known(capsys: pytest.CaptureFixture[str], word: str, content: bytes) -> None:
    run(capsys, "b", "--write-baseline")
    put(Path(), {"b/more.csv": content, "b/sms.txt": "Larch Cafe: hi there"})
    assert run(capsys, "b", word)[0] == 3
    assert entries(f"b/{BASE}") == {"more.csv": [1]}


def test_findings_beyond_those_that_are_listed_are_counted_in_every_run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(judgement, "MAX_FINDINGS", 5)
    monkeypatch.setattr(cache, "cache_path", lambda folder: str(tmp_path / "results"))
    put(Path(), {"c/sms.txt": "Larch Cafe: see " + " ".join(f"https://bit.ly/x{number}" for number in range(9))})
    words = ["check", "c", "--format", "json", "--select", "URL001"]

    def omitted() -> list[int]:
        capsys.readouterr()
        main(words)
        return [one["omitted_findings"] for one in json.loads(capsys.readouterr().out)["results"]]

    assert omitted() == [4]
    assert omitted() == [4]
    main([*words, "--write-baseline"])
    assert omitted() == [4]
