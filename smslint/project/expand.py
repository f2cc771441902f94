"""A template at its shortest, its usual and its longest: segments as a range, and links that a segment may end in.

Fields become as many letters as their values have; of the branches of a condition one is taken. Nothing is rendered.
"""

from __future__ import annotations

from smslint.project.lengths import lengths
from smslint.text.encoding import segments
from smslint.text.links import find_links
from smslint.text.placeholders import find_placeholders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from smslint.text.encoding import Segments
    from smslint.text.placeholders import Placeholder

SHORTEST, TYPICAL, LONGEST = 0, 1, 2
_BRANCHES = ("else", "elif", "elsif", "elseif", "when")
_LOOPS = ("for", "each", "range", "with", "unless", "if", "ifchanged", "case")
DEEPEST = 20


class Expansion:
    """A template's sizes: `sizes` (shortest, usual, longest) as Segments, and the links that may break, as spans of the text."""

    __slots__ = ("breaking", "fields", "sizes")

    def __init__(
        self, sizes: tuple[Segments, Segments, Segments], fields: dict[str, tuple[int, int, int]],
        breaking: tuple[tuple[int, int], ...],
    ) -> None:  # fmt: skip
        self.sizes = sizes
        self.fields = fields
        self.breaking = breaking

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape: segments at the shortest, usual and longest, and the lengths that were taken."""
        shortest, typical, longest = (size.count for size in self.sizes)
        return {
            "shortest": shortest, "typical": typical, "longest": longest, "encoding": self.sizes[LONGEST].encoding,
            "fields": {name: list(sizes) for name, sizes in self.fields.items()},
        }  # fmt: skip


def expand(text: str, settings: Mapping[str, Any], brand: str | None = None) -> Expansion:
    """The sizes of a text. settings: the configuration's `placeholders`; brand: the declared one."""
    fields = find_placeholders(text)
    sizes: dict[str, tuple[int, int, int]] = {}
    for field in fields:
        if not field.block:
            sizes[field.name] = lengths(field.name, settings, brand)
    written = tuple(_written(text, fields, sizes, which) for which in (SHORTEST, TYPICAL, LONGEST))
    counted = tuple(segments("".join(part for part, _ in one)) for one in written)
    return Expansion((counted[0], counted[1], counted[2]), sizes, _breaking(text, written, counted[LONGEST]))


Written = "list[tuple[str, int]]"


def _written(
    text: str, fields: Sequence[Placeholder], sizes: Mapping[str, tuple[int, int, int]], which: int
) -> list[tuple[str, int]]:
    """The text with fields filled, as (piece, where it stood in the template)."""
    tokens: list[tuple[str, int, Placeholder | None]] = []
    place = 0
    for field in fields:
        tokens.append((text[place : field.start], place, None))
        tokens.append(("" if field.block else "x" * sizes[field.name][which], field.start, field))
        place = field.end
    tokens.append((text[place:], place, None))
    pieces, _ = _branch(text, tokens, 0, which, 0)
    return pieces


def _branch(
    text: str, tokens: Sequence[tuple[str, int, Placeholder | None]], index: int, which: int, depth: int
) -> tuple[list[tuple[str, int]], int]:
    """Pieces up to the end of this block, and the index of the token that ends it."""
    pieces: list[tuple[str, int]] = []
    while index < len(tokens):
        piece, start, field = tokens[index]
        word = _word(text, field) if field is not None and field.block else ""
        if word == "end" or (word == "else" and depth):
            return pieces, index
        if word == "begin" and depth < DEEPEST:
            chosen, index = _choice(text, tokens, index, which, depth)
            pieces += chosen
        elif piece:
            pieces.append((piece, start))
        index += 1
    return pieces, index


def _choice(
    text: str, tokens: Sequence[tuple[str, int, Placeholder | None]], index: int, which: int, depth: int
) -> tuple[list[tuple[str, int]], int]:
    """One branch of a condition, and the index of its end: the first, or the one that is shortest or longest."""
    branches: list[list[tuple[str, int]]] = []
    otherwise = False
    while True:
        pieces, index = _branch(text, tokens, index + 1, which, depth + 1)
        branches.append(pieces)
        if index >= len(tokens) or _word(text, tokens[index][2]) == "end":
            break
        otherwise = True
    if not otherwise:
        branches.append([])
    if which == TYPICAL:
        return branches[0], index
    pick = min if which == SHORTEST else max
    return pick(branches, key=lambda one: sum(len(piece) for piece, _ in one)), index


def _word(text: str, field: Placeholder | None) -> str:
    """begin, else, end, or nothing: what a block does."""
    if field is None:
        return ""
    inside = text[field.start : field.end].strip("{}<>%-~= \t\n")
    first = inside.split(None, 1)[0].lower() if inside else ""
    if inside == "^":
        return "else"
    if inside[:1] in ("#", "^") and not inside.startswith("#>"):
        return "begin"
    if inside[:1] == "/" or first.startswith("end"):
        return "end"
    if first in _BRANCHES:
        return "else"
    return "begin" if first in _LOOPS else ""


def _breaking(text: str, written: Sequence[list[tuple[str, int]]], longest: Segments) -> tuple[tuple[int, int], ...]:
    """Links that begin in one segment and end in another, for some length of the fields."""
    if longest.count < 2 or ("." not in text and "//" not in text):
        return ()
    found = []
    for link in find_links(text):
        first, last = _moved(written[SHORTEST], link.start), _moved(written[LONGEST], link.end)
        if any(first < border < last for border in longest.starts[1:]):
            found.append((link.start, link.end))
    return tuple(found)


def _moved(pieces: list[tuple[str, int]], place: int) -> int:
    """Where a place of the template comes to stand; one that fell away, where it would stand."""
    before = 0
    for piece, start in pieces:
        if start >= place:
            break
        before += min(len(piece), place - start) if start + len(piece) > place else len(piece)
    return before
