"""The record of one merge field, and the readers of all syntaxes without braces.

A reader gets a match of its shape and says whether it is a merge field: most shapes also occur in honest prose.
"""

from __future__ import annotations

import re

from smslint.text.field_names import ENVIRONMENT, FIELDS, HTML, is_field, is_variable, parts_of

_PATH = re.compile(r"\$?[^\W\d][\w.-]*")


class Placeholder:
    """One merge field or template block.

    syntax: {{}}, go-template, ${}, #{}, %{}, {}, icu, {% %}, {#var#}, <% %>, <# >, %s, %NAME%, %%x%%, $x, $(), $[]$, :x, [],
    [[]], [% %], (), <>, *|X|*, @@x@@, @X@, ##X##, ~x~ or __X__; name: best effort, "" when it has none; filters: the names of those applied;
    block: it steers (if, end, comment) rather than prints.
    """

    __slots__ = ("block", "end", "filters", "name", "start", "syntax")

    def __init__(
        self, start: int, end: int, syntax: str, name: str, filters: tuple[str, ...] = (), block: bool = False
    ) -> None:
        self.start = start
        self.end = end
        self.syntax = syntax
        self.name = name
        self.filters = filters
        self.block = block

    def __repr__(self) -> str:
        return f"Placeholder({self.start}:{self.end} {self.syntax} {self.name!r}{' block' if self.block else ''})"


def name_of(expression: str) -> str:
    """The first identifier path of an expression, else an empty text."""
    for match in _PATH.finditer(expression[:200]):
        name = match[0].rstrip(".-")
        if expression[match.end() : match.end() + 1] != "(":
            return name
        if "." in name:  # a method of what we look for
            return name.rpartition(".")[0]
    return ""


def _read_erb(text: str, match: re.Match[str]) -> Placeholder:
    inner = match[0][2:-2]
    name = name_of(inner.lstrip("=-#"))
    return Placeholder(match.start(), match.end(), "<% %>", name, block=not inner.startswith("="))


def _has_field_word(name: str) -> bool:
    return any(part in FIELDS for part in parts_of(name))


HIDDEN = frozenset(("URL", "EMAIL", "TIME", "DECIMAL"))
"""Marks by which collections of messages hide what stood there; whoever rendered the text filled the field."""


def is_glued(text: str, start: int) -> bool:
    """Whether a bracket follows a letter at once, as in `List<Item>` and `rows[index]`."""
    return text[start - 1 : start].isalpha() and start > 0


def _read_angle(text: str, match: re.Match[str]) -> Placeholder | None:
    inner = match[0][1:-1]
    if "=" in inner or inner in HIDDEN or is_glued(text, match.start()) or inner.strip("/ ").lower() in HTML:
        return None
    if not is_field(inner):
        return None
    return Placeholder(match.start(), match.end(), "<>", inner.strip())


_SUBJECT = re.compile(r" (?:is (?:your|the)|es (?:tu|su)|est (?:votre|ton)) ")
"""What makes the bracket that opens a message a part of its first sentence: `[CODE] is your code`."""


def _read_square(text: str, match: re.Match[str]) -> Placeholder | None:
    start, end = match.span()
    opens_message = start < 9 and not text[:start].strip() and bool(text[end:].strip()) and not _SUBJECT.match(text, end)
    if text[end : end + 1] == "(" or is_glued(text, start) or not is_field(match[0][1:-1], opens_message):
        return None
    return Placeholder(start, end, "[]", match[0][1:-1].strip())


_WITH_DEFAULT = re.compile(r'(?:data:|var:)(\w+)(?::.*)?|(\w[\w ]*?) OR "[^"]*"')


def _read_double(text: str, match: re.Match[str]) -> Placeholder | None:
    inner = match[0][2:-2].strip()
    named = _WITH_DEFAULT.fullmatch(inner)
    if named:
        inner = named[1] or named[2]
    if not (inner.isidentifier() or is_field(inner)):
        return None
    return Placeholder(match.start(), match.end(), "[[]]", inner)


