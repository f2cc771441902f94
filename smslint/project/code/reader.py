"""Reads program code: finds the send calls, and the texts that are given to them."""

from __future__ import annotations

from functools import partial

from smslint.project.code.broken import broken_calls
from smslint.project.code.calls import plain
from smslint.project.code.elsewhere import hint
from smslint.project.code.literals import STRINGS, Literal, write_field, write_literal
from smslint.project.code.matches import Match, Matcher
from smslint.project.code.sender import sender_of
from smslint.project.code.tree import Tree
from smslint.project.code.values import Values
from smslint.project.piece import Piece, Remark
from smslint.project.places import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from smslint.project.code.calls import Call
    from smslint.project.places import Places
    from smslint.project.source import Source

SYNTAX = {"javascript": "${}", "typescript": "${}", "tsx": "${}", "php": "${}", "ruby": "#{}"}


def read_code(
    source: Source, language: str, calls: Sequence[Call], wanted: Callable[[str], bool] | None = None
) -> Iterator[Piece | Remark]:
    """The texts of all send calls, in order, each once; a Remark for each text that is not statically known.

    wanted: also the constants, fields and entries whose dotted name it takes.
    """
    tree = Tree(source, language)
    values, seen = Values(tree), set[int]()
    matcher = Matcher(values, calls)
    found: list[Piece | Remark] = []
    for node in tree.nodes():
        for match in matcher.of(node):
            held = match.value if match.value is not None else match.unknown
            if held.id not in seen:
                seen.add(held.id)
                found += _pieces(tree, values, match)
    found += _constants(tree, values, wanted) if wanted is not None else []
    found += broken_calls(tree, matcher.sends, [_place(one) for one in found])
    texts = set[tuple[int, int]]()
    for one in sorted(found, key=_place):
        if isinstance(one, Remark):
            yield one
        elif (one.start, one.end) not in texts:
            texts.add((one.start, one.end))
            yield one


def _place(one: Piece | Remark) -> int:
    return one.start if isinstance(one, Piece) else one.offset


def _pieces(tree: Tree, values: Values, match: Match) -> list[Piece | Remark]:
    key = tuple(match.path.split(".")[-2:])
    texts = values.of(match.value) if match.value is not None else None
    if texts is None:
        return [_remark(tree, values, match, ".".join(key))]
    sender = sender_of(values, match)
    return [_piece(tree, key, parts, {"sender": sender} if sender else {}) for parts in texts]


def _remark(tree: Tree, values: Values, match: Match, name: str) -> Remark:
    """Why a text is not known, and what would help."""
    node = match.value if match.value is not None else match.unknown
    if match.value is None and node is not None and "contentsid" in plain(tree.text(node.parent)):
        return Remark(tree.start(node), f"{name} sends a template that the service keeps; give its wording to smslint as a file")
    return Remark(tree.start(node), f"the text given to {name} is not known before the program runs{hint(values, node)}")


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
