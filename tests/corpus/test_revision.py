"""Rules by profile, folder and git revision; small rule books of their own, so that nothing large is compiled."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from smslint.__main__ import main
from smslint.corpus.revision import RevisionError, is_home, linter_of, unpacked
from tests.rulebook.words import LIST, RULE, SOURCES

ROW = '{"text": "Cheap liquor", "context": {"first_message": true, "age_gate": "none"}}\n'


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two commits of a small rule book: in the second the rule is a warning."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"core/larch.yaml": RULE, "lists/promo/shout.yaml": LIST, "sources.yml": SOURCES}.items():
        path = tmp_path / "rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git("init", "-q")
    commit("first")
    rule = tmp_path / "rules/core/larch.yaml"
    rule.write_text(RULE.replace("severity: error\nseverity_when", "severity: warning\nseverity_when"), encoding="utf-8")
    commit("second")
    return tmp_path


def git(*words: str) -> None:
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@larch.example", *words], check=True)


def commit(message: str) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)


def severities(name: str, scratch: Path) -> dict[str, str]:
    return {rule.id: rule.severity for rule in linter_of(name, str(scratch)).rules}


def test_a_revision_is_read_as_it_was(repository: Path, tmp_path: Path) -> None:
    assert severities("git:HEAD~1", tmp_path / "scratch") == {"CNT099": "error"}
    assert severities("git:HEAD", tmp_path / "scratch") == {"CNT099": "warning"}
    assert severities("git:HEAD:rules", tmp_path / "scratch") == {"CNT099": "warning"}


def test_a_folder_laid_out_as_ours_stands_alone(repository: Path, tmp_path: Path) -> None:
    assert is_home(str(repository / "rules"))
    assert severities(str(repository / "rules"), tmp_path) == {"CNT099": "warning"}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("git:nowhere", "git knows no revision 'nowhere'"),
        ("git:--output=x", "git knows no revision '--output=x'"),
        ("git:HEAD:other", "no folder 'other' in revision 'HEAD'"),
        ("absent/rules", "there is no 'absent/rules'"),
    ],
)
def test_what_there_is_not_is_told(repository: Path, tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(RevisionError, match=says):
        linter_of(name, str(tmp_path / "scratch"))
    assert not (repository / "x").exists()


def test_without_git_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match="git is not installed here"):
        unpacked("HEAD", str(tmp_path))


def test_the_command_tells_changes_and_fails_on_request(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "rows.jsonl").write_text(ROW + "{\n", "utf-8")
    assert main(["diff", "git:HEAD~1", "rules/", "rows.jsonl", "--fail-on-change"]) == 3
    out, err = capsys.readouterr()
    assert "severity CNT099: rows.jsonl:1 (rows.jsonl:1) error 0:12 -> warning 0:12\n" in out
    assert err.startswith("smslint: rows.jsonl:2: not valid JSON")
    (repository / "rows.jsonl").write_text(ROW, "utf-8")
    assert main(["diff", "git:HEAD~1", "rules/", "rows.jsonl", "--fail-on-change"]) == 1
    assert main(["diff", "git:HEAD~1", "rules/", "rows.jsonl", "--format", "json"]) == 0
    assert main(["diff", "git:HEAD", "rules/", "rows.jsonl", "--fail-on-change"]) == 0
    assert main(["diff", "git:nowhere", "rules/", "rows.jsonl"]) == 2
    assert main(["diff", "git:HEAD", "rules/"]) == 2


def test_a_request_to_end_leaves_nothing_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_: object) -> None:
        assert list(tmp_path.glob("smslint-*"))
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("smslint.cli.diff.linter_of", ended)
    assert main(["diff", "git:HEAD", "default", "corpus"]) == 130
    assert not list(tmp_path.glob("smslint-*"))
