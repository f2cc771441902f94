"""The click form of an option of the tables."""

from __future__ import annotations

from typing import Any

import rich_click as click

from smslint.cli.options import COUNT, FLAG, LIST, SWITCH, Option
from smslint.model import did_you_mean
from smslint.places import elsewhere_called

MANY = 40
"""Choices longer than this on one line go into the help text instead."""


def made(option: Option) -> click.Parameter:
    """A parameter of click that takes what the option says."""
    names = list(option.names)
    if option.kind == SWITCH:
        names[-1] += "/--no-" + names[-1].removeprefix("--")
        return click.RichOption([*names, option.dest], default=None, help=option.help, panel=option.panel)
    if option.kind == FLAG:
        return click.RichOption([*names, option.dest], is_flag=True, help=option.help, panel=option.panel)
    return click.RichOption(
        [*names, option.dest],  # of two long names click would take the first for the parameter
        type=_type(option),
        multiple=option.kind == LIST,
        metavar=_metavar(option),
        help=_help(option),
        panel=option.panel,
    )


def _metavar(option: Option) -> str:
    listed = "|".join(option.choices)
    return listed if listed and len(listed) <= MANY else option.metavar


def _help(option: Option) -> str:
    if len("|".join(option.choices)) <= MANY:
        return option.help
    return f"{option.help.removesuffix('.')}: {', '.join(option.choices)}."


def _type(option: Option) -> click.ParamType[Any]:
    if option.choices:
        return _Choice(option.choices)
    return _Count() if option.kind == COUNT else click.STRING


class _Choice(click.Choice[str]):
    """A word of a list; a slip of the finger is told what it resembles."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """The fault, and the nearest word or else all."""
        near = ""
        if isinstance(value, str):
            near = elsewhere_called(value, self.choices) or did_you_mean(value.lower().replace("-", "_"), self.choices)
        return f"{value!r} is not known{near or '; one of ' + ', '.join(self.choices)}"


class _Count(click.ParamType[int]):
    """A whole number from 0 on."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; anything else fails."""
        try:
            number = int(value)
        except ValueError:
            number = -1
        return number if number >= 0 else self.fail(f"{value!r} is no whole number of 0 or more", param, ctx)
