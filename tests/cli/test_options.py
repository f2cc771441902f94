"""The tables of options: one name for one thing in every command."""

from __future__ import annotations

from importlib import import_module

import pytest

from smslint.__main__ import main
from smslint.cli import options, tables
from smslint.cli.campaign import COMMANDS
from smslint.cli.forms import made
from smslint.cli.options import Option

TABLES: dict[str, tuple[Option, ...]] = {
    "lint": options.LINT, "check": options.CHECK, "audit": tables.AUDIT, "rules": tables.RULES, "rule": tables.RULE,
    "test": tables.TEST, "demo": tables.DEMO, "lsp": tables.LSP, "docs": tables.DOCS, "weights": tables.WEIGHTS,
    "diff": tables.DIFF, "eval": tables.EVAL, "init": tables.INIT,
    **{f"campaign {name}": import_module(f"smslint.cli.campaign_{name}").OPTIONS for name in COMMANDS},
}  # fmt: skip


@pytest.mark.parametrize("command", TABLES)
def test_click_gives_a_value_the_name_that_the_command_asks_for(command: str) -> None:
    for option in TABLES[command]:
        assert made(option).name == option.dest


def test_what_has_the_same_meaning_has_the_same_names_everywhere() -> None:
    names: dict[str, tuple[str, ...]] = {}
    for option in (option for table in TABLES.values() for option in table):
        assert names.setdefault(option.dest, option.names) == option.names


@pytest.mark.parametrize("command", TABLES)
def test_a_command_has_no_name_twice(command: str) -> None:
    names = [name for option in TABLES[command] for name in option.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("words", "told"),
    [(("audit", "a.csv"), True), (("campaign", "stats", "a.csv"), True), (("lint", "Hi"), True), (("eval", "corpora"), False)],
)
def test_who_asks_for_a_configuration_hears_of_the_context(
    words: tuple[str, ...], told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--config", "smslint.toml"]) == 2
    talk = capsys.readouterr().err
    assert talk.startswith("smslint: error: No such option '--config'")
    assert ("smslint.toml is for check and lsp" in talk and "--context FILE" in talk) == told
