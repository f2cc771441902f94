"""Reads program code: finds the send calls, and the texts that are given to them."""

from __future__ import annotations

import re
from functools import partial

from smslint.project.code.calls import Call, plain
from smslint.project.code.literals import STRINGS, Literal, write_field, write_literal
from smslint.project.code.tree import Tree
from smslint.project.code.values import Values
from smslint.project.found import Writing
from smslint.project.piece import Piece, Remark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from smslint.project.found import Places
    from smslint.project.source import Source

_CALLEES = {
    "call": ("function", "receiver"),
    "call_expression": ("function",),
    "new_expression": ("constructor",),
    "member_call_expression": ("object", "name"),
    "nullsafe_member_call_expression": ("object", "name"),
    "scoped_call_expression": ("scope", "name"),
    "function_call_expression": ("function",),
    "method_invocation": ("object", "name"),
    "object_creation_expression": ("type",),
    "composite_literal": ("type",),
    "invocation_expression": ("function",),
}
_HOLDERS = frozenset(
    """dictionary object hash array_creation_expression literal_value initializer_expression composite_literal argument
    unary_expression literal_element list array dictionary_splat parenthesized_expression body""".split()
)
"""Nodes in which named arguments may stand further down."""
DEEPEST = 8
SYNTAX = {"javascript": "${}", "typescript": "${}", "tsx": "${}", "php": "${}", "ruby": "#{}"}


def read_code(source: Source, language: str, calls: Sequence[Call]) -> Iterator[Piece | Remark]:
    """The texts of all send calls, in order, each once; a Remark for each text that is not statically known."""
    tree = Tree(source, language)
    values, words, seen = Values(tree), plain(source.text), set[int]()
    named = {call.word: re.search(call.word, words) is not None for call in calls if call.word}
    active = [call for call in calls if not call.word or call.either or named[call.word]]
    found: list[Piece | Remark] = []
    for node in tree.nodes():
        for path, call, value in _matches(tree, node, active, named):
            if value.id not in seen:
                seen.add(value.id)
                found += _pieces(tree, values, path, call, value)
    texts = set[tuple[int, int]]()
    for one in sorted(found, key=lambda one: one.start if isinstance(one, Piece) else one.offset):
        if isinstance(one, Remark):
            yield one
        elif (one.start, one.end) not in texts:
            texts.add((one.start, one.end))
            yield one


def _matches(
    tree: Tree, node: Any, calls: Sequence[Call], words: Mapping[str, bool]
) -> Iterator[tuple[str, Call, Any]]:
    """(what is called, the line of the table, the argument) where a node is a send call with a text."""
    if node.type in ("assignment_expression", "assignment"):
        yield from _property(tree, node, calls)
        return
    fields = _CALLEES.get(node.type)
    if fields is None:
        return
    path = _path(tree, node, fields)
    wanted = [call for call in calls if call.callee.search(plain(path))]
    if not wanted:
        return
    named, positional = _arguments(tree, node)
    for call in wanted:
        told = call.either and (words[call.word] or len(positional) > 2)
        if call.needs and not told and not any(name.rpartition(".")[2] in call.needs for name in named):
            continue
        if any("whatsapp:" in tree.text(one) for one in named.values() if one.type in STRINGS):
            return
        value = next((value for name, value in named.items() if _is_named(name, call)), None)
        if value is None and call.position is not None and len(positional) > call.position:
            value = positional[call.position]
        if value is not None:
            yield path, call, value
            return


def _is_named(name: str, call: Call) -> bool:
    return any(name == one or name.endswith("." + one) for one in call.names)


