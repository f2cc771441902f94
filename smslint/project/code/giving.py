"""Calls that give a text on: `dedent(...)`, `"...".format(...)`, `aws.String(...)`. What they do to it is not followed."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.project.code.tree import Tree

_THROUGH = frozenset(
    """format formatted strip trim dedent rstrip lstrip trimend trimstart stripindent squish freeze tostring html_safe
    strip_heredoc chomp""".split()
)
"""Methods of a text that give the text."""
_TAKES_TEXT = frozenset(
    """_ gettext ugettext gettext_lazy ugettext_lazy gettext_noop __ dedent trim sprintf format str string string.format
    fmt.sprintf aws.string twilio.string telnyx.string proto.string pointer.to lo.toptr textwrap.dedent kernel.format to.ptr
    pulumi.string""".split()
)
"""Functions whose first argument is the text they give."""
_CHAIN = frozenset("attribute member_expression selector_expression member_access_expression".split())


def given_texts(tree: Tree, node: Any) -> Iterator[Any]:
    """The nodes whose text a call gives: what its method is called on, or its first argument."""
    callee = node.child_by_field_name("function") or node.child_by_field_name("method") or node.child_by_field_name("name")
    if callee is None:
        return
    arguments, receiver = node.child_by_field_name("arguments"), _receiver(node, callee)
    name = tree.path(callee).lower()
    full = f"{tree.path(receiver)}.{name}".lower() if receiver is not None and callee.type not in _CHAIN else name
    if receiver is not None and name.rpartition(".")[2] in _THROUGH:
        yield receiver
    if full in _TAKES_TEXT and arguments is not None and arguments.named_children:
        yield arguments.named_children[0]


def _receiver(node: Any, callee: Any) -> Any:
    """What a method is called on."""
    for name in ("receiver", "object"):
        if (found := node.child_by_field_name(name)) is not None:
            return found
    for name in ("object", "expression", "operand"):
        if callee.type in _CHAIN and (found := callee.child_by_field_name(name)) is not None:
            return found
    return None
