"""What a call is given by way of other things: options under a name, chains of a builder, and what is set on an object.

    options = {"body": "..."}            new Options { Body = "..." }           Request.builder().message("...")
    client.messages.create(**options)    options.Body = "..."                   params.SetBody("...")
"""

from __future__ import annotations

from smslint.project.code.arguments import HOLDERS, Arguments, descend
from smslint.project.code.methods import chain, method_of
from smslint.project.code.names import assigned
from smslint.project.code.settings import NAMES, WAYS, Settings, given_by, scope_of
from smslint.project.code.values import MAX_CHOICES, is_parameter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.project.code.values import Values

    Given = list[tuple[str, Any]]

_SPREADS = frozenset(
    """dictionary_splat list_splat spread_element hash_splat_argument splat_argument variadic_unpacking variadic_argument
    argument unary_expression parenthesized_expression as_expression satisfies_expression non_null_expression""".split()
)
"""Nodes around a name that say how its content is given."""
_CREATED = frozenset("call call_expression method_invocation invocation_expression object_creation_expression".split())
_LAMBDAS = frozenset("lambda_expression arrow_function lambda anonymous_function".split())
_ENDS = frozenset("arguments argument_list block statement_block body_statement".split())
"""Nodes beyond which a value is no longer what is assigned."""
CREATOR = 3
"""What `Message.creator(to, from, text)` takes; Plivo's wants the sender first."""
_NEAR = 8
"""Steps outwards from what makes an object to the name that it is given."""


class Carried:
    """Named values that reach the calls of one file indirectly; several where a name is given several."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._tree = values.tree
        self._plain: dict[str, dict[int, list[Any]]] = {}
        self._settings = Settings(self._tree)

    def options(self, given: Arguments) -> tuple[Given, Any]:
        """What names, spreads and builders among the arguments hold, and the first one of which nothing is known."""
        found: Given = []
        unknown = None
        for node in [*given.positional, *given.spread]:
            node = _bare(node)
            inside = self._inside(node)
            found += inside
            if not inside and unknown is None and node.type in NAMES | WAYS | _CREATED:
                unknown = node
        return found, unknown

    def around(self, node: Any) -> Given:
        """What the calls chained to a call give, and what is set on the object that it makes or is called on."""
        found: Given = []
        for one in chain(self._tree, node):
            found += given_by(one)
            if one.name == "creator" and len(one.arguments) == CREATOR and one.node.id != node.id:
                found.append(("from", one.arguments[0 if "plivo" in self._tree.source.text.lower() else 1]))
        return found + [pair for base in self._bases(node) for pair in self._settings.on(base, node)]

    def values(self, node: Any) -> list[Any]:
        """What a name is given; nothing for what is no name, or that of a parameter."""
        if node.type not in NAMES | WAYS or is_parameter(self._tree, node):
            return []
        return [_bare(value) for value in self._values_of(self._tree.text(node), node)[:MAX_CHOICES]]

    def _inside(self, node: Any) -> Given:
        if node.type in _LAMBDAS:
            return self._of_lambda(node)
        if node.type in NAMES | WAYS:
            return self._of_name(node)
        return self._of_value(node)

    def _of_name(self, node: Any) -> Given:
        name = self._tree.text(node)
        if is_parameter(self._tree, node):
            return self._settings.on(name, node, near=True)
        values = self._values_of(name, node)
        if len(values) > MAX_CHOICES:
            return []
        return [pair for value in values for pair in self._of_value(_bare(value))] + self._settings.on(name, node)

    def _values_of(self, name: str, node: Any) -> list[Any]:
        """What a name is given in the function around a node, or else anywhere."""
        if node.type not in NAMES:
            return self._values.names.behind(node)
        if name not in self._plain:
            scopes = self._plain[name] = dict[int, list["Any"]]()
            for value in self._values.names.plain.get(name, []):
                scopes.setdefault(scope_of(self._tree, value), []).append(value)
        scopes = self._plain[name]
        return scopes.get(scope_of(self._tree, node)) or [value for values in scopes.values() for value in values]

    def _of_value(self, node: Any) -> Given:
        """The entries of a dictionary, an object or a structure, of what a builder chain gives, or of a call that makes one."""
        named: dict[str, Any] = {}
        if node.type in HOLDERS:
            descend(self._tree, node, "", named, 0)
            return list(named.items())
        if node.type not in _CREATED:
            return []
        found = list(Arguments(self._tree, node).named.items())
        return found + [pair for one in chain(self._tree, node) for pair in given_by(one)]

    def _of_lambda(self, node: Any) -> Given:
        body = node.child_by_field_name("body")
        waiting, found = [body] if body is not None else [], list[tuple[str, "Any"]]()
        while waiting:
            one = waiting.pop()
            called = method_of(self._tree, one)
            found += given_by(called) if called is not None else []
            waiting.extend(reversed(one.named_children))
        return found

    def _bases(self, node: Any) -> Iterator[str]:
        """The name of the object that a call is made on, and that to which what it makes is assigned."""
        *_, last = [None, *chain(self._tree, node)]
        if last is not None and last.receiver.type in NAMES and method_of(self._tree, node) is not None:
            yield self._tree.text(last.receiver)
        for around, _ in zip(self._tree.around(node), range(_NEAR), strict=False):
            for name, value in assigned(around):
                if value.start_byte <= node.start_byte and node.end_byte <= value.end_byte:
                    yield self._tree.text(name)
            if around.type in _ENDS:
                return


def _bare(node: Any) -> Any:
    """A value without what says how it is given."""
    while node.type in _SPREADS and node.named_children:
        node = node.named_children[-1 if node.type == "argument" else 0]
    return node
