"""JSON, and .arb, which is JSON with ICU texts."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

from smslint.project.escapes import escaper, unescape
from smslint.project.piece import Piece, Unreadable
from smslint.project.places import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.project.places import Places
    from smslint.project.source import Source

DEEPEST = 200
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)
_ESCAPE = escaper('"')
IGNORE = "smslint"
"""The key beside a text that holds its suppression: `smslint` for all of an object, `name@smslint` for one."""


def read_json(source: Source) -> Iterator[Piece]:
    """Every string value."""
    _validate(source.text)
    yield from strings(source, 0, len(source.text))


def read_arb(source: Source) -> Iterator[Piece]:
    """Every resource; keys that begin with @ describe others."""
    for piece in read_json(source):
        if not piece.key[0].startswith("@"):
            piece.syntax = "icu"
            yield piece


def _validate(text: str) -> None:
    import json

    try:
        json.loads(text)
    except RecursionError:
        raise Unreadable("nested too deeply to be read; no file of texts is") from None
    except json.JSONDecodeError as error:
        raise Unreadable(f"not valid JSON ({error.msg.removesuffix(' at')}); mend it", error.pos) from None
    except ValueError:
        raise Unreadable("a number with too many digits; mend it") from None


def strings(source: Source, start: int, end: int) -> Iterator[Piece]:
    """The string values of valid JSON in source[start:end], with the suppressions that stand beside them; one that stands
    beside none comes with an empty text."""
    pieces: list[Piece] = []
    ignores: dict[tuple[str, ...], list[tuple[int, int, str]]] = {}
    for piece in _walk(source, start, end):
        name = piece.key[-1] if piece.key else ""
        if name == IGNORE or name.endswith("@" + IGNORE):
            target = (*piece.key[:-1], name.removesuffix(IGNORE).rstrip("@"))
            ignores.setdefault(target, []).append((piece.start + 1, piece.end - 1, piece.make()[0]))
        else:
            pieces.append(piece)
    covering: set[tuple[str, ...]] = set()
    for piece in pieces:
        if ignores:
            beside = (*piece.key[:-1], "")
            piece.ignores = (*ignores.get(piece.key, ()), *ignores.get(beside, ()))
            covering.update((piece.key, beside))
        yield piece
    for key, some in ignores.items():
        if key not in covering:
            start, end, _ = some[0]
            yield Piece(key, start, end, partial(Writing(source).done, start), ignores=tuple(some))


def _walk(source: Source, start: int, end: int) -> Iterator[Piece]:
    """Walk the tokens with a stack of our own: depth costs nothing, and every place is known."""
    stack: list[list[str | int]] = []
    text = source.text
    key = ""
    for match in _TOKEN.finditer(text, start, end):
        sign = text[match.start()]
        if sign in "{[":
            if len(stack) >= DEEPEST:
                raise Unreadable("nested too deeply to be read; no file of texts is", match.start())
            stack.append([sign, key, 0])
            key = ""
        elif sign in "}]":
            key = str(stack.pop()[1]) if stack else ""
        elif sign == ",":
            if stack and stack[-1][0] == "[":
                stack[-1][2] = int(stack[-1][2]) + 1
            key = ""
        elif sign == '"':
            if stack and stack[-1][0] == "{" and not key and _is_key(text, match.end()):
                key = _plain(source, match.start(), match.end()) or "\0"
                continue
            yield _piece(source, match.start(), match.end(), _path(stack, key))


def _is_key(text: str, place: int) -> bool:
    while text[place : place + 1] in (" ", "\t", "\n", "\r"):
        place += 1
    return text[place : place + 1] == ":"


def _path(stack: list[list[str | int]], key: str) -> tuple[str, ...]:
    path = [str(level[1]) if above[0] == "{" else str(above[2]) for above, level in pairwise(stack)]
    if stack:
        path.append(key if stack[-1][0] == "{" else str(stack[-1][2]))
    return tuple("" if name == "\0" else name for name in path)


def _plain(source: Source, start: int, end: int) -> str:
    return _make(source, start, end)[0]


def _piece(source: Source, start: int, end: int, key: tuple[str, ...]) -> Piece:
    return Piece(key, start, end, partial(_make, source, start, end), _ESCAPE)


def _make(source: Source, start: int, end: int) -> tuple[str, Places]:
    writing = Writing(source)
    unescape(writing, start + 1, end - 1, "json")
    return writing.done(start + 1)
