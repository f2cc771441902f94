import json
import os
from pathlib import Path

import pytest

from smslint.project import discover
from tests.cli.words import Program


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test stands in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, content: bytes | str) -> str:
    """A file here; returns its name."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return name


def test_a_text_file_is_one_message(program: Program) -> None:
    code, out, _ = program.run("check", write("a.txt", b"\xef\xbb\xbfHi\r\nthis is BAD\r\n"), "--format", "concise")
    assert code == 1
    assert program.texts == ["Hi\nthis is BAD"]
    assert out.startswith("a.txt:2:9: error[URL001] ")


def test_in_github_actions_the_findings_are_notes(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    code, out, _ = program.run("check", write("a.txt", "BAD"))
    assert (code, out[:32]) == (1, "::error file=a.txt,line=1,col=1,")
    assert program.run("check", "a.txt", "--format", "concise")[1].startswith("a.txt:1:1: error")


def test_with_lines_each_line_is_a_message(program: Program) -> None:
    code, out, _ = program.run("check", write("a.txt", "Hi\n\nBAD\u2028x\r\n"), "--lines", "--format", "concise")
    assert code == 1
    assert program.texts == ["Hi", "BAD\u2028x"]
    assert out.startswith("a.txt:3:1: ")


def test_a_row_brings_its_identifier_and_context(program: Program) -> None:
    rows = [
        {"text": "Hi", "context": {"brand": "Larch", "first_message": True}},
        {"text": "BAD", "id": 17, "brand": "Tern", "label": "spam", "use_case": None},
    ]
    write("a.jsonl", "\n".join(map(json.dumps, rows)) + "\n")
    code, out, _ = program.run("check", "a.jsonl", "--country", "US", "--format", "jsonl")
    assert code == 1
    contexts = [context.to_dict() for _, context in program.linter.seen]
    assert contexts == [
        {"brand": "Larch", "first_message": True, "country": "US"},
        {"brand": "Tern", "country": "US"},
    ]
    location = json.loads(out.splitlines()[1])["location"]
    assert location == {"path": "a.jsonl", "line": 2, "column": 11, "field": "text", "row": 2, "id": "17"}


FAULTY = {
    "no json": ("nonsense", "not valid JSON at column 1"),
    "not an object": ("[]", "not an object"),
    "no text": ('{"txt": "Hi"}', "no \"text\" in this row; did you mean 'txt'?"),
    "text is no text": ('{"text": 5}', '"text" is not a text'),
    "two texts": ('{"text": "Hi", "text": "BAD"}', "the key 'text' stands twice"),
    "two keys deep inside": ('{"text": "Hi", "context": {"brand": "a", "brand": "b"}}', "the key 'brand' stands twice"),
    "unknown field": ('{"text": "Hi", "context": {"use_cse": "otp"}}', "did you mean 'use_case'?"),
    "wrong value": ('{"text": "Hi", "use_case": "marketng"}', "did you mean 'marketing'?"),
    "wrong type": ('{"text": "Hi", "first_message": "no"}', "first_message is true or false"),
    "context is no object": ('{"text": "Hi", "context": "US"}', '"context" is not an object'),
    "context is a list": ('{"text": "Hi", "context": []}', '"context" is not an object'),
    "context is empty text": ('{"text": "Hi", "context": ""}', '"context" is not an object'),
    "long key": (f'{{"text": "Hi", "context": {{"{"u" * 5000}": 1}}}}', "more characters)"),
    "no zone": ('{"text": "Hi", "sent_at": "2026-03-01T09:30"}', "sent_at is a datetime with a time zone"),
    "deep": ('{"text": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested deeper than 20 levels"),
    "no number": ('{"text": "Hi", "n": NaN}', "NaN is no JSON"),
    "huge number": ('{"text": "Hi", "n": ' + "9" * 5_000 + "}", "too many digits"),
    "not utf-8": (b'{"text": "\xff"}', "not UTF-8: byte 0xff at offset 10"),
    "too large": ('{"text": "HUGE"}', "exceeds the limit"),
}


@pytest.mark.parametrize(("row", "says"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_row_is_named_and_the_rest_is_judged(program: Program, row: str | bytes, says: str) -> None:
    middle = row if isinstance(row, bytes) else row.encode()
    write("a.jsonl", b'{"text": "first"}\n' + middle + b'\n\n{"text": "last BAD"}')
    code, out, err = program.run("check", "a.jsonl", "--format", "concise")
    assert code == 3
    assert program.texts[0] == "first"
    assert program.texts[-1] == "last BAD"
    assert out.startswith("a.jsonl:4:16: error")
    assert err.startswith("smslint: a.jsonl:2:")
    assert says in err
    assert err.count("\n") == 1


def test_brackets_inside_a_text_are_no_depth(program: Program) -> None:
    write("a.jsonl", json.dumps({"text": "[" * 50 + '"\\' + "{" * 50}))
    assert program.run("check", "a.jsonl")[0] == 0


def test_a_lone_surrogate_in_a_row_reaches_the_linter(program: Program) -> None:
    write("a.jsonl", '{"text": "\\ud83d BAD"}')
    code, out, _ = program.run("check", "a.jsonl")
    assert code == 1
    assert "\\ud83d BAD" in out


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "-"])
def test_a_file_beyond_the_limit_is_not_read(program: Program, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(discover, "MAX_BYTES", 40)
    write("a.txt", "x" * 41)
    write("a.jsonl", '{"text": "' + "x" * 40 + '"}')
    code, out, err = program.run("check", name, write("b.txt", "BAD"), "--format", "concise", stdin=b"x" * 41)
    assert code == 3
    assert "longer than 40 bytes; `smslint audit` reads corpora" in err
    assert out.startswith("b.txt:1:1: error")


def test_directories_are_searched_in_order_and_hidden_ones_left_out(program: Program) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.ndjson", ".git/x.txt", "node_modules/x.txt", "b/x.py", "c.TXT"):
        write(name, '{"text": "row"}' if name.endswith("ndjson") else name)
    assert program.run("check", ".")[0] == 0
    assert program.texts == ["row", "c.TXT", "b/1.txt", "b/2.txt"]
    assert program.run("check") == program.run("check", ".")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("absent.txt", "absent.txt: cannot be read: No such file or directory; check the path"),
        ("absent", "absent: cannot be read: No such file or directory; check the path"),
        ("a.xyz", "a.xyz: not a kind of file that is read here (.json, .jsonl, .py, .txt, .yaml ...); name its format"),
        ("empty", "empty: no file in this folder that may hold messages; name the files to check"),
        ("utf16.txt", "utf16.txt: not UTF-8: byte 0xff in line 1; it looks like UTF-16; save it as UTF-8"),
    ],
)
def test_what_cannot_be_read_is_said_and_exits_3(program: Program, path: str, says: str) -> None:
    write("a.xyz", "x")
    write("utf16.txt", "Hi".encode("utf-16"))
    os.mkdir("empty")
    write("good.txt", "BAD")
    code, out, err = program.run("check", path, "good.txt")
    assert code == 3
    assert says in err
    assert "error[URL001]" in out


def test_standard_input_is_a_message_or_what_its_name_says(program: Program) -> None:
    program.run("check", "-", stdin=b"one\ntwo\n")
    program.run("check", "-", "--lines", stdin=b"three\nfour\n")
    program.run("check", "-", "--stdin-filename", "x.jsonl", stdin=b'{"text": "five"}')
    assert program.texts == ["one\ntwo", "three", "four", "five"]


def test_standard_input_has_a_name_in_findings_and_complaints(program: Program) -> None:
    _, out, err = program.run("check", "-", "--stdin-filename", "x.jsonl", stdin=b'{"text": "BAD"}\n{}')
    assert "--> <stdin>:1:11\n" in out
    assert err.startswith("smslint: <stdin>:2: ")


def test_clean_messages_are_counted_only(program: Program) -> None:
    write("a.txt", "Hi\nMEH\n")
    code, out, err = program.run("check", "a.txt", "--lines")
    assert (code, err) == (0, "")
    assert out.endswith("\n2 messages: 1 pass, 1 warn; 1 warning\n")


def test_quiet_keeps_complaints_and_findings_only(program: Program) -> None:
    write("a.txt", "Hi\nMEH\n")
    _, out, err = program.run("check", "a.txt", "absent.txt", "--lines", "-q")
    assert out.startswith("warning[URL001]")
    assert "messages" not in out
    assert "absent.txt" in err


def test_a_flood_of_faulty_rows_is_cut(program: Program) -> None:
    write("a.jsonl", "x\n" * 250)
    code, out, err = program.run("check", "a.jsonl")
    assert code == 3
    assert err.count("\n") == 101
    assert err.endswith("smslint: ... and 150 more that could not be read\n")
    assert out == "0 messages; 250 could not be read\n"


def test_hostile_names_do_not_act_on_the_terminal(program: Program) -> None:
    name = write("a\x1b[2J.txt", "BAD")
    _, out, err = program.run("check", name, "b\x1b[2J.txt")
    assert "a\\x1b[2J.txt:1:1" in out
    assert "\x1b" not in out + err
