"""Template families: messages that differ only in names, numbers and links are one template, sent many times."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

LONGEST = 4000
"""Characters that decide about the family."""
MAX_WORDS = 65_536
"""Words whose shape is remembered."""
_VARIABLE = re.compile(r"(?P<link>https?://\S+|\b[\w-]+(?:\.[\w-]+)+/\S*)|(?P<number>\S*[0-9]\S*)|(?P<name>\b[A-Z][a-z]+\b)")
_REPEATED = re.compile(r"(\[\w+\])[\s,&]*(?=\1)")
"""Several of a kind in a row are as one."""


def shape_of(text: str) -> str:
    """The text with `[link]`, `[number]` and `[name]` for its variable parts."""
    return _REPEATED.sub("", " ".join(map(_shape_of_word, text[:LONGEST].split())))


class _Words(dict[str, str]):
    """The same of what stands between blanks: no variable part goes beyond, and most words come again."""

    def __missing__(self, word: str) -> str:
        if len(self) >= MAX_WORDS:
            self.clear()
        shape = self[word] = _VARIABLE.sub(lambda match: f"[{match.lastgroup}]", word)
        return shape


_shape_of_word = _Words().__getitem__


@lru_cache(maxsize=1024)
def family_of(shape: str) -> str:
    """Sixteen hexadecimal digits, the same for all messages of a template; they tell nothing of the text."""
    return blake2b(shape.encode("utf-8", "surrogatepass"), digest_size=8, person=b"smslint-family").hexdigest()
