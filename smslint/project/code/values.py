"""What an argument may be: literals, put together, chosen between or named before. Nothing is evaluated."""

from __future__ import annotations

import re

from smslint.project.code.giving import given_texts
from smslint.project.code.literals import STRINGS
from smslint.project.code.names import SELVES, Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.project.code.tree import Tree

    Parts = list[Any]

MAX_CHOICES = 8
"""Texts that one argument may stand for; a tree of conditions beyond that is said to be unknown."""
DEEPEST = 40
_SAME = frozenset(
    """parenthesized_expression argument literal_element as_expression non_null_expression await_expression await
    parenthesized_statements satisfies_expression expression_list cast_expression unary_expression arrow_function_body
    arrow_expression_clause""".split()
)
"""Nodes that stand for the one expression in them."""
_BINARY = frozenset("binary_operator binary_expression binary".split())
_CHOICES = frozenset("conditional_expression ternary_expression conditional".split())
_JOINED = frozenset("concatenated_string chained_string".split())
_NAMES = frozenset(
    """identifier constant variable_name name shorthand_property_identifier instance_variable class_variable
    global_variable""".split()
)
_WAYS = frozenset(
    """attribute subscript member_expression subscript_expression scope_resolution element_reference
    class_constant_access_expression scoped_property_access_expression member_access_expression field_access
    selector_expression index_expression element_access_expression""".split()
)
"""Names and keys behind a name."""
_CALLS = frozenset(
    """call call_expression method_invocation member_call_expression function_call_expression
    invocation_expression""".split()
)


class Values:
    """The values of expressions in one file, with what its names are assigned."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._names: Names | None = None

    def of(self, node: Any, depth: int = 0) -> list[Parts] | None:
        """Every text an expression may be, each as a list of its parts (literals, and expressions that become fields);
        None when nothing of it is known."""
        if depth > DEEPEST:
            return None
        kind = node.type
        if kind in STRINGS:
            return [[node]]
        if kind in _JOINED:
            return [[part for part in node.children if part.type in STRINGS]]
        if kind in _SAME:
            return self._inner(node, depth)
        if kind in _BINARY:
            return self._binary(node, depth)
        if kind in _CHOICES:
            return self._choice(node, depth)
        if kind in _NAMES:
            return self._named(node, depth)
        if kind in _WAYS:
            return self._all(self.names.behind(node), node, depth)
        return self._call(node, depth) if kind in _CALLS else None

    def _inner(self, node: Any, depth: int) -> list[Parts] | None:
        inside = [child for child in node.named_children if child.type != "comment"]
        return self.of(inside[-1 if node.type in ("argument", "cast_expression") else 0], depth + 1) if inside else None

    def _binary(self, node: Any, depth: int) -> list[Parts] | None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return None
        sign = next((self.tree.text(child) for child in node.children if not child.is_named), "")
        if sign == "%":
            return self.of(left, depth + 1)
        if sign in ("??", "||", "or", "?:"):
            return self._together(self.of(left, depth + 1), self.of(right, depth + 1))
        if sign not in ("+", "."):
            return None
        before, after = self.of(left, depth + 1), self.of(right, depth + 1)
        if before is None and after is None:
            return None
        joined = [[*one, *two] for one in before or [[left]] for two in after or [[right]]]
        return joined if len(joined) <= MAX_CHOICES else None

    def _choice(self, node: Any, depth: int) -> list[Parts] | None:
        yes, no = node.child_by_field_name("consequence"), node.child_by_field_name("alternative")
        if yes is None or no is None:
            inside = node.named_children
            if len(inside) != 3:
                return None
            yes, no = (inside[0], inside[2]) if self.tree.language == "python" else (inside[1], inside[2])
        return self._together(self.of(yes, depth + 1), self.of(no, depth + 1))

    @staticmethod
    def _together(one: list[Parts] | None, other: list[Parts] | None) -> list[Parts] | None:
        both = [*(one or []), *(other or [])]
        return both if 0 < len(both) <= MAX_CHOICES else None

    def _named(self, node: Any, depth: int) -> list[Parts] | None:
        return self._all(self.names.plain.get(self.tree.text(node), []), node, depth)

    def _all(self, values: list[Any], node: Any, depth: int) -> list[Parts] | None:
        """The texts of all values of a name; None where one of them is not known."""
        if not values or is_parameter(self.tree, node):
            return None
        found: list[Parts] = []
        for value in values[: MAX_CHOICES + 1]:
            if value is node or (texts := self.of(value, depth + 4)) is None:
                return None
            found += texts
        return found if 0 < len(found) <= MAX_CHOICES else None

    def _call(self, node: Any, depth: int) -> list[Parts] | None:
        for inner in given_texts(self.tree, node):
            if known := self.of(inner, depth + 1):
                return known
        return None

    def is_elsewhere(self, node: Any) -> bool:
        """Whether a name is given nothing in this file, so that another one may hold its text."""
        if node.type in _NAMES:
            known = self.names.plain.get(self.tree.text(node))
        elif node.type in _WAYS and self.names.way(node):
            known = self.names.behind(node)
        else:
            return False
        return not known and not is_parameter(self.tree, node)

    def constants(self) -> Iterator[tuple[tuple[str, ...], Any, list[Parts] | None]]:
        """(way, value, texts) of everything in the file that is given a name and is a text, or may be one (texts is None)."""
        for way, value in self.names.items():
            texts = self.of(value)
            if texts is not None or value.type in _BINARY | _CHOICES | _CALLS:
                yield way, value, texts

    @property
    def names(self) -> Names:
        """What the names of the file are given; looked for when the first one is asked for."""
        if self._names is None:
            self._names = Names(self.tree)
        return self._names


def is_parameter(tree: Tree, node: Any) -> bool:
    """Whether a name is one that a function around it is given: whatever else bears it is another thing."""
    match = re.match(r"[$@]?\w+", tree.text(node))
    name = match[0] if match else ""
    for around in tree.around(node):
        holder = around.child_by_field_name("parameters") or around.child_by_field_name("parameter")
        if holder is not None and name not in SELVES and name in re.findall(r"\$?\w+", tree.text(holder)):
            return True
    return False
