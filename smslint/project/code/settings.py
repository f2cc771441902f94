"""What is set on the objects of one file: fields, keys, and what setters and builders are called with."""

from __future__ import annotations

from smslint.project.code.calls import plain
from smslint.project.code.methods import Method, chain, method_of
from smslint.project.code.names import assigned, parts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.project.code.tree import Tree

    Given = list[tuple[str, Any]]

NAMES = frozenset("identifier variable_name constant name instance_variable".split())
WAYS = frozenset(
    """attribute member_expression member_access_expression field_access selector_expression subscript subscript_expression
    element_reference element_access_expression index_expression""".split()
)
_PREFIXES = ("set", "with")
_MOST = 64
"""Things set on one object that are looked at."""


class Settings:
    """By the name of an object and the function around: what is set on it. Read when first asked for."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._set: dict[str, dict[int, Given]] | None = None

    def on(self, base: str, node: Any, near: bool = False) -> Given:
        """What is set on an object of this name, in the function around a node where that sets anything."""
        scopes = self._every.get(base.lstrip("$@"), {})
        here = scopes.get(scope_of(self._tree, node), [])
        return (here or ([] if near else [pair for pairs in scopes.values() for pair in pairs]))[:_MOST]

    @property
    def _every(self) -> dict[str, dict[int, Given]]:
        if self._set is None:
            self._set = {}
            for base, name, value in self._read():
                scopes = self._set.setdefault(base.lstrip("$@"), {})
                scopes.setdefault(scope_of(self._tree, value), []).append((name, value))
        return self._set

    def _read(self) -> Iterator[tuple[str, str, Any]]:
        for node in self._tree.nodes():
            for name, value in assigned(node):
                way = parts_of(self._tree.text(name)) if name.type in WAYS else ()
                if len(way) == 2:
                    yield way[0], plain(way[1]), value
            called = method_of(self._tree, node)
            if called is None or not called.arguments:
                continue
            *_, last = chain(self._tree, node, upwards=False)
            if last.receiver is not None and last.receiver.type in NAMES:
                yield from ((self._tree.text(last.receiver), field, value) for field, value in given_by(called))


def scope_of(tree: Tree, node: Any) -> int:
    """The function around a node, by the place where it begins; -1 where there is none."""
    for around in tree.around(node):
        if around.child_by_field_name("parameters") is not None:
            return int(around.start_byte)
    return -1


def given_by(called: Method) -> Given:
    """What a call gives by its own name: `setBody("...")`, `withMessage("...")`, `message("...")`."""
    if len(called.arguments) != 1:
        return []
    short = next((called.name[len(one) :] for one in _PREFIXES if called.name.startswith(one)), "")
    return [(name, called.arguments[0]) for name in (called.name, short) if name]
