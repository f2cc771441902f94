"""Patterns of our own that are compiled when first used: a process that lints one message needs few of them."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")


class LazyPattern:
    """Looks like a compiled pattern; the first use compiles it and puts its methods here."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            self.__dict__[method] = getattr(compiled, method)
        return self.__dict__[name]


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, compiled when first used. Raises re.error then, not here."""
    return LazyPattern(source, flags)  # type: ignore[return-value]


def matches_at(sign: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives, for one whose matches all begin with a sign: in a long text a hundred times as fast."""
    end = 0
    for found in sign.finditer(text):
        start = found.start()
        match = pattern.match(text, start) if start >= end else None
        if match is not None:
            end = match.end()
            yield match
