"""Reading a template: which characters belong to merge fields, and what does not add up."""

from __future__ import annotations

import re
from functools import lru_cache

from smslint.text.composed import composed, in_original
from smslint.text.field_names import FIELDS, is_field, parts_of
from smslint.text.lazy import lazy
from smslint.text.merge_field import READERS, Placeholder, name_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

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


# One character first, so that the search may skip to it; each shape then looks back at which one it was. Every
# repetition is bounded, so that no start costs more than a fixed amount.
_TOKEN = re.compile(
    r"""[{}<\[%$*@_:\#~](?:
      (?P<open>(?<=\{)) | (?P<close>(?<=\}))
    | (?P<erb>(?<=<)%[^%<>]{0,200}%>)
    | (?P<angle>(?<=<)[^\W\d][^<>{}\n]{0,40}>)
    | (?P<double>(?<=\[)\[[^\[\]{}\n]{1,60}\]\])
    | (?P<square>(?<=\[)[^\W\d][^\[\]{}\n]{0,60}\])
    | (?P<printf>(?<=%)(?:%|\(\w{1,40}\)[sdif]|(?:\d{1,2}\$)?[-+0]?\d{0,2}(?:\.\d{1,2})?[sdif@](?![A-Za-z0-9])))
    | (?P<percent>(?<=%)(?<!\w%)[^\W\d]\w{0,40}%)
    | (?P<dollar>(?<=\$)(?<!\w\$)[^\W\d]\w{0,60}(?:(?:->|\.)[^\W\d]\w{0,60}){0,6})
    | (?P<colon>(?<=[\s(]:)[^\W\d]\w{1,40}(?![\w:]))
    | (?P<merge>(?<=\*)\|[^|*\n]{1,60}\|\*)
    | (?P<ajar>(?<=[\[<])
        (?i:(?:first|last|customer|client|company|brand|your)\ ?name|name|date|time|link|amount|code|city|order\ ?number)
        (?=[\ ,.!:])(?![^\[\]<>\n]{0,80}[\]>]))
    | (?P<cut>(?<=\*)\|[A-Za-z_:]{2,30}(?:\|(?!\*)|(?=[\s,.!?]|\Z)))
    | (?P<hash>(?<=\#)(?<![\w&/]\#)\#?[A-Za-z][A-Za-z0-9_]{1,40}\#{1,2}(?![\w\#]))
    | (?P<at>(?<=@)@\w{1,40}@@)
    | (?P<tilde>(?<=~)(?<![\w~]~)[A-Za-z][A-Za-z0-9_]{1,40}~(?![\w~]))
    | (?P<dunder>(?<=_)(?<!\w_)_[^\W_](?:[^\W_]|_(?!_)){0,40}__(?!\w))
    )""",
    re.VERBOSE,
)
_EYES = frozenset(":;=8-")
_CLOSING_TAG = lazy(r"</(\w{1,20})")
_NAME = lazy(r"[^\W\d][\w.-]*(?:\[[^\[\]]{0,30}\])*(?:![rsa])?(?::[^{}]{0,30})?\Z|\d{1,2}(?::[^{}]{0,20})?\Z")
_ICU = lazy(r"\s*\w{1,40}\s*,\s*(?:plural|select|selectordinal|choice|number|date|time|ordinal|spellout|duration)\b")
_GO_WORDS = lazy(r"(?:if|else|end|range|with|define|template|block|printf|len|index|and|or|not|eq|ne|gt|lt)\b")
_PREFIXES = {"$": "${}", "#": "#{}", "%": "%{}"}


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
    closing_tags = frozenset(_CLOSING_TAG.findall(text.lower())) if "</" in text else frozenset()
    formats = "printf" not in text
    tildes = text.count("~") > 3  # one pair is ornament: "~ sale ~"
    for match in _TOKEN.finditer(text):
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
        elif (
            (kind != "printf" or formats)
            and (kind != "tilde" or tildes)
            and (kind != "angle" or match[0][1:-1].lower() not in closing_tags)
        ):
            placeholder = READERS[kind](text, match)
            if placeholder is not None:
                others.append(placeholder)
    template.unmatched += [place for place in stack if not _is_face(text, place)]
    template.unmatched.sort()
    _add_braced(text, ends, template)
    if others:
        template.placeholders = _merged(template.placeholders, others)
    _take_strays(text, template)
    _settle_dialects(text, template.placeholders)
    return template


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
        placeholder = _braced(text, start, end, ends)
        if placeholder is not None:
            template.placeholders.append(placeholder)
            floor = end
        elif _is_choice(text[start + 1 : end - 1]):
            template.choices.append((start, end))
            floor = end


