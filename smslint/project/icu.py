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
    """One choice: name of what decides, whether it counts, its branches, and how many wordings they come to."""

    __slots__ = ("branches", "count", "counts", "end", "name", "start")

    def __init__(self, start: int, end: int, name: str, counts: bool, branches: list[Branch]) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.counts = counts
        self.branches = branches
        self.count: int = sum(branch.count for branch in branches)

    def branch(self, number: int) -> tuple[Branch, int]:
        """The branch of the n-th wording (of the last one where there are fewer), and which of its own wordings that is."""
        number = min(number, self.count - 1)
        for branch in self.branches:
            if number < branch.count:
                return branch, number
            number -= branch.count
        return self.branches[-1], 0


class Branch:
    """One way of a choice: its name, where its inside begins and ends, the choices in it, and how many wordings it has."""

    __slots__ = ("blocks", "count", "end", "name", "start")

    def __init__(self, name: str, start: int, end: int, blocks: list[Block]) -> None:
        self.name = name
        self.start = start
        self.end = end
        self.blocks = blocks
        self.count: int = max((block.count for block in blocks), default=1)


def is_choice(text: str) -> bool:
    """Whether a text chooses between wordings by ICU's rules."""
    return "{" in text and len(text) <= LONGEST and _BLOCK.search(text) is not None


def variants(text: str) -> Iterator[tuple[str, Pieces]]:
    """(names of the branches taken, pieces of the text) of each message that a text may become.

    The n-th message takes the n-th wording of each choice (the last where there are fewer), so that each wording is in one.
    Of more than MAX_VARIANTS some are left out, at even distances.
    """
    whole = Branch("", 0, len(text), list(_blocks(text, 0, len(text), 0)))
    shown = min(whole.count, MAX_VARIANTS)
    seen = set()
    for number in range(shown):
        names: list[str] = []
        pieces = _chosen(text, whole, number * whole.count // shown, names, None)
        if (key := "/".join(names)) not in seen:
            seen.add(key)
            yield key, pieces


def _chosen(text: str, branch: Branch, number: int, names: list[str], counter: str | None) -> Pieces:
    pieces: Pieces = []
    place = branch.start
    for block in branch.blocks:
        pieces += _counted(text, place, block.start, counter)
        inner, rest = block.branch(number)
        names.append(inner.name)
        pieces += _chosen(text, inner, rest, names, block.name if block.counts else counter)
        place = block.end
    return pieces + _counted(text, place, branch.end, counter)


def _counted(text: str, start: int, end: int, counter: str | None) -> Pieces:
    """A piece in which `#` is the number."""
    pieces: Pieces = []
    while counter is not None and (place := text.find("#", start, end)) >= 0:
        pieces += [(start, place, None), (place, place + 1, "{" + counter + "}")]
        start = place + 1
    return [*pieces, (start, end, None)]


def _blocks(text: str, start: int, end: int, depth: int) -> Iterator[Block]:
    """Choices of one level, with those inside of them; one that does not close is no choice."""
    place = start
    while depth < DEEPEST and (match := _BLOCK.search(text, place, end)):
        block = _block(text, match, end, depth)
        if block is not None:
            yield block
        place = block.end if block is not None else match.end()


def _block(text: str, match: re.Match[str], end: int, depth: int) -> Block | None:
    inside = []
    place = match.end()
    while branch := _BRANCH.match(text, place, end):
        close = _closing(text, branch.end(), end)
        if close is None:
            return None
        inside.append((branch[1], branch.end(), close))
        place = close + 1
    while text[place : place + 1].isspace():
        place += 1
    if not inside or text[place : place + 1] != "}":
        return None
    branches = [Branch(name, first, last, list(_blocks(text, first, last, depth + 1))) for name, first, last in inside]
    return Block(match.start(), place + 1, match[1], match[2] != "select", branches)


def _closing(text: str, place: int, end: int) -> int | None:
    depth = 1
    for match in re.compile(r"[{}]").finditer(text, place, end):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return None
