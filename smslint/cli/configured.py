"""The configurations of a run and the linters that they ask for, under the options of the command line."""

from __future__ import annotations

import os

from smslint.cli.setup import context_fields, items_of, parse_day, split
from smslint.errors import RuleFileError, SmslintError
from smslint.model import Context
from smslint.project.config import Configuration
from smslint.project.config_file import NAMES, blame, load_configuration, read_configuration
from smslint.project.judge import Judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from typing import Any

    from smslint.linter import Linter

_FROM_SETTINGS = ("rules", "select", "ignore", "preview", "as_of")


class Configured:
    """Configurations by folder, and judges by configuration; equal rules share a linter."""

    def __init__(self, params: Mapping[str, Any], make_linter: Callable[[Mapping[str, Any]], Linter]) -> None:
        self.params = params
        self.fields = context_fields(params)
        Context(**self.fields)  # a field that cannot be is told once, and not again for each message
        for option in ("select", "ignore"):
            items_of(f"--{option}", params.get(option))
        self._make_linter = make_linter
        self._folders: dict[str, Configuration] = {}
        self._by_path: dict[str | None, Configuration] = {}
        self._judges: dict[str | None, Judge] = {}
        self._linters: dict[str, Linter] = {}

    @property
    def all(self) -> Iterable[Configuration]:
        """Every configuration that was met."""
        return self._by_path.values()

    def of(self, folder: str) -> Configuration:
        """The configuration of a folder."""
        real = os.path.abspath(folder)
        found = self._folders.get(real)
        if found is None:
            found = self._folders[real] = self._load(real)
        return found

    def _load(self, folder: str) -> Configuration:
        if self.params.get("isolated"):
            loaded = Configuration()
        elif self.params.get("config"):
            loaded = self._by_path.get(self.params["config"]) or read_configuration(self.params["config"])
        else:
            loaded = self._inherited(folder) or load_configuration(folder)
        known = self._by_path.get(loaded.path)
        if known is None:
            known = loaded.with_context(self.fields) if self.fields else loaded
            self._by_path[loaded.path] = known
        return known

    def _inherited(self, folder: str) -> Configuration | None:
        """The parent's, when this folder has no configuration of its own: a look at three names instead of a walk upwards."""
        parent = self._folders.get(os.path.dirname(folder))
        if parent is None or any(os.path.exists(os.path.join(folder, name)) for name in NAMES):
            return None
        return parent

    def judge(self, configuration: Configuration) -> Judge:
        """The judge of a configuration."""
        judge = self._judges.get(configuration.path)
        if judge is None:
            merged = self._merged(configuration)
            as_of = parse_day(merged.get("as_of"))
            select, ignore = split(merged.get("select")), split(merged.get("ignore"))
            judge = Judge(self._linter(merged, configuration), configuration, as_of or _today(), select, ignore, as_of)
            if any(entry.ignore for entry in configuration.files):
                from smslint.project.left_out import check_left_out

                check_left_out(judge, configuration)
            self._judges[configuration.path] = judge
        return judge

    def _linter(self, merged: Mapping[str, Any], configuration: Configuration) -> Linter:
        """The linter of these parameters. Raises ConfigurationError where it is the configuration that asks for what is not."""
        from smslint.project.rules import without_own

        key = repr([merged.get(name) for name in _FROM_SETTINGS])
        if key not in self._linters:
            chosen = {name: without_own(merged[name]) for name in ("select", "ignore") if merged.get(name)}
            try:
                self._linters[key] = self._make_linter({**merged, **chosen})
            except SmslintError as error:
                name = None if isinstance(error, RuleFileError) else self._asked_by(configuration, str(error))
                if name is None or configuration.path is None:
                    raise
                raise blame(configuration.path, name, str(error)) from None
        return self._linters[key]

    def _asked_by(self, configuration: Configuration, say: str) -> str | None:
        """The setting that names what an error is about; None where the command line does."""
        for name in ("rules", "select", "ignore"):
            words = () if self.params.get(name) else configuration.settings.get(name, ())
            if any(repr(word) in say for word in words):
                return name
        return None

    def _merged(self, configuration: Configuration) -> dict[str, Any]:
        """The parameters, and the configuration's where the command line says nothing."""
        settings = dict(configuration.linter_arguments())
        if "as_of" in settings:
            settings["as_of"] = settings["as_of"].isoformat()
        return {**settings, **{name: value for name, value in self.params.items() if value is not None}}


def _today() -> date:
    from datetime import date

    return date.today()