def _braced(text: str, start: int, end: int, ends: dict[int, int]) -> Placeholder | None:
    inner = text[start + 1 : end - 1]
    if ends.get(start + 1) == end - 1:
        return Placeholder(start, end, *_double(inner.strip("{}")))
    sign = inner[:1]
    if sign in ("%", "#") and len(inner) > 2 and inner[-1] == sign:
        word = inner[1:-1]
        is_field_mark = sign == "#" and word.isidentifier()
        syntax, name = ("{#var#}", word) if is_field_mark else ("{% %}", "")
        return Placeholder(start, end, syntax, name, block=not is_field_mark)
    prefix = text[start - 1 : start]
    if prefix == "$" and text[start - 2 : start - 1] != "$" and "\n" not in inner:
        return Placeholder(start - 1, end, "${}", name_of(inner))
    if prefix in ("#", "%") and prefix and _NAME.match(inner):
        return Placeholder(start - 1, end, _PREFIXES[prefix], name_of(inner))
    return _single(start, end, inner, prefix)


_MATHS = ("^", "_")


def _single(start: int, end: int, inner: str, before: str) -> Placeholder | None:
    """`{x}`, `{0:.2f}`, `{First Name}`, `{name|there}` or an ICU choice."""
    stripped = inner.strip()
    if not stripped:
        return Placeholder(start, end, "{}", "")
    if stripped[0] in "!$@" and is_field(stripped[1:].rpartition(".")[2]):
        return Placeholder(start, end, "{}", stripped[1:])
    if len(stripped) == 1 and before in _MATHS:
        return None
    if _NAME.match(stripped) or is_field(stripped):
        return Placeholder(start, end, "{}", re.split(r"[:!]", stripped)[0])
    if _ICU.match(stripped):
        return Placeholder(start, end, "icu", stripped.partition(",")[0].strip())
    name, bar, default = stripped.partition("|")
    if bar and "|" not in default and "{" not in default and _NAME.match(name.strip()) and _names_field(name.strip()):
        return Placeholder(start, end, "{}", name.strip(), (default.strip(),))
    return None


def _names_field(name: str) -> bool:
    return "_" in name or (name.islower() and name in FIELDS) or (len(parts_of(name)) > 1 and is_field(name))


def _is_choice(inner: str) -> bool:
    """Spintax: two or more wordings to choose from."""
    return "|" in inner and "\n" not in inner and any(character.isalpha() for character in inner)


@lru_cache(maxsize=4096)
def _double(inner: str) -> tuple[str, str, tuple[str, ...], bool]:
    """Syntax, name, filters of what stands in double braces, and whether it is a block."""
    content = inner.strip().strip("-~").strip()
    if not content:
        return "{{}}", "", (), False
    if content[0] in "#/^>!":
        return "{{}}", name_of(content[1:].partition(" ")[2] or content[1:]), (), True
    if _GO_WORDS.match(content) and (" ." in content or content in ("end", "else")):
        return "go-template" if " ." in content else "{{}}", "", (), True
    name, *filters = content.split("|")
    syntax, name = ("go-template", name.strip().lstrip(".")) if content[0] == "." else ("{{}}", name_of(name) or name.strip())
    return syntax, name, tuple(part.strip() for part in filters), False


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


def _settle_dialects(text: str, placeholders: list[Placeholder]) -> None:
    """Resolve what only the whole text tells: a Go `{{end}}`, and "#{number}" after plain `{name}`: a mark, no Ruby."""
    found = {placeholder.syntax for placeholder in placeholders}
    if "go-template" in found and "{{}}" in found:
        for placeholder in placeholders:
            if placeholder.syntax == "{{}}" and placeholder.block and not placeholder.name:
                placeholder.syntax = "go-template"
    if "{}" in found and ("${}" in found or "#{}" in found):
        for placeholder in placeholders:
            inner = text[placeholder.start + 2 : placeholder.end - 1]
            if placeholder.syntax in ("${}", "#{}") and placeholder.name == inner != "":
                placeholder.syntax = "{}"
                placeholder.start += 1
