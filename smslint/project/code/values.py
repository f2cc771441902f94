"""What an argument may be: literals, put together, chosen between or named before. Nothing is evaluated."""

from __future__ import annotations

import re

from smslint.project.code.literals import STRINGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.project.code.tree import Tree

    Parts = list[Any]

MAX_CHOICES = 8
"""Texts that one argument may stand for; a tree of conditions beyond that is said to be unknown."""
DEEPEST = 40
_SAME = frozenset(
    """parenthesized_expression argument literal_element as_expression non_null_expression await_expression await
    parenthesized_statements satisfies_expression expression_list cast_expression unary_expression arrow_function_body""".split()
)
"""Nodes that stand for the one expression in them."""
_BINARY = frozenset("binary_operator binary_expression binary".split())
_CHOICES = frozenset("conditional_expression ternary_expression conditional".split())
_JOINED = frozenset("concatenated_string chained_string".split())
_NAMES = frozenset("identifier constant variable_name name".split())
_CALLS = frozenset(
    """call call_expression method_invocation member_call_expression function_call_expression
    invocation_expression""".split()
)
_THROUGH = frozenset(
    """format formatted strip trim dedent rstrip lstrip trimend trimstart stripindent squish freeze tostring html_safe
    strip_heredoc chomp""".split()
)
"""Methods of a text that give the text."""
_TAKES_TEXT = frozenset(
    """_ gettext ugettext gettext_lazy ugettext_lazy gettext_noop __ dedent trim sprintf format str string string.format
    fmt.sprintf aws.string textwrap.dedent kernel.format to.ptr pulumi.string""".split()
)
"""Functions whose first argument is the text they give."""


class Values:
    """The values of expressions in one file, with what its names are assigned."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._names: dict[str, list[Any]] | None = None

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
        values = self.names.get(self.tree.text(node), [])
        if _is_parameter(self.tree, node):
            return None
        found: list[Parts] = []
        for value in values[: MAX_CHOICES + 1]:
            if value is node or (texts := self.of(value, depth + 4)) is None:
                return None
            found += texts
        return found if 0 < len(found) <= MAX_CHOICES else None

    def _call(self, node: Any, depth: int) -> list[Parts] | None:
        callee = node.child_by_field_name("function") or node.child_by_field_name("method") or node.child_by_field_name("name")
        arguments = node.child_by_field_name("arguments")
        if callee is None:
            return None
        receiver = _receiver(node, callee)
        name = self.tree.path(callee).lower()
        full = f"{self.tree.path(receiver)}.{name}".lower() if receiver is not None and callee.type not in _CHAIN else name
        if receiver is not None and name.rpartition(".")[2] in _THROUGH and (known := self.of(receiver, depth + 1)):
            return known
        if full in _TAKES_TEXT and arguments is not None and arguments.named_children:
            return self.of(arguments.named_children[0], depth + 1)
        return None

    @property
    def names(self) -> dict[str, list[Any]]:
        """What each name of the file is assigned; a name that is added to or otherwise changed is assigned the unknown."""
        if self._names is None:
            self._names = {}
            for node in self.tree.nodes():
                for name, value in _assigned(node):
                    self._names.setdefault(self.tree.text(name), []).append(value)
        return self._names


def _is_parameter(tree: Tree, node: Any) -> bool:
    """Whether a name is one that a function around it is given: whatever else bears it is another thing."""
    name, around = tree.text(node), node.parent
    while around is not None:
        holder = around.child_by_field_name("parameters") or around.child_by_field_name("parameter")
        if holder is not None and name in re.findall(r"\$?\w+", tree.text(holder)):
            return True
        around = around.parent
    return False


_CHAIN = frozenset("attribute member_expression selector_expression member_access_expression".split())


def _receiver(node: Any, callee: Any) -> Any:
    """What a method is called on."""
    for name in ("receiver", "object"):
        if (found := node.child_by_field_name(name)) is not None:
            return found
    for name in ("object", "expression", "operand"):
        if callee.type in _CHAIN and (found := callee.child_by_field_name(name)) is not None:
            return found
    return None


_ASSIGNMENTS = frozenset("assignment assignment_expression const_spec var_spec variable_declarator short_var_declaration".split())
_CHANGES = frozenset("augmented_assignment augmented_assignment_expression operator_assignment compound_assignment_expr".split())


def _assigned(node: Any) -> list[tuple[Any, Any]]:
    """(name, value) of an assignment; a change of a value is the value of itself, which is unknown."""
    if node.type in _CHANGES:
        left = node.child_by_field_name("left")
        return [(left, node)] if left is not None else []
    if node.type not in _ASSIGNMENTS:
        return []
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
