"""What only the whole text tells about its merge fields: which words close a block, and which dialect a sign belongs to."""

from __future__ import annotations

from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.text.merge_field import Placeholder

_OPENING = lazy(r"(?:if|for|range|with|while|block|define)\s+\S")


def settle(text: str, placeholders: Sequence[Placeholder]) -> None:
    """Set block, name and syntax of the fields whose meaning depends on the others."""
    found = {placeholder.syntax for placeholder in placeholders}
    if "{{}}" in found:
        _settle_ends(text, placeholders, "go-template" in found)
    if "go-template" in found and "{{}}" in found:
        for placeholder in placeholders:
            if placeholder.syntax == "{{}}" and placeholder.block and not placeholder.name:
                placeholder.syntax = "go-template"
    if "{}" in found:
        _settle_single(text, placeholders)


def _settle_ends(text: str, placeholders: Sequence[Placeholder], is_go: bool) -> None:
    """`{{end}}` closes `{{if vip}}`; where nothing is open it is the field of that name, as in `{{start}}-{{end}}`.

    In a template of Go, which writes its fields as `{{.End}}`, it stays a block without its other half.
    """
    opened: list[Placeholder] = []
    for one in placeholders:
        if one.syntax not in ("{{}}", "go-template"):
            continue
        content = text[one.start : one.end].strip("{}-~ \t\n")
        if _OPENING.match(content):
            opened.append(one)
        elif content == "end" and opened:
            opened[-1].name, opened.pop().block = "", True
        elif content == "end" and not is_go:
            one.name, one.block = "end", False


def _settle_single(text: str, placeholders: Sequence[Placeholder]) -> None:
    """`{else}` beside `{if $vip}` is a block, and "#{number}" after plain `{name}` a mark, no Ruby."""
    has_blocks = any(one.block and one.syntax == "{}" for one in placeholders)
    for one in placeholders:
        if has_blocks and one.syntax == "{}" and one.name == "else":
            one.name, one.block = "", True
        inner = text[one.start + 2 : one.end - 1]
        if one.syntax in ("${}", "#{}") and one.name == inner != "":
            one.syntax = "{}"
            one.start += 1