def _read_merge(text: str, match: re.Match[str]) -> Placeholder:
    name = match[0][2:-2].strip()
    block = name.upper().startswith(("IF:", "ELSE", "END:", "IFNOT:"))
    return Placeholder(match.start(), match.end(), "*|X|*", name.rpartition(":")[2], block=block)


def _read_at(text: str, match: re.Match[str]) -> Placeholder | None:
    name = match[0].strip("@")
    double = match[0].startswith("@@")
    if not double and not _has_field_word(name):
        return None
    return Placeholder(match.start(), match.end(), "@@x@@" if double else "@X@", name)


def _read_dunder(text: str, match: re.Match[str]) -> Placeholder | None:
    name = match[0][2:-2]
    if not (_has_field_word(name) or (name.isupper() and "_" in name)):
        return None
    return Placeholder(match.start(), match.end(), "__X__", name)


def _read_tilde(text: str, match: re.Match[str]) -> Placeholder | None:
    name = match[0][1:-1]
    if not _has_field_word(name):
        return None
    return Placeholder(match.start(), match.end(), "~x~", name)


def _read_hash(text: str, match: re.Match[str]) -> Placeholder | None:
    """`##REF##`, `#FIRST_NAME#`, `#field1#`; "#1 of #2" and "#sale#" are none."""
    name = match[0].strip("#")
    double = match[0].startswith("##") and match[0].endswith("##")
    sure = name.isupper() or "_" in name or name[-1].isdigit()
    if not (_has_field_word(name) or "_" in name) or not (double or (sure and match[0].count("#") == 2)):
        return None
    return Placeholder(match.start(), match.end(), "##X##", name)


def _read_printf(text: str, match: re.Match[str]) -> Placeholder | None:
    """`%s`, `%1$s`, `%(name)s`; not the per cent of "20%d'" or an escape such as %20.

    Where `printf` is called in a text, a format is its argument: see `placeholder_scan.read`.
    """
    start, written = match.start(), match[0]
    before = text[start - 1 : start]
    if written == "%%" or before.isdigit() or (before == " " and text[start - 2 : start - 1].isdigit()):
        return None
    if written[1].isdigit() and "$" not in written and (before.isalnum() or (before and before in "%&=?/_")):
        return None
    if written[1] in "(<#":
        return Placeholder(start, match.end(), "%s", name_of(written))
    name = written[1:-1].partition("$")[0]
    return Placeholder(start, match.end(), "%s", name if name.isdigit() else "")


def _read_percent(text: str, match: re.Match[str]) -> Placeholder | None:
    name, bar, default = match[0][1:-1].partition("|")
    if name in ENVIRONMENT or not (name.isupper() or "_" in name or _has_field_word(name)):
        return None
    return Placeholder(match.start(), match.end(), "%NAME%", name, (default,) if bar else ())


def _read_dollar(text: str, match: re.Match[str]) -> Placeholder | None:
    name = match[0].strip("$!.")
    head = re.split(r"->|\.", name)[0]
    if not is_variable(head):
        return None
    if "->" not in name and not all(is_variable(part) for part in name.split(".")):
        name = head
    end = match.start() + match[0].index(name) + len(name)
    return Placeholder(match.start(), end + (text[end : end + 1] == "$"), "$x", name)


def _read_colon(text: str, match: re.Match[str]) -> Placeholder | None:
    name = match[0][1:]
    if not (name.isidentifier() and name.islower() and ("_" in name or name in FIELDS) and is_variable(name)):
        return None
    return Placeholder(match.start(), match.end(), ":x", name)


READERS = {
    "erb": _read_erb, "angle": _read_angle, "square": _read_square, "double": _read_double, "merge": _read_merge,
    "at": _read_at, "hash": _read_hash, "tilde": _read_tilde, "dunder": _read_dunder, "printf": _read_printf, "percent": _read_percent,
    "dollar": _read_dollar, "colon": _read_colon,
}  # fmt: skip
