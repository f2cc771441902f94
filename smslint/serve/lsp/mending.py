"""Quick fixes: the edits that `smslint check --fix` or `--unsafe-fixes` would make for one finding, tried before offered."""

from __future__ import annotations

from collections import Counter

from smslint.project.check import check_file
from smslint.project.fix import fix_file
from smslint.project.repairs import Task, repairs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.model import Edit
    from smslint.project.check import CheckedFile
    from smslint.project.judge import Judge, Judged
    from smslint.serve.lsp.page import Change, Mark

    Replacement = tuple[int, int, str]


class Mender:
    """Mends findings of one document as it was checked."""

    def __init__(self, judge: Judge, checked: CheckedFile) -> None:
        self.judge = judge
        self.checked = checked
        self._before = _rules(checked)

    def mend(self, mark: Mark) -> tuple[list[Change], bool] | None:
        """(edits of the document that mend a finding, whether they keep the wording); None where there are none.

        Edits that bring another finding are not offered, nor those that the file cannot hold.
        """
        if mark.finding is None or mark.judged is None or self.checked.source is None:
            return None
        safe = self._tried(mark, False)
        found = safe or self._tried(mark, True)
        return (self._placed(found), bool(safe)) if found else None

    def mend_all(self) -> list[Change]:
        """The edits that make every safe fix at once, as one change from the first difference to the last."""
        fixed = fix_file(self.judge, self.checked)
        source = self.checked.source
        if fixed is None or source is None:
            return []
        return self._placed([_difference(source.text, fixed.text)])

    def _tried(self, mark: Mark, unsafe: bool) -> list[Replacement]:
        judged, finding = mark.judged, mark.finding
        assert judged is not None
        assert finding is not None
        links = self.judge.configuration.settings.get("links", {})
        task = Task(finding, judged.report, judged.message.context, links, _room(judged))
        for edits in repairs(task, unsafe):
            changes = _in_file(judged, edits)
            if changes and self._is_better(changes, finding.rule):
                return changes
        return []

    def _is_better(self, changes: Sequence[Replacement], rule: str) -> bool:
        source = self.checked.source
        assert source is not None
        text = source.text
        for start, end, new in sorted(changes, reverse=True):
            text = text[:start] + new + text[end:]
        again = check_file(self.judge, self.checked.path, source.encode(text))
        after = _rules(again)
        whole = len(again.messages) == len(self.checked.messages) and len(again.notes) <= len(self.checked.notes)
        return whole and after[rule] < self._before[rule] and all(after[name] <= self._before[name] for name in after)

    def _placed(self, changes: Sequence[Replacement]) -> list[Change]:
        source = self.checked.source
        assert source is not None
        return [(source.at(start), source.at(end), new) for start, end, new in sorted(changes)]


def _room(judged: Judged) -> int:
    """Units that may be added without another segment, with fields at their longest."""
    if judged.expansion is not None:
        return judged.expansion.sizes[2].remaining
    return int(judged.report.segments.remaining)


def _rules(checked: CheckedFile) -> Counter[str]:
    """How often each rule speaks in a file, suppressed or not."""
    found = Counter(finding.rule for judged in checked.judged for finding in judged.report.findings)
    found.update(one.finding.rule for judged in checked.judged for one in judged.accepted)
    return found


def _in_file(judged: Judged, edits: Sequence[Edit]) -> list[Replacement]:
    """Edits of a message as replacements in its file; none when one of them cannot be made there."""
    message = judged.message
    found: list[Replacement] = []
    for edit in edits:
        written = message.write(edit.text) if message.write is not None else None
        if written is None or not message.places.is_plain(edit.start, edit.end):
            return []
        found.append((*message.places.span(edit.start, edit.end), written))
    return found


def _difference(before: str, after: str) -> Replacement:
    """The one replacement that makes a text into another."""
    start = next((place for place, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    if start is None:
        start = min(len(before), len(after))
    rest = min(len(before), len(after)) - start
    same = 0
    while same < rest and before[len(before) - 1 - same] == after[len(after) - 1 - same]:
        same += 1
    return start, len(before) - same, after[start : len(after) - same]
