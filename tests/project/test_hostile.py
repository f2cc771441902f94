"""Files that mean harm or are broken: one clear line each, exit 3, and the rest is checked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from smslint.__main__ import main
from smslint.project import discover
from tests.project.words import put

GOOD = "Larch Cafe: see https://bit.ly/3abc"


def run(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, list[str]]:
    """Exit code, findings and talk of a run in a folder."""
    os.chdir(folder)
    code = main(["check", "--no-cache", "--format", "concise", "--select", "URL001", *words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err.splitlines()


@pytest.fixture(autouse=True)
def _home_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


BILLION = (
    '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><resources><string name="sms">&b; and more</string></resources>'
)
HOSTILE = {
    "binary": ("sms.txt", b"\x89PNG\r\n\0\0\x01", "a binary file, no text"),
    "broken UTF-8": ("sms.yml", b"a: b\nsms: \xff\xfe", "not UTF-8: byte 0xff in line 2"),
    "UTF-16": ("sms.json", '{"a": "b"}'.encode("utf-16"), "it looks like UTF-16"),
    "deep JSON": ("deep.json", b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
    "deep JSON that is a text's": ("sms.json", b'{"sms":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
    "deep YAML": ("sms.yml", b"sms: " + b"[" * 100_000, "not valid YAML"),
    "deep TOML": ("sms.toml", b"sms = " + b"[" * 100_000, "nested too deeply"),
    "cut JSON": ("sms.json", b'{"sms": "Larch Cafe', "not valid JSON (Unterminated string starting"),
    "TOML of a deep key": ("sms.toml", b".".join([b"sms"] * 100_000) + b' = "x"', "sms.toml:1:1: nested too deeply"),
    "TOML of a deep table": ("sms.toml", b"[" + b" . ".join([b'"a"'] * 100_000) + b"]", "nested too deeply"),
    "deep blocks of YAML": ("sms.yml", b"".join(b" " * depth + b"sms:\n" for depth in range(3000)), "not valid YAML"),
    "deep XML": ("res/values/strings.xml", b"<resources><string name='sms'>" + b"<b>" * 100_000, "nested too deeply"),
    "deep rows": ("sms.jsonl", b'{"text":' * 100_000 + b"1" + b"}" * 100_000, "nested deeper than 20 levels"),
    "entities": ("res/values/strings.xml", BILLION.encode(), "a document type, which no file of texts needs"),
    "cut XML": ("res/values/strings.xml", b"<resources><string name='sms'>x", "not valid XML"),
    "no gettext": ("sms.po", b"what is this", "not a line of gettext"),
    "huge number": ("sms.json", b'{"sms": ' + b"9" * 5000 + b"}", "too many digits"),
}


@pytest.mark.parametrize(("name", "content", "says"), HOSTILE.values(), ids=HOSTILE)
def test_one_line_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, says: str
) -> None:
    put(tmp_path, {name: content, "z.txt": GOOD})
    code, out, talk = run(tmp_path, capsys)
    assert code == 3
    assert out.startswith("z.txt:1:17: error[URL001]")
    assert len(talk) == 1
    assert talk[0].startswith(f"smslint: {name}")
    assert says in talk[0]


def test_a_gigabyte_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"z.txt": GOOD})
    with open(tmp_path / "big.txt", "wb") as file:
        file.truncate(1 << 30)
    code, out, talk = run(tmp_path, capsys)
    assert (code, out[:12], len(talk)) == (3, "z.txt:1:17: ", 1)
    assert "big.txt: longer than 33,554,432 bytes" in talk[0]


def test_links_without_end_are_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"a/z.txt": GOOD})
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to("self.txt")
    code, out, talk = run(tmp_path, capsys)
    assert code == 3
    assert out.startswith("a/z.txt:1:17: ")
    assert out.count("URL001") == 1
    assert len(talk) == 2
    assert any("a/loop: a link to a folder above it" in line for line in talk)
    assert any("self.txt: cannot be read" in line for line in talk)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"a.txt": GOOD, "z.txt": GOOD})
    (tmp_path / "a.txt").chmod(0)
    code, out, talk = run(tmp_path, capsys)
    assert (code, out[:12], len(talk)) == (3, "z.txt:1:17: ", 1)
    assert "a.txt: cannot be read: Permission denied; give this user the right to read it" in talk[0]


def test_what_is_refused_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a.txt": GOOD, "z.txt": GOOD})

    def refuse(path: str, *words: object) -> object:
        if os.path.basename(path) == "a.txt":
            raise PermissionError(13, "Permission denied", path)
        return open(path, *words)  # type: ignore[call-overload]

    monkeypatch.setattr(discover, "open", refuse, raising=False)
    code, out, talk = run(tmp_path, capsys)
    assert (code, out[:12]) == (3, "z.txt:1:17: ")
    assert talk == ["smslint: a.txt: cannot be read: Permission denied; give this user the right to read it"]


def test_a_pipe_is_not_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"z.txt": GOOD})
    os.mkfifo(tmp_path / "pipe.txt")
    code, _, talk = run(tmp_path, capsys)
    assert (code, talk) == (3, ["smslint: pipe.txt: no regular file; it is not read"])


def test_what_git_ignores_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {
        ".git/HEAD": "x", ".gitignore": "out/\n*.tmp.txt\n!keep.tmp.txt\n", "out/a.txt": GOOD, "b.tmp.txt": GOOD,
        "keep.tmp.txt": GOOD, "sub/.gitignore": "c.txt\n", "sub/c.txt": GOOD, "sub/d.txt": GOOD,
    })  # fmt: skip
    out = run(tmp_path, capsys)[1]
    assert [line.split(":")[0] for line in out.splitlines()] == ["keep.tmp.txt", "sub/d.txt"]


@pytest.mark.parametrize("line", ["\\", "!", "b\\", "[z-a]", "[[:alpha:]]"])
def test_a_line_of_gitignore_that_is_no_pattern_takes_no_other_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    put(tmp_path, {".git/HEAD": "x", ".gitignore": f"{line}\na.txt\n", "a.txt": GOOD, "b.txt": GOOD})
    _, out, talk = run(tmp_path, capsys)
    assert [line.split(":")[0] for line in out.splitlines()] == ["b.txt"]
    assert not talk


def test_a_name_that_is_no_text_ends_no_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {".git/HEAD": "x", ".gitignore": "*.tmp.txt\n", "z.txt": GOOD})
    for name in (b"a\xff.txt", b"b\xff.tmp.txt"):
        Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).write_text(GOOD)
    _, out, talk = run(tmp_path, capsys)
    assert [line.rpartition(".txt:")[0] for line in out.splitlines()] == ["a\\udcff", "z"]
    assert not talk
    for form in ("text", "json", "sarif", "github", "gitlab", "junit", "rdjson", "jsonl"):
        assert run(tmp_path, capsys, "--format", form)[0] == 1
    assert main(["init", "--print"]) == 0


def test_nothing_in_a_file_is_run_or_echoed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = "{{ ''.__class__.__mro__ }} ${7*7} <%= 7*7 %> \x1b[2J Larch Cafe"
    put(
        tmp_path,
        {"a.txt": secret, "sms.yml": f"sms: !!python/object/apply:os.system ['{secret}']\n".replace("\x1b", "")},
    )
    _, out, talk = run(tmp_path, capsys)
    assert "49" not in out + "".join(talk)
    assert "\x1b" not in out + "".join(talk)
    assert "__mro__" not in out + "".join(talk)
