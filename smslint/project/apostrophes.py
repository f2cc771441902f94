"""Texts in which a plain apostrophe is a sign: in Java's MessageFormat and in ICU it makes a field behind it literal text."""

from __future__ import annotations

import re

from smslint.project.kinds import KEYED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Write = Callable[[str], str | None]

_NUMBERED = re.compile(r"(?<![{$#])\{\s*\d+\s*[,}]")
_CURLED = "[\u00b4\u02b9\u02bb-\u02bd\u02c8\u02ca\u02cb\u2018\u2019\u201b\u2032\u275b\u275c\uff07]"
_BEFORE_A_FIELD = re.compile(_CURLED + r"(?:\{(?!\{)|\}(?!\}))")
_BEFORE_A_SIGN = re.compile(_CURLED + "[{}#|]")
"""Between ICU's choices the number sign and the bar are signs too."""


def guarded(write: Write | None, text: str, kind: str, choice: bool) -> Write | None:
    """How text is written into a message: no apostrophe where one would keep a field from being filled.

    choice: the message is one wording of an ICU plural or select.
    """
    if write is None or not _is_sign(text, kind, choice):
        return write
    return _Without(write)


def _is_sign(text: str, kind: str, choice: bool) -> bool:
    if kind in ("properties", "java") and _NUMBERED.search(text):
        return True
    return kind in KEYED and (_BEFORE_A_SIGN if choice else _BEFORE_A_FIELD).search(text) is not None


class _Without:
    """Writes as before, and nothing with an apostrophe."""

    __slots__ = ("_write",)

    def __init__(self, write: Write) -> None:
        self._write = write

    def __call__(self, text: str) -> str | None:
        return None if "'" in text else self._write(text)
