"""The arguments of a call: what is called, and what it is given by name, in dictionaries and structures too, and by position."""

from __future__ import annotations

from smslint.project.code.calls import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.project.code.tree import Tree

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
HOLDERS = frozenset(
    """dictionary object hash array_creation_expression literal_value initializer_expression composite_literal argument
    unary_expression literal_element list array dictionary_splat parenthesized_expression body""".split()
)
"""Nodes in which named arguments may stand further down."""
SPREADS = frozenset("dictionary_splat list_splat spread_element hash_splat_argument splat_argument variadic_unpacking".split())
"""Nodes that give what a name holds."""
_LISTS = frozenset("arguments argument_list initializer_expression literal_value".split())
DEEPEST = 8


class Arguments:
    """What a call is given: `named` by name as names are compared (`outer.inner` in dictionaries), `positional` without one,
    `spread` the names whose content is given."""

    __slots__ = ("named", "positional", "spread")

    def __init__(self, tree: Tree, node: Any) -> None:
        self.named: dict[str, Any] = {}
        self.positional: list[Any] = []
        self.spread: list[Any] = []
        for holder in node.named_children:
            if holder.type in _LISTS:
                for child in holder.named_children:
                    self._take(tree, child)

    def _take(self, tree: Tree, child: Any) -> None:
        pair = _pair(tree, child)
        if pair is not None:
            self.named.setdefault(pair[0], pair[1])
            descend(tree, pair[1], pair[0] + ".", self.named, 0)
        elif child.type in SPREADS:
            self.spread.append(child)
            descend(tree, child, "", self.named, 0)
        elif child.type != "comment":
            self.spread += [one for one in child.named_children if one.type in SPREADS]
            self.positional.append(child)
            descend(tree, child, "", self.named, 0)

    def by_name(self, names: frozenset[str]) -> Any:
        """The argument with one of these names, wherever it stands; None without one."""
        return next((value for name, value in self.named.items() if _is_named(name, names)), None)

    def at(self, position: int | None) -> Any:
        """The argument without a name at a position; None without one."""
        return self.positional[position] if position is not None and len(self.positional) > position else None

    def has(self, names: frozenset[str]) -> bool:
        """Whether the last part of any name is one of these."""
        return any(name.rpartition(".")[2] in names for name in self.named)


def callee(tree: Tree, node: Any) -> str:
    """What is called, as `client.messages.create`; nothing where a node is no call."""
    fields = _CALLEES.get(node.type)
    return _path(tree, node, fields) if fields is not None else ""


def _is_named(name: str, wanted: frozenset[str]) -> bool:
    return any(name == one or name.endswith("." + one) for one in wanted)


def _path(tree: Tree, node: Any, fields: tuple[str, ...]) -> str:
    if node.type == "call" and (method := node.child_by_field_name("method")) is not None:
        receiver = node.child_by_field_name("receiver")
        return ".".join(tree.path(part) for part in (receiver, method) if part is not None)
    parts = [part for name in fields if (part := node.child_by_field_name(name)) is not None]
    if not parts and node.type == "object_creation_expression":
        parts = [child for child in node.named_children if child.type in ("qualified_name", "name")][:1]
    return ".".join(tree.path(part) for part in parts)


def descend(tree: Tree, node: Any, before: str, named: dict[str, Any], depth: int) -> None:
    """Take the entries of a dictionary, an object or a structure, and of those in them: `outer.inner`."""
    if node.type not in HOLDERS or depth > DEEPEST:
        return
    for child in node.named_children:
        pair = _pair(tree, child)
        if pair is not None:
            named.setdefault(before + pair[0], pair[1])
            descend(tree, pair[1], f"{before}{pair[0]}.", named, depth + 1)
        else:
            descend(tree, child, before, named, depth + 1)


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
