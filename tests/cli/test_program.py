"""The program as a process: its streams, signals and exit codes, with the rules that come with it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = (sys.executable, "-m", "smslint")
PLAIN = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}


def smslint(
    *words: str, stdin: str = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """One run of the program."""
    return subprocess.run(
        [*PROGRAM, *words],
        input=stdin,
        cwd=cwd,
        env={**PLAIN, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_a_good_message_exits_0_and_a_bad_one_1() -> None:
    good = smslint("lint", "Plivo: your one-time passcode is 12345.", "--brand", "Plivo", "--use-case", "otp")
    assert good.returncode == 0, good.stdout
    words = ("--use-case", "marketing", "--fail-on", "warning")
    assert smslint("lint", "Click now to accept your special offer before it expires.", *words).returncode == 1


def test_a_shortener_is_shown_with_carets() -> None:
    done = smslint("lint", "Larch: your gift waits at https://bit.ly/3abcd", "--select", "URL001", "--country", "US")
    assert "[URL001]: " in done.stdout
    assert " 1 | Larch: your gift waits at https://bit.ly/3abcd\n   |                           ^^^^" in done.stdout
    assert done.stderr == ""


def test_json_is_an_envelope() -> None:
    done = smslint("lint", "Larch: lattes are 2-for-1 today.", "--format", "json", "--fail-on", "never")
    envelope = json.loads(done.stdout)
    assert envelope["version"] == 1
    assert envelope["ruleset"]["name"] == "default"
    assert envelope["results"][0]["open_questions"]


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("lint Hi >&-", 0, ""),
        ("lint Hi --frmt json 2>&-", 2, ""),
        ("lint - <&-", 3, "smslint: <stdin>: cannot be read: it is closed\n"),
        ("check - <&-", 3, "smslint: <stdin>: cannot be read: it is closed\n"),
        ("check - <&- >&- 2>&-", 3, ""),
        ("--help | true; exit ${PIPESTATUS[0]}", 0, ""),
        ("lint --help | true; exit ${PIPESTATUS[0]}", 0, ""),
        ("rules | true; exit ${PIPESTATUS[0]}", 0, ""),
        ("demo | true; exit ${PIPESTATUS[0]}", 0, ""),
    ],
)
@pytest.mark.skipif(not os.path.exists("/bin/bash"), reason="no bash")
def test_a_stream_that_is_closed_is_no_bug(line: str, code: int, says: str) -> None:
    command = f"'{sys.executable}' -m smslint {line}"
    done = subprocess.run(["/bin/bash", "-c", command], env=PLAIN, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (code, says)


def test_the_version_is_told() -> None:
    assert smslint("--version").stdout == "smslint 0.1.0\n"


@pytest.mark.parametrize(
    "words", [(), ("--help",), ("lint", "--help"), ("check", "-h"), ("rules", "--help"), ("test", "-h")]
)
def test_help_is_given(words: tuple[str, ...]) -> None:
    done = smslint(*words)
    assert "Usage: smslint" in done.stdout
    assert done.returncode == (0 if words else 2)


def test_a_reader_who_leaves_is_no_error(tmp_path: Path) -> None:
    rows = "".join(f'{{"text": "Larch: gift {row} at https://bit.ly/{row}"}}\n' for row in range(3000))
    (tmp_path / "a.jsonl").write_text(rows)
    program = subprocess.Popen(
        [*PROGRAM, "check", "a.jsonl"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=PLAIN
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.readline()
    program.stdout.close()
    complaint = program.stderr.read()
    program.stderr.close()
    assert program.wait(60) == 3
    assert complaint == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device")
@pytest.mark.parametrize("words", [["lint", "Hi"], ["--help"], ["audit", "corpora/demo", "-q"]])
def test_a_full_disk_is_a_sentence(words: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, text=True, env=PLAIN)
    assert done.returncode == 2
    assert done.stderr == "smslint: error: cannot write to standard output: No space left on device\n"


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interrupt_exits_130_without_a_traceback() -> None:
    program = subprocess.Popen(
        [*PROGRAM, "check", "-", "--lines"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=PLAIN,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(b"Larch: gift at https://bit.ly/x\n" * 2000)
    program.stdin.flush()
    program.stdout.read(1)
    time.sleep(0.1)
    program.send_signal(signal.SIGINT)
    _, complaint = program.communicate(timeout=60)
    assert program.returncode == 130
    assert complaint == b""


def test_an_old_terminal_gets_escapes() -> None:
    done = smslint("lint", "Larch: fünf 🎉 https://bit.ly/x", "--select", "URL001", PYTHONIOENCODING="ascii")
    shown = "Larch: f\\xfcnf \\U0001f389 "
    assert f" 1 | {shown}https://bit.ly/x\n   | {' ' * len(shown)}{'^' * 16}\n" in done.stdout


def test_completion_is_click_s() -> None:
    done = smslint(_SMSLINT_COMPLETE="bash_complete", COMP_WORDS="smslint li", COMP_CWORD="1")
    assert "lint" in done.stdout


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_an_argument_that_is_no_utf8_is_refused_as_standard_input_is(locale: str) -> None:
    words = [*PROGRAM, "lint", b"Larch \xff at https://bit.ly/x"]
    done = subprocess.run(words, capture_output=True, env={**PLAIN, "LC_ALL": locale})
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr == b"smslint: TEXT: not UTF-8: byte 0xff at offset 6; save it as UTF-8\n"
