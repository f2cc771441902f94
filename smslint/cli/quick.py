"""The quick way in: `lint` and `check` with plain options, parsed without click, whose import costs as much as a lint.

It takes a command line only when it understands all of it. Help, errors, completion and rare spellings are left to
click, so there is one place that words them; a test runs a table of command lines through both ways.
"""

from __future__ import annotations

from smslint.cli.options import CHECK, COUNT, FLAG, LINT, LIST, SWITCH, Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COMMANDS = {"lint": LINT, "check": CHECK}


def parse(arguments: list[str]) -> tuple[str, dict[str, Any]] | None:
    """Command and parameters, or None when any part is not plain."""
    if not arguments or arguments[0] not in COMMANDS:
        return None
    command = arguments[0]
    table = {name: option for option in COMMANDS[command] for name in option.names}
    params: dict[str, Any] = {}
    words: list[str] = []
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "-" or not argument.startswith("-"):
            words.append(argument)
        elif not _take(argument, rest, table, params):
            return None
    return _with_words(command, words, params)


def _with_words(command: str, words: list[str], params: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    if command == "check":
        return command, {**params, "paths": tuple(words)} if words else params
    return (command, {**params, "text": words[0]}) if len(words) == 1 else None


def _take(argument: str, rest: Any, table: dict[str, Option], params: dict[str, Any]) -> bool:
    """Set one option; False when it is unknown or its value is not plain."""
    name, equals, value = argument.partition("=")
    if name.startswith("--no-") and name not in table:
        option = table.get("--" + name[5:])
        return _switch(option, False, equals, params)
    option = table.get(name)
    if option is None or option.kind == SWITCH:
        return _switch(option, True, equals, params)
    if option.kind == FLAG:
        params[option.dest] = True
        return not equals
    if not equals:
        value = next(rest, "-")
        if value.startswith("-"):
            return False
    return _value(option, value, params)


def _switch(option: Option | None, value: bool, equals: str, params: dict[str, Any]) -> bool:
    if option is None or option.kind != SWITCH or equals:
        return False
    params[option.dest] = value
    return True


def _value(option: Option, value: str, params: dict[str, Any]) -> bool:
    if option.choices and value not in option.choices:
        return False
    if option.kind == LIST:
        params[option.dest] = (*params.get(option.dest, ()), value)
    elif option.kind == COUNT:
        if not (value.isascii() and value.isdecimal() and len(value) <= 18):
            return False
        params[option.dest] = int(value)
    else:
        params[option.dest] = value
    return True
