"""What may stand in for a character that GSM-7 lacks: the senders' "smart encoding" and our own suggestions.

Two tables, because they answer two questions. SMART is what Twilio's smart encoding does to a message on its way out,
oddities included (a no-break space becomes two spaces). `substitute` is what we would tell a writer to type instead.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SMART_GROUPS = (
    ('"', "\u00ab\u00bb\u02ba\u02ee\u201c\u201d\u201e\u201f\u275d\u275e\u301d\u301e"),
    ("'", "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u0313\u0314\u2018\u2019\u201b\u275b\u275c\ufe10\ufe11"),
    ("-", "\u2010\u2013\u2014\u2015\u2022\u2043\u23bc\u23bd\ufe63"),
    ("/", "\u00f7\u0337\u0338\u2044\u2215\u29f8"),
    ("\\", "\u20e5\u29f5\u29f9\ufe68"),
    ("|", "\u20d2\u20d3\u2223\u239c\u239f\u23b8\u23b9\u23d0"),
    ("_", "\u0332\u2017"),
    ("~", "\u02dc\u02f7\u0303\u0330\u0334\u223c"),
    ("^", "\u02c6\u0302\u1dcd"),
    ("*", "\u204e\u2217\u229b\u2722\u2723\u2724\u2725\u2731\u2732\u2733"),
    ("*", "\u273a\u273b\u273c\u273d\u2743\u2749\u274a\u274b\u29c6\ufe61"),
    (",", "\u0326\u201a\u3001\ufe50\ufe51\uff64"),
    (".", "\u3002\ufe52\uff61"),
    (":", "\u02d0\u02f8\u2982\ua789\ufe13"),
    (";", "\u204f\ufe14\ufe54"),
    ("!", "\u01c3\ufe15\ufe57"),
    ("?", "\ufe16\ufe56"),
    ("(", "\u2768\u276a\u27ee\u2985\ufe59"),
    (")", "\u2769\u276b\u27ef\u2986\ufe5a"),
    ("{", "\u2774\ufe5b"),
    ("}", "\u2775\ufe5c"),
    ("<", "\u2039\ufe64"),
    (">", "\u203a\ufe65"),
    ("=", "\u0347\ua78a\ufe66"),
    ("+", "\u02d6\ufe62"),
    ("&", "\ufe60"),
    ("#", "\ufe5f"),
    ("$", "\ufe69"),
    ("%", "\ufe6a"),
    ("@", "\ufe6b"),
    ("!!", "\u203c"),
    ("...", "\u2026"),
    ("1/4", "\u00bc"),
    ("1/2", "\u00bd"),
    ("3/4", "\u00be"),
    (" ", "\u2001\u2028\u2029"),
    ("  ", "\x80\x8d\x90\x9b\x9f\u00a0\u2000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"),
    ("       ", "\t"),
    ("", "\x00\x03\x04\x10\x11\x12\x13\x14\x17\x19\u200b\u200c\u2060\ufeff"),
)
_SMALL_CAPITALS = dict(
    zip(
        "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18\u0280\ua731"
        "\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22",
        "ABCDEFGHIJKLMNOPRSTUVWYZ",
        strict=True,
    )
)
# Full-width forms lie 0xFEE0 above ASCII; Twilio's table leaves out the small letters and the grave accent.
_FULL_WIDTH = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if not 0x60 <= code <= 0x7A}

SMART: dict[str, str] = {
    **{character: plain for plain, group in _SMART_GROUPS for character in group},
    **_SMALL_CAPITALS,
    **_FULL_WIDTH,
}
"""What Twilio's smart encoding writes in place of a character."""

_SMART_BY_CODE = str.maketrans(SMART)

_SUGGESTED = {
    **dict.fromkeys("\t\x0b\x85\u00a0\u2028\u2029", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff", ""),
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""),
    **dict.fromkeys("\u2011\u2012\u2212\u00b7\u2023\u25cf\u25aa\u25e6\u30fb", "-"),
    "\u2032": "'",
    "\u2033": '"',
    "\u00d7": "x",
    "\u00a9": "(C)",
    "\u00ae": "(R)",
    "\u2122": "(TM)",
    "\u2190": "<-",
    "\u2192": "->",
    "\u21d2": "=>",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u1e9e": "SS",
}
# Compatibility forms that read the same once plain; superscripts, circles and squares would change what is said.
_SAME_READING = ("<font>", "<wide>", "<narrow>", "<noBreak>", "<compat>")


def smart_encode(text: str) -> str:
    """The text as Twilio's smart encoding would send it."""
    return text.translate(_SMART_BY_CODE)


@lru_cache(maxsize=1024)
def substitute(character: str) -> str | None:
    """What to type instead of a character outside GSM-7, within GSM-7; "" drops it, None means nothing fits.

    Only what keeps the meaning: quotes, dashes, spaces, invisible characters, styled letters. Never an accented letter
    by its bare one ("an" and "n" differ by more than looks in many languages), never half of a combined character.
    """
    from smslint.text.encoding import GSM7

    plain = _suggestion(character)
    return plain if plain is not None and GSM7.issuperset(plain) else None


def _suggestion(character: str) -> str | None:
    if character in _SUGGESTED:
        return _SUGGESTED[character]
    kind = unicodedata.category(character)
    if kind == "Cc":
        return ""
    if kind == "Zs":
        return " "
    if kind[0] == "M":
        return None
    return SMART.get(character) or _plain_form(character)


def _plain_form(character: str) -> str | None:
    decomposition = unicodedata.decomposition(character)
    if not decomposition or (decomposition[0] == "<" and not decomposition.startswith(_SAME_READING)):
        return None
    return unicodedata.normalize("NFKC", character)
