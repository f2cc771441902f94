"""Suppressions: `smslint: ignore URL001, SPM002 until 2026-12-31 -- reason`, in a comment, beside a text, or configured.

A colon does for the two dashes, which XML does not allow in a comment.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from smslint.model import Finding
    from smslint.project.source import Source

_PAIRS = (
    (r"<!--", "-->"), (r"/\*", "*/"), (r"\{\{~?!--", "--}}"), (r"\{\{~?!", "}}"), (r"\{#", "#}"),
    (r"\{%-?\s{0,9}comment\s{0,9}-?%\}", "{%"), (r"\{%-?\s{0,9}#?", "%}"), (r"<%#?", "%>"),
)  # fmt: skip
"""What begins and ends a comment that may end within a line."""
_OPENINGS = [f"({opening})" for opening, _ in _PAIRS]
_MARK = re.compile("|".join([*_OPENINGS, "#", "//", "--", ";", r"\*", r"\{!", r"\A[ \t]*!(?!\[)"]))
"""What begins a comment, in one of the kinds of files that are read."""
LONGEST_LEAD, LONGEST = 200, 1000
"""Characters of a line that are looked at before a directive, and after its beginning."""


@lru_cache(maxsize=1)
def _directive() -> re.Pattern[str]:
    """One directive, up to the end of its comment."""
    return re.compile(
        r"\s*(?:smslint:\s*)?(?P<word>ignore-file|ignore)\b[ \t]*\[?(?P<rules>[^\n\]:]*?)\]?"
        r"(?:[ \t]+until[ \t]+(?P<until>\S+))?(?:[ \t]*(?:--|\u2013|\u2014|:)[ \t]*(?P<reason>[^\n]*?))?"
        r"[ \t]*(?:\*/|-->|#\}|-?-?\}\}|-?%\}|%>)?[ \t]*\r?(?=\n|\Z)"
    )


_CLOSING = re.compile(r"[ \t]*(?:\{%-?[ \t]*endcomment[ \t]*-?%\}|\*/[ \t]*-?\}\}|\*/|-->|#\}|--\}\}|\}\}|-?%\}.*|%>)[ \t]*\Z")
_OTHERS = r"(?:ignore|disable|enable|noqa|nolint|off|on|skip|suppress|allow)(?:-[a-z-]+)?"
_RULE = r"(?=[ \t:=\[(]{0,9}[A-Z]{3}(?:[0-9]{3})?\b)"
_ALONE = r":[ \t]*(?:disable|noqa|nolint|off)(?:-[a-z-]+)?(?=[ \t]*(?:[*#%-]*[/>}]|$))"
_MISTAKEN = rf"\bsmslint(?!:[ \t]*ignore\b)(?:[ \t:-]{{1,9}}{_OTHERS}{_RULE}|{_ALONE})"
"""What other linters are told, and what lacks its colon: nothing would heed it, and nobody would notice."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


class Suppression:
    """One suppression.

    rules: identifiers, names, prefixes or categories; reason, until: as written, None when absent; place: offset in the file
    of a written one, None of a configured one; file: whether it covers the whole file; used: those of `rules` that named the
    rule of a finding; refused: one of these was locked; mistaken: it is written as no suppression is, and suppresses nothing.
    """

    __slots__ = ("end", "file", "mistaken", "origin", "place", "reason", "refused", "rules", "until", "used")

    def __init__(
        self,
        rules: tuple[str, ...],
        reason: str | None = None,
        until: str | None = None,
        *,
        place: int | None = None,
        end: int | None = None,
        file: bool = False,
        origin: tuple[str, int, int] | None = None,
    ) -> None:
        self.rules = rules
        self.reason = reason or None
        self.until = until
        self.place = place
        self.end = end
        self.file = file
        self.origin = origin
        self.used: set[str] = set()
        self.refused = False
        self.mistaken = False

    def covers(self, finding: Finding) -> str | None:
        """The word by which this names a finding's rule, or None."""
        return next((word for word in self.rules if names_rule(word, finding)), None)

    def has_ended(self, today: date) -> bool:
        """Whether its last day lies before today; a day that is none counts as long past."""
        if self.until is None:
            return False
        if not _DAY.match(self.until):
            return True
        from datetime import date

        try:
            return date.fromisoformat(self.until) < today
        except ValueError:
            return True


