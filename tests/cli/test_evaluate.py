"""`smslint eval`: figures, lists, what is kept, and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.words import Program
from tests.corpus.words import Shouts, row, write_rows


@pytest.fixture
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three rows of shops and one of the hold-out, in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("smslint.cli.evaluate.make_linter", lambda params: Shouts())
    rows = [row("PROMO secret", "promotion:PROMO"), row("GIN secret", number=2), row("Hi", "sex", number=3)]
    write_rows(Path("corpora/clean/shop.jsonl"), *rows)
    write_rows(Path("corpora/holdout/shop.jsonl"), row("PROMO", "promotion", number=9))
    return Path("corpora")


def test_figures_are_a_table_with_totals_and_no_text(program: Program, corpora: Path) -> None:
    code, out, err = program.run("eval", "corpora", "--by", "lang", "--by", "rule")
    assert (code, err) == (0, "")
    assert "promotion         1      1       0      0        0   1.000  0.21-1.00      1.000  0.21-1.00        1/1\n" in out
    assert "CNT004      1      0       0      1        0         1      0.000  0.00-0.79  alcohol\n" in out
    accused = "1 of them accused (100.0%), 1 (100.0%) by what waits for no context"
    assert out.endswith(f"3 rows, 1 clean, {accused}; at warning and above; 1 of 3 rules never spoke\n")
    assert "secret" not in out


def test_figures_as_json(program: Program, corpora: Path) -> None:
    said = json.loads(program.run("eval", "corpora", "--format", "json", "--misses", "all")[1])
    assert said["summary"]["rows"] == 3
    assert said["categories"]["sex"]["recall"] == 0.0
    assert said["categories"]["sex"]["precision"] is None
    assert said["misses"] == [{"category": "sex", "rules": [], "id": "shop-0003", "path": "corpora/clean/shop.jsonl", "line": 3}]


@pytest.mark.parametrize("wanted", ["alcohol", "CNT004", "all"])
def test_rows_are_named_and_their_texts_shown_only_on_request(program: Program, corpora: Path, wanted: str) -> None:
    line = "false alcohol by CNT004: shop-0002 (corpora/clean/shop.jsonl:2)\n"
    assert program.run("eval", "corpora", "--false", wanted)[1].startswith(line + "\n")
    assert program.run("eval", "corpora", "--false", wanted, "--show-text")[1].startswith(line + "    GIN secret\n")


def test_halves_and_the_hold_out_are_scored_apart(program: Program, corpora: Path) -> None:
    assert "\n2 rows" in program.run("eval", "corpora", "--half", "odd")[1]
    assert "\n1 row," in program.run("eval", "corpora", "--holdout")[1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("eval", "Missing argument 'CORPUS...'"),
        ("eval corpora --misses promotoin", "did you mean 'promotion'?"),
        ("eval corpora --false CNT044", "did you mean 'CNT004'?"),
        ("eval corpora --holdout --misses all", "the hold-out is scored, never tuned on"),
        ("eval corpora --show-text", "--show-text shows the rows that"),
        ("eval corpora --loosen", "--loosen goes with --write-budgets"),
        ("eval corpora --write --half odd", "leave out --half"),
        ("eval corpora --write-budgets --select CNT", "leave out --select"),
        ("eval corpora/clean/shop.jsonl --write", "--write needs one folder of corpora"),
        ("eval corpora --write-budgets --holdout", "leave out --holdout"),
        ("eval corpora --budgets", "write it with --write-budgets"),
    ],
)
def test_what_does_not_go_together_is_a_usage_error(program: Program, corpora: Path, words: str, says: str) -> None:
    code, out, err = program.run(*words.split())
    assert (code, out) == (2, "")
    assert says in err


def test_a_row_that_cannot_be_read_is_told_and_the_rest_measured(program: Program, corpora: Path) -> None:
    write_rows(corpora / "bad.jsonl", "{", row("PROMO", "promotion"))
    code, out, err = program.run("eval", "corpora", "--write")
    assert code == 3
    assert "\n4 rows" in out
    assert err.startswith("smslint: corpora/bad.jsonl:1: not valid JSON at column 2")
    assert "nothing is written" in err
    assert not (corpora / "scores").exists()


def test_figures_and_budgets_are_kept_and_budgets_held(program: Program, corpora: Path) -> None:
    assert program.run("eval", "corpora", "--write", "--write-budgets")[0] == 0
    kept = {path.name: path.read_text("utf-8") for path in (corpora / "scores").iterdir()}
    assert json.loads(kept["rules.json"])["CNT004"]["false"] == 1
    assert not [text for text in kept.values() if "secret" in text]
    assert program.run("eval", "corpora", "--budgets")[0] == 0
    write_rows(corpora / "more.jsonl", *(row("GIN", number=n) for n in range(5)))
    code, _, err = program.run("eval", "corpora", "--budgets")
    assert code == 1
    assert "smslint: over budget: CNT004: 6 false alarms, 2 allowed\n" in err
    assert "give --loosen" in program.run("eval", "corpora", "--write-budgets")[2]
    program.run("eval", "corpora", "--write-budgets", "--loosen")
    assert program.run("eval", "corpora", "--budgets")[0] == 0


def test_the_hold_out_has_figures_of_its_own(program: Program, corpora: Path) -> None:
    assert program.run("eval", "corpora", "--write", "--holdout")[0] == 0
    assert json.loads((corpora / "scores/holdout/summary.json").read_text("utf-8"))["rows"] == 1


def test_the_rows_themselves_are_judged(program: Program, corpora: Path) -> None:
    assert program.run("eval", "corpora", "--check") == (0, "3 rows, 0 faults\n", "")
    write_rows(corpora / "store.jsonl", row("Call 202-456-1111"))
    code, out, _ = program.run("eval", "corpora", "--check")
    assert code == 1
    assert "corpora/store.jsonl:1: the id shop-0001 is not the name of the file and a number; write store-0001\n" in out
    assert out.endswith("4 rows, 3 faults\n")
