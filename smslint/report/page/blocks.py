"""What a page is made of. Plain records; the templates beside this file say how they look."""

from __future__ import annotations

from dataclasses import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

TONES = ("", "good", "warn", "wait", "bad", "quiet")
"""How a value is to be taken; colour is never the only sign, the words beside it say the same."""
KINDS = ("text", "number", "money", "percent", "code", "share", "message")
"""How the cells of a column read. `share`: 0..1, drawn as a bar; `percent`: 0..1, written; `message`: a text as sent."""


class Block:
    """Anything that can stand in a section; `kind` names the macro that draws it."""

    kind = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the overview: a value with its name, and what to make of it."""

    label: str
    value: Any
    note: str = ""
    tone: str = ""
    kind: str = "number"


@dataclass(frozen=True)
class Tiles(Block):
    """The figures that are read first, side by side."""

    tiles: Sequence[Tile]
    kind = "tiles"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `link`: cells are rules, and lead to the part of this page with that id."""

    title: str
    kind: str = "text"
    link: str = ""


@dataclass(frozen=True)
class Table(Block):
    """Rows under titles. None is shown as a dash: unknown, or nothing to divide by."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    caption: str = ""
    empty: str = "Nothing to show."
    more: int = 0
    """Rows that were left out, so that the reader knows."""
    kind = "table"


@dataclass(frozen=True)
class Figure(Block):
    """A drawn chart; the sentence under it says what it shows to those who do not see it."""

    svg: str
    """Made by `charts`, which escapes what it draws: put in as it is."""
    caption: str
    kind = "figure"


@dataclass(frozen=True)
class Note(Block):
    """A sentence that the reader must not miss."""

    text: str
    tone: str = "quiet"
    kind = "note"


@dataclass(frozen=True)
class Fold(Block):
    """Detail behind a line that can be opened; open on paper."""

    title: str
    blocks: Sequence[Block]
    id: str = ""
    kind = "fold"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a sentence and its blocks. `id` is its address within the page."""

    title: str
    id: str
    blocks: Sequence[Block]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the frame asks for."""

    title: str
    lead: str
    sections: Sequence[Section]
    facts: Sequence[tuple[str, Any]] = field(default_factory=tuple)
    """What the report was made from, at its foot: inputs, rules and their hash, version."""
