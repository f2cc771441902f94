"""Calls of methods in nine languages: on what, by which name, with which arguments; and the calls chained to one."""

from __future__ import annotations

from smslint.project.code.calls import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, NamedTuple

    from smslint.project.code.tree import Tree

    class Method(NamedTuple):
        """receiver: None for a plain function; name: as names are compared."""

        node: Any
        receiver: Any
        name: str
        arguments: list[Any]
else:
    from collections import namedtuple

    Method = namedtuple("Method", "node receiver name arguments")

_OWN = {
    "method_invocation": ("object", "name"),
    "member_call_expression": ("object", "name"),
    "nullsafe_member_call_expression": ("object", "name"),
}
"""Calls that name the receiver themselves."""
_BY_ACCESS = frozenset("call call_expression invocation_expression".split())
_ACCESS = {
    "attribute": ("object", "attribute"),
    "member_expression": ("object", "property"),
    "selector_expression": ("operand", "field"),
    "member_access_expression": ("expression", "name"),
}
"""What is called where a call does not: an access, with its two sides."""
LONGEST = 100
"""Calls in one chain that are looked at."""


def method_of(tree: Tree, node: Any) -> Method | None:
    """A node as a call of a method; None where it is none."""
    if node.type in _OWN:
        receiver, name = (node.child_by_field_name(field) for field in _OWN[node.type])
    elif node.type in _BY_ACCESS:
        receiver, name = _sides(node)
    else:
        return None
    if receiver is None or name is None:
        return None
    return Method(node, receiver, plain(tree.text(name)), arguments_of(node))


def chain(tree: Tree, node: Any, upwards: bool = True) -> Iterator[Method]:
    """The calls on the way to a call, itself first; before them, those that are made on what it gives."""
    above = node
    for _ in range(LONGEST if upwards else 0):
        called = _on(tree, above)
        if called is None:
            break
        yield called
        above = called.node
    for _ in range(LONGEST):
        called = method_of(tree, node)
        if called is None:
            return
        yield called
        node = called.receiver


def _on(tree: Tree, node: Any) -> Method | None:
    """The call that is made on what a node gives."""
    parent = node.parent
    if parent is not None and parent.type in _ACCESS:
        parent = parent.parent
    called = method_of(tree, parent) if parent is not None else None
    return called if called is not None and called.receiver.id == node.id else None


def _sides(node: Any) -> tuple[Any, Any]:
    if (method := node.child_by_field_name("method")) is not None:
        return node.child_by_field_name("receiver"), method
    function = node.child_by_field_name("function")
    if function is None or function.type not in _ACCESS:
        return None, None
    receiver, name = _ACCESS[function.type]
    return function.child_by_field_name(receiver), function.child_by_field_name(name)


def arguments_of(node: Any) -> list[Any]:
    """What a call is given, without comments; none where a node is no call."""
    given = node.child_by_field_name("arguments")
    inside = [one for one in given.named_children if one.type != "comment"] if given is not None else []
    return [one.named_children[-1] if one.type == "argument" and one.named_children else one for one in inside]
