"""The text of a file, and the way from places in it to lines and columns."""

from __future__ import annotations

from bisect import bisect_right

from smslint.corpus.decode import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_BYTES = 32 * 1024 * 1024
"""The largest file that is read; one of message texts has a few thousand bytes."""
_MARK = b"\xef\xbb\xbf"


class Source:
    """A decoded file. Offsets are code points of `text`, which keeps the file's line ends and no byte order mark.

    Lines and columns count from 1, columns in code points. `\\n`, `\\r\\n` and a lone `\\r` end a line. before: lines that
    were read earlier, where this is a piece of a stream.
    """

    __slots__ = ("_starts", "before", "mark", "path", "text")

    def __init__(self, path: str, text: str, mark: bool = False, before: int = 0) -> None:
        self.before = before
        self.path = path
        self.text = text
        self.mark = mark
        self._starts: list[int] | None = None

    @classmethod
    def read(cls, path: str, data: bytes, by_lines: bool = False, before: int = 0) -> Source:
        """Decode a file. Raises InputError for what is not UTF-8 text: binary files, other encodings.

        by_lines: bytes that are no UTF-8 stay as lone surrogates, for readers that give up a line and not the file.
        """
        mark = data.startswith(_MARK)
        if not by_lines and b"\0" in data[:8192] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            raise InputError("a binary file, no text; leave it out with `exclude`")
        try:
            text = data.decode("utf-8-sig", "surrogateescape" if by_lines else "strict")
        except UnicodeDecodeError as error:
            raise InputError(_not_text(data, error)) from None
        return cls(path, text, mark, before)

    @property
    def starts(self) -> Sequence[int]:
        """The offset at which each line begins."""
        if self._starts is None:
            self._starts = _line_starts(self.text)
        return self._starts

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line + self.before, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a line and column; beyond the end of the file, its end."""
        line -= self.before
        if line > len(self.starts):
            return len(self.text)
        return min(self.starts[max(line, 1) - 1] + column - 1, len(self.text))

    def line(self, number: int) -> str:
        """One line without its end."""
        first = self.offset(number)
        return self.text[first : self.offset(number + 1)].rstrip("\r\n")

    def encode(self, text: str) -> bytes:
        """A changed text as this file would keep it."""
        return (_MARK if self.mark else b"") + text.encode("utf-8")


def _line_starts(text: str) -> list[int]:
    starts = [0]
    place = text.find("\n")
    if "\r" not in text:
        while place >= 0:
            starts.append(place + 1)
            place = text.find("\n", place + 1)
        return starts
    for place, character in enumerate(text):
        if character == "\n" or (character == "\r" and text[place + 1 : place + 2] != "\n"):
            starts.append(place + 1)
    return starts


def _not_text(data: bytes, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    utf16 = "it looks like UTF-16; " if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
    return f"not UTF-8: byte 0x{data[error.start]:02x} in line {line}; {utf16}save it as UTF-8"
