"""Reads program code: finds the send calls, and the texts that are given to them."""

from __future__ import annotations

import re
from functools import partial

from smslint.project.code.arguments import Arguments, callee
from smslint.project.code.calls import Call, plain
from smslint.project.code.literals import STRINGS, Literal, write_field, write_literal
from smslint.project.code.sender import sender_of
from smslint.project.code.tree import Tree
from smslint.project.code.values import Values
from smslint.project.piece import Piece, Remark
from smslint.project.places import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from smslint.project.places import Places
    from smslint.project.source import Source

SYNTAX = {"javascript": "${}", "typescript": "${}", "tsx": "${}", "php": "${}", "ruby": "#{}"}


class Match:
    """A send call: what is called, the line of the table, the argument with the text, and all arguments where there are some."""

    __slots__ = ("call", "given", "path", "value")

    def __init__(self, path: str, call: Call, value: Any, given: Arguments | None) -> None:
        self.path = path
        self.call = call
        self.value = value
        self.given = given


def read_code(
    source: Source, language: str, calls: Sequence[Call], wanted: Callable[[str], bool] | None = None
) -> Iterator[Piece | Remark]:
    """The texts of all send calls, in order, each once; a Remark for each text that is not statically known.

    wanted: also the constants, fields and entries whose dotted name it takes.
    """
    tree = Tree(source, language)
    values, words, seen = Values(tree), plain(source.text), set[int]()
    named = {call.word: re.search(call.word, words) is not None for call in calls if call.word}
    active = [call for call in calls if not call.word or call.either or named[call.word]]
    found: list[Piece | Remark] = []
    for node in tree.nodes():
        for match in _matches(tree, node, active, named):
            if match.value.id not in seen:
                seen.add(match.value.id)
                found += _pieces(tree, values, match)
    found += _constants(tree, values, wanted) if wanted is not None else []
    texts = set[tuple[int, int]]()
    for one in sorted(found, key=lambda one: one.start if isinstance(one, Piece) else one.offset):
        if isinstance(one, Remark):
            yield one
        elif (one.start, one.end) not in texts:
            texts.add((one.start, one.end))
            yield one


def _matches(tree: Tree, node: Any, calls: Sequence[Call], words: Mapping[str, bool]) -> Iterator[Match]:
    """A node as a send call with a text, where it is one."""
    if node.type in ("assignment_expression", "assignment"):
        yield from _property(tree, node, calls)
        return
    path = callee(tree, node)
    wanted = [call for call in calls if call.callee.search(plain(path))] if path else []
    if not wanted:
        return
    given = Arguments(tree, node)
    for call in wanted:
        told = call.either and (words[call.word] or len(given.positional) > 2)
        if call.needs and not told and not given.has(call.needs):
            continue
        if any("whatsapp:" in tree.text(one) for one in given.named.values() if one.type in STRINGS):
            return
        value = given.by_name(call.names) or given.at(call.position)
        if value is not None:
            yield Match(path, call, value, given)
            return


def _property(tree: Tree, node: Any, calls: Sequence[Call]) -> Iterator[Match]:
    """`$message->body = '...'`, where MessageBird's PHP library wants it."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None or left.type != "member_access_expression" or tree.language != "php":
        return
    path = tree.path(left)
    for call in calls:
        if call.service == "messagebird" and plain(path) == "message.body":
            yield Match(path, call, right, None)
            return


def _pieces(tree: Tree, values: Values, match: Match) -> list[Piece | Remark]:
    texts = values.of(match.value)
    key = tuple(match.path.split(".")[-2:])
    if texts is None:
        say = f"the text given to {'.'.join(key)} is not known before the program runs"
        if values.is_elsewhere(match.value):
            say += "; if another file holds it, name that file and its keys in [[files]]"
        return [Remark(tree.start(match.value), say)]
    sender = sender_of(values, match.call, match.given) if match.given is not None else None
    return [_piece(tree, key, parts, {"sender": sender} if sender else {}) for parts in texts]


def _constants(tree: Tree, values: Values, wanted: Callable[[str], bool]) -> Iterator[Piece | Remark]:
    for way, value, texts in values.constants():
        if not wanted(".".join(way)):
            continue
        if texts is None:
            yield Remark(tree.start(value), f"the text of {'.'.join(way)} is not known before the program runs")
        for parts in texts or ():
            yield _piece(tree, way, parts, {})


def _piece(tree: Tree, key: tuple[str, ...], parts: list[Any], fields: Mapping[str, str]) -> Piece:
    literals = [part for part in parts if part.type in STRINGS]
    last = literals[-1] if literals else parts[-1]
    writer = Literal(tree, last).writer(tree.language) if literals else None
    syntax = SYNTAX.get(tree.language, "{}")
    start, end = min(map(tree.start, parts)), max(map(tree.end, parts))
    return Piece(key, start, end, partial(make, tree, parts), writer, syntax=syntax, sure=True, fields=fields)


def make(tree: Tree, parts: list[Any]) -> tuple[str, Places]:
    """The text of literals and of expressions between them, which become fields, with the way back."""
    writing = Writing(tree.source)
    for part in parts:
        if part.type in STRINGS:
            write_literal(tree, part, writing)
        else:
            write_field(tree, tree.start(part), tree.end(part), writing)
    return writing.done(tree.start(parts[0]))
