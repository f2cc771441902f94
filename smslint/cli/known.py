"""The baseline of a run: which findings were there before, what becomes known, what is dropped."""

from __future__ import annotations

import os

from smslint.cli import console

DEFAULT = ".smslint-baseline.json"
"""Beside the configuration; it counts without being named."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from smslint.project.baseline import Baseline
    from smslint.project.config import Configuration
    from smslint.project.judge import Judged


class Known:
    """The baseline that options or the configuration name. Raises BaselineError for one that cannot be read, and UsageError."""

    def __init__(self, params: Mapping[str, Any], configuration: Configuration) -> None:
        self._writing = bool(params.get("write_baseline"))
        self._pruning = bool(params.get("prune"))
        self._configuration = configuration
        self._quiet = bool(params.get("quiet"))
        usual = os.path.join(configuration.root, DEFAULT)
        named = params.get("baseline") or configuration.baseline
        self._baseline = self._open(named, usual, bool(params.get("isolated")))

    def _open(self, named: str | None, usual: str, isolated: bool) -> Baseline | None:
        """The one that is named, else the usual one where it is there or is to be written."""
        there = os.path.exists(usual) and not isolated
        path = named or (usual if self._writing or there else None)
        if path is None and not self._pruning:
            return None
        from smslint.project.baseline import Baseline

        if path is not None and self._writing:
            from smslint.cli.outputs import check_replaceable

            check_replaceable({"--baseline": path})
            return Baseline.read(path) if os.path.exists(path) else Baseline.new(path)
        if path is None:
            from smslint.cli.failure import UsageError

            raise UsageError("--prune needs a baseline; name it with --baseline, or `baseline` in the configuration")
        return Baseline.read(path)

    def without(self, judged: Judged) -> Judged:
        """A message without the findings that are known; locked rules always count."""
        if self._baseline is None or not judged.report.findings:
            return judged
        from smslint.project.baseline import split_known

        return split_known(self._baseline, self._configuration.relative(judged.message.path), judged, self._writing)

    def close(self, checked: Sequence[str]) -> None:
        """Store what is to be stored, after a run over these files."""
        if self._baseline is None:
            return
        names = [self._configuration.relative(path) for path in checked if path != "-"]
        if self._writing:
            self._baseline.seen.update({name: self._baseline.seen.get(name, {}) for name in names})
            self._baseline.write()
            self._say(f"{_findings(self._baseline.known)} written to {_shown(self._baseline)}; only others count from now on")
        elif self._pruning:
            root = self._configuration.root
            dropped = self._baseline.prune(names, lambda name: os.path.exists(os.path.join(root, name)))
            console.say(f"{_findings(dropped)} dropped from {_shown(self._baseline)}")

    def _say(self, text: str) -> None:
        if not self._quiet:
            console.say(text)


def _findings(count: int) -> str:
    return f"{count:,} known finding{'s' if count != 1 else ''}"


def _shown(baseline: Baseline) -> str:
    from smslint.report.region import relative

    return relative(baseline.path)
