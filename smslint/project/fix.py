"""Fixes: edits of messages that become edits of their files. Fixing twice changes nothing, and no fix brings a new finding."""

from __future__ import annotations

from collections import Counter
from itertools import product

from smslint.errors import MessageTooLargeError
from smslint.project.edits import changes_of, composed, edited, with_edits
from smslint.project.extract import extract
from smslint.project.found import FoundMessage
from smslint.project.repairs import Task, repairs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smslint.model import Edit
    from smslint.project.check import CheckedFile
    from smslint.project.judge import Judge, Judged

    Change = tuple[int, int, str]
    Mended = tuple[Judged, list[Change], str, int]
    """A message, the changes of its file, what it is to be, and how many findings that mends."""

MAX_ROUNDS = 40
MAX_TRIES = 64
MAX_READ = 8_000_000
"""Times, or characters, that a file is read again to see which of its changes hold; what is not tried by then stays as it is."""


class Fixed:
    """A file with fixes: its new content, and how many findings they mended."""

    __slots__ = ("count", "data", "text")

    def __init__(self, text: str, data: bytes, count: int) -> None:
        self.text = text
        self.data = data
        self.count = count


def fix_file(judge: Judge, checked: CheckedFile, unsafe: bool = False, kind: str | None = None) -> Fixed | None:
    """The file with everything mended that can be; None when nothing can. Nothing is written."""
    source = checked.source
    if source is None:
        return None
    fixes = _Fixes(judge, unsafe)
    changes: list[Mended] = []
    for judged in checked.messages:
        mended = fixes.mend(judged)
        if mended is not None:
            changes.append((judged, *mended))
    if not changes:
        return None
    text, count = _applied(judge, checked, changes, kind)
    return Fixed(text, source.encode(text), count) if count else None


def _applied(judge: Judge, checked: CheckedFile, changes: Sequence[Mended], kind: str | None) -> tuple[str, int]:
    """The text of the file with all changes that read back as they were meant, and how many findings they mend.

    Where they do not, the messages that came back otherwise are tried again by themselves, in halves.
    """
    source = checked.source
    assert source is not None
    kept: list[Mended] = []
    text, waiting = source.text, [list(changes)]
    for _ in range(max(MAX_TRIES, MAX_READ // max(1, len(text)))):
        if not waiting:
            break
        some = waiting.pop()
        attempt = edited(source.text, [change for _, changed, _, _ in (*kept, *some) for change in changed])
        wanted = {id(judged.message): meant for judged, _, meant, _ in (*kept, *some)}
        lost = _lost(judge, checked, attempt, wanted, kind) if attempt is not None else None
        if attempt is not None and lost == set():
            kept, text = [*kept, *some], attempt
        else:
            waiting += _parted(some, lost or set())
    return text, sum(count for *_, count in kept)


def _parted(some: list[Mended], lost: set[int]) -> list[list[Mended]]:
    """Changes in two parts, the one to be tried first at the end: those that read back, else a half."""
    good = [one for one in some if id(one[0].message) not in lost]
    if not lost or not good or len(good) == len(some):
        middle = len(some) // 2
        return [some[middle:], some[:middle]] if middle else []
    return [[one for one in some if id(one[0].message) in lost], good]


def _lost(judge: Judge, checked: CheckedFile, text: str, wanted: Mapping[int, str], kind: str | None) -> set[int] | None:
    """The messages that the changed file does not hold as they were meant, or were; None where it holds another number."""
    assert checked.source is not None
    again = extract(checked.path, checked.source.encode(text), judge.configuration, kind, checked.name)
    found = [one.text for one in again.found if isinstance(one, FoundMessage)]
    meant = [(id(one.message), wanted.get(id(one.message), one.message.text)) for one in checked.messages]
    if len(found) != len(meant):
        return None
    return {message for text, (message, hoped) in zip(found, meant, strict=True) if text != hoped}


class _Fixes:
    """Mends single messages."""

    def __init__(self, judge: Judge, unsafe: bool) -> None:
        self.judge = judge
        self.unsafe = unsafe
        self.links: Mapping[str, str] = judge.configuration.settings.get("links", {})

    def mend(self, judged: Judged) -> tuple[list[Change], str, int] | None:
        """(changes of the file, the new message, findings mended), or None.

        Edits are tried one finding at a time, on the message as it is by then; one that brings a finding of any rule that was
        not there is not made. All edits are kept in terms of the message as found.
        """
        message = judged.message
        if message.write is None:
            return None
        edits: list[Edit] = []
        counts = _rules(judged)
        start_count = sum(counts.values())
        current = judged
        for _ in range(MAX_ROUNDS):
            step = self._step(message, current, edits, counts)
            if step is None:
                break
            edits, current = step
            counts = _rules(current)
        if not edits:
            return None
        changes = changes_of(message, edits)
        return (changes, current.report.text, start_count - sum(counts.values())) if changes is not None else None

    def _step(
        self, message: FoundMessage, current: Judged, edits: list[Edit], counts: Counter[str]
    ) -> tuple[list[Edit], Judged] | None:
        """The next edit that mends something. Safe ones come first: plain characters make room for more wording."""
        ways = (False, True) if self.unsafe else (False,)
        for unsafe, finding in product(ways, current.report.findings):
            task = Task(finding, current.report, message.context, self.links, self._room(current))
            for some in repairs(task, unsafe):
                both = composed(edits, some)
                if both is None or changes_of(message, both) is None:
                    continue
                text = with_edits(message.text, both)
                after = self._judged(message, text)
                if after is not None and _is_better(counts, _rules(after), finding.rule):
                    return both, after
        return None

    def _judged(self, message: FoundMessage, text: str) -> Judged | None:
        """A changed message as it would be judged in its place."""
        if not text.strip():
            return None
        from smslint.project.places import Places

        places = Places.straight(message.places.source, 0, 0)
        changed = FoundMessage(
            message.path, text, places, message.context, key=message.key, syntax=message.syntax, format=message.format,
            ignores=(),
        )  # fmt: skip
        try:
            return self.judge.judge(changed)
        except MessageTooLargeError:
            return None

    def _room(self, current: Judged) -> int:
        """Units that may be added without another segment, with fields at their longest."""
        if current.expansion is not None:
            return current.expansion.sizes[2].remaining
        return int(current.report.segments.remaining)


def _rules(judged: Judged) -> Counter[str]:
    return Counter([finding.rule for finding in judged.report.findings] + [one.finding.rule for one in judged.accepted])


def _is_better(before: Counter[str], after: Counter[str], rule: str) -> bool:
    return after[rule] < before[rule] and all(after[name] <= before[name] for name in after)
