"""JSON Lines: a row an object, its text under `text` (or the key that the configuration names), its context beside it."""

from __future__ import annotations

from smslint.corpus.decode import InputError
from smslint.project.piece import Piece, Unreadable
from smslint.project.readers.json import strings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smslint.project.source import Source


def read_rows(source: Source, names: Callable[[tuple[str, ...]], bool] | None = None) -> Iterator[Piece | Unreadable]:
    """The messages of the rows; a row that cannot be read is an Unreadable, and the next one is read.

    names: which keys hold messages, when the configuration says so.
    """
    start, number = 0, source.before
    text = source.text
    while start < len(text):
        number += 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            try:
                yield from _row(source, start, end, number, names)
            except InputError as error:
                yield Unreadable(str(error), start)
        start = end + 1


def _row(
    source: Source, start: int, end: int, number: int, names: Callable[[tuple[str, ...]], bool] | None
) -> Iterator[Piece]:
    from smslint.corpus.rows import parse_object, row_context, row_id, row_text

    row = parse_object(source.text[start:end].encode("utf-8", "surrogateescape"), at_start=False)
    fields = row_context(row)
    if names is None:
        row_text(row)
    for piece in strings(source, start, end):
        if piece.key == ("text",) if names is None else names(piece.key):
            piece.row, piece.id, piece.fields, piece.sure = number, row_id(row), fields, True
            yield piece