def _property(tree: Tree, node: Any, calls: Sequence[Call]) -> Iterator[tuple[str, Call, Any]]:
    """`$message->body = '...'`, where MessageBird's PHP library wants it."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None or left.type != "member_access_expression" or tree.language != "php":
        return
    path = tree.path(left)
    for call in calls:
        if call.service == "messagebird" and plain(path) == "message.body":
            yield path, call, right
            return


def _path(tree: Tree, node: Any, fields: tuple[str, ...]) -> str:
    if node.type == "call" and (method := node.child_by_field_name("method")) is not None:
        receiver = node.child_by_field_name("receiver")
        return ".".join(tree.path(part) for part in (receiver, method) if part is not None)
    parts = [part for name in fields if (part := node.child_by_field_name(name)) is not None]
    if not parts and node.type == "object_creation_expression":
        parts = [child for child in node.named_children if child.type in ("qualified_name", "name")][:1]
    return ".".join(tree.path(part) for part in parts)


def _arguments(tree: Tree, node: Any) -> tuple[dict[str, Any], list[Any]]:
    """Arguments by name (those of dictionaries and structures in them too, `outer.inner`), and by position."""
    named: dict[str, Any] = {}
    positional: list[Any] = []
    holders = [
        child for child in node.named_children
        if child.type in ("arguments", "argument_list", "initializer_expression", "literal_value")
    ]  # fmt: skip
    for holder in holders:
        for child in holder.named_children:
            pair = _pair(tree, child)
            if pair is not None:
                named.setdefault(pair[0], pair[1])
                _descend(tree, pair[1], pair[0] + ".", named, 0)
            elif child.type != "comment":
                positional.append(child)
                _descend(tree, child, "", named, 0)
    return named, positional


def _descend(tree: Tree, node: Any, before: str, named: dict[str, Any], depth: int) -> None:
    if node.type not in _HOLDERS or depth > DEEPEST:
        return
    for child in node.named_children:
        pair = _pair(tree, child)
        if pair is not None:
            named.setdefault(before + pair[0], pair[1])
            _descend(tree, pair[1], f"{before}{pair[0]}.", named, depth + 1)
        else:
            _descend(tree, child, before, named, depth + 1)


def _pair(tree: Tree, node: Any) -> tuple[str, Any] | None:
    """Name and value of a named argument, a pair of a dictionary or a field of a structure."""
    if node.type == "shorthand_property_identifier":
        return plain(tree.text(node)), node
    if node.type == "array_element_initializer":
        inside = node.named_children
        return (_name(tree, inside[0]), inside[1]) if len(inside) == 2 else None
    if node.type == "argument":
        name = node.child_by_field_name("name")
        return (_name(tree, name), node.named_children[-1]) if name is not None else None
    if node.type in ("keyword_argument", "pair", "keyed_element", "assignment_expression"):
        name = node.child_by_field_name("name") or node.child_by_field_name("key") or node.child_by_field_name("left")
        value = node.child_by_field_name("value") or node.child_by_field_name("right")
        return (_name(tree, name), value) if name is not None and value is not None else None
    return None


def _name(tree: Tree, node: Any) -> str:
    return plain(tree.text(node).strip("\"':` ")).replace(":", "")


def _pieces(tree: Tree, values: Values, path: str, call: Call, node: Any) -> list[Piece | Remark]:
    if node.type == "shorthand_property_identifier":
        known = values.names.get(tree.text(node))
        texts = values.of(known[0]) if known and len(known) == 1 else None
    else:
        texts = values.of(node)
    key = tuple(path.split(".")[-2:])
    if texts is None:
        return [Remark(tree.start(node), f"the text given to {'.'.join(key)} is not known before the program runs")]
    return [_piece(tree, key, parts) for parts in texts]


def _piece(tree: Tree, key: tuple[str, ...], parts: list[Any]) -> Piece:
    literals = [part for part in parts if part.type in STRINGS]
    last = literals[-1] if literals else parts[-1]
    writer = Literal(tree, last).writer(tree.language) if literals else None
    syntax = SYNTAX.get(tree.language, "{}")
    start, end = min(map(tree.start, parts)), max(map(tree.end, parts))
    return Piece(key, start, end, partial(_make, tree, parts), writer, syntax=syntax, sure=True)


def _make(tree: Tree, parts: list[Any]) -> tuple[str, Places]:
    writing = Writing(tree.source)
    for part in parts:
        if part.type in STRINGS:
            write_literal(tree, part, writing)
        else:
            write_field(tree, tree.start(part), tree.end(part), writing)
    return writing.done(tree.start(parts[0]))
