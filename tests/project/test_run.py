"""Runs of `check`: baseline, cache, statistics, output file, exit codes, init."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from smslint.__main__ import main
from smslint.cli import init
from smslint.cli import repository as run_over
from smslint.project import cache
from tests.project.words import put

CONFIG = """
[context]
brand = "Larch Cafe"
use_case = "customer_care"
first_message = false
messages_since_opt_out = 1
days_since_opt_out = 1
two_way = true
country = "US"
sender_type = "10dlc"
"""
BAD = "Larch Cafe: see https://bit.ly/3abc"
GOOD = "Larch Cafe: your table is ready."


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a configuration and two texts, and a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cache, "cache_path", lambda folder: str(tmp_path / ".cache" / "results"))
    return put(
        tmp_path, {"smslint.toml": CONFIG, "a.txt": BAD, "b.txt": GOOD, "c.json": json.dumps({"sms": {"x": BAD}})}
    )


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str], str]:
    """Exit code, lines and talk of a run."""
    code = main(["check", "--format", "concise", "--select", "URL001,TMP", *words])
    captured = capsys.readouterr()
    return code, [line.split(" ")[0] for line in captured.out.splitlines()], captured.err


def test_known_findings_do_not_count_and_new_ones_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys)[:2] == (1, ["a.txt:1:17:", "c.json:1:32:"])
    code, _, talk = run(capsys, "--write-baseline")
    assert (code, talk) == (0, "smslint: 2 known findings written to .smslint-baseline.json; only others count from now on\n")
    assert run(capsys, "--baseline", ".smslint-baseline.json")[:2] == (0, [])
    put(Path(), {"a.txt": "\n\n" + BAD, "d.txt": BAD})
    code, lines, _ = run(capsys, "--baseline", ".smslint-baseline.json")
    assert (code, lines) == (1, ["d.txt:1:17:"])


def test_the_usual_baseline_counts_without_being_named(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--write-baseline", "-q")
    assert run(capsys) == (0, [], "")
    assert run(capsys, "--isolated")[0] == 1
    put(Path(), {"a.txt": GOOD})
    assert run(capsys, "--prune")[2] == "smslint: 1 known finding dropped from .smslint-baseline.json\n"


def test_a_baseline_holds_no_text_and_no_place_and_merges_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--write-baseline")
    first = Path(".smslint-baseline.json").read_text()
    content = json.loads(first)
    assert list(content["files"]) == ["a.txt", "c.json"]
    assert "bit" not in first
    assert all(
        key.startswith("URL001 ") and count == 1 for marks in content["files"].values() for key, count in marks.items()
    )
    put(Path(), {"a.txt": "\n" + BAD})
    run(capsys, "--write-baseline")
    assert Path(".smslint-baseline.json").read_text() == first


def test_the_same_fault_twice_is_known_once_when_it_was_one(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--write-baseline")
    put(Path(), {"c.json": json.dumps({"sms": {"x": BAD, "y": BAD}})})
    assert run(capsys, "--baseline", ".smslint-baseline.json")[1] == ["c.json:1:76:"]


def test_a_part_of_a_repository_leaves_the_rest_of_the_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--write-baseline")
    put(Path(), {"a.txt": GOOD})
    run(capsys, "a.txt", "--write-baseline")
    assert list(json.loads(Path(".smslint-baseline.json").read_text())["files"]) == ["c.json"]


def test_pruning_drops_what_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--write-baseline")
    put(Path(), {"a.txt": GOOD})
    Path("c.json").unlink()
    code, _, talk = run(capsys, "--baseline", ".smslint-baseline.json", "--prune")
    assert (code, "2 known findings dropped" in talk) == (0, True)
    assert json.loads(Path(".smslint-baseline.json").read_text())["files"] == {}


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", '{"version": 9, "key": "00", "files": {}}', '{"version": 1, "key": "x", "files": {}}',
     '{"version": 1, "key": "00", "files": {"a.txt": {"URL001 ff": Infinity}}}'],
)  # fmt: skip
def test_a_baseline_that_is_none_is_said(capsys: pytest.CaptureFixture[str], content: str) -> None:
    put(Path(), {"base.json": content})
    code, _, talk = run(capsys, "--baseline", "base.json")
    assert (code, talk.count("\n")) == (2, 1)
    assert "base.json" in talk


def test_a_baseline_that_is_none_is_not_written_over_but_told_how(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path(), {"base.json": "<<<<<<< ours"})
    code, _, talk = run(capsys, "--baseline", "base.json", "--write-baseline")
    assert (code, Path("base.json").read_text()) == (2, "<<<<<<< ours")
    assert "remove it, and write it anew with --write-baseline" in talk


def test_a_baseline_that_is_to_be_written_is_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("base.json")
    code, _, talk = run(capsys, "--baseline", "base.json", "--write-baseline")
    assert (code, talk.count("\n")) == (2, 1)


def test_what_did_not_change_is_not_judged_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(capsys)
    judged: list[str] = []
    original = run_over.Configured

    class Watching(original):  # type: ignore[misc, valid-type]
        def judge(self, configuration: object) -> object:
            judge = super().judge(configuration)
            lint = judge.linter.lint
            judge.linter.lint = lambda text, context: (judged.append(text), lint(text, context))[1]
            return judge

    monkeypatch.setattr(run_over, "Configured", Watching)
    assert run(capsys) == first
    assert judged == []
    put(Path(), {"b.txt": BAD})
    assert run(capsys)[1] == ["a.txt:1:17:", "b.txt:1:17:", "c.json:1:32:"]
    assert set(judged) == {BAD}
    judged.clear()
    put(Path(), {"smslint.toml": CONFIG + 'language = "en"\n'})
    run(capsys)
    assert set(judged) == {BAD}


@pytest.mark.parametrize("damage", [b"", b"smslint-results-1\n", b"smslint-results-1\n\0\0\0\0xx", b"\0" * 100])
def test_a_damaged_cache_is_no_cache(capsys: pytest.CaptureFixture[str], damage: bytes) -> None:
    first = run(capsys)
    put(Path(), {".cache/results": damage})
    assert run(capsys) == first


def test_a_cached_run_says_the_same_in_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path(), {"t.txt": "Larch Cafe: {first_name}, your table\u2019s at http://larch.example/" + "x" * 120})
    for form in ("text", "json", "sarif", "junit", "rdjson", "gitlab", "github"):
        fresh = [main(["check", "--format", form, "--no-cache"]), capsys.readouterr().out]
        main(["check", "--format", form])
        capsys.readouterr()
        assert [main(["check", "--format", form]), capsys.readouterr().out] == fresh


def test_findings_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "--select", "URL001", "--statistics"])
    assert (code, capsys.readouterr().out.splitlines()[0]) == (1, "2  URL001  url-shortener")


def test_findings_go_into_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "--select", "URL001", "--format", "sarif", "--output-file", "out.sarif", "--exit-zero"])
    assert (code, capsys.readouterr().out) == (0, "")
    assert len(json.loads(Path("out.sarif").read_text())["runs"][0]["results"]) == 2


def test_a_file_that_cannot_be_written_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, talk = run(capsys, "--output-file", "absent/out.txt")
    assert (code, talk) == (2, "smslint: error: cannot write to 'absent/out.txt': No such file or directory\n")


def test_suppressed_findings_are_in_sarif_with_their_reason(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path(), {"c.json": json.dumps({"sms": {"x": BAD, "x@smslint": "ignore URL001 -- our till"}})})
    main(["check", "--select", "URL001", "--format", "sarif"])
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert [result.get("suppressions") for result in results] == [
        None,
        [{"kind": "inSource", "status": "accepted", "justification": "our till"}],
    ]
    assert len({result["partialFingerprints"]["smslint/v1"] for result in results}) == 2


def test_unused_entries_of_a_configuration_are_named_by_a_whole_run_only(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path(), {"smslint.toml": CONFIG + '[[suppress]]\nrules = ["URL001"]\npaths = ["gone/**"]\nreason = "once"\n'})
    assert run(capsys)[1][-1] == "smslint.toml:11:1:"
    assert run(capsys, "b.txt")[1] == []


@pytest.mark.parametrize(
    "words",
    [("--fix", "--diff"), ("--unsafe-fixes",), ("--prune",), ("--prune", "--write-baseline"),
     ("--isolated", "--config", "smslint.toml")],
)  # fmt: skip
def test_contradictions_are_told(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    code, _, talk = run(capsys, *words)
    assert (code, talk.count("\n")) == (2, 1)


def test_init_writes_a_configuration_that_finds_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    Path("smslint.toml").unlink()
    before = run(capsys)[1]
    assert main(["init"]) == 0
    written = Path("smslint.toml").read_text()
    assert 'paths = ["*.json"]\nfields = ["sms.*"]' in written
    assert "Larch" not in written
    capsys.readouterr()
    assert run(capsys)[1] == before
    assert main(["init"]) == 2
    assert "--force replaces it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("setting", "words", "says"),
    [
        ('select = ["URLX"]', (), "smslint.toml:1:1: unknown selector 'URLX'; did you mean 'URL'?"),
        ('\nrules = ["nope"]', (), "smslint.toml:2:1: unknown profile 'nope'; known: "),
        ('select = ["URL001"]', ("--ignore", "OPTX"), "smslint: error: unknown selector 'OPTX'"),
        ('extends = ["a\\u0000"]', (), "smslint.toml:1:1: there is no file 'a\\x00' to extend"),
        ("", ("--brand", ""), "smslint: error: brand is empty; leave it out when it is not known\n"),
        ("", ("--fix", "-"), "smslint: error: --fix cannot be used on standard input; give --diff, or the file itself\n"),
        ("", ("--watch", "-"), "smslint: error: --watch cannot be used on standard input; give files or folders\n"),
    ],
)
def test_what_cannot_be_is_told_once_and_where_it_was_asked(
    capsys: pytest.CaptureFixture[str], setting: str, words: tuple[str, ...], says: str
) -> None:
    put(Path(), {"smslint.toml": setting})
    assert main(["check", *words]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(says)
    assert captured.out == ""


IDLE = {
    "a wrong folder": ('[[files]]\npaths = ["text/*.txt"]', "no file fits this [[files]] entry ('text/*.txt')"),
    "a kind that no name tells": ('[[files]]\npaths = ["*.tmpl"]', "a file whose name does not tell its kind needs a `format`"),
    "a wrong key": (
        '[[files]]\npaths = ["*.json"]\nfields = ["smss.*"]',
        "no file of this [[files]] entry ('*.json') holds a message; mend `fields`",
    ),
}


@pytest.mark.parametrize(("setting", "says"), IDLE.values(), ids=IDLE)
def test_an_entry_that_comes_to_nothing_is_a_note(capsys: pytest.CaptureFixture[str], setting: str, says: str) -> None:
    put(Path(), {"smslint.toml": '[[files]]\npaths = ["*.txt"]\n' + setting + "\n", "d.tmpl": BAD})
    for _ in range(2):
        talk = run(capsys)[2]
        assert talk.startswith("smslint: note: smslint.toml:3:1: no file ")
        assert says in talk
        assert talk.count("\n") == 1
    assert run(capsys, "a.txt")[2] == "", "a part of the folder says nothing about the rest"


def test_named_files_without_a_message_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path(), {"smslint.toml": '[[files]]\npaths = ["a.txt"]\n'})
    code, _, talk = run(capsys, "b.txt")
    assert code == 0
    assert talk.startswith("smslint: no message found in what was named")


@pytest.mark.parametrize(("folder", "says"), [("/", "root of a file system"), (".", "your home folder")])
def test_init_does_not_walk_the_world(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: str, says: str
) -> None:
    monkeypatch.setenv("HOME", os.getcwd())
    assert main(["init", folder, "--print"]) == 2
    assert says in capsys.readouterr().err


def test_init_stops_where_there_are_too_many_files(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(init, "MOST", 1)
    assert main(["init", "--print"]) == 0
    assert "stopped after 1 files" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["URL01x", "URL999", "url-shortner", "SPM00l"])
def test_an_entry_that_leaves_out_what_is_no_rule_is_refused(capsys: pytest.CaptureFixture[str], word: str) -> None:
    entry = f'[[files]]\npaths = ["*.txt"]\nignore = ["URL001", "{word}"]\n'
    put(Path(), {"smslint.toml": entry, "a.txt": "Larch Cafe: your table is ready.\n"})
    code, _, said = run(capsys, "a.txt")
    assert code == 2
    assert f"smslint.toml:3:1: ignore names {word!r}, which is no rule; did you mean" in said


def test_an_entry_may_leave_out_any_rule_that_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["URL001", "url001", "URL", "URL0", "url-shortener", "url_shortener", "TMP008"]
    entry = f'[[files]]\npaths = ["*.txt"]\nignore = {json.dumps(words)}\n'
    put(Path(), {"smslint.toml": entry, "a.txt": "Larch Cafe: your table is ready.\n"})
    assert run(capsys, "a.txt")[0] == 0
