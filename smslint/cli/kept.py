"""What is kept of earlier runs: files that did not change under rules and settings that did not are not judged again."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from smslint.cli.configured import Configured
    from smslint.project.cache import ResultCache
    from smslint.project.check import CheckedFile
    from smslint.project.config import Configuration


class Kept:
    """The results of earlier runs. Standard input is never kept, and nothing is with --no-cache."""

    def __init__(self, configured: Configured) -> None:
        self._configured = configured
        self._results: ResultCache | None = None
        self._around: dict[str | None, bytes] = {}
        self._rules: dict[str | None, Mapping[str, Any]] = {}

    def clean(self, path: str, data: bytes, kind: str | None, configuration: Configuration) -> int | None:
        """The number of messages of a file that is known to be clean; None when it has to be looked at."""
        kept = self._find(path, data, kind, configuration)
        return len(kept[2]) if kept is not None and kept[1] else None

    def checked(self, path: str, data: bytes, kind: str | None, configuration: Configuration) -> CheckedFile | None:
        """A file as it was judged before; None where it was not."""
        kept = self._find(path, data, kind, configuration)
        if kept is None:
            return None
        from smslint.project.cache import restored_file

        judge = self._configured.judge(configuration)
        return restored_file(judge, path, data, kind, kept[2], self._rules_of(configuration))

    def keep(self, path: str, data: bytes, kind: str | None, configuration: Configuration, checked: CheckedFile) -> None:
        """Remember a file."""
        if self._takes(path):
            self._cache().keep(path, self._digest(path, data, kind, configuration), checked)

    def save(self) -> None:
        """Store what was learnt."""
        if self._results is not None:
            self._results.save()

    def _takes(self, path: str) -> bool:
        return path != "-" and not self._configured.params.get("no_cache")

    def _find(self, path: str, data: bytes, kind: str | None, configuration: Configuration) -> Any:
        if not self._takes(path):
            return None
        return self._cache().find(path, self._digest(path, data, kind, configuration))

    def _cache(self) -> ResultCache:
        if self._results is None:
            from smslint.project.cache import ResultCache, cache_path

            self._results = ResultCache(cache_path("."))
        return self._results

    def _digest(self, path: str, data: bytes, kind: str | None, configuration: Configuration) -> bytes:
        from smslint.project.cache import digest_of, surroundings

        around = self._around.get(configuration.path)
        if around is None:
            params = self._configured.params
            options = [self._configured.fields, params.get("select"), params.get("ignore"), params.get("as_of")]
            linter = self._configured.judge(configuration).linter
            around = surroundings(linter, configuration.settings, [*options, configuration.root])
            self._around[configuration.path] = around
        return digest_of(around, f"{kind}:{path}", data)

    def _rules_of(self, configuration: Configuration) -> Mapping[str, Any]:
        if configuration.path not in self._rules:
            from smslint.project.cache import rules_by_id

            self._rules[configuration.path] = rules_by_id(self._configured.judge(configuration).linter)
        return self._rules[configuration.path]
