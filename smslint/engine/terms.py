"""The terms of all rules and the keys of their patterns, found by their first words without any index."""

from __future__ import annotations

import re

_WORD = re.compile("[^ ]+").finditer
_WORD_AFTER = re.compile(" +[^ ]+").match

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from mmap import mmap

Term = tuple[int, "tuple[int, ...]", "tuple[int, ...]", str]
"""(number, phrase sets, groups of keys, literal): the literal as it stands in a padded word form."""


class Terms:
    """Sorted lines `words TAB leading spaces TAB set,set TAB group,group` in UTF-8; a line's place is its number.

    A line is found by halving, without any index, so a short run pays for the words it meets and no more: lines are bytes,
    or a file that is read where it lies.
    """

    def __init__(self, lines: bytes | mmap) -> None:
        self._lines = lines

    def standing_in(self, words: str, met: dict[str, tuple[Term, ...]]) -> list[Term]:
        """Each term whose first words stand in a word form, and perhaps all of it.

        met: what begins with words that were met before; those of this text are added, since texts of one sender are made of
        few words.
        """
        keys: dict[str, None] = {}
        for match in _WORD(words):
            start, end = match.span()
            keys[words[start:end]] = None
            if after := _WORD_AFTER(words, end):
                keys[words[start : after.end()]] = None
        found: list[Term] = []
        for key in keys:
            some = met.get(key)
            if some is None:
                some = met[key] = tuple(self._beginning_with(key.encode("utf-8", "surrogatepass")))
            found += some
        return found

    def _beginning_with(self, key: bytes) -> list[Term]:
        """The terms that are one word, or the longer ones whose first two words they are."""
        lines, found = self._lines, []
        place = self._first(key + b"\t")
        ends = b"\t " if b" " in key else b"\t"
        while lines[place + 1 : place + 1 + len(key)] == key and lines[place + 1 + len(key)] in ends:
            end = lines.find(b"\n", place + 1)
            found.append(_term(place, lines[place + 1 : end]))
            place = end
        return found

    def _first(self, key: bytes) -> int:
        """Where the first line that is not before a key begins: at the line break ahead of it."""
        lines = self._lines
        low, high = 0, len(lines) - 1
        while low < high:
            place = lines.rfind(b"\n", 0, (low + high) // 2 + 1)
            if lines[place + 1 : place + 1 + len(key)] < key:
                low = lines.find(b"\n", place + 1)
            else:
                high = place
        return low

    def all(self) -> Iterator[Term]:
        """Every term."""
        place = 0
        for line in self._lines[:].split(b"\n")[1:-1]:
            yield _term(place, line)
            place += len(line) + 1

    def lines_of_literals(self) -> dict[str, str]:
        """Each literal with its line from the sets on, for `sets_and_groups`: reading all of them takes many times as long."""
        found, equal, leads = {}, {"": ""}, {"0": "", "1": " "}
        for line in self._lines[:].decode("utf-8").split("\n")[1:-1]:
            words, lead, rest = line.split("\t", 2)
            before = leads[lead] if lead in leads else " " * int(lead)
            found[before + words + " "] = equal.setdefault(rest, rest)
        return found


def sets_and_groups(rest: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The end of a line: (phrase sets, groups of keys)."""
    sets, groups = rest.split("\t")
    return _numbers(sets), _numbers(groups)


def _term(number: int, line: bytes) -> Term:
    words, lead, rest = line.decode("utf-8").split("\t", 2)
    return number, *sets_and_groups(rest), " " * int(lead) + words + " "


def _numbers(written: str) -> tuple[int, ...]:
    return tuple(map(int, written.split(","))) if written else ()
