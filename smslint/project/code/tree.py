"""A parsed source file: its syntax tree, and offsets in code points where tree-sitter counts bytes."""

from __future__ import annotations

from smslint.errors import MissingExtraError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.project.source import Source

_GRAMMARS = {
    "python": ("tree_sitter_python", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
    "ruby": ("tree_sitter_ruby", "language"),
    "php": ("tree_sitter_php", "language_php"),
    "java": ("tree_sitter_java", "language"),
    "go": ("tree_sitter_go", "language"),
    "c#": ("tree_sitter_c_sharp", "language"),
}
FARTHEST = 200
LONGEST = 50
"""Names on a way that are kept: each call of a chain has its way, and nobody chains a builder longer."""
_NAMES = frozenset(
    """identifier property_identifier field_identifier type_identifier package_identifier namespace_identifier name constant
    private_property_identifier instance_variable""".split()
)
_ARGUMENTS = frozenset("arguments argument_list type_arguments type_argument_list".split())


class Tree:
    """One parsed file. Nodes are tree-sitter's; `start` and `end` tell their places in the text."""

    __slots__ = ("_data", "_offsets", "language", "root", "source")

    def __init__(self, source: Source, language: str) -> None:
        self.source = source
        self.language = language
        self._data = source.text.encode("utf-8", "surrogatepass")
        self._offsets: list[int] | None = None
        self.root = _parser(language).parse(self._data).root_node

    def start(self, node: Any) -> int:
        """Where a node begins."""
        return self._offset(node.start_byte)

    def end(self, node: Any) -> int:
        """Where a node ends."""
        return self._offset(node.end_byte)

    def text(self, node: Any) -> str:
        """The source of a node."""
        return self.source.text[self.start(node) : self.end(node)]

    def _offset(self, byte: int) -> int:
        if len(self._data) == len(self.source.text):
            return byte
        if self._offsets is None:
            self._offsets = _code_points(self._data)
        return self._offsets[byte]

    def nodes(self) -> Iterator[Any]:
        """Every node, in order, without recursion."""
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def around(self, node: Any) -> Iterator[Any]:
        """The nodes around one, from the inside, as far as people nest them: each step outwards is a walk from the root."""
        around = node.parent
        for _ in range(FARTHEST):
            if around is None:
                return
            yield around
            around = around.parent

    def path(self, node: Any) -> str:
        """The last names on the way to what is called: `client.messages.create`; arguments in between are left out."""
        names: list[str] = []
        waiting = [node]
        while waiting and len(names) < LONGEST:
            one = waiting.pop()
            if one.type in _NAMES:
                names.append(self.text(one))
            elif one.type not in _ARGUMENTS:
                waiting.extend(one.children)
        return ".".join(reversed(names))


def _code_points(data: bytes) -> list[int]:
    """For each byte the number of code points that begin before it."""
    offsets, count = [], 0
    for byte in data:
        offsets.append(count)
        count += (byte & 0xC0) != 0x80
    # A byte inside of a character belongs to the character; nodes never begin there.
    offsets.append(count)
    return offsets


_parsers: dict[str, Any] = {}


def _parser(language: str) -> Any:
    """A parser of a language, made once. Raises MissingExtraError when the grammar is not installed."""
    if language not in _parsers:
        from importlib import import_module

        module, function = _GRAMMARS[language]
        try:
            import tree_sitter

            grammar = getattr(import_module(module), function)()
        except ImportError:
            raise MissingExtraError(f"reading messages out of {language} code", "code") from None
        _parsers[language] = tree_sitter.Parser(tree_sitter.Language(grammar))
    return _parsers[language]
