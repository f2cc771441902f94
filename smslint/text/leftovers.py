"""What remains of an encoding that was done once too often or undone once too seldom: escapes, markup, mojibake."""

from __future__ import annotations

import re

from smslint.text.lazy import lazy, matches_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Span = tuple[int, int]

_TAGS = (
    "a|b|blockquote|body|br|div|em|font|h[1-6]|hr|html|i|iframe|img|li|ol|p|pre|script|span|strike|strong|sub|sup|table|tbody|td|tr|"
    "tt|u|ul|wbr"
)
"""Not those that are words, as in <title> and <code>: they may be merge fields."""
_HEX = "[0-9a-f]"
_AT_SIGNS = lazy(
    # Escapes of programming languages and JSON.
    rf"(?-i:\\[nrt](?![a-z]))|\\u{_HEX}{{4}}|\\x{_HEX}{{2}}|\\[\"'](?=[\w .,!?])"
    # Markup.
    rf"|</?(?:{_TAGS})\b[^<>]{{0,80}}>|<!(?:--|\[cdata\[|doctype)|<\?xml|\]\]>|\[/(?:b|i|u|url|img|size|color)\]"
    r"|\[[^\]\n]{1,60}\]\((?=https?:)"
    # Entities, quoted-printable, form and percent encoding.
    rf"|&(?:amp;)*(?:[a-z]{{2,8}};|#[0-9]{{2,6}}(?![0-9]);?|#x{_HEX}{{2,5}};|(?:amp|nbsp|quot|apos|lt|gt)(?=[ .,!?]))"
    rf"|=(?-i:[0-9A-F]{{2}})=(?-i:[0-9A-F]{{2}})"
    rf"|(?<=[a-z:,.!?%])%20|%20(?=[a-z])|%0[ad](?![0-9a-z])|%0[ad]%|(?<=[a-z])%2[1c7f](?=[a-z%])|%(?:c[2-9a-f]|e[0-9a-f]|f0)%[89ab]{_HEX}",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[\\<\]\[&=%]")
_BEFORE_SIGNS = lazy(
    r"https?:\\/\\/|(?<=[a-z])u20(?:1[89cd]|26)(?=[a-z])|(?<![\w+])[a-z]{1,15}[:,.!]?(?:\+[a-z0-9'#:,.!-]{1,15}){4,}",
    re.IGNORECASE,
)
"""What does not begin with a sign: a slashed scheme, quotation marks that lost their stroke, a form's words with + for blanks."""


def escapes(text: str) -> Iterator[Span]:
    """Escape sequences, tags and entities."""
    found = [match.span() for match in matches_at(_SIGN, _AT_SIGNS, text)]
    if "\\/" in text or "u20" in text or "U20" in text or text.count("+") >= 4:
        found = sorted((*found, *(match.span() for match in _BEFORE_SIGNS.finditer(text))))
    yield from found


_MOJIBAKE = lazy(
    # UTF-8 read as Latin-1 or Windows-1252: é as Ã©, a curly quote as â€™, a pound sign as Â£, an emoji as ðŸ˜€.
    "Ã[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039"
    "\u203a\u20ac\u2122]|â(?:€.|\u0080[\u0080-\u00bf])|Â[\u00a0-\u00bf]|ðŸ.{0,2}|\u00f0\u009f.{0,2}|ï»¿|ï¿½|Å[\u0080-\u00bf¡¸½¾]|\ufffd+"
)


def mojibake(text: str) -> Iterator[Span]:
    """Characters in the wrong encoding, and those that were lost by it."""
    if not text.isascii():
        for match in _MOJIBAKE.finditer(text):
            yield match.span()
