import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smslint.cli.inputs import argument_text
from smslint.cli.setup import make_linter
from smslint.corpus.decode import InputError
from tests.cli.words import Program


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("Hi",), 0),
        (("BAD",), 1),
        (("MEH",), 0),
        (("WAIT",), 0),
        (("BAD", "--fail-on", "never"), 0),
        (("MEH", "--fail-on", "warning"), 1),
        (("MEH", "--fail-on", "info"), 1),
        (("WAIT", "--fail-on-unknown"), 1),
        (("WAIT", "--fail-on", "info"), 0),
        (("WAIT MEH", "--fail-on", "warning"), 1),
        (("WAIT BAD", "--fail-on", "never", "--fail-on-unknown"), 0),
    ],
)
def test_the_exit_code_says_whether_something_stands(program: Program, words: tuple[str, ...], code: int) -> None:
    assert program.run("lint", *words)[0] == code


def test_every_context_field_is_an_option(program: Program) -> None:
    program.run(
        *("lint", "Hi", "--brand", "Larch", "--brand-alias", "Larch, Inc.", "--brand-aliases", "Larch Cafe, Larch Tea"),
        *("--brand-domains", "larch.example,larch.test", "--brand-phone", "+12025550142", "--sender", "+18005550142"),
        *("--sender-type", "toll_free", "--recipient", "+12025550143", "--country", "us", "--region", "fl"),
        *("--recipient-timezone", "America/New_York", "--carrier", "tmobile", "--provider", "plivo"),
        *("--use-case", "marketing", "--kind", "sample", "--first-message", "--messages-since-opt-out", "4"),
        *("--days-since-opt-out", "30", "--no-two-way", "--opted-in", "--no-opted-out", "--consent", "express"),
        *("--age-gate", "yes_no", "--language", "en", "--sent-at", "2026-03-01T09:30Z", "--no-template"),
    )
    assert program.context == {
        "brand": "Larch", "brand_aliases": ("Larch, Inc.", "Larch Cafe", "Larch Tea"),
        "brand_domains": ("larch.example", "larch.test"), "brand_phones": ("+12025550142",),
        "sender": "+18005550142", "sender_type": "toll_free", "recipient": "+12025550143", "country": "US",
        "region": "FL", "recipient_timezone": "America/New_York", "carrier": "tmobile", "provider": "plivo",
        "use_case": "marketing", "kind": "sample", "first_message": True, "messages_since_opt_out": 4,
        "days_since_opt_out": 30, "two_way": False, "opted_in": True, "opted_out": False, "consent": "express",
        "age_gate": "yes_no", "language": "en", "sent_at": datetime(2026, 3, 1, 9, 30, tzinfo=UTC), "template": False,
    }  # fmt: skip


