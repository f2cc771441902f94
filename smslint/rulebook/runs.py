"""Runs of whole words in a text, as a word form shows them: what keys are made of."""

from __future__ import annotations

import re

LONGEST_KEY = 2
"""Words of a key; a longer one is hardly rarer."""
EDGE = "\x01"
"""Stands where a word must begin or end, without a character of its own."""
_WORD = re.compile(r"[^\W_]+")
_STRETCH = re.compile(rf"[^{EDGE}]+")


def runs(text: str) -> list[str]:
    """Runs of one or two whole words, padded with a space, as they stand in a word form."""
    found: list[str] = []
    for stretch in _STRETCH.finditer(text):
        places = [match.span() for match in _WORD.finditer(text, stretch.start(), stretch.end())]
        if stretch.start() == 0 and text[0] not in " \x01":
            del places[0]
        if stretch.end() == len(text) and places and places[-1][1] == len(text):
            del places[-1]
        for first, (start, _) in enumerate(places):
            found.extend(f" {text[start:end]} " for _, end in places[first : first + LONGEST_KEY])
    return found
