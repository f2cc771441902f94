"""The baseline: findings that were there before, so that only new ones count.

The file holds keyed hashes: no text, no line numbers, no times. It is sorted, one entry a line, so that merges are quiet.
A finding is the same one while its rule, its file and the message's text are; where it stands in the file does not matter.
"""

from __future__ import annotations

import hmac
import json
import os
from hashlib import sha256

from smslint.errors import SmslintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from smslint.model import Finding
    from smslint.project.judge import Judged

VERSION = 1
MAX_BYTES = 64 * 1024 * 1024
_ANEW = "remove it, and write it anew with --write-baseline"


class BaselineError(SmslintError):
    """A baseline that cannot be read; the text says what to do."""


class Baseline:
    """Known findings by file: how often each hash is known there."""

    def __init__(self, path: str, key: str, files: dict[str, dict[str, int]]) -> None:
        self.path = path
        self._key = bytes.fromhex(key)
        self.files = files
        self._left: dict[str, dict[str, int]] = {name: dict(entries) for name, entries in files.items()}
        self.seen: dict[str, dict[str, int]] = {}

    @classmethod
    def new(cls, path: str) -> Baseline:
        """An empty one, with a key of its own: hashes of two repositories cannot be compared."""
        from secrets import token_hex

        return cls(path, token_hex(16), {})

    @classmethod
    def read(cls, path: str) -> Baseline:
        """The baseline in a file. Raises BaselineError."""
        try:
            with open(path, "rb") as file:
                content = json.loads(file.read(MAX_BYTES))
            files = {str(name): {str(mark): int(n) for mark, n in marks.items()} for name, marks in content["files"].items()}
            if content["version"] != VERSION:
                raise BaselineError(f"{path}: a baseline of version {content['version']!r}; {_ANEW}")
            return cls(path, content["key"], files)
        except OSError as error:
            say = f"{path}: the baseline is not readable: {error.strerror}; make one with --write-baseline"
            raise BaselineError(say) from None
        except (ValueError, OverflowError, KeyError, TypeError, AttributeError, RecursionError):
            raise BaselineError(f"{path}: no baseline of smslint; {_ANEW}") from None

    def mark(self, path: str, finding: Finding, text: str) -> str:
        """The keyed hash of a finding, behind the name of its rule."""
        whole = " ".join(text.split())
        identity = f"{finding.rule}\0{path}\0{whole}".encode("utf-8", "surrogatepass")
        return f"{finding.rule} {hmac.new(self._key, identity, sha256).hexdigest()[:24]}"

    def knows(self, path: str, finding: Finding, text: str) -> bool:
        """Whether a finding was there before; each entry counts as often as it says."""
        mark = self.mark(path, finding, text)
        entries = self.seen.setdefault(path, {})
        entries[mark] = entries.get(mark, 0) + 1
        left = self._left.get(path, {})
        if left.get(mark, 0) < 1:
            return False
        left[mark] -= 1
        return True

    def take(self, looked: Mapping[str, bool]) -> None:
        """Take files that were looked at: of one that could be read as a whole what was not seen is gone, else it stays."""
        for name, whole in looked.items():
            entries = self.seen.setdefault(name, {})
            for mark, count in self.files.get(name, {}).items() if not whole else ():
                entries[mark] = max(count, entries.get(mark, 0))

    def write(self) -> None:
        """Put what was seen into the file: entries of files that were not looked at stay."""
        self._store({**self.files, **self.seen})

    @property
    def known(self) -> int:
        """Findings that will be known once it is written."""
        return _count({**self.files, **self.seen})

    def prune(self, checked: Iterable[str], exists: Any = os.path.exists) -> int:
        """Drop entries of checked files that were not seen, and of files that are gone; returns how many."""
        looked = set(checked)
        kept: dict[str, dict[str, int]] = {}
        for name, entries in self.files.items():
            if name in looked:
                seen = self.seen.get(name, {})
                kept[name] = {mark: min(n, seen.get(mark, 0)) for mark, n in entries.items() if seen.get(mark)}
            elif exists(name):
                kept[name] = entries
        self._store(kept)
        return _count(self.files) - _count(kept)

    def _store(self, files: dict[str, dict[str, int]]) -> None:
        from smslint.project.atomic import replace_file

        shape = {
            "version": VERSION,
            "key": self._key.hex(),
            "files": {name: dict(sorted(files[name].items())) for name in sorted(files) if files[name]},
        }
        data = json.dumps(shape, indent=1, ensure_ascii=True) + "\n"
        try:
            replace_file(self.path, data.encode())
        except OSError as error:
            raise BaselineError(f"{self.path}: the baseline cannot be written: {error.strerror}") from None


def split_known(baseline: Baseline, path: str, judged: Judged, writing: bool) -> Judged:
    """A message whose known findings are accepted. writing: note all, accept all. Findings of locked rules always stand."""
    from smslint.judgement import judge
    from smslint.project.judge import Accepted, Judged

    report = judged.report
    standing, accepted = [], list(judged.accepted)
    for finding in report.findings:
        if getattr(finding._rule, "locked", False):
            standing.append(finding)
        elif baseline.knows(path, finding, report.text) or writing:
            accepted.append(Accepted(finding, "external", "known from the baseline"))
        else:
            standing.append(finding)
    if len(standing) == len(report.findings):
        return judged
    left = judge(report.text, standing, report.ruleset, report.as_of)
    left.omitted += report.omitted
    return Judged(judged.message, left, accepted, judged.expansion)


def _count(files: dict[str, dict[str, int]]) -> int:
    return sum(n for entries in files.values() for n in entries.values())
