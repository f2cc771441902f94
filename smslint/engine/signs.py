"""Whether a text in ASCII shows anything that the patterns of signs could match: odd characters, or usual ones that stand oddly.

Most messages hold full stops, a colon and a few digits, and all of them where a sentence has them. That is told here by counting,
so that the automaton for links, disguises and amounts is run over the others only. Keys inside words (see `sign_keys`) are found
by the scan for terms.
"""

from __future__ import annotations

import re

from smslint.rulebook.oddities import SIGN_CHARACTERS

MANY_DIGITS = 9
MAX_KNOWN = 4096
_NUMBER = re.compile(rb"[0-9](?:[^0-9a-z]{0,3}[0-9]){8}").search

_DROP = b"abcdefghijklmnopqrstuvwxyz "
_DIGITS = b"0123456789"
_ODD = frozenset("".join(SIGN_CHARACTERS).encode())
_FINE = frozenset(b"';)")
_STOPS = {ord("."): b". ", ord("!"): b"! ", ord("?"): b"? "}
"""Characters that end a sentence: each is followed by a space or by nothing."""
_BEFORE = {ord("."): b" .", ord(","): b" ,", ord("!"): b" !", ord(":"): b" :"}
"""Characters that do not follow a space."""
_DASH, _COLON = ord("-"), ord(":")

TYPE_CHECKING = False
if TYPE_CHECKING:
    Learnt = tuple[bool, tuple[tuple[bytes, bytes, int], ...], tuple[bytes, ...]]
    """(whether a text is odd, (stop, how it usually stands, how many) each, what must not be there)."""

_known: dict[bytes, Learnt] = {}


def look(text: bytes) -> tuple[bool, int]:
    """(whether a folded ASCII text wants a closer look, how many digits it has)."""
    residue = text.translate(None, _DROP)
    if not residue:
        return False, 0
    rest = residue.translate(None, _DIGITS)
    digits = len(residue) - len(rest)
    odd, stops, before = _known.get(rest) or _learnt(rest)
    if odd or (digits >= MANY_DIGITS and _NUMBER(text)):
        return True, digits
    for stop, usual, count in stops:
        if text.count(usual) + text.endswith(stop) != count:
            return True, digits
    for place in before:
        if place in text:
            return True, digits
    return rest[:1] in b".,!:" and text[:1] == rest[:1], digits


def _learnt(rest: bytes) -> Learnt:
    """What the characters of a text that are no letters or digits ask for."""
    if len(_known) >= MAX_KNOWN:
        _known.clear()
    there = sorted(set(rest))
    usual = {*_FINE, *_STOPS, *_BEFORE, _DASH}
    odd = any(code in _ODD or code not in usual for code in there) or rest.count(b"-") > 1
    stops = tuple((bytes((code,)), _STOPS[code], rest.count(code)) for code in there if code in _STOPS)
    before = tuple(_BEFORE[code] for code in there if code in _BEFORE)
    _known[rest] = odd, stops, before
    return _known[rest]
