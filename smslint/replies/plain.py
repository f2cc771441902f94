"""A reply as plain words: folded, without accents, with a mark where a clause ends, each word with its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right

from smslint.text.fold import fold
from smslint.text.leet import strip_accents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

BREAK = "/"
"""Stands between clauses; no pattern reaches across it."""
GONE = "_"
"""Stands for words that were spared: they belong to another matter."""
MAX_READ = 5_000
"""Characters of a reply that are read; a phone sends at most 1,600."""

_SPELT = re.compile(r"(?<![^\W_])[^\W_](?:[ .\-*_,|]{1,3}[^\W_]){2,}(?![^\W_])")
_TORN = re.compile(r"(?<![^\W_])(?:s[ .]top|st[ .]op|sto[ .]p)(?![^\W_])")
_TORN_NOT = re.compile(r"(?<=n)[,;](?=t\b)|(?<=\bdo) (?=nt\b)")
_FACES = re.compile(r"<3+|[:;=]-?[()DPpd](?!\w)")
_PIECE = re.compile(
    r"(?P<word>(?<![^\W_])[^\W_]{1,2}\*{2,}(?![^\W_])|[$]?[^\W_]+(?:[@$*]+[^\W_]+)*(?:['’´`][^\W_]+)*)|(?P<end>[.,;:!?¿¡\n\r()\[\]{}\"“”«»|/…*]+|(?<=\s)[-–—]+(?=\s))|(?P<other>\S)"
)
_INNER_DOT = re.compile(r"(?<=[^\W\d_])[.](?=[^\W\d_])")
_ELISION = re.compile(r"(c|d|j|l|m|n|s|t|qu|jusqu|lorsqu|puisqu)['’´`](?=[^\W_])")
_APOSTROPHE = re.compile(r"['’´`]")


class Words:
    """The words of a reply in order; `line` is all of them with the marks of their classes, a space at both ends."""

    __slots__ = ("_starts", "_tags", "ends", "line", "starts", "words")

    def __init__(self, words: list[str], starts: list[int], ends: list[int], tags: Mapping[str, str]) -> None:
        self._tags = tags
        self.words = words
        self.starts = starts
        self.ends = ends
        self.line = ""
        self._starts: list[int] = []
        self._join()

    def _join(self) -> None:
        place, self._starts = 1, []
        tagged = [word + self._tags.get(word, "") for word in self.words]
        for word in tagged:
            self._starts.append(place)
            place += len(word) + 1
        self.line = f" {' '.join(tagged)} "

    def index(self, place: int) -> int:
        """The word that stands at a place of the line."""
        return max(0, bisect_right(self._starts, place) - 1)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from `first` to `last`, both included, stand in the text as given."""
        return self.starts[first], self.ends[last]

    def blot(self, ranges: Iterator[tuple[int, int]]) -> None:
        """Take words out of the reading, each (first, last) both included; their places stay."""
        for first, last in ranges:
            for index in range(first, last + 1):
                self.words[index] = GONE
        self._join()


def read_words(
    text: str, pictures: Mapping[str, str], tags: Mapping[str, str], mend: Callable[[str, bool], list[str]]
) -> Words:
    """The words of a reply.

    pictures: emoji that stand for words; tags: the marks of a word's classes; mend: the words that a spelling means,
    alone or not.
    """
    folded = fold(text[:MAX_READ])
    plain = folded.text
    if not plain.isascii():
        plain = "".join(strip_accents(character)[:1] or " " for character in plain)
    plain = _FACES.sub(lambda found: " " * len(found[0]), plain)
    plain = _TORN_NOT.sub("'", _TORN.sub(lambda found: _closed(found[0]), plain))
    plain = _SPELT.sub(lambda found: _closed(found[0]), _INNER_DOT.sub(" ", plain))
    found = list(_pieces(plain, pictures))
    alone = sum(word != BREAK for word, _, _ in found) == 1
    words, starts, ends = [], [], []
    for word, start, end in found:
        for part in [BREAK] if word == BREAK else mend(word, alone):
            words.append(part)
            first, last = folded.span(start, end)
            starts.append(first)
            ends.append(last)
    return Words(words, starts, ends, tags)


def _closed(spelt: str) -> str:
    """S.T.O.P as STOP, with as many characters as before, so that places stay."""
    letters = "".join(character for character in spelt if character.isalnum())
    return letters + " " * (len(spelt) - len(letters))


def _pieces(plain: str, pictures: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    for found in _PIECE.finditer(plain):
        if found["word"] is not None:
            yield from _word(found["word"], found.start())
        elif found["end"] is not None:
            yield BREAK, found.start(), found.end()
        elif found["other"] in pictures:
            for word in pictures[found["other"]].split():
                yield word, found.start(), found.end()


def _word(word: str, start: int) -> Iterator[tuple[str, int, int]]:
    """A word without apostrophes; what French elides is a word of its own."""
    place = 0
    while (elided := _ELISION.match(word, place)) is not None:
        yield elided[1], start + place, start + elided.end()
        place = elided.end()
    yield _APOSTROPHE.sub("", word[place:]), start + place, start + len(word)
