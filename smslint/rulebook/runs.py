"""Runs of whole words in a text, as a word form shows them: what keys are made of."""

from __future__ import annotations

import re
from itertools import pairwise

LONGEST_KEY = 2
"""Words of a key; a longer one is hardly rarer."""
EDGE = "\x01"
"""Stands where a word must begin or end, without a character of its own."""
_WORD = re.compile(r"[^\W_]+")
_STRETCH = re.compile(rf"[^{EDGE}]+")
_UNEVEN = re.compile(rf"[^\w {EDGE}]|_|  ").search
"""Finds what keeps words from being told by single blanks."""


def runs(text: str) -> list[str]:
    """Runs of one or two whole words, padded with a space, as they stand in a word form."""
    found: list[str] = []
    for stretch in _STRETCH.finditer(text):
        places = [match.span() for match in _WORD.finditer(text, stretch.start(), stretch.end())]
        if stretch.start() == 0 and text[0] not in " \x01":
            del places[:1]
        if stretch.end() == len(text) and places and places[-1][1] == len(text):
            del places[-1]
        for first, (start, _) in enumerate(places):
            found.extend(f" {text[start:end]} " for _, end in places[first : first + LONGEST_KEY])
    return found


def longest_runs(text: str) -> list[str]:
    """Of the runs of a text those that no other of them holds: the rarest is among them."""
    if _UNEVEN(text) is not None:
        return runs(text)
    found: list[str] = []
    parts = text.split(EDGE)
    last = len(parts) - 1
    for place, part in enumerate(parts):
        words = part.split(" ")
        if place == 0 or not words[0]:  # blank, or a word that may have begun before
            del words[0]
        if words and (place == last or not words[-1]):
            del words[-1]
        if len(words) == 1:
            found.append(f" {words[0]} ")
        else:
            found += [f" {one} {other} " for one, other in pairwise(words)]
    return found
