"""Finds the send calls in a syntax tree, with the arguments that hold their texts, however those reach the call."""

from __future__ import annotations

import re

from smslint.project.code.arguments import Arguments, callee
from smslint.project.code.calls import last_words, plain
from smslint.project.code.carried import Carried
from smslint.project.code.literals import STRINGS
from smslint.project.code.methods import chain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from smslint.project.code.calls import Call
    from smslint.project.code.values import Values

    Given = list[tuple[str, Any]]

_ONLY_MADE = frozenset("object_creation_expression composite_literal".split())
"""What makes an object and sends nothing: what it lacks may be set later."""
_NOTIFIES = re.compile(r"sns|client|publish(?:command|request|input)")


class Match:
    """A send call: what is called, the line of the table, the argument with the text (None where `unknown` may hold it), all
    arguments where there are some, and what reaches the call by other ways."""

    __slots__ = ("call", "carried", "given", "path", "unknown", "value")

    def __init__(
        self, path: str, call: Call, value: Any, given: Arguments | None = None, carried: Given | None = None, unknown: Any = None
    ) -> None:
        self.path = path
        self.call = call
        self.value = value
        self.given = given
        self.carried = carried or []
        self.unknown = unknown


class Matcher:
    """Looks at one node after the other."""

    def __init__(self, values: Values, calls: Sequence[Call]) -> None:
        self._tree = values.tree
        self._words = plain(values.tree.source.text)
        named = {call.word: re.search(call.word, self._words) is not None for call in calls if call.word}
        self._active = [(call, named.get(call.word, False)) for call in calls if not call.word or call.either or named[call.word]]
        self._lasts = re.compile("|".join(sorted({re.escape(word) for call, _ in self._active for word in last_words(call)})))
        self._carried = Carried(values)

    def of(self, node: Any) -> Iterator[Match]:
        """A node as a send call: one match for each text that it may be given."""
        if node.type in ("assignment_expression", "assignment"):
            yield from self._property(node)
            return
        path = callee(self._tree, node)
        name = plain(path)
        wanted = self._wanted(name) if path else []
        if wanted:
            yield from self._of_call(node, path, name, wanted)

    def sends(self, name: str) -> bool:
        """Whether a call by that plain name may send a text."""
        return bool(self._wanted(name))

    def _wanted(self, name: str) -> list[tuple[Call, bool]]:
        """The lines of the table that a call fits; its last name decides about most."""
        last = name.rpartition(".")[2]
        if not self._lasts.search(last):
            return []
        return [pair for pair in self._active if pair[0].callee.search(name) or pair[0].built.search(name)]

    def _of_call(self, node: Any, path: str, name: str, wanted: list[tuple[Call, bool]]) -> Iterator[Match]:
        given = Arguments(self._tree, node)
        options, unknown = self._carried.options(given)
        around = self._carried.around(node)
        every = [*given.named.items(), *options, *around]
        if any("whatsapp:" in self._tree.text(value) for _, value in every if value.type in STRINGS):
            return
        missing: Match | None = None
        for call, word in wanted:
            needed = not call.needs or (call.either and (word or len(given.positional) > 2)) or _has(every, call.needs)
            built = not call.callee.search(name)
            direct = given.at(0) if built else given.by_name(call.names) or given.at(call.position)
            texts = [direct] if direct is not None else _named(options, call.names) or _named(around, call.names)
            if needed and texts:
                yield from (Match(path, call, text, given, [*options, *around]) for text in texts)
                return
            if missing is None and (needed or self._may_need(call, name)):
                missing = self._missing(node, path, call, every, unknown)
        if missing is not None:
            yield missing

    def _may_need(self, call: Call, name: str) -> bool:
        """Whether a call may be given what marks it, where what it is given is not known; much else publishes things."""
        return not call.word and _NOTIFIES.search(name) is not None and any(need in self._words for need in call.needs)

    def _missing(self, node: Any, path: str, call: Call, every: Given, unknown: Any) -> Match | None:
        """A call whose text is nowhere to be seen."""
        kept = next((value for name, value in every if name.rpartition(".")[2] == "contentsid"), None)
        if kept is None and (unknown is None or node.type in _ONLY_MADE or self._is_seen(unknown)):
            return None
        return Match(path, call, None, unknown=kept if kept is not None else unknown)

    def _is_seen(self, node: Any) -> bool:
        """Whether an argument is made by a call of the table, which is looked at for itself."""
        for value in self._carried.values(node) or [node]:
            calls = [value, *(one.node for one in chain(self._tree, value, upwards=False))]
            if any(self._wanted(plain(callee(self._tree, call))) for call in calls):
                return True
        return False

    def _property(self, node: Any) -> Iterator[Match]:
        """`$message->body = '...'`, where MessageBird's PHP library wants it."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None or left.type != "member_access_expression" or self._tree.language != "php":
            return
        path = self._tree.path(left)
        for call, _ in self._active:
            if call.service == "messagebird" and plain(path) == "message.body":
                yield Match(path, call, right)
                return


def _named(given: Given, names: frozenset[str]) -> list[Any]:
    return [value for name, value in given if any(name == one or name.endswith("." + one) for one in names)]


def _has(given: Given, names: frozenset[str]) -> bool:
    return any(name.rpartition(".")[2] in names for name, _ in given)
