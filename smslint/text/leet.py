"""Which characters stand for which letters, and whether a spelling can be read as a word."""

from __future__ import annotations

import unicodedata

from smslint.text.fold_tables import LOOKALIKE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

LEET: dict[str, str] = {
    "0": "o", "1": "il", "!": "il", "|": "il", "¡": "i", "3": "e", "4": "a", "@": "a", "5": "s", "$": "s", "7": "t",
    "+": "t", "8": "b", "6": "gb", "9": "gq", "2": "z", "(": "c", "<": "c", "¢": "c", "€": "ec", "£": "le", "¥": "y",
    "#": "h", "^": "a", "°": "o", "§": "s", "×": "x", "µ": "u", "©": "c", "®": "r", "∂": "d", "∑": "e", "√": "v",
    "∩": "n", "∪": "u", "₿": "b", "₮": "t", "₩": "w", "₦": "n", "₱": "p", "₹": "r", "₣": "f", "₤": "l", "₭": "k", "₳": "a",
    "₡": "c", "₲": "g", "₵": "c", "฿": "b", "∆": "a", "℮": "e", "¤": "o",
}  # fmt: skip
"""Digits and symbols, each with the letters a reader may take it for."""

ALSO: dict[str, str] = {
    "Π": "p", "П": "p", "Γ": "fl", "Г": "f", "Δ": "d", "Σ": "s", "Ω": "w", "Ψ": "w", "Θ": "q", "Λ": "v", "Φ": "q", "ß": "b",
}  # fmt: skip
"""Further letters that a character may stand for beside the one that it is folded to."""

MASKS = frozenset("*#_×¤✱✲★☆⁎")
"""Characters written in place of a letter, any letter; dots and dashes too, where others show that something is hidden."""

_STROKES = {
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "å": "a", "ə": "e", "ɛ": "e",
    "ɔ": "o", "ɓ": "b", "ƈ": "c", "ɗ": "d", "ɖ": "d", "ƙ": "k", "ƥ": "p", "ƭ": "t", "ƒ": "f", "ʋ": "v", "ɩ": "i", "ƶ": "z",
    "ƴ": "y", "ŋ": "n", "ɣ": "y", "ƀ": "b", "ɨ": "i", "ɵ": "o", "ʉ": "u", "ɇ": "e", "ɍ": "r", "ȼ": "c", "ⱥ": "a", "ɏ": "y",
    "þ": "p",
}  # fmt: skip
_STROKE_TABLE = str.maketrans(_STROKES)

# Characters of Chinese, Japanese and Thai that fancy fonts on the web use for capitals. They are never Latin by themselves.
_FANCY = {
    pair[0]: pair[1]
    for pair in (
        "卂a 乃b 匚c 乇e 千f 卄h 丨i 丿j ﾌj 長k ㄥl 爪m 几n 口o ㄖo 卩p 尺r 丂s 丅t ㄒt 凵u ㄩu 山w 乂x メx 丫y ㄚy 乙z ฬw"
    ).split()
}


class _Options(dict[str, str]):
    """Character -> everything it may be read as, itself first; filled as characters are met."""

    def __missing__(self, character: str) -> str:
        own = character if character.isalnum() else ""
        plain = strip_accents(character) if character > "\x7f" and character.isalpha() else ""
        alike = LOOKALIKE.get(character, "") + _FANCY.get(character, "")
        every = own + LEET.get(character, "") + alike + ALSO.get(character, "") + (plain if len(plain) == 1 else "")
        options = self[character] = "".join(dict.fromkeys(every))
        return options


OPTIONS = _Options()


def strip_accents(word: str) -> str:
    """The word with Latin accents and strokes removed."""
    decomposed = unicodedata.normalize("NFD", word)
    plain = "".join(character for character in decomposed if not "\u0300" <= character <= "\u036f")
    return plain.translate(_STROKE_TABLE)


def kind_of(character: str, letter: str) -> str:
    """By which fold a character reads as a letter; "" when it is that letter."""
    if character == letter:
        return ""
    if letter in LEET.get(character, ""):
        return "leet"
    return "lookalike" if character in LOOKALIKE or character in ALSO or character in _FANCY else "accent"


def read_as(spelling: str, word: str) -> tuple[str, ...] | None:
    """The folds by which `spelling` reads as `word`: () when equal, None when it does not.

    Repeats count only from three of a letter, or when every letter is doubled: "Wed" is not "weed". At most two thirds
    of the characters are digits, else it is a code or a price.
    """
    if sum(map(str.isdigit, spelling)) * 3 > 2 * len(spelling) or not any(map(str.isalpha, spelling)):
        return None
    if len(spelling) == len(word):
        if not all(letter in OPTIONS[character] for character, letter in zip(spelling, word, strict=True)):
            return None
        return _folds(spelling, word)
    places = _align(spelling, word) if spelling[0].isalpha() and len(set(word)) > 1 else None
    if places is None or not _stretched(places, word):
        return None
    return tuple(sorted({"repeat", *_folds(spelling, "".join(word[place] for place in places))}))


