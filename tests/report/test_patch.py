"""Differences as patches: `git apply` makes of them what `--fix` writes, and on a terminal they do nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from smslint.__main__ import main
from smslint.report.patch import patch
from tests.project.words import put

FILES = {
    "plain.txt": "Larch Cafe: it\u2019s ready.\nSee you.\n",
    "no end.txt": "Larch Cafe: it\u2019s ready",
    "blank.txt": "Larch Cafe: it\u2019s\u00a0ready.\n",
    "crlf.txt": "Larch Cafe: it\u2019s ready.\r\nSee\tyou.\r\n",
    "mark.txt": "\ufeffLarch Cafe: it\u2019s ready.\n",
    'quo"te.txt': "Larch Cafe: it\u2019s ready.\n",
    "lines.txt": "Larch Cafe: it\u2019s ready.\u2028See you\u200b.\x0cBye\n",
    "code.py": '# \x1b[2J\nclient.messages.create(to=x, body="Larch Cafe: it\u2019s ready")\n',
}


@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
@pytest.mark.parametrize("name", FILES)
def test_git_makes_of_a_patch_what_fix_writes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, {f"texts/{name}": FILES[name]})
    path = tmp_path / "texts" / name
    assert main(["check", str(path), "--diff", "-o", "fixes.patch", "--no-cache", "--isolated"]) == 1
    assert path.read_bytes() == FILES[name].encode()
    subprocess.run(["git", "apply", "fixes.patch"], check=True, cwd=tmp_path)
    patched = path.read_bytes()
    put(tmp_path, {f"texts/{name}": FILES[name]})
    main(["check", str(path), "--fix", "--no-cache", "--isolated"])
    assert patched == path.read_bytes() != FILES[name].encode()
    capsys.readouterr()


def test_on_standard_output_a_blank_stays_and_what_acts_is_shown() -> None:
    assert patch("a", "x\u00a0y\n", "x y\n", exact=False) == (patch("a", "x\u00a0y\n", "x y\n", exact=True)[0], True)
    shown, applies = patch("a", "\x1b[2J\r\nx\n", "\x1b[2J\r\ny\n", exact=False)
    assert not applies
    assert " \\x1b[2J\r\n-x\n+y\n" in shown


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("--diff", "--format", "json"), "--diff writes a patch, not json"),
        (("--diff", "--statistics"), "--diff and --statistics exclude each other"),
        (("--statistics", "--format", "sarif"), "--statistics is written as text, json, jsonl, not as sarif"),
    ],
)
def test_what_cannot_be_written_as_asked_is_told(
    words: tuple[str, ...], fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path), *words]) == 2
    assert fault in capsys.readouterr().err
