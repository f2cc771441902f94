"""Escapes in string literals: what they mean, where they stand, and how text is written between the same quotes."""

from __future__ import annotations

import re
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.project.places import Writing

_FORMS = {
    "pair": r"u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})",
    "u{}": r"u\{(?P<braced>[0-9a-fA-F_ ]{1,8})\}",
    "u4": r"u+(?P<four>[0-9a-fA-F]{4})",
    "U8": r"U(?P<eight>[0-9a-fA-F]{8})",
    "x2": r"x(?P<two>[0-9a-fA-F]{2})",
    "x1": r"x(?P<few>[0-9a-fA-F]{1,4})",
    "octal": r"(?P<octal>[0-7]{1,3})",
    "N": r"N\{(?P<name>[^{}\n]{1,80})\}",
}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_C = {**_CONTROLS, "a": "\a", "v": "\v", "\\": "\\", "'": "'", '"': '"'}
_LINE = {"\n": "", "\r\n": "", "\r": ""}
DEEPEST = 0x10FFFF


class Dialect:
    """How one language escapes.

    simple: the character after the backslash -> what it means; forms: of numbers; keeps: an unknown escape stays as it is
    written, backslash included, else only the backslash goes.
    """

    __slots__ = ("_forms", "_pattern", "keeps", "simple")

    def __init__(self, simple: dict[str, str], forms: str = "", keeps: bool = False) -> None:
        self.simple = simple
        self.keeps = keeps
        self._forms = forms
        self._pattern: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """One escape."""
        if self._pattern is None:
            parts = [_FORMS[name] for name in self._forms.split()]
            self._pattern = re.compile(r"\\(?:" + "|".join([*parts, r"(?P<other>\r\n|[\s\S])"]) + ")")
        return self._pattern


DIALECTS = {
    "json": Dialect({**_CONTROLS, "\\": "\\", '"': '"', "/": "/"}, "pair u4"),
    "python": Dialect({**_C, **_LINE}, "u4 U8 x2 octal N", keeps=True),
    "javascript": Dialect({**_C, **_LINE, "`": "`", "$": "$"}, "pair u{} u4 x2 octal"),
    "ruby": Dialect({**_C, **_LINE, "s": " ", "e": "\x1b", "#": "#"}, "u{} u4 x1 octal"),
    "ruby-single": Dialect({"\\": "\\", "'": "'"}, keeps=True),
    "php": Dialect({**_CONTROLS, "v": "\v", "e": "\x1b", "\\": "\\", "$": "$", '"': '"'}, "u{} x2 octal", keeps=True),
    "php-single": Dialect({"\\": "\\", "'": "'"}, keeps=True),
    "java": Dialect({**_C, **_LINE, "s": " "}, "pair u4 octal"),
    "go": Dialect(_C, "u4 U8 x2 octal"),
    "c#": Dialect({**_C, "0": "\0", "e": "\x1b"}, "pair u4 U8 x1"),
    "toml": Dialect({**_CONTROLS, "e": "\x1b", "\\": "\\", '"': '"'}, "u4 U8 x2"),
    "yaml": Dialect(
        {**_C, "0": "\0", "e": "\x1b", "/": "/", " ": " ", "\t": "\t", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"},
        "pair u4 U8 x2",
    ),
    "po": Dialect(_C, "x2 octal", keeps=True),
    "properties": Dialect(_CONTROLS, "pair u4"),
    "android": Dialect({"n": "\n", "t": "\t", "\\": "\\", "'": "'", '"': '"', "@": "@", "?": "?"}, "pair u4"),
}


def unescape(writing: Writing, start: int, end: int, dialect: str) -> None:
    """Take source[start:end], the inside of a literal, with its escapes undone."""
    rules, text = DIALECTS[dialect], writing.source.text
    place = start
    while True:
        slash = text.find("\\", place, end)
        if slash < 0:
            break
        match = rules.pattern.match(text, slash, end)
        if match is None:
            break
        writing.plain(place, slash)
        meant = _meaning(match, rules)
        if meant is None:
            writing.plain(slash, match.end())
        else:
            writing.put(meant, slash, match.end())
        place = match.end()
    writing.plain(place, end)


def _meaning(match: re.Match[str], rules: Dialect) -> str | None:
    """What an escape means; None when it stays as it is written."""
    kind, value = match.lastgroup or "", match[match.lastgroup or 0]
    if kind == "other":
        return rules.simple.get(value, None if rules.keeps else value)
    if kind == "low":
        return chr(0x10000 + ((int(match["high"], 16) - 0xD800) << 10) + int(value, 16) - 0xDC00)
    if kind == "name":
        return _named(value)
    if kind == "braced":
        return "".join(_character(int(part, 16)) for part in value.replace("_", "").split())
    return _character(int(value, 8 if kind == "octal" else 16))


def _character(number: int) -> str:
    return chr(number) if number <= DEEPEST else "\ufffd"


@lru_cache(maxsize=256)
def _named(name: str) -> str | None:
    from unicodedata import lookup

    try:
        return lookup(name)
    except KeyError:
        return None


def escaper(quote: str, newline: str | None = "\\n", also: str = "") -> Escaper:
    """How text is written between such quotes, in a language with backslashes; `also`: more characters that need one."""
    return Escaper(frozenset("\\" + quote[:1] + also), newline)


class Escaper:
    """Writes text so that it means itself between quotes; None for text that cannot be written there."""

    __slots__ = ("newline", "special")

    def __init__(self, special: frozenset[str], newline: str | None) -> None:
        self.special = special
        self.newline = newline

    def __call__(self, text: str) -> str | None:
        written = "".join("\\" + character if character in self.special else character for character in text)
        if "\n" in written and self.newline is None:
            return None
        return written.replace("\n", self.newline or "")


def verbatim(text: str) -> str | None:
    """How text is written where it stands for itself."""
    return text


class Without:
    """Writes text where nothing can be escaped: it must do without some characters."""

    __slots__ = ("forbidden",)

    def __init__(self, forbidden: str) -> None:
        self.forbidden = forbidden

    def __call__(self, text: str) -> str | None:
        return None if any(character in text for character in self.forbidden) else text
