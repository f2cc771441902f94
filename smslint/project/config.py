"""The configuration of a repository: `smslint.toml` or `[tool.smslint]` in pyproject.toml, the nearest one upwards."""

from __future__ import annotations

import os

from smslint.errors import Issue
from smslint.model import Context
from smslint.project.patterns import key_matches, path_matches
from smslint.project.suppress import Suppression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from smslint.project.code.calls import Call
    from smslint.project.validate import Validator

NAMES = ("smslint.toml", ".smslint.toml", "pyproject.toml")
MAX_BYTES = 1024 * 1024
_ADDED = ("files", "calls", "suppress", "exclude")
_MERGED = ("context", "placeholders", "links")


class Files:
    """One `[[files]]` entry: which files and keys, and what is known about their messages."""

    __slots__ = ("context", "exclude_fields", "fields", "format", "ignore", "paths")

    def __init__(self, entry: Mapping[str, Any]) -> None:
        self.paths: Sequence[str] = entry.get("paths", ())
        self.fields: Sequence[str] | None = entry.get("fields")
        self.exclude_fields: Sequence[str] = entry.get("exclude_fields", ())
        self.format: str | None = entry.get("format")
        self.context: Mapping[str, Any] = entry.get("context", {})
        self.ignore: Sequence[str] = entry.get("ignore", ())

    def fits(self, key: str) -> bool:
        """Whether a key of such a file holds a message."""
        if any(key_matches(pattern, key) for pattern in self.exclude_fields):
            return False
        return self.fields is None or any(key_matches(pattern, key) for pattern in self.fields)


class Configuration:
    """What a repository says about its messages. Without a file everything is as usual.

    path: the file, None without one; root: the folder that paths in it are relative to; settings: checked content;
    context: fields that win over it (the command line's).
    """

    def __init__(
        self,
        path: str | None = None,
        root: str = ".",
        settings: Mapping[str, Any] | None = None,
        suppressions: Sequence[tuple[Suppression, Sequence[str], Sequence[str] | None]] = (),
        context: Mapping[str, Any] | None = None,
    ) -> None:
        self.path = path
        self.root = root
        self.settings = settings or {}
        self.files = [Files(entry) for entry in self.settings.get("files", ())]
        self.suppressions = suppressions
        self._above = dict(context or {})
        self._contexts: dict[Any, Context] = {}
        self._real_root = os.path.realpath(root)

    def with_context(self, fields: Mapping[str, Any]) -> Configuration:
        """The same configuration under other context fields, which win over its own."""
        return Configuration(self.path, self.root, self.settings, self.suppressions, {**self._above, **fields})

    def relative(self, path: str) -> str:
        """A path as patterns see it: from the root, with slashes."""
        real = os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path))
        inside = os.path.relpath(real, self._real_root)
        return inside.replace(os.sep, "/")

    def entries(self, path: str) -> list[Files]:
        """The `[[files]]` entries that a file falls under."""
        if not self.files:
            return []
        relative = self.relative(path)
        return [entry for entry in self.files if any(path_matches(pattern, relative) for pattern in entry.paths)]

    def excludes(self, path: str) -> bool:
        """Whether a path is left out."""
        patterns = self.settings.get("exclude", ())
        return bool(patterns) and any(path_matches(pattern, self.relative(path)) for pattern in patterns)

    def context_for(self, path: str, key: str = "") -> Context:
        """What is known about messages of a file, or of one field of it."""
        return self.context_of([entry for entry in self.entries(path) if entry.fits(key)])

    def context_of(self, entries: Sequence[Files], row: Mapping[str, Any] | None = None, template: bool = False) -> Context:
        """The context of a message: the general one, then that of each entry, then the row's, then what is given above all.

        template: the text has placeholders; counts when nothing says otherwise. Raises ContextError for a row's fields.
        """
        fields = dict(self.settings.get("context", {}))
        for entry in entries:
            fields.update(entry.context)
        fields = {**fields, **self._above, **(row or {})}
        if template:
            fields.setdefault("template", True)
        key = repr(fields)
        found = self._contexts.get(key)
        if found is None:
            if len(self._contexts) > 10_000:
                self._contexts.clear()
            found = self._contexts[key] = Context(**fields)
        return found

    def suppressions_for(self, path: str, key: str) -> tuple[Suppression, ...]:
        """The configured suppressions that cover a message."""
        if not self.suppressions:
            return ()
        relative = self.relative(path)
        return tuple(
            one for one, paths, fields in self.suppressions
            if (not paths or any(path_matches(pattern, relative) for pattern in paths))
            and (fields is None or any(key_matches(pattern, key) for pattern in fields))
        )  # fmt: skip

    def linter_arguments(self) -> dict[str, Any]:
        """Keyword arguments of `smslint.Linter`."""
        from datetime import date

        found: dict[str, Any] = {name: self.settings[name] for name in ("select", "ignore", "preview") if name in self.settings}
        if "rules" in self.settings:
            found["rules"] = [self._rule_source(name) for name in self.settings["rules"]]
        if "as_of" in self.settings:
            found["as_of"] = date.fromisoformat(self.settings["as_of"])
        return found

    def _rule_source(self, name: str) -> str:
        """A profile's name, or a path from the root."""
        inside = os.path.join(self.root, name)
        return inside if os.path.exists(inside) else name

    @property
    def calls(self) -> tuple[Call, ...]:
        """The send calls that program code is searched for."""
        from smslint.project.code.calls import CALLS, own_call

        return (*CALLS, *(own_call(one["callee"], one["arguments"]) for one in self.settings.get("calls", ())))

    @property
    def baseline(self) -> str | None:
        """The path of the baseline."""
        name = self.settings.get("baseline")
        return os.path.join(self.root, name) if name else None

    @property
    def max_segments(self) -> int:
        """Segments that a message may take with its longest values."""
        return int(self.settings.get("max_segments", 3))


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
    try:
        with open(path, "rb") as file:
            return b"tool.smslint" in file.read(MAX_BYTES)
    except OSError:
        return False


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
    from smslint.project.source import Source
    from smslint.project.toml import parse_toml
    from smslint.project.validate import ConfigurationError, Validator

    source = Source.read(path, _bytes(path))
    try:
        content = parse_toml(source.text)
    except Unreadable as error:
        line, column = source.at(error.offset or 0)
        raise ConfigurationError([Issue(path, line, column, str(error))]) from None
    table = ("tool", "smslint") if os.path.basename(path) == "pyproject.toml" else ()
    for name in table:
        content = content.get(name, {})
    validator = Validator(source, table)
    settings = validator.check(content)
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
    if os.path.realpath(target) in here or not os.path.isfile(target):
        say = f"{target!r} extends itself" if os.path.isfile(target) else f"there is no file {target!r} to extend"
        validator.fault(("extends",), say)
        raise ConfigurationError(validator.issues)
    below, more = _read(target, here)
    return _merged(below, settings), [*more, *suppressions]


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


def _bytes(path: str) -> bytes:
    from smslint.project.validate import ConfigurationError

    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConfigurationError([Issue(path, 1, 1, f"cannot be read: {error.strerror}")]) from None
    if len(data) > MAX_BYTES:
        raise ConfigurationError([Issue(path, 1, 1, f"longer than {MAX_BYTES:,} bytes, too long for a configuration")])
    return data