def test_the_number_of_an_option_wins_over_the_type_in_the_context_file(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "context.json"
    file.write_text('{"sender_type": "10dlc"}')
    program.run("lint", "Hi", "--context", str(file), "--sender", "+18005550142")
    assert program.context == {"sender": "+18005550142"}


@pytest.mark.parametrize(("kind", "told"), [("10dlc", True), ("toll_free", False)])
def test_a_number_of_another_kind_than_the_option_beside_it_is_told(program: Program, kind: str, told: bool) -> None:
    code, _, talk = program.run("lint", "Hi", "--sender", "+18005550142", "--sender-type", kind)
    assert (code, program.context["sender_type"]) == (0, kind)
    assert ("of another kind than sender_type, 10dlc" in talk) == told
    assert "5550142" not in talk


def test_options_win_over_the_context_file(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "context.json"
    file.write_text('{"brand": "Larch", "country": "US", "sent_at": "2026-03-01T09:30Z", "region": null}')
    program.run("lint", "Hi", "--context", str(file), "--brand", "Tern")
    known = program.context
    assert (known["brand"], known["country"], known["sent_at"].hour) == ("Tern", "US", 9)
    assert "region" not in known


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"brnd": "Larch"}', "unknown context field 'brnd'; did you mean 'brand'?"),
        ('{"brand": "Larch", "brand": "Tern"}', "the key 'brand' stands twice"),
        ('["a"]', 'not an object; a context is {"brand": "Larch", "use_case": "marketing"}\n'),
        ("{", "not valid JSON at column 2 (Expecting property name enclosed in double quotes); mend it\n"),
        ('{"sent_at": "2026-03-01T09:30"}', "sent_at is a datetime with a time zone, as 2026-03-01T09:30-05:00"),
        ('{"brand_domains": ["com"]}', "brand_domains cannot hold 'com'"),
        ('{"first_message": "yes"}', "first_message is true or false"),
        ('{"use_case": "marketng"}', "did you mean 'marketing'?"),
        ('{"sent_at": "noon"}', "sent_at is no moment"),
        (" " * 1024 * 1024 + "{}", "too long for a context"),
    ],
)
def test_a_faulty_context_file_is_a_usage_error(program: Program, tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "context.json"
    file.write_text(content)
    code, out, err = program.run("lint", "Hi", "--context", str(file))
    assert (code, out) == (2, "")
    assert says in err
    assert err.startswith(f"smslint: error: --context: {file}: ")


@pytest.mark.parametrize("command", ["lint", "check"])
@pytest.mark.parametrize(
    "option", ["--select", "--ignore", "--brand-domains", "--brand-aliases", "--brand-phones"]
)
@pytest.mark.parametrize("value", [",", ",,", " , ", ""])
def test_an_option_that_names_nothing_is_a_usage_error(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, option: str, value: str
) -> None:
    monkeypatch.setattr("smslint.cli.lint.make_linter", make_linter)
    monkeypatch.setattr("smslint.cli.check.make_linter", make_linter)
    (tmp_path / "a.txt").write_text("Hi")
    code, out, err = program.run(command, "Hi" if command == "lint" else str(tmp_path / "a.txt"), f"{option}={value}")
    assert (code, out) == (2, "")
    assert f"{option} names nothing; write one or more with commas between, or leave it out" in err


def test_bytes_of_a_message_are_utf8_on_the_command_line_as_in_a_pipe(program: Program) -> None:
    code, out, err = program.run("lint", os.fsdecode(b"Free \xff money"))
    assert (code, out) == (3, "")
    assert err == "smslint: TEXT: not UTF-8: byte 0xff at offset 5; save it as UTF-8\n"
    program.run("lint", "Larch Café")
    assert program.linter.seen[-1][0] == "Larch Café"


def test_a_message_is_the_same_in_every_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a locale of Latin-1 Python takes each byte for a letter."""
    monkeypatch.setattr(os, "fsencode", lambda text: text.encode("latin-1", "surrogateescape"))
    assert argument_text("Larch Café 🎉".encode().decode("latin-1")) == "Larch Café 🎉"
    with pytest.raises(InputError, match="not UTF-8"):
        argument_text("Larch Café")
    assert argument_text("Larch 🎉") == "Larch 🎉"  # no argument of that locale, so it comes from a program


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("Hi", "there"), "a message of several words goes in quotes\n"),
        (("Hi", "--first-message", "false"), "--first-message takes no value; --no-first-message says no\n"),
    ],
)
def test_a_second_message_is_a_usage_error_that_says_what_was_meant(
    program: Program, words: tuple[str, ...], says: str
) -> None:
    code, out, err = program.run("lint", *words)
    assert (code, out) == (2, "")
    assert says in err


@pytest.mark.parametrize(
    ("stdin", "text"),
    [
        (b"Hi there\n", "Hi there"),
        (b"Hi there", "Hi there"),
        (b"\xef\xbb\xbfHi\r\nthere\r\n", "Hi\nthere"),
        (b"Hi\n\n", "Hi\n"),
        (b"a\x00b", "a\x00b"),
        ("fünf 日本".encode(), "fünf 日本"),
        (b"", ""),
    ],
)
def test_a_dash_reads_the_message_from_standard_input(program: Program, stdin: bytes, text: str) -> None:
    program.run("lint", "-", stdin=stdin)
    assert program.texts == [text]


def test_standard_input_that_is_not_utf8_is_not_read(program: Program) -> None:
    code, out, err = program.run("lint", "-", stdin=b"Hi\xff")
    assert (code, out) == (3, "")
    assert err == "smslint: <stdin>: not UTF-8: byte 0xff at offset 2; save it as UTF-8\n"


def test_a_message_that_is_too_long_is_input_that_cannot_be_read(program: Program) -> None:
    code, out, err = program.run("lint", "HUGE")
    assert (code, out) == (3, "")
    assert "exceeds the limit" in err


def test_json_is_one_envelope_that_locates_the_command_line(program: Program) -> None:
    envelope = json.loads(program.run("lint", "BAD", "--format", "json")[1])
    assert envelope["results"][0]["location"]["path"] is None
    assert envelope["summary"]["rules"] == {"URL001": 1}


@pytest.mark.parametrize(
    ("variables", "colored"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colour_follows_the_environment(
    program: Program, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], colored: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in program.run("lint", "BAD")[1]) is colored
    assert "\x1b[" in program.run("lint", "BAD", "--color", "always")[1]
    assert "\x1b[" not in program.run("lint", "BAD", "--color", "never")[1]


def test_a_bug_is_named_without_its_text(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, context: object) -> None:
        raise ZeroDivisionError(f"secret {text}")

    monkeypatch.setattr(program.linter, "lint", broken)
    code, out, err = program.run("lint", "+12025550142")
    assert (code, out) == (2, "")
    assert err.startswith("smslint: error: internal error, ZeroDivisionError in test_lint.py:")
    assert "+1202" not in err


def test_an_interrupt_exits_130(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(text: str, context: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(program.linter, "lint", interrupted)
    assert program.run("lint", "Hi")[0] == 130
    assert program.run("lint", "Hi", quick=False)[0] == 130
