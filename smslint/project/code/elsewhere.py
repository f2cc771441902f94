"""Where a text may be that this file does not hold: in translations, in a file that is imported."""

from __future__ import annotations

import re

from smslint.project.code.literals import STRINGS
from smslint.project.code.methods import arguments_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.project.code.tree import Tree
    from smslint.project.code.values import Values

_TRANSLATES = re.compile(r"(?:.*\.)?(?:t|tr|trans|translate|get_?message|localize|lang\.get|__)")
_KEY = re.compile(r"[\"'`]:?([A-Za-z][\w-]*(?:[.:/][\w-]+)+|[a-z][\w-]*_[\w-]+)[\"'`]")
"""A key of translations, `sms.order.ready` or `order_ready`; a sentence would be the text itself."""
_IMPORTS = (
    r"import\b[^;'\"]*\b{name}\b[^;'\"]*\bfrom\s*[\"']([^\"'\n]+)[\"']",
    r"\b{name}\b[^;=\n]*=\s*require\(\s*[\"']([^\"'\n]+)[\"']",
    r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import\b[^\n]*\b{name}\b",
    r"^[ \t]*use[ \t]+([\w\\]+\\{name});",
    r"^[ \t]*import[ \t]+(?:static[ \t]+)?([\w.]+\.{name})\b",
)
_LONGEST = 100
_HEAD = 10_000
"""Characters of a file in which its imports stand."""


def hint(values: Values, node: Any) -> str:
    """What to do about a text that is not in this file, as the end of a sentence; nothing where nothing is known."""
    if key := _translation(values.tree, node):
        return f": it is the translation {key}, which is checked where a file of texts holds it; see [[files]]"
    if not values.is_elsewhere(node):
        return ""
    source = _imported(values.tree, node) or "another file"
    return f"; if {source} holds it, name that file and its keys in [[files]]"


def _translation(tree: Tree, node: Any) -> str:
    """The key under which a call looks up a text."""
    given = arguments_of(node)
    name = tree.text(node).split("(", 1)[0].strip().lower()[:_LONGEST]
    if not given or given[0].type not in STRINGS or not _TRANSLATES.fullmatch(name):
        return ""
    match = _KEY.fullmatch(tree.text(given[0]))
    return match[1][:_LONGEST] if match else ""


def _imported(tree: Tree, node: Any) -> str:
    """From where the name that a value begins with is imported."""
    match = re.match(r"\w+", tree.text(node))
    if match is None:
        return ""
    for pattern in _IMPORTS:
        if found := re.search(pattern.format(name=re.escape(match[0])), tree.source.text[:_HEAD], re.MULTILINE):
            return found[1][:_LONGEST]
    return ""
