"""Words in another dress, whatever they say: letters styled, full-width or circled, overstruck by marks, written as codes.

Each finder yields (start, end) in the text as given. No honest sender writes Latin words so; what other scripts need is spared.
"""

from __future__ import annotations

import re

from smslint.text.composed import composed, in_original
from smslint.text.flags import is_regional, spelled_in_flag_letters
from smslint.text.fold_tables import fold_character, is_mark
from smslint.text.lazy import matches_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Span = tuple[int, int]

SHORTEST = 2
"""Styled letters that make a word; one may be a sign of its own (ℓ, ª, Ⓟ)."""
MARKED_LETTERS = 2

_EAST_ASIAN = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3]")
_STYLED = (
    r"\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1d6a\u1d78\u1d9b-\u1dbf\u2070-\u2071\u207f\u2090-\u209c\u2100-\u214f\u249c-\u24e9"
    r"\u2c7c\ua7f2-\ua7f4\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7cb\U0001f110-\U0001f12b\U0001f130-\U0001f149"
    r"\U0001f150-\U0001f169\U0001f170-\U0001f189\U0001f1e6-\U0001f1ff"
)
_STYLED_WORD = re.compile(f"[{_STYLED}][{_STYLED}\ufe0e\ufe0f\u200b-\u200d]*")
_NO_WORDS = frozenset("\u2122\u2120\u2116\u2117\u2100\u2101\u2103\u2105\u2106\u2109\u210e\u2113\u2121\u213b\u214d")
"""Signs that say something in one character: ™, №, ℃, ℓ."""


def styled_words(text: str) -> Iterator[Span]:
    """Words written in letters of a Unicode style, and words spelled with flags' letters."""
    if text.isascii() or _EAST_ASIAN.search(text):
        return
    spelled = spelled_in_flag_letters(text)
    for match in _STYLED_WORD.finditer(text):
        letters = [place for place in range(*match.span()) if _is_letter(text[place], place in spelled)]
        before = text[match.start() - 1 : match.start()]
        if len(letters) >= SHORTEST and not before.isdigit():
            yield match.span()


def _is_letter(character: str, spells: bool) -> bool:
    if is_regional(character):
        return spells
    return character not in _NO_WORDS and bool(fold_character(character).strip("()"))


# Marks that the Latin alphabets of the world put above or below their letters; the others only decorate.
_USUAL_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030f\u0311\u0313\u0315\u031b"
                         "\u0323\u0324\u0325\u0326\u0327\u0328\u0329\u032d\u032e\u0330\u0331")  # fmt: skip
_LATIN_MARKED = re.compile(r"(?:[A-Za-z\u00c0-\u024f\u1e00-\u1eff][\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0]*)+")
_MARK = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0]")


def overstruck_words(text: str) -> Iterator[Span]:
    """Latin words whose letters are struck through, underlined or piled with marks that no alphabet uses so."""
    if text.isascii() or not _MARK.search(text):
        return
    whole, offsets = composed(text)
    for match in _LATIN_MARKED.finditer(whole):
        marks = [character for character in match[0] if is_mark(character)]
        odd = [mark for mark in marks if mark not in _USUAL_MARKS]
        letters = len(match[0]) - len(marks)
        if len(odd) >= MARKED_LETTERS or (letters > MARKED_LETTERS and len(marks) * 4 >= letters * 3):
            yield in_original(offsets, *match.span())


_CODE_SIGN = re.compile(r"[&%\\=]")
_CODED = re.compile(
    r"&(?:amp;)*#(?:0*(?:4[89]|5[0-7]|6[5-9]|[78][0-9]|90|9[7-9]|1[01][0-9]|12[0-2])(?![0-9])|x0*(?:3[0-9]|[46][1-9a-f]|[57][0-9a])(?![0-9a-f]));?"
    r"|(?<![0-9a-f%])(?:%(?:25)*(?:[46][1-9a-f]|[57][0-9a]))+(?=[a-z%])|(?<=[a-z])(?:%(?:25)*(?:[46][1-9a-f]|[57][0-9a]))+"
    r"|\\u00(?:[46][1-9a-f]|[57][0-9a])|\\x(?:[46][1-9a-f]|[57][0-9a])|(?:=(?:[46][1-9A-F]|[57][0-9A])){2,}",
    re.IGNORECASE,
)


def coded_letters(text: str) -> Iterator[Span]:
    """Letters and digits of ASCII written as character codes: nothing needs them so."""
    for match in matches_at(_CODE_SIGN, _CODED, text):
        yield match.span()
