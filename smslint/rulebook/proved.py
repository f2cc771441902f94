"""Which long lists and rules were found sound before, on disk: to read the shipped ones again is most of what a short run does.

What a set of phrases and patterns comes to hangs on itself and on our code. A file of other code, or a damaged one, is not used.
"""

from __future__ import annotations

import marshal
import os
from hashlib import sha256
from importlib.metadata import version

from smslint.rulebook.code import this_code
from smslint.rulebook.sealed import read_sealed, write_sealed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

MAGIC = b"smslint-proved-1\n"
NAME = "proved.sets"
WORTH = 500
"""Phrases and size of patterns together from which a set is remembered; smaller ones are quickly read."""
MOST = 10_000
"""Sets remembered; beyond that only those of the last run."""


class Proved:
    """Key of a set -> how many phrases it has, and how large its patterns are."""

    def __init__(self, folder: str | None) -> None:
        """folder: where such sets are kept between runs; None to keep nothing."""
        self._path = os.path.join(folder, NAME) if folder else None
        self._made_from = (this_code()[2], version("google-re2")) if folder else ()
        self._known = self._read()
        self._new: dict[bytes, tuple[int, int]] = {}

    def of(self, key: bytes) -> tuple[int, int] | None:
        """(phrases, size) of a set that was found sound; None when it has to be read."""
        return self._known.get(key)

    def learn(self, key: bytes, phrases: int, size: int) -> None:
        """A set was read and nothing is wrong with it."""
        if phrases + size >= WORTH:
            self._new[key] = phrases, size

    def keep(self) -> None:
        """Write down what is new, if anything."""
        if self._path and self._new:
            known = self._new if len(self._known) + len(self._new) > MOST else {**self._known, **self._new}
            write_sealed(self._path, MAGIC, marshal.dumps((self._made_from, known)))

    def _read(self) -> dict[bytes, tuple[int, int]]:
        body = read_sealed(self._path, MAGIC) if self._path else None
        if body is None:
            return {}
        try:
            made_from, known = marshal.loads(body)
        except (ValueError, EOFError, TypeError):  # of a Python that writes otherwise
            return {}
        return known if made_from == self._made_from else {}


def key_of(parts: Iterable[object]) -> bytes:
    """The key of a set: all that its soundness hangs on, such as terms, patterns and engine."""
    return sha256(repr(tuple(parts)).encode("utf-8", "surrogatepass")).digest()
