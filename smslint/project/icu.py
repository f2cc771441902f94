"""ICU texts: plural and select make several messages of one. Each is found by choosing, none by rendering."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Pieces = list[tuple[int, int, str | None]]

_BLOCK = re.compile(r"\{\s*([\w.]+)\s*,\s*(plural|select|selectordinal)\s*,")
_BRANCH = re.compile(r"\s*(?:offset:\d+\s*)?(=\d+|[\w-]+)\s*\{")
MAX_VARIANTS = 24
LONGEST = 5_000
"""Characters of a text in which choices are looked for: no message is longer, and what nests without end costs its square."""
DEEPEST = 6


class Block:
    """One choice: name of what decides, whether it counts, and its branches (name, start, end of the inside)."""

    __slots__ = ("branches", "counts", "end", "name", "start")

    def __init__(self, start: int, end: int, name: str, counts: bool, branches: list[tuple[str, int, int]]) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.counts = counts
        self.branches = branches


def is_choice(text: str) -> bool:
    """Whether a text chooses between wordings by ICU's rules."""
    return "{" in text and len(text) <= LONGEST and _BLOCK.search(text) is not None


def variants(text: str) -> Iterator[tuple[str, Pieces]]:
    """(names of the branches taken, pieces of the text) of each message that a text may become.

    The n-th message takes the n-th branch of each choice (the last where there are fewer), so that each wording is in one.
    """
    count = max((len(block.branches) for block in _all_blocks(text)), default=1)
    seen = set()
    for number in range(min(count, MAX_VARIANTS)):
        names: list[str] = []
        pieces = _chosen(text, 0, len(text), number, names, None, 0)
        if (key := "/".join(names)) not in seen:
            seen.add(key)
            yield key, pieces


def _all_blocks(text: str) -> Iterator[Block]:
    waiting = [(0, len(text), 0)]
    while waiting:
        start, end, depth = waiting.pop()
        for block in _blocks(text, start, end):
            yield block
            if depth < DEEPEST:
                waiting += [(first, last, depth + 1) for _, first, last in block.branches]


def _chosen(
    text: str, start: int, end: int, number: int, names: list[str], counter: str | None, depth: int
) -> Pieces:
    pieces: Pieces = []
    place = start
    for block in _blocks(text, start, end) if depth < DEEPEST else ():
        pieces += _counted(text, place, block.start, counter)
        name, first, last = block.branches[min(number, len(block.branches) - 1)]
        names.append(name)
        pieces += _chosen(text, first, last, number, names, block.name if block.counts else counter, depth + 1)
        place = block.end
    return pieces + _counted(text, place, end, counter)


def _counted(text: str, start: int, end: int, counter: str | None) -> Pieces:
    """A piece in which `#` is the number."""
    pieces: Pieces = []
    while counter is not None and (place := text.find("#", start, end)) >= 0:
        pieces += [(start, place, None), (place, place + 1, "{" + counter + "}")]
        start = place + 1
    return [*pieces, (start, end, None)]


def _blocks(text: str, start: int, end: int) -> Iterator[Block]:
    """Choices of the outermost level; one that does not close is no choice."""
    place = start
    while match := _BLOCK.search(text, place, end):
        block = _block(text, match, end)
        if block is not None:
            yield block
        place = block.end if block is not None else match.end()


def _block(text: str, match: re.Match[str], end: int) -> Block | None:
    branches = []
    place = match.end()
    while branch := _BRANCH.match(text, place, end):
        close = _closing(text, branch.end(), end)
        if close is None:
            return None
        branches.append((branch[1], branch.end(), close))
        place = close + 1
    while text[place : place + 1].isspace():
        place += 1
    if not branches or text[place : place + 1] != "}":
        return None
    return Block(match.start(), place + 1, match[1], match[2] != "select", branches)


def _closing(text: str, place: int, end: int) -> int | None:
    depth = 1
    for match in re.compile(r"[{}]").finditer(text, place, end):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return None
