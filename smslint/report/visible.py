"""Text that is safe and legible in a terminal, and how many cells it fills.

Nothing that a message holds may act on a terminal: controls, escape sequences, direction overrides and invisible
characters are shown as `\\x1b`, `\\u202e`, `\\u200b`. What remains has a width, so carets stand under their letters.
"""

from __future__ import annotations

import unicodedata

from smslint.text.lazy import lazy

JOINER = "\u200d"
EMOJI_STYLE = "\ufe0f"
TEXT_STYLE = "\ufe0e"
MARKS_IN_A_ROW = 4
"""More combining marks than this on one letter climb over the lines above; no writing system needs them."""

_NAMED = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that `isprintable` lets pass although nothing is to be seen of them."""


def escape(text: str) -> str:
    """The text with everything active or invisible in visible form. Line breaks too: the result is one line."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(draw(text)[0])


_OBEYED = lazy(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What a terminal, a log viewer or an editor obeys, or hides on purpose."""


def disarmed(text: str) -> str:
    """The text with only those characters as escapes that a terminal would obey; others, blank or seen, stay as they are."""
    if text.isascii() and text.isprintable():
        return text
    return _OBEYED.sub(lambda match: _form(match[0]), text)


def escape_page(page: str) -> str:
    """As `escape`, line by line: for pages that bring their own line breaks."""
    return "\n".join(escape(line) for line in page.split("\n"))


def width(text: str) -> int:
    """How many terminal cells the escaped text fills."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(draw(text)[1])


def draw(text: str, encoding: str = "utf-8") -> tuple[list[str], list[int]]:
    """For each code point what a terminal of this encoding shows for it, and how many cells that fills.

    The parts of one emoji (family, flag, skin tone) count once, at the first of them.
    """
    every = encoding.lower().startswith("utf")
    shown: list[str] = []
    widths: list[int] = []
    marks = 0
    inner = _inner(text)
    for index, character in enumerate(text):
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        cells = _cells(text, index) if marks <= MARKS_IN_A_ROW else None
        if cells and index in inner:
            cells = int(character in _SPACING_VOWELS)
        if not every and cells is not None and not _encodable(character, encoding):
            cells = None
        form = character if cells is not None else _form(character)
        shown.append(form)
        widths.append(len(form) if cells is None else cells)
    return shown, widths


LONGEST_CLUSTERED = 4_000
"""Characters of a line that are read as clusters; a terminal shows a few hundred of them."""
_INDIC = lazy(
    "[\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1900-\u1aaf\u1b00-\u1cff\u0e33\u0eb3\ua800-\ua8ff\ua900-\uaaff\uabc0-\uabff]"
)
_SPACING_VOWELS = frozenset("\u0e33\u0eb3")
"""Vowels of Thai and Lao that belong to a cluster and still fill a cell of their own."""


def _inner(text: str) -> frozenset[int]:
    """Places of letters and vowel signs that fill no cell of their own, since they join the letter before them."""
    if text.isascii() or not _INDIC.search(text):
        return frozenset()
    import regex

    found: list[int] = []
    for match in regex.finditer(r"\X", text[:LONGEST_CLUSTERED]):
        if match.end() - match.start() > 1 and _INDIC.search(match[0]):
            found.extend(range(match.start() + 1, match.end()))
    return frozenset(found)


def reads_from_the_right(text: str) -> bool:
    """Whether a line holds letters that a terminal may show from right to left, where no caret can follow."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def _encodable(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _form(character: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _cells(text: str, index: int) -> int | None:
    """Cells of a character that may be shown as it is; None when it has to be escaped."""
    character = text[index]
    if " " <= character <= "~":
        return 1
    if character in (EMOJI_STYLE, TEXT_STYLE):
        return _style_cells(text, index)
    if character == JOINER:
        return 0 if _joins_emoji(text, index) else None
    if not _printable(character):
        return None
    if _is_mark(character) or (index and _belongs_to_emoji(text, index)):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _printable(character: str) -> bool:
    if character.isprintable():
        return character not in _BLANK and not "\ufe00" <= character <= "\ufe0f" and not _is_selector(character)
    return "\U0001f000" <= character <= "\U0001faff"  # emoji younger than this Python's tables


def _is_selector(character: str) -> bool:
    return "\U000e0100" <= character <= "\U000e01ef"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me") or "\u1160" <= character <= "\u11ff"


def _style_cells(text: str, index: int) -> int | None:
    if index == 0 or not _can_be_emoji(text[index - 1]):
        return None
    if index > 1 and text[index - 2] == JOINER and _joins_emoji(text, index - 2):
        return 0
    grows = text[index] == EMOJI_STYLE and unicodedata.east_asian_width(text[index - 1]) not in ("W", "F")
    return 1 if grows else 0


def _can_be_emoji(character: str) -> bool:
    return character in "0123456789#*" or unicodedata.category(character) in ("So", "Sm", "Po", "Pd", "Sk")


def _joins_emoji(text: str, index: int) -> bool:
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < len(text) else " "
    if before == EMOJI_STYLE:
        before = text[index - 2] if index > 1 else " "
    return (_can_be_emoji(before) or "\U0001f3fb" <= before <= "\U0001f3ff") and unicodedata.category(after) == "So"


def _belongs_to_emoji(text: str, index: int) -> bool:
    before = text[index - 1]
    if before == JOINER:
        return _joins_emoji(text, index - 1)
    tone = "\U0001f3fb" <= text[index] <= "\U0001f3ff"
    return tone and unicodedata.category(before) == "So"
