"""Send calls in code that its grammar cannot read: they are told, since what is not seen would pass in silence."""

from __future__ import annotations

import re

from smslint.project.code.calls import plain
from smslint.project.piece import Remark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from smslint.project.code.tree import Tree

_CALL = re.compile(r"(?<![\w$@.>:])([A-Za-z_$@][\w$]*(?:(?:\?\.|->|::|\.)[A-Za-z_][\w]*)*)\s{0,3}\(")
_STEP = re.compile(r"\?\.|->|::")


def broken_calls(tree: Tree, sends: Callable[[str], bool], known: Sequence[int]) -> Iterator[Remark]:
    """A Remark for each send call in a faulty statement without a text; known: where texts and remarks were found."""
    if not tree.root.has_error:
        return
    told = -1
    for start, end in _faulty(tree):
        calls = [match for match in _CALL.finditer(tree.source.text, start, end) if sends(plain(_STEP.sub(".", match[1])))]
        for call, stop in zip(calls, [*(match.start() for match in calls[1:]), end], strict=False):
            if call.start() > told and not any(call.start() <= place < stop for place in known):
                told = call.start()
                name = ".".join(_STEP.sub(".", call[1]).split(".")[-2:])
                yield Remark(told, f"the text given to {name} was not judged: near it the code has a mistake in its syntax")


def _faulty(tree: Tree) -> Iterator[tuple[int, int]]:
    """The places of the statements with a fault in them, in order; of a fault between statements, its own."""
    waiting = [tree.root]
    while waiting:
        node = waiting.pop()
        if not node.has_error:
            continue
        if node.is_error or (_is_statement(node) and any(child.is_error for child in _near(node))):
            yield tree.start(node), tree.end(node)
        else:
            waiting.extend(reversed(node.children))


def _is_statement(node: Any) -> bool:
    """Ruby has no statements around its calls."""
    return bool(node.type.endswith(("statement", "declaration", "call")))


def _near(node: Any) -> Iterator[Any]:
    """What lies in a statement itself, not in statements inside of it."""
    waiting = list(node.children)
    while waiting:
        one = waiting.pop()
        yield one
        if one.has_error and not _is_statement(one):
            waiting.extend(one.children)
