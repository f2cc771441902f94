"""What a repository says about its messages: settings, and the answers that follow from them for a file or a key."""

from __future__ import annotations

import os

from smslint.layers import laid_over
from smslint.model import Context
from smslint.project.patterns import BasedPattern, key_matches, path_matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from smslint.project.code.calls import Call
    from smslint.project.suppress import Suppression


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
        return Configuration(self.path, self.root, self.settings, self.suppressions, laid_over(self._above, fields))

    def relative(self, path: str) -> str:
        """A path as patterns see it: from the root, with slashes."""
        return _below(self._real_root, path)

    def _fits_one(self, patterns: Sequence[str], path: str, relative: str) -> bool:
        """Whether a path fits a pattern, each seen from its own folder."""
        return any(
            path_matches(one, _below(one.root, path) if isinstance(one, BasedPattern) else relative) for one in patterns
        )

    def entries(self, path: str) -> list[Files]:
        """The `[[files]]` entries that a file falls under."""
        if not self.files:
            return []
        relative = self.relative(path)
        return [entry for entry in self.files if self._fits_one(entry.paths, path, relative)]

    def excludes(self, path: str) -> bool:
        """Whether a path is left out."""
        patterns = self.settings.get("exclude", ())
        return bool(patterns) and self._fits_one(patterns, path, self.relative(path))

    def context_of(self, entries: Sequence[Files], row: Mapping[str, Any] | None = None, template: bool = False) -> Context:
        """The context of a message: the general one, then that of each entry, then the row's, then what is given above all.

        template: the text has placeholders; counts when nothing says otherwise. Raises ContextError for a row's fields.
        """
        fields = dict(self.settings.get("context", {}))
        for nearer in (*(entry.context for entry in entries), self._above, row or {}):
            fields = laid_over(fields, nearer)
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
            if (not paths or self._fits_one(paths, path, relative))
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


def _below(real_root: str, path: str) -> str:
    real = os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path))
    return os.path.relpath(real, real_root).replace(os.sep, "/")
