"""`smslint campaign ...`: what shows only across messages. Each command's module is loaded when it is asked for.

Such a module offers ABOUT (its help), ARGUMENTS (words of the command line), OPTIONS (rows of the option table)
and run(params), which returns the exit code.
"""

from __future__ import annotations

from importlib import import_module

import rich_click as click

from smslint.cli.console import USAGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

ABOUT = "Judge a campaign: its rates and sequences, whether its volume goes out, and its registration."
COMMANDS = ("stats", "plan", "vet", "init")
"""In the order of help; `stats` is the module smslint.cli.campaign_stats, and so on."""


class Word:
    """One word of the command line that is no option: its parameter, how help shows it, one or many, needed or not."""

    __slots__ = ("dest", "many", "metavar", "needed")

    def __init__(self, dest: str, metavar: str, many: bool = False, needed: bool = True) -> None:
        self.dest = dest
        self.metavar = metavar
        self.many = many
        self.needed = needed


class Campaign(click.RichGroup):
    """The group: it knows its commands by name and makes one when it is called."""

    make: Callable[..., click.Command]
    make_argument: Callable[..., click.Parameter]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(_module(cmd_name))
        words = [self.make_argument(word.dest, word.metavar, word.many, word.needed) for word in module.ARGUMENTS]
        return self.make(cmd_name, module.ABOUT, module.OPTIONS, *words, carry_out=module.run)


def _module(name: str) -> str:
    return f"smslint.cli.campaign_{name}"


def group(
    make: Callable[..., click.Command], make_argument: Callable[..., click.Parameter], **settings: Any
) -> Campaign:
    """The group, with the application's own way to make a command and a word of its line."""
    made = Campaign(name="campaign", help=ABOUT, invoke_without_command=True, callback=_alone, **settings)
    made.make = staticmethod(make)
    made.make_argument = staticmethod(make_argument)
    return made


@click.pass_context
def _alone(context: click.Context) -> int:
    """Show the help when no command follows."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
    return USAGE
