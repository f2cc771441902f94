"""The quick way in says exactly what click says, or leaves it to click."""

import shlex
from pathlib import Path

import pytest

from smslint.__main__ import main
from smslint.cli.quick import parse
from tests.cli.words import Program

TAKEN = [
    "lint Hi",
    "lint BAD",
    "lint 'MEH and BAD' --format json",
    "lint BAD --format jsonl --fail-on never",
    "lint BAD --format=concise",
    "lint MEH --fail-on warning",
    "lint MEH --fail-on error",
    "lint WAIT",
    "lint WAIT --fail-on-unknown",
    "lint BAD -q",
    "lint BAD --quiet --color always",
    "lint 'fünf 日本 🎉 BAD' --color never",
    "lint --brand Larch BAD",
    "lint BAD --brand=Larch --brand Tern",
    "lint BAD --brand=",
    "lint BAD --brand-alias 'Larch, Inc.' --brand-aliases 'Larch Cafe,Larch Tea'",
    "lint BAD --brand-domain larch.example --brand-domains tern.example,tern2.example --brand-phone +12025550142",
    "lint BAD --first-message --no-two-way --no-template --opted-in --no-opted-out",
    "lint BAD --first-message --no-first-message",
    "lint BAD --messages-since-opt-out 4 --days-since-opt-out=0",
    "lint BAD --use-case marketing --kind message --sender-type 10dlc --consent express --age-gate none",
    "lint BAD --sent-at 2026-03-01T09:30-05:00 --country us --region fl --language en",
    "lint BAD --sent-at 2026-03-01T09:30",
    "lint BAD --sent-at yesterday",
    "lint BAD --select OPT,URL --ignore CNT --rules default --as-of 2026-03-01",
    "lint BAD --context absent.json",
    "lint -",
    "check -",
    "check - --lines --format concise",
    "check - --stdin-filename rows.jsonl",
    "check absent.txt",
    "check absent.txt other.txt -q",
    "check nothing-here",
]
REFUSED = [
    "lint",
    "lint a b",
    "lint BAD --use-case martketing",
    "lint BAD --use-cse marketing",
    "lint BAD --format xml",
    "lint BAD --days-since-opt-out -1",
    "lint BAD --days-since-opt-out many",
    "lint BAD --first-message=yes",
    "lint BAD --fail-on-unknown=yes",
    "lint BAD --no-brand",
    "lint BAD --no-fail-on-unknown",
    "lint BAD --brand",
    "lint BAD -x",
    "lint BAD --paths x",
    "lint BAD --lines",
]
LEFT = [
    *REFUSED,
    *("", "--version", "--help", "lint --help", "ruls", "rule", "rules", "demo"),
    *("lint -- BAD", "lint BAD -qq", "lint BAD --brand --sender", "lint BAD --brand -"),
    "lint BAD --days-since-opt-out +4",
]


@pytest.mark.parametrize("line", TAKEN)
def test_what_the_quick_way_takes_it_does_as_click_does(
    program: Program, line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line)
    assert parse(words) is not None
    stdin = b'{"text": "BAD", "id": 7}\nMEH'
    quick = program.run(*words, stdin=stdin)
    seen, params = program.linter.seen.copy(), program.params.copy()
    program.linter.seen.clear()
    program.params.clear()
    assert program.run(*words, stdin=stdin, quick=False) == quick
    assert program.linter.seen == seen
    assert program.params == params


@pytest.mark.parametrize("line", LEFT)
def test_what_is_not_plain_is_left_to_click(line: str) -> None:
    assert parse(shlex.split(line)) is None


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("lint BAD --use-case martketing", "'martketing' is not known; did you mean 'marketing'?"),
        ("lint BAD --use-case Customer-Care", "here it is 'customer_care'"),
        ("lint BAD --sender-type 10DLC", "here it is '10dlc'"),
        ("lint BAD --format xml", "'xml' is not known; one of text, concise, json, jsonl"),
        ("lint BAD --days-since-opt-out 1.5", "'1.5' is no whole number of 0 or more"),
        ("lint '-5% off'", "; a message that begins with - goes behind --"),
    ],
)
def test_what_click_refuses_names_what_would_do(program: Program, line: str, says: str) -> None:
    code, _, err = program.run(*shlex.split(line))
    assert code == 2
    assert says in err


@pytest.mark.parametrize("line", REFUSED)
def test_what_click_refuses_is_told_in_a_sentence(program: Program, line: str) -> None:
    code, out, err = program.run(*shlex.split(line))
    assert (code, out) == (2, "")
    assert err.startswith("smslint: error: ")
    assert err.endswith("\nTry 'smslint lint --help'.\n")


def test_a_wrong_word_of_a_group_points_at_the_help_of_its_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["campaign", "plan", "--mesages", "5"]) == 2
    assert capsys.readouterr().err.endswith("\nTry 'smslint campaign plan --help'.\n")
