"""The click application: help, completion, suggestions and every spelling of an option. The commands are elsewhere."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import rich_click as click

from smslint.cli import campaign, console
from smslint.cli.commands import COMMANDS
from smslint.cli.console import INTERRUPTED, USAGE
from smslint.cli.forms import made
from smslint.cli.options import CHECK, FLAG, LINT, SWITCH
from smslint.cli.tables import AUDIT, DEMO, DIFF, DOCS, EVAL, INIT, LSP, RULE, RULES, TEST, WEIGHTS
from smslint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smslint.cli.options import Option

ABOUT = """A linter for text messages: what carriers, law and good manners ask of an SMS, checked before it is sent.

\b
Exit codes:
  0    nothing at or above --fail-on
  1    findings
  2    usage, configuration or rule error
  3    some input could not be read
  130  interrupted
"""
_UNQUOTED = "a message of several words goes in quotes"
"""Without repeating them: what stands on standard error ends in logs."""
_SWITCHES = frozenset(name for option in LINT if option.kind == SWITCH for name in option.names)
_YES_OR_NO = frozenset("true false yes no on off 0 1".split())
_HINT = "; a message that begins with - goes behind --"
_NO_CONFIGURATION = "; smslint.toml is for check and lsp: --context FILE and options say what is known, --rules which rules judge"
SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
STYLE = click.RichHelpConfiguration(max_width=100, theme="default-slim", options_panel_title="Other")


def run(words: list[str]) -> int:
    """Carry out a command line; errors in it are told in a sentence and exit 2."""
    try:
        code = app.main(words or ["--help"], prog_name="smslint", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        return _complain(error, words)
    except SystemExit:  # click's answer to a reader who has left
        console.mute()
        return 0
    if not words:
        return USAGE
    return code if isinstance(code, int) else 0


def _complain(error: click.ClickException, words: list[str]) -> int:
    from smslint.report.visible import escape

    command = f"smslint {words[0]}" if words and words[0] in app.commands else "smslint"
    hint = ""
    fault = escape(error.format_message().removesuffix("."))
    if command == "smslint lint" and fault.startswith("Got unexpected extra"):
        fault = _switch_with_value(words) or _UNQUOTED
    elif command == "smslint lint" and isinstance(error, click.NoSuchOption) and _is_text(words):
        fault, hint = "No such option", _HINT
    elif isinstance(error, click.NoSuchOption) and error.option_name == "--config" and _takes_context(error):
        fault, hint = "No such option '--config'", _NO_CONFIGURATION
    place = getattr(error, "ctx", None)
    sys.stderr.write(f"smslint: error: {fault}{hint}\nTry '{place.command_path if place else command} --help'.\n")
    return USAGE


def _takes_context(error: click.NoSuchOption) -> bool:
    """Whether the command that lacks an option has --context."""
    return error.ctx is not None and any("--context" in parameter.opts for parameter in error.ctx.command.params)


def _switch_with_value(words: list[str]) -> str | None:
    """What to say of a switch that was given a value, which then looks like a second message."""
    for word, value in pairwise(words):
        if word in _SWITCHES and value.lower() in _YES_OR_NO:
            return f"{word} takes no value; --no-{word.removeprefix('--')} says no"
    return None


def _is_text(words: list[str]) -> bool:
    """Whether a word that looks like an option can only be meant as a message."""
    return "--" not in words and any(word.startswith("-") and " " in word.partition("=")[0] for word in words)


def _command(
    name: str,
    about: str,
    options: tuple[Option, ...],
    *arguments: click.Parameter,
    carry_out: Callable[[Mapping[str, Any]], int] | None = None,
) -> click.Command:
    flags = frozenset(option.dest for option in options if option.kind == FLAG)

    def called(**params: Any) -> int:
        given = {key: value for key, value in params.items() if value not in (None, ()) and (value or key not in flags)}
        return (carry_out or COMMANDS[name])(given)

    parameters = [*arguments, *(made(option) for option in options)]
    settings = {**SETTINGS, "rich_help_config": STYLE}
    return click.RichCommand(name=name, params=parameters, callback=called, help=about, context_settings=settings)


def _argument(name: str, metavar: str, many: bool = False, needed: bool | None = None) -> click.Parameter:
    required = not many if needed is None else needed
    return click.RichArgument([name], metavar=metavar, nargs=-1 if many else 1, required=required)


def _version(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        console.write(f"smslint {__version__}\n")
        context.exit()


app = click.RichGroup(
    name="smslint",
    help=ABOUT,
    params=[
        click.RichOption(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
        )
    ],
    context_settings={**SETTINGS, "rich_help_config": STYLE},
    commands=[
        _command("lint", "Lint one message. `-` reads it from standard input.", LINT, _argument("text", "TEXT")),
        _command(
            "check",
            "Lint the messages in files: plain text, Markdown, YAML, JSON, JSON Lines, TOML, CSV, gettext, Android, ARB,"
            " .properties, templates, and the send calls in program code. `-` is standard input; folders are searched."
            " Without a path: the current folder. smslint.toml or [tool.smslint] in pyproject.toml say what is known.",
            CHECK,
            _argument("paths", "[PATH]...", many=True),
        ),
        _command(
            "init",
            "Write a first smslint.toml from the texts in a folder.",
            INIT,
            _argument("folder", "[FOLDER]", needed=False),
        ),
        _command(
            "audit",
            "Lint corpora: CSV, JSON Lines, Parquet, Arrow, packed or not, folders, patterns, databases, object stores, `-`."
            " Without an output: rows of JSON to standard output, as they come. smslint.toml is not read: --context FILE and"
            " options say what is known, --rules which rules judge.",
            AUDIT,
            _argument("inputs", "INPUT...", many=True, needed=True),
        ),
        _command("rules", "List the rules.", RULES),
        _command("rule", "Explain one rule, offline.", RULE, _argument("id", "ID")),
        _command(
            "test",
            "Run the samples inside rule files: those shipped, or those of the files and folders given.",
            TEST,
            _argument("packs", "[PACK]...", many=True),
        ),
        _command("demo", "Lint the messages that come with smslint.", DEMO),
        _command(
            "diff",
            "Show what a change of rules changes in messages. OLD and NEW are profiles, folders of rules, or git:REVISION"
            " (git:REVISION:FOLDER when they are not in rules/).",
            DIFF,
            _argument("old", "OLD"),
            _argument("new", "NEW"),
            _argument("corpora", "CORPUS...", many=True, needed=True),
        ),
        _command("docs", "Make the documentation of the rules from their files: Markdown beside them, or a site.", DOCS),
        _command(
            "eval",
            "Measure the rules on labelled corpora: precision, recall and false alarms. Folders are searched for .jsonl;"
            " demo/, registrations/, replies/, scores/ and, without --holdout, holdout/ are left out.",
            EVAL,
            _argument("corpora", "CORPUS...", many=True, needed=True),
        ),
        _command("lsp", "Serve an editor: findings as you type, explanations, quick fixes (extra: lsp).", LSP),
        _command(
            "weights",
            "Fit the weights of the rules on labelled corpora, so that the score orders messages by risk.",
            WEIGHTS,
            _argument("corpora", "CORPUS...", many=True, needed=True),
        ),
        campaign.group(_command, _argument, context_settings={**SETTINGS, "rich_help_config": STYLE}),
    ],
)