def names_rule(word: str, finding: Finding) -> bool:
    """Whether a word names a finding's rule: its identifier, a prefix of it, its name or its category."""
    upper = word.upper()
    return (
        finding.rule == upper
        or (finding.rule.startswith(upper) and upper.isalnum() and len(upper) >= 3 and word.isupper())
        or word in (finding.name, finding.category)
    )


def parse_directive(text: str, place: int, end: int | None = None, file: bool = False) -> Suppression | None:
    """A suppression out of `ignore URL001 until ... -- reason`; None when the text is none."""
    match = _directive().match(text)
    if match is None:
        return None
    words = [word for word in re.split(r"[\s,]+", match["rules"].strip(" \t[]:")) if word]
    # A day is none of the rules: where `until` is misspelt, the suppression ends all the same.
    until = match["until"] or next((word for word in words if _DAY.match(word)), None)
    rules = tuple(word for word in words if not _DAY.match(word))
    return Suppression(
        rules, (match["reason"] or "").strip(), until, place=place, end=end, file=file or match["word"] == "ignore-file"
    )


def written_in(source: Source) -> Iterator[Suppression]:
    """The suppressions in the comments of a file, whatever kind of file it is."""
    if "smslint" not in source.text:
        return
    yield from _mistaken_in(source)
    done = 0
    for match in re.compile(r"\bsmslint:[ \t]*(?=ignore)").finditer(source.text):
        start, end = match.span()
        if start < done:
            continue
        mark = _comment_at(source, start)
        if mark is None:
            continue
        stop = source.text.find("\n", end, end + LONGEST)
        line = _within(mark, source.text[end : stop if stop >= 0 else end + LONGEST]).rstrip()
        done = end + len(line)
        found = parse_directive(_CLOSING.sub("", line), end, end + len(line))
        if found is not None:
            yield found


def _comment_at(source: Source, place: int) -> re.Match[str] | None:
    """What begins the comment in which a place of a file may be."""
    lead = source.text[max(0, place - LONGEST_LEAD, source.text.rfind("\n", 0, place) + 1) : place]
    marks = list(_MARK.finditer(lead))
    return marks[-1] if marks else None


def _mistaken_in(source: Source) -> Iterator[Suppression]:
    for match in re.compile(_MISTAKEN, re.MULTILINE).finditer(source.text):
        if _comment_at(source, match.start()) is not None:
            found = Suppression((), place=match.start(), end=match.end())
            found.mistaken = True
            yield found


def _within(mark: re.Match[str], line: str) -> str:
    """A line up to the end of the comment that a mark begins: what stands behind it is code, or the text itself."""
    if mark.lastindex is None:
        return line
    place = line.find(_PAIRS[mark.lastindex - 1][1])
    return line if place < 0 else line[:place]


class Written:
    """The suppressions written in a file, found by the message that they cover.

    One covers the whole file when it says so, else the message in or beside which it stands, or the next one after it.
    spans: (start, end) of the messages.
    """

    def __init__(self, source: Source, written: Sequence[Suppression], spans: Sequence[tuple[int, int]]) -> None:
        self._source = source
        self._written = [one for one in written if one.place is not None and not one.file]
        self._places = [one.place or 0 for one in self._written]
        self._whole = [one for one in written if one.file]
        self._lines: dict[int, list[Suppression]] = {}
        self._following: dict[int, list[Suppression]] = {}
        taken = {line for span in spans for line in self._ends(*span)} if self._written else set()
        starts = sorted(start for start, _ in spans)
        for one, place in zip(self._written, self._places, strict=True):
            line = source.at(place)[0]
            self._lines.setdefault(line, []).append(one)
            after = bisect_right(starts, place)
            if line not in taken and after < len(starts):
                self._following.setdefault(starts[after], []).append(one)

    def _ends(self, start: int, end: int) -> tuple[int, int]:
        """The lines on which a message begins and ends."""
        return self._source.at(start)[0], self._source.at(max(start, end - 1))[0]

    def covering(self, start: int, end: int) -> tuple[Suppression, ...]:
        """Those that cover a message in source[start:end]."""
        if not self._written:
            return tuple(self._whole)
        found = [*self._whole, *self._written[bisect_left(self._places, start) : bisect_left(self._places, end)]]
        for line in self._ends(start, end):
            found += self._lines.get(line, ())
        return tuple(dict.fromkeys([*found, *self._following.get(start, ())]))
