"""Results of files that did not change: by their content, the rules, the configuration and the program.

Kept are findings by rule and place, no text. What is damaged or of another program is not used. A file with suppressions is
judged each time: they end on days and have to be found unused.
"""

from __future__ import annotations

import marshal
import os
from hashlib import sha256

from smslint.judgement import judge
from smslint.model import Edit, Finding, Fix, Severity
from smslint.project.judge import Judge, Judged
from smslint.project.rules import RULES
from smslint.rulebook.cache import kept_in
from smslint.rulebook.sealed import read_sealed, write_sealed
from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from smslint.linter import Linter
    from smslint.project.check import CheckedFile
    from smslint.project.found import FoundMessage

    Kept = tuple[bytes, bool, tuple[tuple[Any, ...], ...]]

MAGIC = b"smslint-results-2\n"
MAX_FILES = 50_000


class ResultCache:
    """The results of one folder's runs. Unreadable or unwritable, it is no cache, and never an error."""

    def __init__(self, path: str | None) -> None:
        self.path = path
        self._records: dict[str, Kept] = _load(path) if path else {}
        self._changed = False

    def find(self, name: str, digest: bytes) -> Kept | None:
        """What is known about a file in this state."""
        kept = self._records.get(name)
        return kept if kept is not None and kept[0] == digest else None

    def keep(self, name: str, digest: bytes, checked: CheckedFile) -> None:
        """Keep the results of a file, when they follow from what the digest covers."""
        if self.path is None or checked.remarks or any(one.message.ignores or one.accepted for one in checked.messages):
            self._changed = self._records.pop(name, None) is not None or self._changed
            return
        found = tuple((one.report.omitted, *map(_packed, one.report.findings)) for one in checked.messages)
        self._records[name] = digest, not (checked.notes or any(len(one) > 1 for one in found)), found
        self._changed = True

    def save(self) -> None:
        """Write whole or not at all."""
        if not self._changed or self.path is None:
            return
        records = dict(list(self._records.items())[-MAX_FILES:])
        write_sealed(self.path, MAGIC, marshal.dumps(records))


def _load(path: str) -> dict[str, Kept]:
    body = read_sealed(path, MAGIC)
    if body is None:
        return {}
    try:
        found = marshal.loads(body)
    except (ValueError, EOFError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def cache_path(folder: str) -> str | None:
    """Where the results of runs in a folder are kept."""
    kept = kept_in()
    name = sha256(os.path.realpath(folder).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return kept and os.path.join(kept, f"{name}.results")


def surroundings(linter: Linter, settings: Mapping[str, Any], options: Sequence[object]) -> bytes:
    """A digest of all that decides a result besides the file: the program, the rules, the configuration, the options."""
    from smslint.project import judge as code

    state = os.stat(os.path.dirname(code.__file__)).st_mtime_ns
    told = f"{__version__} {state} {linter.ruleset.sha256} {dict(settings)!r} {list(options)!r}"
    return sha256(told.encode("utf-8", "surrogatepass")).digest()


def digest_of(around: bytes, name: str, data: bytes) -> bytes:
    """The digest of a file in these surroundings."""
    return sha256(around + name.encode("utf-8", "surrogatepass") + b"\0" + data).digest()


def restored(message: FoundMessage, kept: tuple[Any, ...], judge_: Judge, rules: Mapping[str, Any]) -> Judged:
    """A message with its kept findings, as judging it would give."""
    omitted, *found = kept
    findings = [_unpacked(one, rules) for one in found]
    report = judge(message.text, findings, judge_.linter.ruleset, judge_.as_of)
    report.omitted += omitted
    return Judged(message, report, (), judge_.expansion_of(message))


def restored_file(
    judge_: Judge, path: str, data: bytes, kind: str | None, kept: Sequence[Any], rules: Mapping[str, Any]
) -> CheckedFile | None:
    """A file with its kept findings; None when it does not hold as many messages as when they were kept."""
    from smslint.project.check import CheckedFile
    from smslint.project.extract import extract
    from smslint.project.found import Note

    checked = CheckedFile(path)
    extraction = extract(path, data, judge_.configuration, kind)
    messages = [one for one in extraction.found if not isinstance(one, Note)]
    if len(messages) != len(kept):
        return None
    checked.source = extraction.source
    checked.notes = [one for one in extraction.found if isinstance(one, Note)]
    checked.messages = [restored(one, found, judge_, rules) for one, found in zip(messages, kept, strict=True)]
    return checked


def rules_by_id(linter: Linter) -> dict[str, Any]:
    """Every rule that may have spoken."""
    known: dict[str, Any] = {rule.id: rule for rule in linter.rules}
    known.update((rule.id, rule) for rule in RULES)
    return known


def _packed(finding: Finding) -> tuple[Any, ...]:
    fix = finding._fix
    if isinstance(fix, Fix):
        packed: Any = ("fix", fix.say, fix.safe, _edits(fix.edits))
    else:
        packed = None if fix is None else (*fix[:-1], _edits(fix[-1]))
    return (
        finding.rule, finding.severity.value, finding.start, finding.end, tuple(finding.depends_on), tuple(finding.folds),
        finding._message, packed,
    )  # fmt: skip


def _edits(edits: Sequence[Edit]) -> tuple[tuple[int, int, str], ...]:
    return tuple((edit.start, edit.end, edit.text) for edit in edits)


def _unpacked(kept: tuple[Any, ...], rules: Mapping[str, Any]) -> Finding:
    rule, severity, start, end, depends, folds, message, fix = kept
    if fix is not None:
        edits = tuple(Edit(*edit) for edit in fix[-1])
        fix = Fix(fix[1], edits, fix[2]) if fix[0] == "fix" else (*fix[:-1], edits)
    return Finding(rules[rule], Severity(severity), start, end, depends, folds, message, fix)
