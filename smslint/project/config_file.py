"""Where configurations stand: `smslint.toml` or `[tool.smslint]` in pyproject.toml, the nearest one, and what it extends."""

from __future__ import annotations

import os
import re

from smslint.errors import Issue
from smslint.project.config import Configuration
from smslint.project.patterns import BasedPattern
from smslint.project.suppress import Suppression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from smslint.project.source import Source
    from smslint.project.validate import ConfigurationError, Validator

NAMES = ("smslint.toml", ".smslint.toml", "pyproject.toml")
MAX_BYTES = 1024 * 1024
DEEPEST = 8
"""Configurations that extend each other in a row."""
_USUAL = re.compile(rb"^\[tool\.smslint[.\]]", re.MULTILINE)
"""The table as people write it; only where this is absent does a file have to be understood."""
_ADDED = ("files", "calls", "suppress", "exclude")
_MERGED = ("context", "placeholders", "links")


def load_configuration(start: str) -> Configuration:
    """The configuration that holds for a file or folder: the nearest, with what it extends.

    Raises ConfigurationError (path, line, column and the likely key of every fault).
    """
    folder = os.path.abspath(start if os.path.isdir(start) else os.path.dirname(start) or ".")
    while True:
        for name in NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (name != "pyproject.toml" or _has_table(path)):
                return read_configuration(path)
        parent = os.path.dirname(folder)
        if parent == folder:
            return Configuration()
        folder = parent


def _has_table(path: str) -> bool:
    """Whether a pyproject.toml has settings, however their table is written. A word about them in a comment is none."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES)
    except OSError:
        return False
    if _USUAL.search(data):
        return True
    if b"smslint" not in data:
        return False
    from smslint.project.piece import Unreadable
    from smslint.project.toml import parse_toml

    try:
        tool = parse_toml(data.decode("utf-8-sig", "replace")).get("tool")
    except Unreadable:
        return False
    return isinstance(tool, dict) and "smslint" in tool


def read_configuration(path: str) -> Configuration:
    """The configuration in one file. Raises ConfigurationError."""
    shown = os.path.relpath(path)
    shown = path if shown.startswith(os.pardir) else shown
    settings, suppressions = _read(shown, ())
    root = os.path.dirname(path) or "."
    return Configuration(shown, root, settings, suppressions)


def _read(path: str, above: tuple[str, ...]) -> tuple[dict[str, Any], list[Any]]:
    """Settings and suppressions of a file over those that it extends."""
    from smslint.project.piece import Unreadable
    from smslint.project.toml import parse_toml
    from smslint.project.validate import ConfigurationError, Validator

    source = _source(path)
    try:
        content = parse_toml(source.text)
    except Unreadable as error:
        line, column = source.at(error.offset or 0)
        raise ConfigurationError([Issue(path, line, column, str(error))]) from None
    validator = Validator(source, _table(path))
    settings = validator.check_file(content)
    suppressions = _suppressions(settings, validator) if "suppress" in settings else []
    for base in reversed(settings.get("extends", [])):
        settings, suppressions = _extended(settings, suppressions, base, path, above, validator)
    return settings, suppressions


def _extended(
    settings: dict[str, Any], suppressions: list[Any], base: str, path: str, above: tuple[str, ...], validator: Validator
) -> tuple[dict[str, Any], list[Any]]:
    from smslint.project.validate import ConfigurationError

    target = os.path.normpath(os.path.join(os.path.dirname(path), base))
    here = (*above, os.path.realpath(path))
    there = "\0" not in target and os.path.isfile(target)
    fault = ""
    if not there:
        fault = f"there is no file {target!r} to extend"
    elif os.path.realpath(target) in here:
        fault = f"{target!r} extends itself"
    elif len(here) > DEEPEST:
        fault = f"more than {DEEPEST} files extend each other; write what is wanted in one of them"
    if fault:
        validator.fault(("extends",), fault)
        raise ConfigurationError(validator.issues)
    below, more = _read(target, here)
    folder, root = os.path.dirname(target), os.path.dirname(path)
    if folder != root:
        below = _moved(below, folder, root)
        more = [(one, [BasedPattern.at(pattern, folder) for pattern in paths], fields) for one, paths, fields in more]
    return _merged(below, settings), [*more, *suppressions]


def _moved(settings: dict[str, Any], folder: str, root: str) -> dict[str, Any]:
    """The settings of a file in a folder, for a file in another one: what is relative to the first stays so."""
    def based(patterns: Sequence[str]) -> list[str]:
        return [BasedPattern.at(pattern, folder) for pattern in patterns]

    def found(rules: str) -> str:
        path = os.path.join(folder, rules)
        return os.path.relpath(path, root or ".") if os.path.exists(path) else rules

    moved = dict(settings)
    if "exclude" in settings:
        moved["exclude"] = based(settings["exclude"])
    if "files" in settings:
        moved["files"] = [{**entry, "paths": based(entry["paths"])} for entry in settings["files"]]
    if "rules" in settings:
        moved["rules"] = [found(rules) for rules in settings["rules"]]
    return moved


def _merged(below: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = {**below, **over}
    for name in _ADDED:
        if name in below and name in over:
            merged[name] = [*below[name], *over[name]]
    for name in _MERGED:
        if name in below and name in over:
            merged[name] = {**below[name], **over[name]}
    return merged


def _suppressions(settings: dict[str, Any], validator: Validator) -> list[Any]:
    found = []
    for number, entry in enumerate(settings.get("suppress", ())):
        line, column = validator.place(("suppress", str(number)))
        one = Suppression(
            tuple(entry.get("rules", ())), entry.get("reason"), entry.get("until"), origin=(validator.source.path, line, column)
        )
        found.append((one, entry.get("paths", ()), entry.get("fields")))
    return found


def _table(path: str) -> tuple[str, ...]:
    """The way to the settings in a file."""
    return ("tool", "smslint") if os.path.basename(path) == "pyproject.toml" else ()


def _source(path: str) -> Source:
    """The content of a configuration. Raises ConfigurationError."""
    from smslint.corpus.decode import InputError
    from smslint.project.source import Source
    from smslint.project.validate import ConfigurationError

    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise InputError(f"longer than {MAX_BYTES:,} bytes, too long for a configuration")
        return Source.read(path, data)
    except OSError as error:
        raise ConfigurationError([Issue(path, 1, 1, f"cannot be read: {error.strerror}")]) from None
    except InputError as error:
        raise ConfigurationError([Issue(path, 1, 1, str(error).replace("; leave it out with `exclude`", ""))]) from None


def place_of(path: str, *way: str) -> tuple[int, int]:
    """Line and column of a key of a configuration. Raises ConfigurationError where the file cannot be read any more."""
    from smslint.project.validate import Validator

    return Validator(_source(path), _table(path)).place(way)


def blame(path: str, name: str, say: str) -> ConfigurationError:
    """What became of a setting later, as a fault of the configuration that names it, at the place of its key."""
    from smslint.project.validate import ConfigurationError

    line, column = place_of(path, name)
    return ConfigurationError([Issue(path, line, column, say)])
