"""Titles of columns that may be shown: where a file has none, its first row stands there instead, and that is private."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 40
MOST_WORDS = 5
_TITLE = re.compile(r"[^\W\d_][\w .()/#&'\u2019-]*[?:]?|[_#][\w .-]*", re.UNICODE)
_DIGITS = re.compile(r"\d(?:[ ().-]*\d){4}")


def shown_titles(titles: Sequence[str], most: int) -> str:
    """The first `most` titles in quotes, as a part of a sentence; none of them when one looks like a value."""
    named = [title for title in titles if title.strip()]
    if not all(_is_title(title) for title in named):
        return "values instead of titles in the first line, which has to name the columns"
    shown = ", ".join(repr(title) for title in titles[:most])
    return f"{shown} and {len(titles) - most:,} more" if len(titles) > most else shown or "none"


def plain_titles(titles: Sequence[str]) -> list[str]:
    """Those that may be shown."""
    return [title for title in titles if _is_title(title)]


def _is_title(title: str) -> bool:
    """Whether this may be a title: begins with a letter, few words, neither a sentence nor a long number."""
    plain = title.strip().lstrip("\ufeff")
    return (
        len(plain) <= LONGEST
        and len(plain.split()) <= MOST_WORDS
        and _TITLE.fullmatch(plain) is not None
        and _DIGITS.search(plain) is None
    )
