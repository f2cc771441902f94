"""Texts and numbers through every command: none comes out where texts were not asked for, whatever goes wrong.

`make soak` takes a thousand of them, SMSLINT_CANARIES says how many.

Audits have tests of their own, in tests/audit/test_redaction.py, and editors in tests/serve/test_lsp_canaries.py.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from smslint.__main__ import main
from tests.canaries import DIGITS, leaks, secrets_of, words_and_numbers
from tests.words import linter

COUNT = int(os.environ.get("SMSLINT_CANARIES", "50"))
CANARIES = words_and_numbers(COUNT)
"""Names of merge fields are told, so none of these words is one."""
SECRETS = secrets_of(CANARIES)
WITHOUT_TEXT = ("concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "rdjson")
WORD, TEXT, NUMBER = CANARIES[0]


class Program:
    """smslint in this process; all that it says and writes."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.out = folder / "out"
        self.out.mkdir()
        self._capsys = capsys
        self._files: dict[Path, bytes] = {}
        self._commands: list[tuple[str, ...]] = []

    def file(self, name: str, data: str | bytes) -> str:
        """Put a file there; returns its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._files[path] = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
        path.write_bytes(self._files[path])
        return str(path)

    def leaked(self, *words: str, codes: tuple[int, ...] = (0, 1, 2, 3)) -> list[str]:
        """Secrets that a command lets out, and where: on its streams or in which file."""
        self._commands.append(words)
        code = main(list(words))
        said = self._capsys.readouterr()
        assert code in codes, said.err
        assert said.out or said.err or any(self.out.iterdir())
        spoken = (("output", said.out), ("errors", said.err))
        streams = {name: leaks(text.encode("utf-8", "replace"), SECRETS) for name, text in spoken}
        files = {name: [one for one in found if self._comes_from_input(one)] for name, found in self._in_files(SECRETS)}
        return [f"{secret} in {name}" for name, found in (streams | files).items() for secret in found]

    def _in_files(self, secrets: list[str]) -> list[tuple[str, list[str]]]:
        paths = [path for path in self.out.rglob("*") if path.is_file()]
        return [(str(path.relative_to(self.out)), leaks(path.read_bytes(), secrets)) for path in paths]

    def _comes_from_input(self, secret: str) -> bool:
        """Whether a file holds a secret because it was told, not because a hash happens to have such digits.

        All is done once more with other digits in its place: what lets out the one lets out the other.
        """
        if not secret.isdecimal():
            return True
        other = secret[:2] + "7" + secret[3:]
        assert other not in SECRETS
        shutil.rmtree(self.out)
        self.out.mkdir()
        for path, data in self._files.items():
            path.write_bytes(data.replace(secret.encode(), other.encode()))
        for words in self._commands:
            main([word.replace(secret, other) for word in words])
        self._capsys.readouterr()
        return any(found for _, found in self._in_files([other]))


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    for room in ("lint", "check", "evaluate", "campaign_stats", "setup"):
        monkeypatch.setattr(f"smslint.cli.{room}.make_linter", lambda params: linter())
    return Program(tmp_path, capsys)


def test_a_leak_is_seen_in_files_and_digits_of_a_hash_are_not_one(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(program.file("a.txt", f"{NUMBER} {WORD}"))

    def copies(words: list[str]) -> int:
        (program.out / words[0]).write_bytes(path.read_bytes())
        return 0

    def has_such_digits(words: list[str]) -> int:
        (program.out / words[0]).write_text(f"ab{NUMBER[-DIGITS:]}cd")
        return 0

    monkeypatch.setattr("tests.test_canaries.main", copies)
    assert sorted(program.leaked("b")) == sorted([f"{NUMBER[-DIGITS:]} in b", f"{WORD} in b"])
    shutil.rmtree(program.out)
    program.out.mkdir()
    monkeypatch.setattr("tests.test_canaries.main", has_such_digits)
    assert program.leaked("c") == []


def json_lines(broken: bool = False) -> bytes:
    """A row for each canary; broken: some of them in ways that rows break, with a secret at the broken place."""
    lines = []
    for place, (word, text, number) in enumerate(CANARIES):
        context = {"brand": "Larch", "recipient": number, "sender": "+18005550142"}
        row: dict[str, object] = {"id": f"m{place}", "text": text, "context": context}
        line = json.dumps(row)
        if broken:
            spoilt = (
                line, line[:-9] + word, json.dumps({"text": [text]}), json.dumps({"text": text, "context": {"sent_at": word}}),
                f'"{word}"', json.dumps({"text": text, "context": {"region": text, "carrier": number}}),
                json.dumps({"text": text, "context": {"use_case": text, "country": number, "language": number}}),
                json.dumps({"text": text, "context": {"recipient_timezone": text}}),
            )  # fmt: skip
            line = spoilt[place % len(spoilt)]
        lines.append(line.encode() + (b"\xff" if broken and place % 29 == 0 else b""))
    return b"\n".join(lines) + b"\n"


@pytest.mark.parametrize("form", WITHOUT_TEXT)
def test_lint_says_nothing_of_the_message(program: Program, form: str) -> None:
    for _, text, number in CANARIES[:: max(1, COUNT // 10)]:
        context = ("--recipient", number, "--brand-phone", number, "--sender", "+18005550142")
        assert program.leaked("lint", text, *context, "--format", form) == []


@pytest.mark.parametrize(
    "words",
    [
        ("lint", "Hi", WORD, NUMBER),
        ("lint", "Hi", "--no-such-option", WORD),
        ("lint", f"--{TEXT}"),
    ],
)
def test_a_message_without_quotes_is_not_repeated(program: Program, words: tuple[str, ...]) -> None:
    assert program.leaked(*words, codes=(2,)) == []


@pytest.mark.parametrize("data", [TEXT.encode() + b"\xff", b"{" + TEXT.encode() + b"\0}"])
def test_standard_input_is_not_repeated(program: Program, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (("lint", "-"), ("check", "-", "--stdin-filename", "a.jsonl"), ("check", "-", "--stdin-filename", "sms.json")):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        assert program.leaked(*words, "--format", "json") == []


@pytest.mark.parametrize("form", WITHOUT_TEXT)
def test_check_says_nothing_of_rows(program: Program, form: str) -> None:
    path = program.file("rows.jsonl", json_lines(form == "concise"))
    written = ("--output-file", str(program.out / "o")) if form == "json" else ()
    assert program.leaked("check", path, "--format", form, *written) == []


def test_check_keeps_nothing_of_rows(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMSLINT_CACHE_DIR", str(program.out / "cache"))
    path = program.file("rows.jsonl", json_lines())
    small = program.file("sms.json", json.dumps({f"sms.k{n}": text for n, (_, text, _) in enumerate(CANARIES[:100])}))
    for words in (("--write-baseline", "--baseline", str(program.out / "b.json")), ("--statistics",), ("--format", "concise")):
        assert program.leaked("check", path, small, "--rules", "default", "--select", "URL,EVA", *words) == []
    assert [one for one in program.out.rglob("*") if one.is_file()]


def corpus(program: Program, broken: bool = False) -> str:
    rows = []
    for place, (word, text, _) in enumerate(CANARIES):
        label = {"category": "url_shortener", "span": text * 2 if broken and place % 7 == 0 else word}
        row = {"id": f"x-{place:04d}", "text": text, "lang": "en", "family": "canary", "context": {}, "labels": [label]}
        rows.append(json.dumps(row)[: -5 if broken and place % 5 == 0 else None])
    return program.file("corpora/labelled/x.jsonl", "\n".join(rows) + "\n")


@pytest.mark.parametrize(
    "words",
    [
        ("--misses", "url_shortener", "--false", "promotion", "--by", "family"),
        ("--format", "json", "--false", "URL001"),
        ("--check",),
    ],
)
@pytest.mark.parametrize("broken", [False, True])
def test_eval_says_nothing_of_rows(program: Program, words: tuple[str, ...], broken: bool) -> None:
    assert program.leaked("eval", corpus(program, broken), *words) == []


def test_diff_says_nothing_of_rows(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smslint.corpus.revision.Linter", lambda *words, **more: linter())
    assert program.leaked("diff", "default", "default", corpus(program), "--examples", "20") == []


def sheet(titles: str, rows: list[tuple[object, ...]]) -> bytes:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([titles.split(","), *rows])
    return file.getvalue().encode()


@pytest.mark.parametrize("form", ["text", "json"])
def test_stats_name_no_consumer_and_no_text(program: Program, form: str) -> None:
    sends, replies = [], []
    for place, (word, text, number) in enumerate(CANARIES):
        when = word if place % 41 == 0 else f"2026-03-{1 + place % 9:02d}T15:{place % 60:02d}:00Z"
        extra = (word,) if place % 53 == 0 else ()
        sends.append((f"m{place}", "+18005550142", number if place % 61 else word, when, text, "sale", "undelivered", *extra))
        if place % 3 == 0:
            replies.append(("+18005550142", number, f"2026-03-{1 + place % 9:02d}T16:00:00Z", f"STOP {word}"))
    path = program.file("sends.csv", sheet("id,sender,recipient,sent_at,text,campaign,status", sends))
    back = program.file("replies.csv", sheet("sender,recipient,received_at,text", replies) + f'1,"{WORD}\n'.encode())
    files = ("--report", str(program.out / "p.html")) if form == "json" else ()
    words = ("--replies", back, "--complaints", back, "--rejects", str(program.out / "r.jsonl"), "--zone", "UTC", *files)
    assert program.leaked("campaign", "stats", path, *words, "--format", form, "--all") == []


def test_plan_says_nothing_of_its_text(program: Program) -> None:
    for form in ("text", "json"):
        assert program.leaked("campaign", "plan", "1000", "--text", TEXT, "--format", form) == []


@pytest.mark.parametrize("form", ["text", "json"])
def test_vet_says_nothing_of_samples_and_contacts(program: Program, form: str) -> None:
    samples = "\n".join(f"  - {json.dumps(text)}" for _, text, _ in CANARIES[:5])
    sheet = f"brand: Larch Cafe\nuse_case: marketing\ndescription: {TEXT}\nsamples:\n{samples}\nhelp_message: {TEXT}\n"
    faults = ("", f"{WORD}: {NUMBER}\n", f"x: [{TEXT}\n", f"use_case: {WORD}\n")
    for number, spoilt in enumerate(sheet + fault for fault in faults):
        assert program.leaked("campaign", "vet", program.file(f"v{number}.yml", spoilt), "--format", form) == []


def test_samples_of_rules_are_not_repeated(program: Program) -> None:
    rule = f"""id: ZZZ901
name: canary
category: promotion
severity: warning
check: {{terms: {{terms: [larch prize]}}}}
message: A canary.
why: For a test.
samples:
  bad:
    - {{text: {json.dumps(TEXT)}, span: "{WORD}"}}
  good:
    - {{text: "larch prize {WORD}"}}
"""
    for number, text in enumerate((rule, rule + f"  ugly: {WORD}\n{WORD}")):
        assert program.leaked("test", program.file(f"pack{number}/r.yml", text)) == []

