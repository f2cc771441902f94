"""What a folder holds is read, or named; what an audit left there is no part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from smslint.audit.parts import SUFFIX
from tests.audit.words import Auditor, csv_bytes, rows

OUTPUTS = ("r.csv", "r.jsonl", "r.parquet")


class Crash(BaseException):
    """The end of the process, as seen from inside."""


def audit(auditor: Auditor, folder: Path, out: str, *words: str) -> int:
    """The exit code of an audit of a folder with outputs in it."""
    outputs = ["-o", str(folder / out), "--findings", str(folder / "f.jsonl"), "--summary", str(folder / "s.json")]
    return auditor.call("audit", str(folder), *outputs, "--report", str(folder / "p.html"), "--jobs", "1", *words)


def filled(auditor: Auditor) -> Path:
    """A folder with a log."""
    auditor.file("in/a.csv", csv_bytes(rows(30)) + b"broken\n")
    return auditor.folder / "in"


@pytest.mark.parametrize("out", OUTPUTS)
def test_a_checkpoint_and_outputs_in_the_folder_are_no_input(
    auditor: Auditor, monkeypatch: pytest.MonkeyPatch, out: str
) -> None:
    folder = filled(auditor)
    with monkeypatch.context() as patch:
        patch.setattr("smslint.audit.run.Audit._put_together", lambda *_: (_ for _ in ()).throw(Crash()))
        with pytest.raises(Crash):
            audit(auditor, folder, out)
    assert (folder / (out + SUFFIX)).is_dir()
    for words in (["--resume"], [], ["--resume"]):
        assert audit(auditor, folder, out, *words) == 3
        assert auditor.ledger.startswith("31 rows in = ")
        assert "passed over" not in auditor.said


def test_a_log_under_the_name_of_an_output_is_not_written_over(auditor: Auditor) -> None:
    folder = filled(auditor)
    before = (folder / "a.csv").read_bytes()
    assert audit(auditor, folder, "a.csv") == 2
    assert "is read and would be written" in auditor.said
    assert (folder / "a.csv").read_bytes() == before


def test_rejects_of_another_audit_and_what_is_no_log_are_passed_over_and_named(auditor: Auditor) -> None:
    folder = filled(auditor)
    for name in ("notes.md", "old.csv.rejects.jsonl", ".hidden.md"):
        auditor.file(f"in/{name}", b"{}")
    auditor.file("elsewhere/b.csv", csv_bytes(rows(3)))
    (folder / "link").symlink_to(auditor.folder / "elsewhere")
    auditor.run(str(folder))
    assert auditor.ledger.startswith("31 rows in = ")
    named = ", ".join(f"{folder}/{name}" for name in ("link/", "notes.md", "old.csv.rejects.jsonl"))
    assert f"passed over 3 in what was named: {named}; name one by itself to have it read" in auditor.said
    auditor.run(str(folder), "-q")
    assert "passed over" not in auditor.said


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("march.xlsx", "is a spreadsheet; save it as CSV (UTF-8)"), ("b.csv.xz", "is packed with xz; unpack it"),
        ("c.zip", "is an archive; unpack it"), ("d.tar.gz", "is an archive; unpack it"),
    ],
)  # fmt: skip
def test_a_file_that_is_likely_to_hold_messages_is_a_problem(auditor: Auditor, name: str, advice: str) -> None:
    folder = filled(auditor)
    (folder / "a.csv").write_bytes(csv_bytes(rows(30)))
    auditor.file(f"in/{name}", b"?")
    assert auditor.run(str(folder)) == 3
    assert f"{folder / name}: {advice}" in auditor.said
    assert len(auditor.results) == 30
    (folder / "a.csv").unlink()
    assert auditor.run(str(folder)) == 3
    assert "0 rows in" in auditor.ledger
