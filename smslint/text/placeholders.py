"""Merge fields in any of some twenty syntaxes, read and never rendered, and what is wrong with them.

One pass finds every token; braces are paired by a stack, so a missing one spoils only itself. Texts without any of the
characters involved cost a few substring searches.
"""

from __future__ import annotations

from smslint.text.merge_field import Placeholder
from smslint.text.placeholder_scan import Template, read
from smslint.text.placeholder_signs import may_hold_placeholder
from smslint.text.unfilled import Problem, unfilled_values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Placeholder", "Problem", "find_placeholders", "problems", "syntaxes", "unfilled_values"]

_FAMILIES = {"icu": "{}", "{% %}": "{{}}", "{#var#}": "{#var#}", "$x": "${}"}
_SAY = {
    "open": "A merge field opens with more braces than it closes with.",
    "close": "A merge field closes with more braces than it opens with.",
    "cut": "A merge field is not closed.",
    "empty": "A merge field names nothing.",
    "spintax": "Wordings to choose from were left in the text.",
    "unclosed_block": "A block of the template is opened and never closed, or closed and never opened.",
}


def find_placeholders(text: str) -> tuple[Placeholder, ...]:
    """All merge fields and template blocks of a text, in order, without overlap. Brackets and angles count only when
    their words name a field: `[FirstName]` does, `[FREE]` does not."""
    if not may_hold_placeholder(text):
        return ()
    return tuple(read(text).placeholders)


def syntaxes(text: str) -> tuple[str, ...]:
    """The families of syntax that a text uses, in order of appearance; more than one is usually a mistake."""
    families = (_FAMILIES.get(placeholder.syntax, placeholder.syntax) for placeholder in find_placeholders(text))
    return tuple(dict.fromkeys(families))


def problems(text: str) -> tuple[Problem, ...]:
    """What does not add up in the merge fields: unbalanced, empty, spintax, unclosed_block. In order of position."""
    if not may_hold_placeholder(text):
        return ()
    template = read(text)
    found = [*_unbalanced(text, template), *_empty(template), *_unclosed(text, template)]
    found += [Problem(start, end, "spintax", _SAY["spintax"]) for start, end in template.choices]
    found += [Problem(start, end, "unbalanced", _SAY["cut"]) for start, end in template.cut]
    found.sort(key=lambda problem: (problem.start, problem.end))
    return tuple(found)


def _unbalanced(text: str, template: Template) -> Iterator[Problem]:
    """Neighbouring braces without a partner make one problem; a brace of a broken field, the whole field."""
    ends = {one.start: one.end for one in template.placeholders}
    starts = {one.end: one.start for one in template.placeholders}
    run: list[int] = []
    for place in [*template.unmatched, -2]:
        if run and (place != run[-1] + 1 or text[place] != text[run[0]]):
            start, end = run[0], run[-1] + 1
            say = _SAY["open" if text[start] == "{" else "close"]
            yield Problem(starts.get(end, start), ends.get(start, end), "unbalanced", say)
            run = []
        run.append(place)


def _empty(template: Template) -> Iterator[Problem]:
    for one in template.placeholders:
        if not one.name and not one.block and one.syntax in ("{{}}", "${}", "[[]]") and one.end - one.start < 40:
            yield Problem(one.start, one.end, "empty", _SAY["empty"])


_GO_OPENERS = ("if", "for", "range", "with", "while", "block", "define")
_JINJA_OPENERS = frozenset(
    """if for block macro raw filter call with unless case capture comment tablerow autoescape verbatim spaceless trans blocktrans
    blocktranslate ifchanged embed cache""".split()
)


def _unclosed(text: str, template: Template) -> Iterator[Problem]:
    """Blocks without their other half, by kind of template."""
    open_blocks: list[Placeholder] = []
    for one in template.placeholders:
        if not one.block or one.syntax not in ("{{}}", "go-template", "{% %}"):
            continue
        step = _step(text[one.start : one.end].strip("{}%-~ \t\n"), one.syntax)
        if step > 0:
            open_blocks.append(one)
        elif step < 0 or _is_alternative(text, one):
            if not open_blocks:
                yield Problem(one.start, one.end, "unclosed_block", _SAY["unclosed_block"])
            elif step < 0:
                open_blocks.pop()
    for one in open_blocks:
        yield Problem(one.start, one.end, "unclosed_block", _SAY["unclosed_block"])


def _is_alternative(text: str, one: Placeholder) -> bool:
    """Whether a block is `{{else}}`, which stands between two others."""
    return one.syntax != "{% %}" and text[one.start : one.end].strip("{}-~ \t\n") == "else"


def _step(content: str, syntax: str) -> int:
    """1 for what opens a block, -1 for what closes one, 0 for the rest."""
    word = content.split(None, 1)[0] if content else ""
    if content[:2] in ("/*", "#>"):
        return int(content[:1] == "#")
    if syntax == "{{}}" and content[:1] in ("#", "^", "/"):
        if content == "^":  # Handlebars' other way to write {{else}}
            return 0
        return -1 if content[0] == "/" else 1
    if syntax == "{% %}":
        return -1 if word.startswith("end") else int(word in _JINJA_OPENERS)
    return -1 if word == "end" else int(word in _GO_OPENERS)
