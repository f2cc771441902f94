"""Plain text: one message a file, or one a line."""

from __future__ import annotations

from functools import partial

from smslint.corpus.decode import InputError, decode
from smslint.project.escapes import Without, verbatim
from smslint.project.piece import Piece, Unreadable
from smslint.project.places import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.project.places import Places
    from smslint.project.source import Source


def read_text(source: Source) -> Iterator[Piece]:
    """The file as one message; its last line end is no part of it."""
    text = source.text
    end = len(text.removesuffix("\n").removesuffix("\r"))
    yield Piece((), 0, end, partial(lines_of, source, 0, end), verbatim, sure=True)


def read_lines(source: Source) -> Iterator[Piece | Unreadable]:
    """Each line that is not blank as one message; one that is not UTF-8 is given up. Only a line feed ends a line."""
    start, number = 0, source.before
    text = source.text
    while start < len(text):
        number += 1
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        end = start + len(text[start:stop].removesuffix("\r"))
        try:
            decode(text[start:end].encode("utf-8", "surrogateescape"), at_start=False)
        except InputError as error:
            yield Unreadable(str(error), start)
            start = stop + 1
            continue
        if text[start:end].strip():
            yield Piece((), start, end, partial(lines_of, source, start, end), Without("\n\r"), sure=True, row=number)
        start = stop + 1


def lines_of(source: Source, start: int, end: int, indent: int = 0) -> tuple[str, Places]:
    """source[start:end] with line ends as `\\n`, and without so much indentation at the beginning of each line."""
    if not indent and source.text.find("\r", start, end) < 0:
        writing = Writing(source)
        writing.plain(start, end)
        return writing.done(start)
    return _cleaned(source, start, end, indent)


def _cleaned(source: Source, start: int, end: int, indent: int) -> tuple[str, Places]:
    writing, text, place = Writing(source), source.text, start
    while place < end:
        line = place
        while indent and line < end and line - place < indent and text[line] in " \t":
            line += 1
        stop = text.find("\n", line, end)
        stop = end if stop < 0 else stop
        body = stop - 1 if stop > line and text[stop - 1] == "\r" and stop < end else stop
        writing.plain(line, body)
        if stop < end:
            writing.put("\n", body, stop + 1)
        place = stop + 1
    return writing.done(start)
