"""A text with its case and signs as given, but one blank for several and accents on their letters: what patterns of names read.

Most texts are even as they are, and cost one search.
"""

from __future__ import annotations

from smslint.text.composed import composed
from smslint.text.lazy import lazy

_BLANKS = r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_UNEVEN = lazy(rf"{_BLANKS}{{2,}}|(?! ){_BLANKS}")


class Even:
    """text: the even text. Its places are those of the original where `starts` is None."""

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str, starts: list[int] | None = None, ends: list[int] | None = None) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the original that text[start:end] (not empty) came from."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def even(text: str) -> Even:
    """One blank for each run of blanks, tabs and the like, and one character for a letter with its marks. Line ends stay."""
    whole, offsets = composed(text)
    match = _UNEVEN.search(whole)
    if match is None and offsets is None:
        return Even(text)
    pieces: list[str] = []
    places: list[int] = []
    ends: list[int] = []
    at = 0
    while match is not None:
        start, end = match.span()
        pieces += [whole[at:start], " "]
        places += range(at, start + 1)
        ends += [*range(at + 1, start + 1), end]
        at = end
        match = _UNEVEN.search(whole, at)
    places += range(at, len(whole))
    ends += range(at + 1, len(whole) + 1)
    if offsets is not None:
        places, ends = [offsets[place] for place in places], [offsets[place] for place in ends]
    return Even("".join([*pieces, whole[at:]]), places, ends)
