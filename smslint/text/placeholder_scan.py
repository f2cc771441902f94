"""Reading a template: which characters belong to merge fields, and what does not add up."""

from __future__ import annotations

from smslint.text.braced_fields import braced, is_choice
from smslint.text.bracket_words import capital_fields
from smslint.text.composed import composed, in_original
from smslint.text.lazy import lazy
from smslint.text.merge_field import READERS, Placeholder
from smslint.text.placeholder_shapes import TOKEN
from smslint.text.platform_fields import PLATFORM_READERS
from smslint.text.template_blocks import settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from re import Match

LONGEST = 1000
"""Braces further apart than this are no merge field."""


class Template:
    """What one reading of a text found: its merge fields, braces without a partner, choices (`{Hi|Hello}`), and fields that
    were cut short (`*|NAME|`)."""

    __slots__ = ("choices", "cut", "placeholders", "unmatched")

    def __init__(self) -> None:
        self.placeholders: list[Placeholder] = []
        self.unmatched: list[int] = []
        self.choices: list[tuple[int, int]] = []
        self.cut: list[tuple[int, int]] = []


_READERS = {**READERS, **PLATFORM_READERS}
_EYES = frozenset(":;=8-")
_CLOSING_TAG = lazy(r"</(\w{1,20})")


def read(text: str) -> Template:
    """Read a text as a template. Linear in its length; never renders, never raises."""
    text, offsets = composed(text)
    template = _read(text)
    if offsets is not None:
        _put_back(template, offsets)
    return template


def _put_back(template: Template, offsets: Sequence[int]) -> None:
    """Places in the composed text to those in the text as given."""
    for one in template.placeholders:
        one.start, one.end = in_original(offsets, one.start, one.end)
    template.unmatched = [offsets[place] for place in template.unmatched]
    template.choices = [in_original(offsets, *span) for span in template.choices]
    template.cut = [in_original(offsets, *span) for span in template.cut]


def _read(text: str) -> Template:
    template = Template()
    stack: list[int] = []
    ends: dict[int, int] = {}
    others: list[Placeholder] = []
    refused: list[Match[str]] = []
    closing_tags = frozenset(_CLOSING_TAG.findall(text.lower())) if "</" in text else frozenset()
    strange = _strange_kinds(text)
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "open":
            stack.append(match.start())
        elif kind == "close":
            if stack:
                ends[stack.pop()] = match.end()
            elif not _is_face(text, match.start()):
                template.unmatched.append(match.start())
        elif kind in ("cut", "ajar"):
            template.cut.append(match.span())
        elif kind not in strange and (kind != "angle" or match[0][1:-1].lower() not in closing_tags):
            placeholder = _READERS[kind](text, match)
            if placeholder is not None:
                others.append(placeholder)
            elif kind in ("square", "angle"):
                refused.append(match)
    template.unmatched += [place for place in stack if not _is_face(text, place)]
    template.unmatched.sort()
    _add_braced(text, ends, template)
    if refused and others:
        others += capital_fields(text, others, refused)
    if others:
        template.placeholders = _merged(template.placeholders, others)
    _take_strays(text, template)
    settle(text, template.placeholders)
    return template


def _strange_kinds(text: str) -> frozenset[str]:
    """Shapes that are no fields in this text: one pair of tildes is ornament ("~ sale ~"), "#end" a tag without a condition,
    and where `printf` is called a format is its argument."""
    strange = {"printf"} if "printf" in text else set()
    if text.count("~") <= 3:
        strange.add("tilde")
    if "#if" not in text and "#foreach" not in text:
        strange.add("directive")
    return frozenset(strange)


def _is_face(text: str, place: int) -> bool:
    """`:}` and `{:` are faces."""
    neighbour = text[place - 1 : place] if text[place] == "}" else text[place + 1 : place + 2]
    return neighbour in _EYES


def _add_braced(text: str, ends: dict[int, int], template: Template) -> None:
    """Outermost pairs of braces that read as a merge field; inside others, the pairs within get their turn."""
    floor = 0
    for start in sorted(ends):
        end = ends[start]
        if start < floor or end - start > LONGEST:
            continue
        placeholder = braced(text, start, end, ends)
        if placeholder is not None:
            template.placeholders.append(placeholder)
            floor = end
        elif is_choice(text[start + 1 : end - 1]):
            template.choices.append((start, end))
            floor = end


def _take_strays(text: str, template: Template) -> None:
    """`{{name}` and `{name}}` are one broken field each, stray brace included."""
    strays = set(template.unmatched)
    for one in template.placeholders if strays else ():
        if one.syntax == "{}" and one.start - 1 in strays and text[one.start - 1] == "{":
            one.start -= 1
            one.syntax = "{{}}"
        elif one.syntax == "{}" and one.end in strays and text[one.end] == "}":
            one.end += 1
            one.syntax = "{{}}"


def _merged(braced: list[Placeholder], others: list[Placeholder]) -> list[Placeholder]:
    """Both in order of position; of two that overlap, the one that begins first, and the longer of those."""
    merged: list[Placeholder] = []
    floor = 0
    for placeholder in sorted([*braced, *others], key=lambda one: (one.start, -one.end)):
        if placeholder.start >= floor:
            merged.append(placeholder)
            floor = placeholder.end
    return merged
