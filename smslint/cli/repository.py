"""The files of a run with all that decides about them: configurations, linters, cache and baseline."""

from __future__ import annotations

import os

from smslint.cli import console
from smslint.cli.setup import context_fields, parse_day, split
from smslint.project.check import check_file
from smslint.project.config import Configuration, load_configuration, read_configuration
from smslint.project.discover import Discovery
from smslint.project.judge import Judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from typing import Any

    from smslint.cli.problems import Problems
    from smslint.linter import Linter
    from smslint.project.baseline import Baseline
    from smslint.project.cache import ResultCache
    from smslint.project.check import CheckedFile
    from smslint.project.judge import Judged

_FROM_SETTINGS = ("rules", "select", "ignore", "preview", "as_of")


class Repository:
    """Judges files as their nearest configuration wants it, under the options of the command line."""

    def __init__(
        self, params: Mapping[str, Any], problems: Problems, make_linter: Callable[[Mapping[str, Any]], Linter]
    ) -> None:
        self.params = params
        self.problems = problems
        self._make_linter = make_linter
        self._fields = context_fields(params)
        self._folders: dict[str, Configuration] = {}
        self._by_path: dict[str | None, Configuration] = {}
        self._judges: dict[str | None, Judge] = {}
        self._linters: dict[str, Linter] = {}
        self._around: dict[str | None, bytes] = {}
        self._rules: dict[str | None, Mapping[str, Any]] = {}
        self._discovery = Discovery(problems, self.configuration_for)
        self._cache: ResultCache | None = None
        self._baseline: Baseline | None = None
        self._checked: list[str] = []
        first = (params.get("paths") or (".",))[0]
        start = params.get("stdin_filename") or "." if first == "-" else first
        self.main = self.configuration_for(start if os.path.isdir(start) else os.path.dirname(start) or ".")
        self._open_baseline()

    # Configurations and what follows from them.

    def configuration_for(self, folder: str) -> Configuration:
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
            known = loaded.with_context(self._fields) if self._fields else loaded
            self._by_path[loaded.path] = known
        return known

    def _inherited(self, folder: str) -> Configuration | None:
        """The parent's, when this folder has no configuration of its own: a look at three names instead of a walk upwards."""
        from smslint.project.config import NAMES

        parent = self._folders.get(os.path.dirname(folder))
        if parent is None or any(os.path.exists(os.path.join(folder, name)) for name in NAMES):
            return None
        return parent

    @property
    def linter(self) -> Linter:
        """The linter of the configuration where the run begins."""
        return self.judge_for(self.main).linter

    @property
    def levels(self) -> Mapping[str, Any]:
        """What counts for the exit code: options, then the configuration."""
        settings = self.main.settings
        return {
            "fail_on": self.params.get("fail_on") or settings.get("fail_on"),
            "fail_on_unknown": self.params.get("fail_on_unknown") or settings.get("fail_on_unknown"),
        }

    def judge_for(self, configuration: Configuration) -> Judge:
        """The judge of a configuration; equal rules share a linter."""
        judge = self._judges.get(configuration.path)
        if judge is None:
            merged = self._merged(configuration)
            key = repr([merged.get(name) for name in _FROM_SETTINGS])
            if key not in self._linters:
                self._linters[key] = self._make_linter(self._for_linter(merged))
            as_of = parse_day(merged.get("as_of"))
            judge = self._judges[configuration.path] = Judge(
                self._linters[key], configuration, as_of or _today(), split(merged.get("select")), split(merged.get("ignore")),
                as_of,
            )  # fmt: skip
        return judge

    @property
    def walked(self) -> bool:
        """Whether folders were searched."""
        return bool(self._discovery.folders)

    def judge_of(self, path: str) -> Judge:
        """The judge of a file."""
        return self.judge_for(self.configuration_for(os.path.dirname(self._named(path)) or "."))

    def _merged(self, configuration: Configuration) -> dict[str, Any]:
        """The parameters, and the configuration's where the command line says nothing."""
        settings = dict(configuration.linter_arguments())
        if "as_of" in settings:
            settings["as_of"] = settings["as_of"].isoformat()
        return {**settings, **{name: value for name, value in self.params.items() if value is not None}}

    def _for_linter(self, merged: dict[str, Any]) -> dict[str, Any]:
        from smslint.project.rules import without_own

        return {**merged, **{name: without_own(merged[name]) for name in ("select", "ignore") if merged.get(name)}}

    # Files and what is said about them.

    def files(self) -> Iterator[tuple[str, bytes, str | None, int]]:
        """Path, content and (where options decide it) kind of every file, and the lines before a piece of a stream."""
        from smslint.cli.stream import pieces

        paths = self.params.get("paths") or (".",)
        for path in paths:
            if path == "-":
                kind = self._kind(self.params.get("stdin_filename") or "-.txt", True)
                for data, before in pieces(kind, self.problems):
                    yield "-", data, kind, before
        for path, data in self._discovery.files(path for path in paths if path != "-"):
            yield path, data, self._kind(path, False), 0

    def _kind(self, path: str, always: bool) -> str | None:
        from smslint.project.kinds import kind_of

        kind = kind_of(path)
        if self.params.get("lines") and kind == "text":
            return "lines"
        return (kind or "text") if always else None

    def _named(self, path: str) -> str:
        """The path under which the configuration knows a file: standard input goes by the name it was given."""
        return self.params.get("stdin_filename") or "-.txt" if path == "-" else path

    def check(self, path: str, data: bytes, kind: str | None, before: int = 0) -> CheckedFile:
        """Everything about a file, from the cache where it holds."""
        configuration = self.configuration_for(os.path.dirname(self._named(path)) or ".")
        judge = self.judge_for(configuration)
        self._checked.append(path)
        kept = self._kept(path, data, kind, configuration)
        if kept is not None:
            from smslint.project.cache import restored_file

            checked = restored_file(judge, path, data, kind, kept[2], self._rules_of(configuration))
            if checked is not None:
                return checked
        checked = check_file(judge, path, data, kind, self._named(path), before)
        if self._cached(path):
            self._results().keep(path, self._digest(path, data, kind, configuration), checked)
        return checked

    def clean_messages(self, path: str, data: bytes, kind: str | None) -> int | None:
        """The number of messages of a file that is known to be clean; None when it has to be looked at."""
        configuration = self.configuration_for(os.path.dirname(self._named(path)) or ".")
        kept = self._kept(path, data, kind, configuration)
        if kept is None or not kept[1]:
            return None
        self._checked.append(path)
        return len(kept[2])

    def _kept(self, path: str, data: bytes, kind: str | None, configuration: Configuration) -> Any:
        if not self._cached(path):
            return None
        return self._results().find(path, self._digest(path, data, kind, configuration))

    def _cached(self, path: str) -> bool:
        return path != "-" and not self.params.get("no_cache")

    def _results(self) -> ResultCache:
        if self._cache is None:
            from smslint.project.cache import ResultCache, cache_path

            self._cache = ResultCache(cache_path("."))
        return self._cache

    def _digest(self, path: str, data: bytes, kind: str | None, configuration: Configuration) -> bytes:
        from smslint.project.cache import digest_of, surroundings

        around = self._around.get(configuration.path)
        if around is None:
            options = [self._fields, self.params.get("select"), self.params.get("ignore"), self.params.get("as_of")]
            around = surroundings(self.judge_for(configuration).linter, configuration.settings, [*options, configuration.root])
            self._around[configuration.path] = around
        return digest_of(around, f"{kind}:{path}", data)

    def _rules_of(self, configuration: Configuration) -> Mapping[str, Any]:
        if configuration.path not in self._rules:
            from smslint.project.cache import rules_by_id

            self._rules[configuration.path] = rules_by_id(self.judge_for(configuration).linter)
        return self._rules[configuration.path]

    # Suppressions of configurations, and the baseline.

    def remarks(self) -> Iterator[Judged]:
        """Findings about the suppressions of configurations; only a run over all of its folder can tell an unused one."""
        from smslint.project.remarks import about_configured

        for configuration in self._by_path.values():
            if configuration.suppressions:
                root = os.path.realpath(configuration.root)
                whole = any((root + os.sep).startswith(os.path.realpath(one) + os.sep) for one in self._discovery.folders)
                yield from about_configured(self.judge_for(configuration), configuration, whole)

    def _open_baseline(self) -> None:
        path = self.params.get("baseline") or self.main.baseline
        if path is None and not (self.params.get("write_baseline") or self.params.get("prune")):
            return
        from smslint.project.baseline import DEFAULT, Baseline

        if self.params.get("write_baseline"):
            path = path or os.path.join(self.main.root, DEFAULT)
            self._baseline = Baseline.read(path) if os.path.exists(path) else Baseline.new(path)
        elif path is not None:
            self._baseline = Baseline.read(path)
        elif self.params.get("prune"):
            from smslint.cli.failure import UsageError

            raise UsageError("--prune needs a baseline; name it with --baseline, or `baseline` in the configuration")

    def against_baseline(self, judged: Judged) -> Judged:
        """A message without the findings that the baseline knows; locked rules always count."""
        if self._baseline is None or not judged.report.findings:
            return judged
        from smslint.project.baseline import split_known

        path, writing = self.main.relative(judged.message.path), bool(self.params.get("write_baseline"))
        return split_known(self._baseline, path, judged, writing)

    def close(self) -> None:
        """Store what is to be stored."""
        if self._cache is not None:
            self._cache.save()
        if self._baseline is not None and self.params.get("write_baseline"):
            self._baseline.seen.update({name: self._baseline.seen.get(name, {}) for name in self._names()})
            self._baseline.write()
        elif self._baseline is not None and self.params.get("prune"):
            root = self.main.root
            dropped = self._baseline.prune(self._names(), lambda name: os.path.exists(os.path.join(root, name)))
            console.say(f"{dropped} known finding{'s' if dropped != 1 else ''} dropped from {self._baseline.path}")

    def _names(self) -> list[str]:
        return [self.main.relative(path) for path in self._checked if path != "-"]


def _today() -> date:
    from datetime import date

    return date.today()
