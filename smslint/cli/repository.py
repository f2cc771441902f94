"""The files of a run with all that decides about them: configurations, linters, cache and baseline."""

from __future__ import annotations

import os

from smslint.cli.configured import Configured
from smslint.cli.kept import Kept
from smslint.cli.known import Known
from smslint.project.check import check_file
from smslint.project.discover import Discovery
from smslint.project.idle import Idle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from smslint.cli.problems import Problems
    from smslint.linter import Linter
    from smslint.project.check import CheckedFile
    from smslint.project.config import Configuration
    from smslint.project.found import Note
    from smslint.project.judge import Judge, Judged


class Repository:
    """Judges files as their nearest configuration wants it, under the options of the command line."""

    def __init__(
        self, params: Mapping[str, Any], problems: Problems, make_linter: Callable[[Mapping[str, Any]], Linter]
    ) -> None:
        self.params = params
        self.problems = problems
        self._configured = Configured(params, make_linter)
        self._kept = Kept(self._configured)
        self._discovery = Discovery(problems, self._configured.of)
        self._idle = Idle()
        starts = [self._start(path) for path in params.get("paths") or (".",)]
        self.main = starts[0]
        self._known = Known(params, starts)

    def _start(self, path: str) -> Configuration:
        """The configuration of a path that is to be checked."""
        start = self.params.get("stdin_filename") or "." if path == "-" else path
        return self._configured.of(start if os.path.isdir(start) else os.path.dirname(start) or ".")

    @property
    def linter(self) -> Linter:
        """The linter of the configuration where the run begins."""
        return self._configured.judge(self.main).linter

    def levels(self, path: str) -> Mapping[str, Any]:
        """What counts for the exit code in a file: options, then its configuration."""
        settings = self._configuration_of(path).settings
        return {name: self.params.get(name) or settings.get(name) for name in ("fail_on", "fail_on_unknown")}

    @property
    def walked(self) -> bool:
        """Whether folders were searched."""
        return bool(self._discovery.folders)

    def judge_of(self, path: str) -> Judge:
        """The judge of a file."""
        return self._configured.judge(self._configuration_of(path))

    def files(self) -> Iterator[tuple[str, bytes, str | None, int]]:
        """Path, content and (where options decide it) kind of every file, and the lines before a piece of a stream."""
        from smslint.cli.stream import pieces

        paths = self.params.get("paths") or (".",)
        for path in paths:
            if path == "-":
                kind = self._kind(self._named("-"), True)
                # A difference is one of the whole input, whose lines it counts.
                for data, before in pieces(kind if not self.params.get("diff") else None, self.problems):
                    yield "-", data, kind, before
        for path, data in self._discovery.files(path for path in paths if path != "-"):
            yield path, data, self._kind(path, False), 0

    def check(self, path: str, data: bytes, kind: str | None, before: int = 0) -> CheckedFile:
        """Everything about a file, from the cache where it holds."""
        configuration = self._configuration_of(path)
        checked = self._kept.checked(path, data, kind, configuration)
        if checked is None:
            checked = check_file(self._configured.judge(configuration), path, data, kind, self._named(path), before)
            self._kept.keep(path, data, kind, configuration, checked)
        self._known.looked_at(path, configuration, not any(note.unread for note in checked.notes))
        self._idle.see(configuration, self._named(path), len(checked.messages) + len(checked.notes))
        return checked

    def clean_messages(self, path: str, data: bytes, kind: str | None) -> int | None:
        """The number of messages of a file that is known to be clean; None when it has to be looked at."""
        configuration = self._configuration_of(path)
        count = self._kept.clean(path, data, kind, configuration)
        if count is not None:
            self._known.looked_at(path, configuration, True)
            self._idle.see(configuration, self._named(path), count)
        return count

    def remarks(self) -> Iterator[Judged]:
        """Findings about the suppressions of configurations; only a run over all of its folder can tell an unused one."""
        from smslint.project.remarks import about_configured

        for configuration in self._configured.all:
            if configuration.suppressions:
                yield from about_configured(self._configured.judge(configuration), configuration, self._is_whole(configuration))

    def idle(self) -> Iterator[Note]:
        """Notes about entries of `[[files]]` that came to nothing, where all of a configuration's folder was looked at."""
        for configuration in self._configured.all:
            if configuration.files and self._is_whole(configuration):
                yield from self._idle.notes(configuration)

    def _is_whole(self, configuration: Configuration) -> bool:
        root = os.path.realpath(configuration.root)
        return any((root + os.sep).startswith(os.path.realpath(one) + os.sep) for one in self._discovery.folders)

    def against_baseline(self, judged: Judged) -> Judged:
        """A message without the findings that the baseline knows; locked rules always count."""
        return self._known.without(judged, self._configuration_of(judged.message.path))

    def close(self) -> None:
        """Store what is to be stored."""
        self._kept.save()
        self._known.close()

    def _configuration_of(self, path: str) -> Configuration:
        return self._configured.of(os.path.dirname(self._named(path)) or ".")

    def _named(self, path: str) -> str:
        """The path under which the configuration knows a file: standard input goes by the name it was given."""
        return self.params.get("stdin_filename") or "-.txt" if path == "-" else path

    def _kind(self, path: str, always: bool) -> str | None:
        from smslint.project.kinds import kind_of

        kind = kind_of(path)
        if self.params.get("lines") and kind == "text":
            return "lines"
        return (kind or "text") if always else None
