"""Bytes of a file or pipe as they come, with other encodings made UTF-8 and what is no file of rows refused in a sentence."""

from __future__ import annotations

import codecs

from smslint.audit.arrow import arrow
from smslint.corpus.decode import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_OTHERS = (
    (b"PK\x03\x04", "is a spreadsheet or a ZIP archive; save it as CSV (UTF-8), or unpack it"),
    (b"\xd0\xcf\x11\xe0", "is a spreadsheet; save it as CSV (UTF-8)"),
    (b"\xfd7zXZ", "is packed with xz; unpack it, or pack it with gzip or zstd"),
    (b"\x1f\x8b", "is packed twice; unpack it once"),
    (b"\x28\xb5\x2f\xfd", "is packed twice; unpack it once"),
    (b"%PDF-", "is a PDF; export the messages as CSV"),
)
"""First bytes of what is no file of rows, and what to do."""

_NO_WRITING = ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape")
"""Encodings of host names and of program code, and the one that always fails."""


class Fresh:
    """Reads what is there, without waiting for a whole block: what comes through a pipe is judged as it comes.

    encoding: UTF-16 and UTF-32 become UTF-8 on the way, and so does what begins with the mark of UTF-16; the rest stays.
    """

    def __init__(
        self, stream: Any, pause: Callable[[], None] = lambda: None, encoding: str | None = None
    ) -> None:
        self._pause = pause
        self._read = getattr(stream, "read1", None) or stream.read
        self._begun = False
        self._encoding = encoding or "utf-8"
        self._marked = encoding == "utf-8"
        self._decoder = _decoder(encoding) if encoding is not None and is_wide(encoding) else None

    @property
    def is_recoded(self) -> bool:
        """Whether its bytes are others than those of the file."""
        return self._decoder is not None

    def read(self, size: int, /) -> bytes:
        """At most so many bytes. Raises InputError when the file is broken off, no archive, or of another kind altogether."""
        self._pause()
        block = self._block(size)
        if not self._begun:
            self._begin(block)
        if self._decoder is None:
            return block
        while block and not (text := self._decoded(block)):
            block = self._block(size)
        return text.encode("utf-8", "surrogatepass") if block else self._rest()

    def _decoded(self, block: bytes) -> str:
        assert self._decoder is not None
        try:
            return self._decoder.decode(block)
        except UnicodeError:
            raise InputError(
                f"is not {self._encoding.upper()}, or lacks its mark at the beginning; leave --encoding out, "
                "or say in which order its bytes are, as utf-16-le"
            ) from None

    def _begin(self, block: bytes) -> None:
        self._begun = True
        for magic, what in _OTHERS:
            if block.startswith(magic):
                raise InputError(what)
        if self._marked and block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._decoder = _decoder("utf-16")

    def _rest(self) -> bytes:
        assert self._decoder is not None
        try:
            return self._decoder.decode(b"", True).encode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            raise InputError("is broken off in the middle of a character; fetch it anew") from None

    def _block(self, size: int) -> bytes:
        try:
            return bytes(self._read(size))
        except (EOFError, arrow().ArrowException) as error:
            raise InputError(
                f"is broken off or no archive of its kind ({type(error).__name__}); fetch it anew"
            ) from None
        except OSError as error:
            if error.errno is None:  # Arrow's word for a broken archive
                raise InputError("is broken off or no archive of its kind; fetch it anew") from None
            raise


def reads_rows(encoding: str) -> bool:
    """Whether files of rows may be written in an encoding: all that Python knows but those for other things than texts."""
    try:
        name = codecs.lookup(encoding).name
        return name not in _NO_WRITING and bool("\n".encode(encoding))
    except (LookupError, UnicodeError, ValueError):
        return False


def is_wide(encoding: str) -> bool:
    """Whether a line feed takes more than a byte."""
    return codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    """One that lets halves of pairs through, for the row that holds one to be named."""
    return codecs.getincrementaldecoder(encoding)("surrogatepass")
