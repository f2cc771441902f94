"""Fixes: safe ones and wording; files keep what they are; twice is once; nothing new appears."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from smslint.__main__ import main
from smslint.project.check import check_file
from smslint.project.config import Configuration
from smslint.project.extract import Extraction, extract
from smslint.project.fix import fix_file
from smslint.project.judge import Judge
from tests.project.words import KNOWN, TODAY, configuration, linter, put
from tests.words import ROOT


def fixed(name: str, content: str, unsafe: bool = False, config: Configuration | None = None) -> str:
    """The content after fixing."""
    judge = Judge(linter(), config or configuration(), TODAY)
    data = content.encode()
    done = fix_file(judge, check_file(judge, name, data), unsafe)
    return done.data.decode() if done else content


SAFE = {
    "quotes": (
        "Larch Cafe: \u201cyour\u201d table\u2019s ready \u2014 now\u2026",
        'Larch Cafe: "your" table\'s ready - now...',
    ),
    "a space that does not break": ("Larch Cafe:\u00a0your table is ready", "Larch Cafe: your table is ready"),
    "an accent that GSM has": ("Larch Caf\u00e9: your table is ready", "Larch Caf\u00e9: your table is ready"),
    "letters stay": ("Larch Cafe: \u0141ukasz\u2019s table is ready", "Larch Cafe: \u0141ukasz\u2019s table is ready"),
    "emoji stay": ("Larch Cafe: your table\u2019s ready \U0001f389", "Larch Cafe: your table\u2019s ready \U0001f389"),
    "own domain": ("Larch Cafe: see HTTP://www.larch.example/a", "Larch Cafe: see https://www.larch.example/a"),
    "another domain": ("Larch Cafe: see http://oak.example/a", "Larch Cafe: see http://oak.example/a"),
    "invisible": ("Larch Cafe: your ta\u200bble is ready", "Larch Cafe: your table is ready"),
    "a short link": ("Larch Cafe: see https://bit.ly/3menu", "Larch Cafe: see https://larch.example/menu"),
    "an unknown short link": ("Larch Cafe: see https://bit.ly/3else", "Larch Cafe: see https://bit.ly/3else"),
}
LINKS = configuration(links={"bit.ly/3menu": "https://larch.example/menu"})


@pytest.mark.parametrize(("before", "after"), SAFE.values(), ids=SAFE)
def test_safe_fixes_keep_what_is_said(before: str, after: str) -> None:
    assert fixed("sms.txt", before, config=LINKS) == after
    assert fixed("sms.txt", after, config=LINKS) == after


@pytest.mark.parametrize(
    ("name", "content", "after"),
    [
        ("sms.properties", "sms.a=Larch Cafe: it\u2019s ready, {0}, today", None),
        ("sms.properties", "sms.a=Larch Cafe: it\u2019s ready today", "sms.a=Larch Cafe: it's ready today"),
        ("sms.json", '{"sms_a": "Larch Cafe: l\u2019{thing} is ready"}', None),
        ("sms.json", '{"sms_a": "Larch Cafe: it\u2019s {thing}, ready"}', '{"sms_a": "Larch Cafe: it\'s {thing}, ready"}'),
        ("sms.json", '{"sms_a": "Larch Cafe: l\u2019{{thing}} is ready"}', '{"sms_a": "Larch Cafe: l\'{{thing}} is ready"}'),
        ("sms.arb", '{"sms_a": "{n, plural, one{Larch Cafe: the \u2019# is ready} other{Larch Cafe: # are ready}}"}', None),
    ],
)  # fmt: skip
def test_no_apostrophe_is_written_that_would_keep_a_field_from_being_filled(name: str, content: str, after: str | None) -> None:
    assert fixed(name, content) == (after or content)


SENT, SHORT, LONG = 'client.messages.create(to=x, body="Larch Cafe: {}"{})', "https://bit.ly/3menu", "https://larch.example/"
FILLED = {
    "Python, %": ("a.py", SENT.format("%s, see @", " % name"), "a%20b", False),
    "Python, .format": ("a.py", SENT.format("{}, see @", ".format(name)"), "{b}", False),
    "Python, a doubled sign": ("a.py", SENT.format("9%% at @", " % ()"), "a%20b", False),
    "Java": ("A.java", 'class A { void f() { Message.creator(a, b, String.format("Larch: %1$s, @", n)); } }', "a%20b", False),
    "Go": ("a.go", 'package a\nfunc f() { p.SetBody(fmt.Sprintf("Larch: %s, @", n)) // twilio\n}', "a%20b", False),
    "PHP": ("a.php", "<?php $c->messages->create($t, ['from' => $f, 'body' => sprintf('Larch: %s, @', $n)]);", "a%20b", False),
    "gettext": ("sms.po", '#, python-format\nmsgid "a b"\nmsgstr "Larch Cafe: see @"\n', "a%20b", False),
    "Android": ("strings.xml", '<resources><string name="sms">Larch Cafe: %1$s, @</string></resources>', "a%20b", False),
    "ICU": ("sms.arb", '{"sms": "{n, plural, one {Larch Cafe: @} other {Larch Cafe: # days}}"}', "#c", False),
    "no field": ("sms.txt", "Larch Cafe: see @, 9% off", "a%20b", True),
    "another field": ("sms.txt", "Larch Cafe: {name}, see @", "a%20b", True),
    "no field in code": ("a.py", SENT.format("see @", ""), "a%20b", True),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "end", "mended"), FILLED.values(), ids=FILLED)
def test_no_sign_is_written_that_would_be_read_as_a_field(name: str, content: str, end: str, mended: bool) -> None:
    given = configuration(links={"bit.ly/3menu": LONG + end})
    assert fixed(name, content.replace("@", SHORT), config=given) == content.replace("@", LONG + end if mended else SHORT)


FIRST = Configuration(None, ".", {"context": {**KNOWN, "first_message": True}})


def test_opt_out_wording_is_unsafe_and_in_the_language_of_the_message() -> None:
    text = "Larch Cafe: your table is ready."
    assert fixed("sms.txt", text, config=FIRST) == text
    assert fixed("sms.txt", text + "\n", True, FIRST) == text + " Reply STOP to opt out.\n"
    spanish = "Larch Cafe: su mesa para hoy ya es suya, le esperamos en la terraza."
    assert fixed("sms.txt", spanish, True, FIRST) == spanish + " Responde STOP para salir."


@pytest.mark.parametrize("blank", ["\t", "\u00a0", " \u00a0 ", "\u00a0\u00a0"])
def test_wording_takes_the_place_of_blanks_that_are_mended_as_well(blank: str) -> None:
    text = f"Larch Cafe: it\u2019s ready.{blank}"
    once = fixed("sms.csv", f'text\n"{text}"\n', True, FIRST)
    assert once == 'text\n"Larch Cafe: it\'s ready. Reply STOP to opt out."\n'
    assert fixed("sms.csv", once, True, FIRST) == once


def test_plain_characters_make_room_for_the_whole_wording() -> None:
    text = "Larch Cafe: it\u2019s ready, the table by the window, at seven today"
    assert fixed("sms.txt", text, True, FIRST) == text.replace("\u2019", "'") + ". Reply STOP to opt out."


def test_wording_stays_within_the_segment_or_is_left_out() -> None:
    start = "Larch Cafe: your table is ready. "
    room_for_little = start + "Ask for Sam at the door by the garden, please. " * 2 + "Ask at the door for more."
    assert len(room_for_little) == 152
    assert fixed("sms.txt", room_for_little, True, FIRST) == room_for_little
    assert fixed("sms.txt", room_for_little[:-8].rstrip() + ".", True, FIRST).endswith(" STOP=end")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("sms.json", '{"sms": "Larch Cafe: \\u201cyour\\u201d table"}', '{"sms": "Larch Cafe: \\"your\\" table"}'),
        ("sms.yml", "sms: 'Larch Cafe: the cook\u2019s table'\n", "sms: 'Larch Cafe: the cook''s table'\n"),
        ("sms.csv", 'body\n"Larch Cafe: \u201cyour\u201d table"\n', 'body\n"Larch Cafe: ""your"" table"\n'),
        ("a.py", "client.messages.create(to=x, body='the cook\u2019s')", "client.messages.create(to=x, body='the cook\\'s')"),
        ("a.js", "c.messages.create({to, body: `\u2018${a.b}\u2019 it`})", "c.messages.create({to, body: `'${a.b}' it`})"),
        ("strings.xml", "<resources><string name='sms'>Larch Cafe: the cook\u2019s table</string></resources>",
         "<resources><string name='sms'>Larch Cafe: the cook\\'s table</string></resources>"),
    ],
)  # fmt: skip
def test_a_fix_is_written_as_its_place_wants_it(name: str, before: str, after: str) -> None:
    assert fixed(name, before) == after


def test_a_place_that_cannot_hold_the_fix_is_left(tmp_path: Path) -> None:
    raw = "client.messages.create(to=x, body=r'Larch Cafe: the cook\u2019s')"
    assert fixed("a.py", raw) == raw


@pytest.mark.parametrize("sign", ["\u201c", "\u2014", "\u2018"])
def test_no_sign_of_yaml_comes_to_stand_first(sign: str) -> None:
    before = f"sms:\n  a: {sign} Larch Cafe: it is ready\n".replace("Cafe:", "Cafe,")
    assert fixed("sms.yml", before) == before


def test_a_change_that_does_not_read_back_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from smslint.project import fix

    reads: list[str] = []

    def counted(path: str, data: bytes, *words: object) -> Extraction:
        reads.append(path)
        broken = b"n40: Larch Cafe: it's" in data or b"n90: Larch Cafe: it's" in data
        return extract(path, b"" if broken else data.replace(b"n20: Larch Cafe: it's", b"n20: Larch Cafe: its"), *words)

    monkeypatch.setattr(fix, "extract", counted)
    before = "".join(f"n{n}: Larch Cafe: it\u2019s ready\n" for n in range(128))
    lines = fixed("sms.properties", before).splitlines()
    assert [line.split(":")[0] for line in lines if "\u2019" in line] == ["n20", "n40", "n90"]
    assert len(reads) < 40


def test_files_keep_mark_line_ends_mode_and_links(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"real/sms.txt": "\ufeffLarch Cafe: your table\u2019s ready.\r\nSee you.\r\n".encode()})
    real = tmp_path / "real" / "sms.txt"
    real.chmod(0o640)
    (tmp_path / "link.txt").symlink_to(real)
    assert main(["check", str(tmp_path / "link.txt"), "--fix", "--no-cache", "--isolated"]) in (0, 1)
    assert real.read_bytes() == "\ufeffLarch Cafe: your table's ready.\r\nSee you.\r\n".encode()
    assert (tmp_path / "link.txt").is_symlink()
    assert os.stat(real).st_mode & 0o777 == 0o640
    assert "mended 1 finding in 1 file" in capsys.readouterr().err
    assert sorted(os.listdir(tmp_path / "real")) == ["sms.txt"]


def test_a_difference_is_shown_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"sms.txt": "Larch Cafe: your table\u2019s ready.\n"})
    path = str(tmp_path / "sms.txt")
    assert main(["check", path, "--diff", "--no-cache", "--isolated"]) == 1
    out = capsys.readouterr().out
    assert "-Larch Cafe: your table\u2019s ready.\n+Larch Cafe: your table's ready.\n" in out
    assert "\u2019" in (tmp_path / "sms.txt").read_text("utf-8")
    put(tmp_path, {"sms.txt": "Larch Cafe: your table is ready.\n"})
    assert main(["check", path, "--diff", "--no-cache", "--isolated"]) == 0


def test_a_difference_names_the_file_behind_a_link(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(put(tmp_path, {"sms.txt": "Larch Cafe: your table\u2019s ready.\n"}))
    Path("link.txt").symlink_to("sms.txt")
    assert main(["check", "--diff", "--no-cache", "--isolated", "link.txt"]) == 1
    assert capsys.readouterr().out.startswith("--- a/sms.txt\n+++ b/sms.txt\n")


def test_a_difference_from_another_folder_is_named_from_the_root(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {".git/HEAD": "x", "a/sms.txt": "Larch Cafe: it\u2019s ready\n", "b/sms.txt": "Larch Cafe: it\u2019s here\n"})
    monkeypatch.chdir(tmp_path / "b")
    words = ("check", "--diff", "--no-cache", "--isolated")
    for paths, names in ((("../a", "."), ["a/a/sms.txt", "a/b/sms.txt"]), ((str(tmp_path / "b"),), ["a/sms.txt"])):
        assert main([*words, *paths]) == 1
        assert [line[4:] for line in capsys.readouterr().out.splitlines() if line.startswith("--- ")] == names


def test_a_difference_of_lines_on_standard_input_is_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = io.BytesIO("Larch Cafe: it\u2019s ready\nLarch Cafe: it\u2019s here\n".encode())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(file))
    assert main(["check", "-", "--lines", "--diff", "--isolated"]) == 1
    assert capsys.readouterr().out.count("--- ") == 1


def test_a_difference_that_the_output_cannot_hold_says_so(tmp_path: Path) -> None:
    put(tmp_path, {"sms.txt": "Larch Cafe: it\u2019s ready\n"})
    words = [sys.executable, "-m", "smslint", "check", "sms.txt", "--diff", "--no-cache", "--isolated"]
    for encoding, says in (("ascii", "characters that the output's encoding lacks are shown as escapes"), ("utf-8", "")):
        around = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(words, cwd=tmp_path, env=around, capture_output=True, check=False)
        assert (done.returncode, says in done.stderr.decode(), bool(says)) == (1, True, "escapes" in done.stderr.decode())


def test_a_file_that_may_not_be_written_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"a.txt": "Larch Cafe: see https://larch.example \u2014 now", "b.txt": "Larch Cafe: it\u2019s ready"})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, way: not str(path).endswith("a.txt"))
    assert main(["check", "--fix", "--no-cache", "--select", "ENC", "--format", "concise"]) == 3
    assert "a.txt: cannot be written: Permission denied" in capsys.readouterr().err
    assert "\u2014" in Path("a.txt").read_text("utf-8")
    assert Path("b.txt").read_text("utf-8") == "Larch Cafe: it's ready"
    assert sorted(os.listdir()) == ["a.txt", "b.txt"]


LINE_ENDS = {"windows": "\r\n", "old": "\r", "unix": "\n", "none": ""}


@pytest.mark.parametrize("end", LINE_ENDS.values(), ids=LINE_ENDS)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "marked"])
def test_line_ends_and_marks_of_every_system_stay(end: str, mark: str) -> None:
    before, after = (f"{mark}sms:{end or chr(10)}  a: Larch Cafe: it{sign}s ready{end}" for sign in ("\u2019", "'"))
    assert fixed("sms.txt", before) == after
    text = f"{mark}Larch Cafe: it\u2019s ready{end}"
    assert fixed("sms.txt", text) == text.replace("\u2019", "'")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1"])
def test_a_file_of_another_encoding_is_not_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str) -> None:
    data = "Larch Cafe: voil\u00e0, see http://larch.example".encode(encoding)
    put(tmp_path, {"a.txt": data})
    assert main(["check", str(tmp_path), "--fix", "--no-cache"]) == 3
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "a.txt").read_bytes() == data