def _folds(spelling: str, word: str) -> tuple[str, ...]:
    return tuple(sorted({kind_of(one, other) for one, other in zip(spelling, word, strict=True)} - {""}))


def _stretched(places: list[int], word: str) -> bool:
    counts = [0] * len(word)
    for place in places:
        counts[place] += 1
    if len(word) > 2 and min(counts) >= 2:
        return True
    start = 0
    for index in range(1, len(word) + 1):
        if index == len(word) or word[index] != word[start]:
            if sum(counts[start:index]) >= max(3, index - start + 1):
                return True
            start = index
    return False


def _align(spelling: str, word: str) -> list[int] | None:
    """For each character of the spelling, the letter of the word it repeats; each letter is used at least once."""
    places: list[int] = []
    at = -1
    for character in spelling:
        options = OPTIONS[character]
        if at + 1 < len(word) and word[at + 1] in options:
            at += 1
        elif at < 0 or word[at] not in options:
            return None
        places.append(at)
    return places if at == len(word) - 1 else None


def spellings(spelling: str, limit: int = 64) -> list[str]:
    """Everything that a spelling may be read as letter by letter, without regard to words; at most `limit`."""
    found = [""]
    for character in spelling:
        options = OPTIONS[character] or character
        if len(found) * len(options) > limit:
            options = options[-1] if not options[0].isalpha() else options[0]
        found = [start + option for start in found for option in options]
    return found


def readings(spelling: str, words: Collection[str], beginnings: Collection[str]) -> list[str]:
    """Words that a spelling may be read as, repeats included, in the order of the alphabet. `beginnings`: of all words."""
    starts = {""}
    for character in spelling:
        options = OPTIONS[character]
        longer = {start + option for start in starts for option in options if start + option in beginnings}
        longer.update(start for start in starts if start and start[-1] in options)
        if not longer:
            return []
        starts = longer
    return sorted(start for start in starts if start in words)


_SYMBOL = r"[0-9@$!|+(<#^]"
_EDGE = r"(?:^|[^a-z0-9])"

WORD_SIGNS = (
    # Leet inside, at the end and at the start of a word; times, sizes and ordinals are too common to be signs.
    rf"[a-z]{_SYMBOL}+[a-z]",
    r"[a-z]{2}(?:[013457@]{1,2}[13457@]|00|[013457@])(?:[^a-z0-9@]|$)|[a-z]{3}[2689](?:[^a-z0-9]|$)|[a-z](?:\$+|\++|@)(?:[^a-z0-9]|$)",
    rf"{_EDGE}[0-9@$]{{1,3}}[a-z]{{3}}|{_EDGE}[$@][0-9@$]{{0,2}}[a-z]{{2}}|{_EDGE}(?:[5$]ex|[5$]3x|9un|8ud|7hc|4ss)(?:[^a-z0-9]|$)",
    # Masks and inner separators; single dots and dashes are left to the split words, since every link has them.
    r"[a-z][*#_|~^`]+[a-z*]|[a-z]\*|[a-z][.\-]{2,3}[a-z]|[a-vx-z]{1,3}[.\-][a-z]{1,3}[.\-][a-z]{1,3}(?:[^a-z]|$)",
    # Three of a letter, or doubled letters in a row.
    "|".join(letter * 3 for letter in "abcdefghijklmnopqrstuvwxyz" if letter != "w") + "|www(?:[^.w]|$)",
    "(?:" + "|".join(letter * 2 for letter in "abcdefghijklmnopqrstuvwxyz") + "){3}",
    # Two letters that look like one.
    rf"vv|{_EDGE}rn[a-z]",
)
"""What a disguised word of ASCII characters looks like, as patterns for folded text. Nothing else is read again."""

PYTHON_SIGNS = (
    *WORD_SIGNS[:4],
    r"(?P<three>[a-vx-z])(?P=three){2}|www(?:[^.w]|$)",
    r"(?:(?P<pair>[a-z])(?P=pair)){3}",
    WORD_SIGNS[6],
)
"""The same for `re`, which is slow with long alternations and has back-references."""

GAP = r"[^a-z0-9]{1,3}"
SPACED_SIGN = rf"{_EDGE}(?:[a-z$@]|[a-z0-9@$!|+]{GAP}[a-z0-9@$!|+]){GAP}[a-z0-9@$!|+]{GAP}[a-z0-9@$!|+](?:[^a-z0-9]|$)"
"""Three single letters in a row, kept apart; four where a digit leads."""

CODE_SIGNS = (
    r"&#[0-9x]|&(?:amp;)+#|&[a-z]{2,8};|%(?:25)*[0-9a-f]{2}|[a-z0-9]<[/!a-z]"
    r"|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|=[0-9a-f]{2}=[0-9a-f]{2}"
    r"|[a-z](?:\(\)[a-z]|\\/|/\\|\|\\)|(?:\\/|/\\|\|\\)[a-z0-9]"
)
"""Characters written as codes or drawn with strokes, and markup inside words."""
