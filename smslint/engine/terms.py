"""The terms of all rules and the keys of their patterns, found by their first word without any index."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Term = tuple[int, "tuple[int, ...]", "tuple[int, ...]", str]
"""(number, phrase sets, groups of keys, literal): the literal as it stands in a padded word form."""


class Terms:
    """One sorted text of lines `words TAB leading spaces TAB set,set TAB group,group`; a line's place is its number.

    A line is found by its first word without any index, so a short run pays for the words it meets and no more.
    """

    def __init__(self, lines: str, first_letters: Sequence[tuple[str, int]]) -> None:
        self._lines = lines
        places = [*first_letters, ("", len(lines))]
        self._ranges = {letter: (place, places[number + 1][1]) for number, (letter, place) in enumerate(first_letters)}

    def beginning_with(self, word: str) -> list[Term]:
        """Each term whose first word this is."""
        low, high = self._ranges.get(word[0], (0, 0))
        lines, found = self._lines, []
        for sign in ("\t", " "):
            place = lines.find("\n" + word + sign, low, high)
            while place >= 0 and lines.startswith(word, place + 1) and lines[place + 1 + len(word)] == sign:
                end = lines.index("\n", place + 1)
                found.append(_term(place, lines[place + 1 : end]))
                place = end
        return found

    def all(self) -> Iterator[Term]:
        """Every term."""
        place = 0
        for line in self._lines.split("\n")[1:-1]:
            yield _term(place, line)
            place += len(line) + 1


def _term(number: int, line: str) -> Term:
    words, lead, sets, groups = line.split("\t")
    return number, _numbers(sets), _numbers(groups), " " * int(lead) + words + " "


def _numbers(written: str) -> tuple[int, ...]:
    return tuple(map(int, written.split(","))) if written else ()
