"""A configuration held against the table of settings: every fault with its line, column and the likely key."""

from __future__ import annotations

import re
from itertools import pairwise

from smslint.context import Context, did_you_mean
from smslint.errors import ContextError, Issue, SmslintError
from smslint.places import elsewhere_called
from smslint.project.settings import LONGEST_TEXT, SETTINGS, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from smslint.project.source import Source
    from smslint.project.toml_places import TomlPlaces

    Path = tuple[str, ...]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


class ConfigurationError(SmslintError):
    """A configuration with faults; `issues` names every one, with path, line and column."""

    def __init__(self, issues: list[Issue]) -> None:
        self.issues = sorted(issues, key=lambda issue: (issue.path, issue.line, issue.column, issue.message))
        noun = "error" if len(issues) == 1 else "errors"
        super().__init__("\n".join([*map(str, self.issues), f"{len(issues)} {noun} in the configuration"]))

    def __reduce__(self) -> tuple[type[ConfigurationError], tuple[list[Issue]]]:
        return type(self), (self.issues,)


class Validator:
    """Checks the settings of one file; `table` is the way to them (`tool`, `smslint` in pyproject.toml)."""

    def __init__(self, source: Source, table: Path) -> None:
        self.source = source
        self.table = table
        self._places: TomlPlaces | None = None
        self.issues: list[Issue] = []

    def check_file(self, content: Any) -> dict[str, Any]:
        """The settings in the content of the file. Raises ConfigurationError, also where their table is none."""
        for depth, name in enumerate(self.table, start=1):
            content = content.get(name, {})
            if not isinstance(content, dict):
                line, column = self._at(self.table[:depth])
                raise ConfigurationError([Issue(self.source.path, line, column, f"{name} is a table")])
        return self.check(content)

    def check(self, settings: dict[str, Any]) -> dict[str, Any]:
        """The settings in their usual form (lists are lists, days are texts). Raises ConfigurationError."""
        checked = self._table(settings, SETTINGS, (), ())
        if self.issues:
            raise ConfigurationError(self.issues)
        return checked

    def place(self, path: Path) -> tuple[int, int]:
        """Line and column of a key; worked out only when somebody asks, which in a sound file nobody does."""
        return self._at((*self.table, *path))

    def _at(self, path: Path) -> tuple[int, int]:
        if self._places is None:
            from smslint.project.toml_places import TomlPlaces

            self._places = TomlPlaces(self.source.text)
        return self.source.at(self._places.keys.get(path, 0))

    def fault(self, path: Path, say: str) -> None:
        """Note a fault at a key."""
        line, column = self.place(path)
        self.issues.append(Issue(self.source.path, line, column, say))

    def _table(self, value: Any, keys: dict[str, Kind], required: tuple[str, ...], path: Path) -> dict[str, Any]:
        if not isinstance(value, dict):
            is_entry = len(path) == 2 and SETTINGS[path[0]].name == "tables"
            name = f"{path[0]}, entry {int(path[1]) + 1}," if is_entry else path[-1]
            self.fault(path, f"{name} is a table")
            return {}
        checked = {}
        for name, inner in value.items():
            if name in keys:
                checked[name] = self._value(inner, keys[name], (*path, name))
            else:
                self.fault((*path, name), f"unknown key {name[:60]!r}{_likely(name, keys)}")
        for name in required:
            if name not in value:
                self.fault(path, f"{path[0]} needs {name!r}")
        return checked

    def _value(self, value: Any, kind: Kind, path: Path) -> Any:
        if kind.name == "table":
            return self._context(self._table(value, kind.keys, kind.required, path), path)
        if kind.name == "tables":
            if not isinstance(value, list):
                self.fault(path, f"{path[-1]} is a list of tables; begin each with [[{'.'.join((*self.table, *path))}]]")
                return []
            return [self._table(one, kind.keys, kind.required, (*path, str(n))) for n, one in enumerate(value)]
        if kind.name in ("named", "named-texts"):
            return self._named(value, kind, path)
        fault, checked = _CHECKS[kind.name](value, kind)
        if fault:
            self.fault(path, f"{path[-1]} {fault}")
        return checked

    def _named(self, value: Any, kind: Kind, path: Path) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.fault(path, f"{path[-1]} is a table")
            return {}
        if kind.name == "named":
            return {name: self._sizes(one, kind, (*path, name)) for name, one in value.items()}
        for name, one in value.items():
            if not isinstance(one, str):
                self.fault((*path, name), "the replacement is a text")
        return value

    def _sizes(self, value: Any, kind: Kind, path: Path) -> dict[str, Any]:
        """Lengths of a field, of which a shorter one is not above a longer one."""
        checked = self._table(value, kind.keys, (), path)
        given = [name for name in ("shortest", "typical", "longest") if isinstance(checked.get(name), int)]
        for less, more in pairwise(given):
            if checked[less] > checked[more]:
                self.fault((*path, less), f"{less} is {checked[less]:,}, more than {more}, {checked[more]:,}; mend one of them")
        return checked

    def _context(self, fields: dict[str, Any], path: Path) -> dict[str, Any]:
        """Fields that a Context takes: it knows countries, zones and carriers better than the table."""
        for name, value in fields.items():
            try:
                Context(**{name: value})
            except (ContextError, TypeError) as error:
                if not any(issue.message.startswith(f"{name} ") for issue in self.issues):
                    self.fault((*path, name), str(error))
        return fields


