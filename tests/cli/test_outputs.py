"""Outputs never take the place of what is read, nor of what is no file."""

import os
import threading
from pathlib import Path

import pytest

from smslint.cli.failure import UsageError
from smslint.cli.outputs import check_outputs, check_replaceable
from smslint.project.atomic import replace_file
from tests.cli.words import Program


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


@pytest.mark.parametrize("way", ["as it is", "through its folder", "by a link", "by a second name"])
def test_an_input_is_no_output_whatever_it_is_called(tmp_path: Path, way: str) -> None:
    (tmp_path / "a.csv").write_text("text\n")
    names = {
        "as it is": "a.csv", "through its folder": f"../{tmp_path.name}/a.csv", "by a link": "link", "by a second name": "hard",
    }  # fmt: skip
    (tmp_path / "link").symlink_to("a.csv")
    (tmp_path / "hard").hardlink_to(tmp_path / "a.csv")
    with pytest.raises(UsageError, match="is read and would be written"):
        check_outputs({"--report": str(tmp_path / names[way])}, [str(tmp_path / "a.csv")])


def test_two_outputs_are_two_files(tmp_path: Path) -> None:
    one, other = str(tmp_path / "a.csv"), str(tmp_path / "b" / ".." / "a.csv")
    with pytest.raises(UsageError, match="two outputs bear the same name"):
        check_outputs({"--out": one, "--findings": other}, [])
    check_outputs({"--out": one, "--findings": str(tmp_path / "c.csv")}, [str(tmp_path), "-", "nowhere"])


def test_a_device_is_not_replaced(pipe: Path) -> None:
    with pytest.raises(UsageError, match="that is no regular file"):
        check_replaceable({"--summary": str(pipe)})
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    replace_file(str(pipe), b"found")
    reader.join(10)
    assert read == [b"found"]
    assert pipe.is_fifo()


def test_check_keeps_what_it_is_told_to_read(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("BAD")
    code, _, err = program.run("check", str(path), "--output-file", str(path))
    assert (code, path.read_text()) == (2, "BAD")
    assert "is read and would be written" in err
