"""Texts that a program fills: in a format string a percent sign or a brace of an address would be read as a field."""

from __future__ import annotations

from smslint.project.kinds import TEMPLATES
from smslint.text.placeholders import find_placeholders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Write = Callable[[str], str | None]

_CHOICE = "{}#|"
"""Signs between ICU's choices."""


def unfilled(write: Write | None, text: str, kind: str, syntax: str | None, choice: bool) -> Write | None:
    """How text is written into a message: without the signs that its program would read as the beginning of a field.

    syntax: of its fields, where the kind of file tells; choice: the message is one wording of an ICU plural or select.
    """
    if write is None:
        return None
    signs = _CHOICE if choice else ("{}" if kind in TEMPLATES or "{" in text else "")
    signs += "%" if syntax == "printf" or _has_percent_fields(text) else ""
    return _Without(write, frozenset(signs)) if signs else write


def _has_percent_fields(text: str) -> bool:
    return "%" in text and ("%%" in text or any(text.startswith("%", field.start) for field in find_placeholders(text)))


class _Without:
    """Writes as before, and nothing with one of some signs."""

    __slots__ = ("_signs", "_write")

    def __init__(self, write: Write, signs: frozenset[str]) -> None:
        self._write = write
        self._signs = signs

    def __call__(self, text: str) -> str | None:
        return self._write(text) if self._signs.isdisjoint(text) else None
