"""A first configuration reads the texts that were found without it: no fewer, no others, and repeats none of them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from smslint.__main__ import main
from tests.project.words import put

TEXT = "Larch {}: your table is ready"
REPOSITORIES: dict[str, dict[str, str]] = {
    "many keys": {"locales/en.json": json.dumps({f"k{n}_sms": TEXT.format(n) for n in range(16)})},
    "many keys beside others": {
        "locales/en.json": json.dumps({f"k{n}{end}": TEXT.format(n) for n in range(16) for end in ("_sms", "_page")}),
        "locales/ui.json": json.dumps({"hello": TEXT.format("Hello")}),
        "a.txt": TEXT,
    },
    "files beside others": {"locales/en.json": '{"a_sms": "' + TEXT + '"}', "locales/ui.json": '{"hello": "' + TEXT + '"}'},
    "a file that its name tells": {"l/sms_en.json": '{"hi": "' + TEXT + '"}', "l/ui.json": '{"hi": "' + TEXT + '"}'},
    "templates": {"l/sms_en.j2": TEXT, "l/page.j2": TEXT},
    "gettext": {"sms.po": "".join(f'msgid "{TEXT.format(n)}"\nmsgstr ""\n\n' for n in range(20))},
    "gettext beside others": {
        "a.po": f'#: a/sms.py\nmsgid "{TEXT}"\nmsgstr ""\n\nmsgid "{TEXT} and open"\nmsgstr ""\n', "b/sms.txt": TEXT,
    },
    "a text for a key": {"sms/a.json": '{"Hi {name}. Your code": "Larch: your code is {code}"}', "a.txt": TEXT},
    "names with signs": {"odd {a,b}*/x.txt": TEXT, "odd ab/y.txt": TEXT, "q?/sms/{x}.json": '{"a{b}*": "' + TEXT + '"}'},
    "a title": {"sms.yml": "sms:\n  a: " + json.dumps(TEXT) + "\n  title: Larch and its tables\n", "b.yml": "a: Larch, hi you"},
    "two depths": {"en.json": '{"sms": {"a": "' + TEXT + '"}}', "x/en.json": '{"a_sms": "' + TEXT + '", "b": "' + TEXT + '"}'},
    "many folders": {f"f{n}/{name}": TEXT for n in range(14) for name in ("a.txt", "b.txt")},
    "many folders of keys": {f"f{n}/a.json": '{"sms": {"a": "' + TEXT + '"}}' for n in range(14)},
    "plurals": {"sms/a.json": json.dumps({"n": "{n, plural, one {Larch: a table} other {Larch: # tables}}", "id": "x and y"})},
    "tests": {"tests/a.txt": TEXT, "b.txt": TEXT},
}  # fmt: skip


@pytest.mark.parametrize("files", REPOSITORIES.values(), ids=REPOSITORIES)
def test_the_same_texts_are_found_with_and_without_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, files: dict[str, str]
) -> None:
    monkeypatch.chdir(put(tmp_path, files))
    before = _found(capsys)
    assert before
    assert main(["init"]) == 0
    written = Path("smslint.toml").read_text("utf-8")
    assert _found(capsys) == before
    assert "your table" not in written
    assert "Your code" not in written


def _found(capsys: pytest.CaptureFixture[str]) -> list[object]:
    capsys.readouterr()
    assert main(["check", "--no-cache", "--exit-zero", "--select", "ENC", "--format", "json", os.curdir]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return [result["location"] for result in json.loads(captured.out)["results"]]
