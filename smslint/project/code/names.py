"""What the names of a file are given: variables and constants, fields of classes, entries of dictionaries and enumerations.

Scopes are not followed: a name that is given several values may be any of them, which is what a reader of texts wants to know.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.project.code.tree import Tree

    Path = tuple[str, ...]

_ASSIGNMENTS = frozenset(
    """assignment assignment_expression assignment_statement const_spec var_spec variable_declarator
    short_var_declaration""".split()
)
_CHANGES = frozenset("augmented_assignment augmented_assignment_expression operator_assignment compound_assignment_expr".split())
_FIELDS = {
    "field_definition": ("property", "value"),
    "public_field_definition": ("name", "value"),
    "enum_assignment": ("name", "value"),
    "property_declaration": ("name", "value"),
    "property_element": ("name", "default_value"),
}
"""What declares a field of a class or a member of an enumeration, with its name and value."""
_ENTRIES = frozenset("pair keyed_element".split())
_HOLDERS = frozenset(
    """class_definition class_declaration class module enum_declaration interface_declaration trait_declaration
    record_declaration struct_declaration object_declaration""".split()
)
"""Nodes whose name stands before the names in them."""
DEEPEST = 8
"""Names on a way that are kept, the last ones."""
SELVES = frozenset("self this $this cls static".split())
"""How a class speaks of itself."""
_PATH = re.compile(r"[$@]*\w+(?:(?:\.|::|->|\?\.|\?->)[$@]*\w+|\[\s*(?::\w+|\"[^\"\\]*\"|'[^'\\]*')\s*\])*")
"""A name, with names and literal keys behind it: `Texts::HI[:hello]`, `$this->texts['hello']`."""
_PART = re.compile(r"\"([^\"\\]*)\"|'([^'\\]*)'|(\w+)")


class Names:
    """The values that the names of one file are assigned: `plain` by a name alone, and by the way to it."""

    def __init__(self, tree: Tree) -> None:
        self.plain: dict[str, list[Any]] = {}
        self._tree = tree
        self._ways: dict[str, list[tuple[Path, Any]]] = {}
        self._read()

    def behind(self, node: Any) -> list[Any]:
        """The values of `Texts.hello`, `TEXTS["hello"]`, `self.hello` and the like; none where the way is not plain."""
        way = self.way(node)
        if not way:
            return []
        return [value for known, value in self._ways.get(way[-1], ()) if known[-len(way) :] == way]

    def way(self, node: Any) -> Path:
        """The names on a way, `self` and its like replaced by the class around; nothing where other things stand between."""
        way = parts_of(self._tree.text(node))
        if way and way[0] in SELVES:
            around = _class_around(self._tree, node)
            return (around, *way[1:]) if around and len(way) > 1 else ()
        return way

    def items(self) -> Iterator[tuple[Path, Any]]:
        """(way, value) of everything that is given a name, in order."""
        every = [pair for pairs in self._ways.values() for pair in pairs]
        yield from sorted(every, key=lambda pair: (pair[1].start_byte, len(pair[0])))

    def _read(self) -> None:
        ways: dict[int, Path] = {}
        waiting: list[tuple[Any, Path, Path]] = [(self._tree.root, (), ())]
        while waiting:
            node, before, around = waiting.pop()
            before = ways.get(node.id, before)
            if node.type in _HOLDERS and (name := node.child_by_field_name("name")) is not None:
                before = around = (*before[-DEEPEST:], self._tree.text(name))
            elif node.child_by_field_name("parameters") is not None:
                before = ()
            for way, value in self._given(node, before[-DEEPEST:], around[-DEEPEST:]):
                ways[value.id] = way
                self._ways.setdefault(way[-1], []).append((way, value))
            waiting.extend((child, before, around) for child in reversed(node.children))

    def _given(self, node: Any, before: Path, around: Path) -> Iterator[tuple[Path, Any]]:
        for name, value in assigned(node):
            text = self._tree.text(name).strip("'\"")
            way = parts_of(text)
            if way and text[0] != "[":
                self.plain.setdefault(text, []).append(value)
                yield ((*around, *way[1:]) if way[0] in SELVES and len(way) > 1 else (*before, *way)), value
            elif before and (key := _key(text)):
                yield (*before, key), value
        for name, value in _entries(node):
            if before and (key := _key(self._tree.text(name))):
                yield (*before, key), value


def parts_of(text: str) -> Path:
    """The names of a way as it is written; none where other things stand between."""
    if not _PATH.fullmatch(text):
        return ()
    return tuple("".join(part) for part in _PART.findall(text))


def _key(text: str) -> str:
    match = _PART.search(text)
    return "".join(part or "" for part in match.groups()) if match else ""


def _class_around(tree: Tree, node: Any) -> str:
    for around in tree.around(node):
        name = around.child_by_field_name("name") if around.type in _HOLDERS else None
        if name is not None:
            return tree.text(name)
    return ""


def _entries(node: Any) -> list[tuple[Any, Any]]:
    """(key, value) of an entry of a dictionary."""
    if node.type in _ENTRIES:
        key, value = node.child_by_field_name("key"), node.child_by_field_name("value")
        return [(key, value)] if key is not None and value is not None else []
    inside = node.named_children if node.type == "array_element_initializer" else []
    return [(inside[0], inside[1])] if len(inside) == 2 else []


def assigned(node: Any) -> list[tuple[Any, Any]]:
    """(name, value) of an assignment or declaration; a change of a value is the value of itself, which is unknown."""
    if node.type in _CHANGES:
        left = node.child_by_field_name("left")
        return [(left, node)] if left is not None else []
    if node.type in _FIELDS:
        name, value = (node.child_by_field_name(field) for field in _FIELDS[node.type])
        return [(name, value)] if name is not None and value is not None else []
    if node.type == "const_element" and len(node.named_children) == 2:
        return [(node.named_children[0], node.named_children[1])]
    if node.type == "function_call_expression":
        return _defined(node)
    return _pairs(node) if node.type in _ASSIGNMENTS else []


def _defined(node: Any) -> list[tuple[Any, Any]]:
    """(name, value) of PHP's `define('NAME', 'value')`."""
    called, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    inside = given.named_children if called is not None and given is not None and called.text == b"define" else []
    return [(inside[0], inside[1])] if len(inside) == 2 else []


def _pairs(node: Any) -> list[tuple[Any, Any]]:
    """(name, value) of an assignment, of each one where there are several."""
    left = node.child_by_field_name("left") or node.child_by_field_name("name")
    right = node.child_by_field_name("right") or node.child_by_field_name("value")
    if right is None and node.type == "variable_declarator" and len(node.named_children) > 1:
        right = node.named_children[-1]
    if left is None or right is None:
        return []
    if left.type == "expression_list" or right.type == "expression_list":
        names = left.named_children if left.type == "expression_list" else [left]
        values = right.named_children if right.type == "expression_list" else [right]
        return list(zip(names, values, strict=False)) if len(names) == len(values) else []
    return [(left, right)]
