"""What RE2 does here: sets of patterns searched together, and single ones that tell their places."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

MAX_MEMORY_BYTES = 96 << 20
"""RE2's budget for the automaton of a set: with its default of 8 MB it thrashes."""
MAX_SINGLE_BYTES = 8 << 20
"""RE2's budget for one pattern."""


def re2_set(patterns: Sequence[str]) -> Any:
    """An RE2 set of patterns, searched anywhere in a text."""
    if not patterns:
        return _Nothing()
    import re2

    found = re2.Set.SearchSet(re2_options())
    for pattern in patterns:
        found.Add(pattern)
    found.Compile()
    return found._set


def re2_search(pattern: str, longest: bool = False) -> Callable[[bytes, int, int], tuple[int, int]] | None:
    """A function (text, from, to) -> span of the first match, (-1, -1) without one; None when RE2 cannot do it.

    longest: the longest match at the leftmost place, in place of the first alternative that fits.
    """
    try:
        import re2
    except ImportError:
        return None
    options = re2_options(MAX_SINGLE_BYTES)
    options.longest_match = longest
    # The library's own layer only adds match objects: we need the span.
    engine = re2._re2.RE2(pattern.encode("utf-8", "replace"), options)
    if not engine.ok():
        return None
    match, anywhere = engine.Match, re2._re2.RE2.Anchor.UNANCHORED

    def search(text: bytes, start: int, end: int) -> tuple[int, int]:
        span: tuple[int, int] = match(anywhere, text, start, end)[0]
        return span

    return search


def re2_options(max_bytes: int = MAX_MEMORY_BYTES) -> Any:
    """How RE2 is used here: silent, with memory enough for its automaton."""
    import re2

    options = re2.Options()
    options.max_mem = max_bytes
    options.log_errors = False
    options.never_capture = True
    return options


class _Nothing:
    """An empty set: RE2 refuses to match with one."""

    def Match(self, text: bytes) -> tuple[int, ...]:  # noqa: N802 - RE2's name
        return ()
