"""From bytes to text, or a word about why not."""

from __future__ import annotations

from smslint.errors import SmslintError


class InputError(SmslintError):
    """Input that cannot be read; the text says why and what to do, without its content."""


def decode(data: bytes, at_start: bool = True) -> str:
    """UTF-8 text; a byte order mark at the start of a file is no part of it. Raises InputError for other bytes."""
    try:
        return data.decode("utf-8-sig" if at_start else "utf-8")
    except UnicodeDecodeError as error:
        utf16 = "it looks like UTF-16; " if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        byte = f"byte 0x{data[error.start]:02x} at offset {error.start}"
        raise InputError(f"not UTF-8: {byte}; {utf16}save it as UTF-8") from None
