"""No template is ever rendered: an audit hook and the outputs decide."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.injection.payloads import MARK, TEMPLATES
from tests.words import ROOT

SUFFIXES = {"jinja": "j2", "liquid": "liquid", "handlebars": "hbs", "erb": "erb"}
CONFIGURATION = """\
[context]
brand = "Larch"
use_case = "marketing"
first_message = true

[[files]]
paths = ["**/*"]
"""
HARMLESS = {"jinja": "{{ name }}", "liquid": "{{ name | upcase }}", "handlebars": "{{name}}", "erb": "<%= name %>"}


def write(folder: Path, dialect: str, number: int, payload: str) -> None:
    """A payload in a template of its dialect, and in one of the other kinds of file that could hold it."""
    text = f"Larch: hi {payload} see http://bit.ly/3abcd today"
    name = f"{dialect}{number}"
    (folder / f"{name}.sms.{SUFFIXES[dialect]}").write_text(text)
    others = (
        ("txt", text),
        ("json", json.dumps({"sms": {"text": text}})),
        ("yml", f"sms:\n  text: {json.dumps(text)}\n"),
        ("py", f"client.messages.create(body={text!r}, to=number)\n"),
        ("jsonl", json.dumps({"text": text}) + "\n"),
    )
    suffix, content = others[number % len(others)]
    (folder / f"{name}.{suffix}").write_text(content)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[str]]]:
    """The folder, and what the watched process tried and said."""
    folder = tmp_path_factory.mktemp("templates")
    (folder / "smslint.toml").write_text(CONFIGURATION)
    for name in ("plain", "hostile"):
        (folder / name).mkdir()
    for dialect, payloads in TEMPLATES.items():
        for number in range(5):
            write(folder / "plain", dialect, number, HARMLESS[dialect])
        for number, payload in enumerate(payloads):
            write(folder / "hostile", dialect, number, payload)
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "watched.py"), str(folder)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return folder, json.loads(done.stdout)


def test_forty_payloads_in_four_dialects() -> None:
    assert [len(payloads) for payloads in TEMPLATES.values()] == [10] * 4


def test_nothing_is_executed_compiled_started_or_fetched(watched: tuple[Path, dict[str, list[str]]]) -> None:
    assert watched[1]["events"] == []
    assert watched[1]["control"] == ["compile <string>", "exec <string>"], "the hook has not been watching"


def test_nothing_is_calculated_or_read(watched: tuple[Path, dict[str, list[str]]]) -> None:
    page = "".join(watched[1]["outputs"])
    assert page.count("URL001") > 40
    assert MARK not in page
    assert "root:" not in page
    assert len(page) < 50_000_000


def test_nothing_is_written(watched: tuple[Path, dict[str, list[str]]]) -> None:
    assert sorted(path.name for path in watched[0].iterdir()) == ["hostile", "plain", "smslint.toml"]
    assert not list(watched[0].rglob("owned"))
