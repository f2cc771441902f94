"""YAML in every style of scalar. Nothing is constructed: tags stay tags, aliases are read once."""

from __future__ import annotations

import re
from functools import partial

from smslint.project.escapes import Without, escaper, unescape
from smslint.project.piece import Piece, Unreadable
from smslint.project.places import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from smslint.project.places import Places
    from smslint.project.source import Source

DEEPEST = 100
_INDICATORS = "\"'`-.?*&!|>%@[]{},"
"""Signs that are none of a text without quotes where they come first, as they would where they replace its first character."""
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
"""An anchor and a tag before a text, where its node begins."""
_STRING = "tag:yaml.org,2002:str"


def read_yaml(source: Source) -> Iterator[Piece]:
    """Every scalar that is a text."""
    seen: set[int] = set()
    for document in _documents(source.text):
        if document is not None:
            yield from _walk(source, document, seen)


def _documents(text: str) -> list[Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return list(yaml.compose_all(text, Loader=loader))
    except RecursionError:
        raise Unreadable("nested too deeply to be read; no file of texts is") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(f"not valid YAML ({error.problem or error.context}); mend it", mark.index if mark else None) from None
    except yaml.YAMLError as error:
        place = getattr(error, "position", None)
        raise Unreadable("not valid YAML (a character that it does not allow); mend it", place) from None


def _walk(source: Source, root: Any, seen: set[int]) -> Iterator[Piece]:
    from yaml import MappingNode, ScalarNode, SequenceNode

    waiting: list[tuple[Any, tuple[str, ...], bool]] = [(root, (), False)]
    while waiting:
        node, key, flow = waiting.pop()
        if id(node) in seen or len(key) > DEEPEST:
            continue
        seen.add(id(node))
        flow = flow or bool(getattr(node, "flow_style", False))
        if isinstance(node, ScalarNode):
            if node.value and (node.tag == _STRING or not node.tag.startswith("tag:yaml.org")):
                yield _piece(source, node, key, flow)
        elif isinstance(node, SequenceNode):
            waiting += reversed([(one, (*key, str(n)), flow) for n, one in enumerate(node.value)])
        elif isinstance(node, MappingNode):
            pairs = [(value, (*key, str(name.value)), flow) for name, value in node.value if isinstance(name, ScalarNode)]
            waiting += reversed(pairs)


def _piece(source: Source, node: Any, key: tuple[str, ...], flow: bool) -> Piece:
    start, end = node.start_mark.index, node.end_mark.index
    start += len(_PROPERTIES.match(source.text, start, end)[0])  # type: ignore[index]
    make = partial(_make, source, start, end, node.style or "", node.value)
    # A comment may stand behind the sign of a block: the text begins on the line below.
    below = source.text.find("\n", start, end) + 1 if node.style in ("|", ">") else 0
    return Piece(key, below or start, end, make, _writer(source, start, node.style or "", flow))


def _writer(source: Source, start: int, style: str, flow: bool) -> Callable[[str], str | None]:
    if style == '"':
        return escaper('"')
    if style == "'":
        return lambda text: None if "\n" in text else text.replace("'", "''")
    if style == "|":
        indent = _indent(source.text, source.text.find("\n", start) + 1)
        return lambda text: text.replace("\n", "\n" + " " * indent)
    first = "" if style or source.text[start : start + 1].isascii() else _INDICATORS
    return Without("\n:#" + ("[]{}," if flow and not style else "") + first)


def _make(source: Source, start: int, end: int, style: str, value: str) -> tuple[str, Places]:
    writing = Writing(source)
    if style in ("|", ">"):
        value = value.rstrip("\n")
        _block(writing, start, end, value)
    else:
        _flow(writing, start + len(style), end - len(style), style, value)
    text, places = writing.done(start)
    return (text, places) if text == value else _as_a_whole(source, start, end, value)


def _as_a_whole(source: Source, start: int, end: int, value: str) -> tuple[str, Places]:
    """A text whose lines end in signs that only YAML takes for line ends: it belongs to its place as a whole."""
    writing = Writing(source)
    writing.put(value, start, end)
    return writing.done(start)


def _block(writing: Writing, start: int, end: int, value: str) -> None:
    """Lines of a literal or folded scalar; what a line end became is read off the value."""
    text = writing.source.text
    place = text.find("\n", start, end) + 1
    if not place:
        return
    header = text[start:place]
    explicit = next((int(sign) for sign in header.split("#")[0] if sign.isdigit()), 0)
    indent = _indent(text, place)
    if explicit:
        indent = min(indent, _parent_indent(text, start) + explicit)
    taken = 0
    while place < end and taken < len(value):
        stop = text.find("\n", place, end)
        stop = end if stop < 0 else stop
        body = stop - 1 if text[stop - 1 : stop] == "\r" else stop
        first = min(place + indent, body)
        length = min(body - first, len(value) - taken)
        writing.plain(first, first + length)
        taken += length
        if value[taken : taken + 1] in ("\n", " ") and taken < len(value):
            writing.put(value[taken], body, stop + 1)
            taken += 1
        place = stop + 1


def _indent(text: str, place: int) -> int:
    """Spaces before the first line that is not blank, from a place on."""
    while place < len(text):
        stop = text.find("\n", place)
        stop = len(text) if stop < 0 else stop
        line = text[place:stop]
        if line.strip():
            return len(line) - len(line.lstrip(" "))
        place = stop + 1
    return 0


def _parent_indent(text: str, start: int) -> int:
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return len(line) - len(line.lstrip(" "))


def _flow(writing: Writing, start: int, end: int, style: str, value: str) -> None:
    """Lines of a plain or quoted scalar, folded as the value says."""
    text, place, taken = writing.source.text, start, 0
    while place <= end:
        stop = text.find("\n", place, end)
        last = stop < 0
        stop = end if last else stop
        first, body = place, stop
        if place != start:
            while first < body and text[first] in " \t":
                first += 1
        if not last:
            while body > first and text[body - 1] in " \t\r":
                body -= 1
        goes_on = not last and style == '"' and _odd_slashes(text, first, body)
        _segment(writing, first, body - goes_on, style)
        taken = writing.length
        if not last and not goes_on and value[taken : taken + 1] in ("\n", " ") and taken < len(value):
            writing.put(value[taken], body, stop + 1)
        place = stop + 1


def _segment(writing: Writing, start: int, end: int, style: str) -> None:
    if style == '"':
        unescape(writing, start, end, "yaml")
        return
    place = start
    while style == "'":
        twice = writing.source.text.find("''", place, end)
        if twice < 0:
            break
        writing.plain(place, twice)
        writing.put("'", twice, twice + 2)
        place = twice + 2
    writing.plain(place, end)


def _odd_slashes(text: str, start: int, end: int) -> bool:
    count = 0
    while end - count > start and text[end - count - 1] == "\\":
        count += 1
    return count % 2 == 1
