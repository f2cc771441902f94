"""The sample repository: every planted fault at its exact place, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from smslint.__main__ import main
from tests.words import ROOT

SAMPLE = ROOT / "corpora" / "templates"
FAULT = re.compile(r"(?P<path>[^:]+):(?P<line>\d+):(?P<column>\d+) (?P<rule>\w+)(?: (?P<what>.*))?")


def planted() -> list[tuple[str, int, int, str, str]]:
    """(path, line, column, rule, what stands there) of the list of faults."""
    matches = [FAULT.fullmatch(line) for line in (SAMPLE / "faults.txt").read_text("utf-8").splitlines()]
    return [(m["path"], int(m["line"]), int(m["column"]), m["rule"], m["what"] or "") for m in matches if m]


def checked(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, object], str]:
    """Exit code, JSON and talk of a run over a folder."""
    code = main(["check", str(folder), "--format", "json", "--no-cache", *words])
    captured = capsys.readouterr()
    return code, json.loads(captured.out or "{}"), captured.err


def faults(folder: Path, report: dict[str, object]) -> list[tuple[str, int, int, str]]:
    """(path, line, column, rule) of every finding of a run."""
    found = []
    for result in report["results"]:  # type: ignore[attr-defined]
        path = Path(result["location"]["path"]).resolve().relative_to(folder.resolve()).as_posix()
        found += [(path, f["place"]["line"], f["place"]["column"], f["rule"]) for f in result["findings"]]
    return sorted(found)


@pytest.mark.parametrize(("path", "line", "column", "rule", "what"), planted())
def test_the_list_names_what_stands_there(path: str, line: int, column: int, rule: str, what: str) -> None:
    text = (SAMPLE / path).read_text("utf-8").split("\n")[line - 1]
    assert text[column - 1 :].startswith(what)


def test_every_planted_fault_is_found_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    code, report, talk = checked(SAMPLE, capsys)
    assert faults(SAMPLE, report) == sorted(fault[:4] for fault in planted())
    assert code == 1
    assert talk.count("\n") == 1
    assert "code/send.py:17:33: the text given to messages.create is not known before the program runs" in talk


def test_what_is_suppressed_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    report = checked(SAMPLE, capsys)[1]
    reasons = [one["reason"] for result in report["results"] for one in result.get("suppressed", ())]  # type: ignore[attr-defined]
    assert len(reasons) == 7
    assert "The partner's own shortener, agreed with the carrier" in reasons


def test_fixing_mends_without_new_faults_and_twice_is_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(SAMPLE, folder)
    before = checked(folder, capsys)[1]
    main(["check", str(folder), "--fix", "--unsafe-fixes", "--no-cache", "--quiet"])
    capsys.readouterr()
    once = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    after = checked(folder, capsys)[1]
    rules = [rule for _, _, _, rule in faults(folder, after)]
    assert {rule for _, _, _, rule in faults(folder, before)} >= set(rules)
    assert not {"URL002", "ENC001"}.intersection(rules) - {"ENC001"}
    assert rules.count("ENC001") == 1, "the heart has no plain counterpart"
    assert len(rules) < len(planted())
    main(["check", str(folder), "--fix", "--unsafe-fixes", "--no-cache", "--quiet"])
    capsys.readouterr()
    assert once == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_fixed_code_is_still_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(SAMPLE / "code", tmp_path / "code")
    shutil.copy(SAMPLE / "smslint.toml", tmp_path)
    main(["check", str(tmp_path), "--fix", "--unsafe-fixes", "--no-cache", "--quiet"])
    capsys.readouterr()
    source = (tmp_path / "code" / "send.py").read_text("utf-8")
    compile(source, "send.py", "exec")
    assert "https://larch.example/{}" in source
    if shutil.which("node"):
        subprocess.run(["node", "--check", str(tmp_path / "code" / "send.js")], check=True)
