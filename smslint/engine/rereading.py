"""How else the words of a text may be read where its sender is looked for: without accents, and with words for their short forms.

Asked only of texts that do not name the sender as its name is written.
"""

from __future__ import annotations

from bisect import bisect_right

from smslint.text.bare import SPELLED_OUT, UMLAUT, bare
from smslint.text.fold import words_of
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from smslint.text.fold import Folded

    Change = tuple[int, int, str]
    """(start, end, what stands there instead)."""

READ = 20_000
"""Characters of a text that are read again; no message that is sent has as many."""
_LINE_END = lazy(r"\\[nrt]")
_CUT_SHORT = lazy(r"(?<![^\W_])([^\W_]{2,14})\.")
_NEXT = lazy(r"[ -]*([^\W_]+)(\.?)")
_BEFORE = lazy(r"(?<![^\W_])([^\W_]+)(\.?)[ -]*\Z")
_LONGEST_WORD = 40


class Reading:
    """A folded text, or one that has a letter for each of its letters, after some changes.

    words: its word form.
    """

    __slots__ = ("_breaks", "_folded", "_shifts", "words")

    def __init__(self, folded: Folded, text: str, changes: Iterable[Change] = ()) -> None:
        self._folded = folded
        pieces, at, shift = [], 0, 0
        self._breaks, self._shifts = [0], [0]
        for start, end, instead in changes:
            pieces += [text[at:start], instead]
            at = end
            shift += end - start - len(instead)
            self._breaks.append(end - shift)
            self._shifts.append(shift)
        self.words = words_of("".join([*pieces, text[at:]]))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the original that whole words of the changed text came from."""
        return self._folded.span(self._place(start), self._place(end))

    def _place(self, at: int) -> int:
        return at + self._shifts[bisect_right(self._breaks, at) - 1]


def rereadings(folded: Folded, names: Iterable[Sequence[str]]) -> Iterator[Reading]:
    """Other readings of a text. names: the sender's, in words without accents, of which some may be cut short in the text."""
    given = folded.text[:READ]
    # A line end that a program wrote as two signs sticks to the word behind it: "\nLarch".
    text = _LINE_END.sub("  ", given) if "\\" in given else given
    if text is not given:
        yield Reading(folded, text)
    if not text.isascii():
        umlauts = [(*match.span(), SPELLED_OUT[match[0]]) for match in UMLAUT.finditer(text)]
        text = bare(text)
        yield Reading(folded, text)
        if umlauts:
            yield Reading(folded, text, umlauts)
    if "." in text:
        changes = list(_in_full(text, [words for words in names if len(words) > 1]))
        if changes:
            yield Reading(folded, text, changes)


def _in_full(text: str, names: Sequence[Sequence[str]]) -> Iterator[Change]:
    """Words of a name that a full stop cuts short beside another word of it: "Coop. Electrica"."""
    firsts = {word[0] for words in names for word in words}
    for match in _CUT_SHORT.finditer(text):
        if match[1][0] in firsts:
            full = _word_of_name(match[1], _around(text, *match.span()), names)
            if full is not None:
                # The full stop goes with the word, but where it alone parts it from the next one.
                yield match.start(), match.end() - (text[match.end() : match.end() + 1] not in ("", " ")), full


def _around(text: str, start: int, end: int) -> tuple[tuple[str, str], tuple[str, str]]:
    """The word before a place and the one after it, each with the full stop behind it."""
    before = _BEFORE.search(text[max(0, start - _LONGEST_WORD) : start])
    after = _NEXT.match(text, end, end + _LONGEST_WORD)
    return (before[1], before[2]) if before else ("", ""), (after[1], after[2]) if after else ("", "")


def _word_of_name(
    short: str, around: tuple[tuple[str, str], tuple[str, str]], names: Sequence[Sequence[str]]
) -> str | None:
    """The word of a name that a short form stands for where one of its neighbours stands beside it, too."""
    before, after = around
    for words in names:
        for place, word in enumerate(words):
            if not stands_for(short, word):
                continue
            if place + 1 < len(words) and _is_word(after, words[place + 1]):
                return word
            if place and _is_word(before, words[place - 1]):
                return word
    return None


def _is_word(written: tuple[str, str], word: str) -> bool:
    return written[0] == word or (written[1] == "." and stands_for(written[0], word))


def stands_for(short: str, word: str) -> bool:
    """Whether letters before a full stop are a word's short form: its beginning (Univ.), or some with its last one (Dept.)."""
    if len(short) < 2 or len(short) >= len(word) or short[0] != word[0]:
        return False
    if word.startswith(short):
        return True
    rest = iter(word)
    return short[-1] == word[-1] and all(letter in rest for letter in short)
