"""The terms of all rules, found by their first word without any index."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

Hit = tuple["tuple[int, ...]", int, int, str]
"""(phrase sets, start, end, literal) in the padded word form."""


class Terms:
    """The terms of all rules as one sorted text of lines `words TAB leading spaces TAB set,set`.

    A line is found by its first word without any index, so a short run pays for the words it meets and no more.
    """

    def __init__(self, lines: str, first_letters: Sequence[tuple[str, int]]) -> None:
        self._lines = lines
        places = [*first_letters, ("", len(lines))]
        self._ranges = {letter: (place, places[number + 1][1]) for number, (letter, place) in enumerate(first_letters)}

    def beginning_with(self, word: str) -> list[tuple[tuple[int, ...], str]]:
        """(phrase sets, padded literal) of each term whose first word this is."""
        low, high = self._ranges.get(word[0], (0, 0))
        lines, found = self._lines, []
        for sign in ("\t", " "):
            place = lines.find("\n" + word + sign, low, high)
            while place >= 0 and lines.startswith(word, place + 1) and lines[place + 1 + len(word)] == sign:
                end = lines.index("\n", place + 1)
                found.append(_line(lines[place + 1 : end]))
                place = end
        return found

    def all(self) -> list[tuple[tuple[int, ...], str]]:
        """(phrase sets, padded literal) of every term."""
        return [_line(line) for line in self._lines.split("\n") if line]


def _line(line: str) -> tuple[tuple[int, ...], str]:
    words, lead, owners = line.split("\t")
    return tuple(map(int, owners.split(","))), " " * int(lead) + words + " "
