"""What a pair of braces means: a merge field, a block, a choice of wordings, or nothing of the kind."""

from __future__ import annotations

import re
from functools import lru_cache

from smslint.text.field_names import FIELDS, is_field, parts_of
from smslint.text.lazy import lazy
from smslint.text.merge_field import Placeholder, name_of

_NAME = lazy(r"[^\W\d][\w.-]*(?:\[[^\[\]]{0,30}\])*(?:![rsa])?(?::[^{}]{0,30})?\Z|\d{1,2}(?::[^{}]{0,20})?\Z")
_FORMAT = lazy(r":[-+<>^=]?\d{0,3}[,_]?(?:\.\d{1,2})?[sdfgeEn%]?\Z")
_ICU = lazy(r"\s*\w{1,40}\s*,\s*(?:plural|select|selectordinal|choice|number|date|time|ordinal|spellout|duration)\b")
_SMARTY = lazy(r"(?:if|elseif|foreach|section)\b[^{}]*\$|/(?:if|foreach|section)\Z")
_VARIABLE = lazy(r"\$[^\W\d][\w.>-]*\Z")
_AD_WORDS = lazy(r"[A-Z]{3,20}\([^(){}\n]{0,60}\)\Z")
_GO_WORDS = lazy(r"(?:if|else|end|range|with|define|template|block|printf|len|index|and|or|not|eq|ne|gt|lt)\b")
_GO_VALUE = lazy(r" [.$(\"]")
_PREFIXES = {"$": "${}", "#": "#{}", "%": "%{}"}


def braced(text: str, start: int, end: int, ends: dict[int, int]) -> Placeholder | None:
    """The merge field of a pair of braces, with the sign before it that belongs to it; None where it is no field.

    ends: the place behind the partner of each brace that opens.
    """
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
    """`{x}`, `{0:.2f}`, `{First Name}`, `{name|there}`, `{$name}`, an ICU choice or a block of Smarty."""
    stripped = inner.strip()
    if not stripped:
        return Placeholder(start, end, "{}", "")
    if stripped[0] in "!$@" and _is_marked(stripped):
        return Placeholder(start, end, "{}", stripped.strip("!$@; "))
    if _FORMAT.match(stripped) or _AD_WORDS.match(stripped):
        return Placeholder(start, end, "{}", name_of(stripped.partition("(")[2]))
    if _SMARTY.match(stripped):
        return Placeholder(start, end, "{}", "", block=True)
    if len(stripped) == 1 and before in _MATHS:
        return None
    if _NAME.match(stripped) or is_field(stripped):
        return Placeholder(start, end, "{}", re.split(r"[:!]", stripped)[0])
    if _ICU.match(stripped):
        return Placeholder(start, end, "icu", stripped.partition(",")[0].strip())
    return _with_default(start, end, *(part.strip() for part in stripped.partition("|")))


def _with_default(start: int, end: int, name: str, bar: str, default: str) -> Placeholder | None:
    if not bar or "|" in default or "{" in default:
        return None
    if _VARIABLE.match(name) or (_NAME.match(name) and _names_field(name)):
        return Placeholder(start, end, "{}", name.lstrip("$"), (default,))
    return None


def _is_marked(written: str) -> bool:
    """`{$name}`, `{!Contact.FirstName}`, `{!contact:firstname}`, `{!! $name !!}`; not `{$5 off}`."""
    name = written.strip("!@; ")
    return _VARIABLE.match(name) is not None or is_field(re.split(r"[.:]", name.lstrip("$"))[-1])


def _names_field(name: str) -> bool:
    return "_" in name or (name.islower() and name in FIELDS) or (len(parts_of(name)) > 1 and is_field(name))


def is_choice(inner: str) -> bool:
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
    if _GO_WORDS.match(content) and (_GO_VALUE.search(content) or content in ("end", "else")):
        return "go-template" if " " in content else "{{}}", "", (), True
    name, *filters = content.split("|")
    syntax, name = ("go-template", name.strip().lstrip(".")) if content[0] == "." else ("{{}}", name_of(name) or name.strip())
    return syntax, name, tuple(part.strip() for part in filters), False