def _likely(name: str, keys: dict[str, Kind]) -> str:
    return did_you_mean(name.replace("-", "_").lower(), keys) or f"; known are {', '.join(keys)}"


def _text(value: Any, kind: Kind) -> tuple[str, Any]:
    return ("" if isinstance(value, str) else "is a text, in quotes"), value


def _texts(value: Any, kind: Kind) -> tuple[str, Any]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        return "is a text, or a list of texts", []
    if any(len(item) > LONGEST_TEXT for item in items):
        return f"holds a text of more than {LONGEST_TEXT:,} characters; shorten it or make two of it", []
    return "", items


def _many(value: Any, kind: Kind) -> tuple[str, Any]:
    items = [value] if isinstance(value, (str, int)) else value
    if not isinstance(items, list) or not items or not all(map(_is_argument, items)):
        return "is a list of names, or of numbers counted from 0", []
    return "", items


def _is_argument(item: Any) -> bool:
    return isinstance(item, str) or (isinstance(item, int) and not isinstance(item, bool) and item >= 0)


def _flag(value: Any, kind: Kind) -> tuple[str, Any]:
    return ("" if isinstance(value, bool) else "is true or false"), value


def _number(value: Any, kind: Kind) -> tuple[str, Any]:
    good = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**6
    return ("" if good else "is a whole number of 0 or more"), value


def _day(value: Any, kind: Kind) -> tuple[str, Any]:
    """Days are texts here: a malformed `until` is no fault of the file but has ended."""
    written = value if isinstance(value, str) else value.isoformat() if hasattr(value, "isoformat") else None
    return ("" if written is not None else "is a day, as 2026-12-31"), written


def _known_day(value: Any, kind: Kind) -> tuple[str, Any]:
    """A day by which rules are chosen: one that is none cannot have been meant."""
    fault, written = _day(value, kind)
    if not fault:
        from datetime import date

        try:
            date.fromisoformat(written if _DAY.match(written) else "")
        except ValueError:
            return f"cannot be {written[:60]!r}; write a day as 2026-12-31", written
    return fault, written


def _choice(value: Any, kind: Kind) -> tuple[str, Any]:
    if value in kind.choices:
        return "", value
    near = elsewhere_called(str(value), kind.choices) or did_you_mean(str(value), kind.choices)
    return f"cannot be {str(value)[:60]!r}{near or '; one of ' + ', '.join(kind.choices)}", value


_CHECKS: dict[str, Callable[[Any, Kind], tuple[str, Any]]] = {
    "text": _text, "texts": _texts, "many": _many, "flag": _flag, "number": _number, "day": _day,
    "known-day": _known_day, "choice": _choice,
}  # fmt: skip
