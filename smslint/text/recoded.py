"""Text that shows something else than it holds: turned by overrides, upside down, or written as character codes.

Each finder yields (start, end, what it shows, fold) with places in the folded text.
"""

from __future__ import annotations

import re

from smslint.text.fold import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.text.fold import Folded

Shown = tuple[int, int, str, str]

_OVERRIDE, _ENDS = "\u202e", re.compile("[\u202c\u2069\n]")


def overridden(folded: Folded, original: str, limit: int) -> Iterator[Shown]:
    """Text after a right-to-left override shows backwards."""
    at = original.find(_OVERRIDE)
    while at >= 0:
        closing = _ENDS.search(original, at)
        close = closing.start() if closing else len(original)
        start, end = folded.place(at), folded.place(close)
        if start >= limit:
            return
        hidden = folded.text[start:end]
        if hidden != hidden[::-1]:
            yield start, end, hidden[::-1], "bidi"
        at = original.find(_OVERRIDE, close)


_TURNED = dict(zip("ɐɔǝɟƃɥᴉıɾʞʃɯɹʇʌʍʎ⅄∀qbpdunosxzl", "acefghiijklmrtvwyyabqdpnuosxzl", strict=True))
_SURELY_TURNED = frozenset("ɐǝɟƃɥᴉɾʞɯɹʇʍʎ")
_TURNED_WORDS = re.compile(f"[{''.join(_TURNED)}]+(?: [{''.join(_TURNED)}]+)*")


def turned(folded: Folded, original: str, limit: int) -> Iterator[Shown]:
    """Words written upside down, which read from their end."""
    for match in _TURNED_WORDS.finditer(original.lower() if len(original.lower()) == len(original) else original):
        words = [word.span() for word in re.finditer(r"\S+", match[0]) if not _SURELY_TURNED.isdisjoint(word[0])]
        if not words or sum(letter in _SURELY_TURNED for letter in match[0]) < 2:
            continue
        first, past = match.start() + words[0][0], match.start() + words[-1][1]
        start, end = folded.place(first), folded.place(past)
        if start >= limit:
            return
        shown = reversed(match[0][words[0][0] : words[-1][1]])
        yield start, end, "".join(_TURNED.get(letter, letter) for letter in shown), "lookalike"


_CODE = re.compile(
    r"&(?:amp;)*(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8})(?=;));?"
    r"|((?:%(?:25)*[0-9a-f]{2})+)"
    r"|\\[ux]\{?([0-9a-f]{4}|(?<=x)[0-9a-f]{2})\}?"
    r"|((?:=[0-9a-f]{2}){2,})"
)
_TAG = re.compile(
    r"(?:<(?:/?(?:b|i|u|s|a|em|strong|span|font|big|small|sub|sup|wbr|tt|mark|ins)(?: [^<>]{0,80})?/?|!--[^<>]{0,80}--)>)+"
)

_STROKES = {"\\/": "v", "/\\": "a", "()": "o", "|\\|": "n", "|\\/|": "m", "\\/\\/": "w"}
_DRAWN = re.compile(r"(?:\|\\/?\||\\/\\/|\\/|/\\)(?=[a-z0-9])|(?<=[a-z])\(\)(?=[a-z])|(?<=[a-z])(?:\|\\/?\||\\/\\/|\\/|/\\)")
"""Letters drawn with strokes, beside a letter."""


def codes(text: str) -> Iterator[Shown]:
    """Characters written as HTML entities, percent escapes, backslash escapes or quoted-printable, and markup in words.

    A blank written so hides nothing by itself: its fold is `markup`.
    """
    if "&" in text or "%" in text or "\\" in text or "=" in text:
        for match in _CODE.finditer(text):
            shown = _decoded(match)
            if shown is not None:
                yield match.start(), match.end(), shown, "markup" if shown.isspace() else "entity"
    if "<" in text:
        for match in _TAG.finditer(text):
            if text[match.start() - 1 : match.start()].isalnum() and match.start():
                yield match.start(), match.end(), "", "entity"
    if "\\" in text or "()" in text:
        for match in _DRAWN.finditer(text):
            yield match.start(), match.end(), _STROKES[match[0]], "leet"


def _decoded(match: re.Match[str]) -> str | None:
    decimal, hexadecimal, name, percent, escape, quoted = match.groups()
    if percent:
        return _from_percent(match, bytes.fromhex(re.sub("%(?:25)*", "", percent)))
    if quoted:
        return _readable(bytes.fromhex(quoted.replace("=", "")).decode("latin-1"))
    if name:
        from html import unescape

        return _readable(unescape(f"&{name};"))
    code = int(decimal) if decimal else int(hexadecimal or escape, 16)
    return _readable(chr(code)) if 32 <= code < 0x110000 and not 0xD800 <= code <= 0xDFFF else None


def _from_percent(match: re.Match[str], raw: bytes) -> str | None:
    """"20%de" and "50%ad" are prices in prose: not straight after a digit, and only beside letters or more escapes."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() : match.end() + 1]
    if len(raw) == 1 and (before.isdigit() or not (before.isalpha() or after.isalpha())):
        return None
    return _readable(raw.decode("ascii")) if raw.isascii() else None


def _readable(text: str) -> str | None:
    """The folded text when it is made of letters, digits, spaces or nothing; codes of signs are mistakes, not disguises."""
    shown = " " if text.isspace() else fold(text).text
    return shown if all(character.isalnum() or character == " " for character in shown) else None
