"""String literals of nine languages, as messages: escapes undone, interpolations as fields, each with its place."""

from __future__ import annotations

import re

from smslint.project.escapes import DIALECTS, Escaper, Without, escaper, unescape
from smslint.text.merge_field import name_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from smslint.project.code.tree import Tree
    from smslint.project.places import Writing

STRINGS = frozenset(
    """string template_string encapsed_string string_literal interpreted_string_literal raw_string_literal
    verbatim_string_literal interpolated_string_expression""".split()
)
"""Nodes that are one literal."""
_OPENING = re.compile(r"(?P<prefix>[A-Za-z@$]*)(?P<quote>\"{3,}|'''|[\"'`])")
_FIELDS = {"javascript": "${", "typescript": "${", "tsx": "${", "php": "${", "ruby": "#{"}
_DIALECTS = {"typescript": "javascript", "tsx": "javascript"}
_SIMPLE = re.compile(r"(?:\$|#)?\{\s*\$?[^\W\d][\w.]*\s*\}|\$[^\W\d]\w*")
_DOUBLED = re.compile(r"\{\{|\}\}|\"\"")


class Literal:
    """What a literal's quotes say: where its inside begins and ends, and how it is read and written."""

    __slots__ = ("doubled", "end", "indent", "quote", "raw", "start")

    def __init__(self, tree: Tree, node: Any) -> None:
        start, end = tree.start(node), tree.end(node)
        match = _OPENING.match(tree.source.text, start, end)
        prefix, self.quote = (match["prefix"].lower(), match["quote"]) if match else ("", "")
        self.start = match.end() if match else start
        self.end = max(self.start, end - len(self.quote))
        language = tree.language
        self.raw = (
            ("r" in prefix and language == "python") or "@" in prefix or (language == "go" and self.quote == "`")
            or (language == "c#" and len(self.quote) > 2)
        )  # fmt: skip
        self.doubled = ("{}" if prefix.find("f") >= 0 or "$" in prefix else "") + ('"' if "@" in prefix else "")
        self.indent = 0
        if language in ("java", "c#") and len(self.quote) > 2:
            self._block(tree)

    def _block(self, tree: Tree) -> None:
        """A text block: it begins on the next line, and the indentation of its least indented line is none of it."""
        body = tree.source.text[self.start : self.end]
        first = body.find("\n") + 1
        lines = [line for line in body[first:].split("\n") if line.strip()]
        last = body.rpartition("\n")[2]
        indents = [len(line) - len(line.lstrip()) for line in lines] + ([len(last)] if not last.strip() else [])
        self.indent = min(indents, default=0)
        self.start += first
        if tree.language == "c#":
            self.end = self.start + len(tree.source.text[self.start : self.end].rpartition("\n")[0].rstrip("\r"))

    def dialect(self, language: str) -> str:
        """The name of its escapes."""
        language = _DIALECTS.get(language, language)
        return f"{language}-single" if language in ("ruby", "php") and self.quote == "'" else language

    def writer(self, language: str) -> Callable[[str], str | None]:
        """How text is written into it."""
        if self.raw or self.indent:
            return Without(self.quote[:1] + "\n\\{}")
        newline = None if language in ("ruby", "php") and self.quote == "'" else "\\n"
        also = {"`": "$", '"': "$" if language == "php" else "#" if language == "ruby" else ""}.get(self.quote[:1], "")
        inner = escaper(self.quote, newline, also)
        return _Braceless(inner) if "{" in self.doubled else inner


class _Braceless:
    """Writes into a literal where braces begin an expression: they are doubled."""

    def __init__(self, inner: Escaper) -> None:
        self.inner = inner

    def __call__(self, text: str) -> str | None:
        return self.inner(text.replace("{", "{{").replace("}", "}}"))


def write_literal(tree: Tree, node: Any, writing: Writing) -> None:
    """Add a literal to a message."""
    literal = Literal(tree, node)
    place = literal.start
    for part in _interpolations(node):
        start, end = tree.start(part), tree.end(part)
        if tree.language == "php" and tree.source.text[start - 1 : start] == "{" and tree.source.text[end : end + 1] == "}":
            start, end = start - 1, end + 1
        _between(tree, literal, place, start, writing)
        write_field(tree, start, end, writing)
        place = end
    _between(tree, literal, place, literal.end, writing)


def _interpolations(node: Any) -> list[Any]:
    """Expressions inside a literal, the outermost ones, in order."""
    found, waiting = [], list(reversed(node.children))
    while waiting:
        part = waiting.pop()
        if part.type in ("interpolation", "template_substitution") or (
            node.type == "encapsed_string" and part.is_named and part.type not in ("string_content", "escape_sequence")
        ):
            found.append(part)
        elif part.type == "string_content":
            waiting.extend(reversed(part.children))
    return found


def write_field(tree: Tree, start: int, end: int, writing: Writing) -> None:
    """Add a field for an expression: as it is written where that is a name, else by the best name in it."""
    written = tree.source.text[start:end]
    if _SIMPLE.fullmatch(written):
        writing.plain(start, end)
        return
    name = re.split(r"->|\.", name_of(re.sub(r"[\"'][^\"']*[\"']", "", written.strip("${}#"))) or "value")[-1]
    writing.put(f"{_FIELDS.get(tree.language, '{')}{name.lstrip('$')}}}", start, end)


def _between(tree: Tree, literal: Literal, start: int, end: int, writing: Writing) -> None:
    """Text between two expressions."""
    place = start
    if literal.indent or "\r" in tree.source.text[start:end]:
        for line_start, line_end in _lines(tree.source.text, start, end, literal):
            goes_on = line_end < end and _goes_on(tree, literal, line_start, line_end)
            _text(tree, literal, line_start, line_end - goes_on, writing)
            if line_end < end and not goes_on:
                after = tree.source.text.find("\n", line_end, end) + 1 or end
                writing.put("\n", line_end, after)
        return
    _text(tree, literal, place, end, writing)


def _goes_on(tree: Tree, literal: Literal, start: int, end: int) -> bool:
    """Whether a line ends in a backslash that joins it to the next one."""
    line = tree.source.text[start:end]
    slashes = len(line) - len(line.rstrip("\\"))
    return slashes % 2 == 1 and not literal.raw and DIALECTS[literal.dialect(tree.language)].simple.get("\n") == ""


def _lines(text: str, start: int, end: int, literal: Literal) -> list[tuple[int, int]]:
    """Places of the lines, without indentation and without the blanks at their ends."""
    found, place = [], start
    while place <= end:
        stop = text.find("\n", place, end)
        stop = end if stop < 0 else stop
        first = min(place + literal.indent, stop) if place == literal.start or place != start else place
        body = first + len(text[first:stop].rstrip(" \t\r" if stop < end else "\r"))
        found.append((first, body))
        place = stop + 1
    return found


def _text(tree: Tree, literal: Literal, start: int, end: int, writing: Writing) -> None:
    place = start
    for match in _DOUBLED.finditer(tree.source.text, start, end) if literal.doubled else ():
        if match[0][0] in literal.doubled:
            _plain(tree, literal, place, match.start(), writing)
            writing.put(match[0][0], *match.span())
            place = match.end()
    _plain(tree, literal, place, end, writing)


def _plain(tree: Tree, literal: Literal, start: int, end: int, writing: Writing) -> None:
    if literal.raw:
        writing.plain(start, end)
    else:
        unescape(writing, start, end, literal.dialect(tree.language))
