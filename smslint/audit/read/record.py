"""A row as a source gives it, and a row that could not be used."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


NOT_UTF8 = "a value is not UTF-8; mend the row, or leave its column out with --columns NAME=-"


class Record(NamedTuple):
    """Values by the names of the contract (`text`, `sender`, `id`, ...), all of them text or None; and its place."""

    values: dict[str, Any]
    line: int | None = None
    offset: int | None = None


class Fault(NamedTuple):
    """A row that is left out, and why; the reason never repeats what stands in the row. `rows`: 0 when it is no row."""

    reason: str
    line: int | None = None
    offset: int | None = None
    rows: int = 1


def place_of(source: str, line: int | None, row: int | None) -> str:
    """Where a row stands, for people: by line where there are lines, else by its number."""
    name = "<stdin>" if source == "-" else source
    return f"{name}:{line}" if line is not None else f"{name}: row {row}"


class Reject(NamedTuple):
    """A line of the file of rejects; `place` is the row at or behind which it stands."""

    row: int | None
    source: str
    line: int | None
    offset: int | None
    reason: str
    place: int

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        return {name: getattr(self, name) for name in ("row", "source", "line", "offset", "reason")}
