"""Readers of the merge fields of particular platforms and engines: see `merge_field` for what a reader is."""

from __future__ import annotations

import re

from smslint.text.field_names import FIELDS, is_field, parts_of
from smslint.text.merge_field import Placeholder, name_of

_FREEMARKER = frozenset(
    """if else elseif list items sep assign local global macro nested function return switch case default include import escape
    compress setting ftl attempt recover""".split()
)


def _read_macro(text: str, match: re.Match[str]) -> Placeholder | None:
    """FreeMarker: `<#if x>`, `[#else]`, `<@footer/>`; not "[#sale]" or "[@name]"."""
    written = match[0]
    word = re.split(r"[^a-z]", written[1:].lstrip("/#@"), maxsplit=1)[0]
    known = word in _FREEMARKER if "#" in written[1:3] else written.endswith("/>")
    if not known or (written[0] == "<") != (written[-1] == ">"):
        return None
    return Placeholder(match.start(), match.end(), "<# >", "", block=True)


def _read_pair(text: str, match: re.Match[str]) -> Placeholder | None:
    """`%%first_name%%`, `%%First Name%%`, `%%=v(@name)=%%`, and the blocks `%%[ SET @a = 1 ]%%`."""
    inner = match[0][2:-2].strip()
    if inner[0] in "=|":
        return Placeholder(match.start(), match.end(), "%%x%%", name_of(inner))
    if inner[0] == "[":
        return Placeholder(match.start(), match.end(), "%%x%%", "", block=True)
    if not (inner.isidentifier() or is_field(inner)):
        return None
    return Placeholder(match.start(), match.end(), "%%x%%", inner)


def _read_framed(text: str, match: re.Match[str]) -> Placeholder | None:
    """Zoho: `$[FNAME|there]$`."""
    name, *defaults = match[0][2:-2].split("|")
    if not (name.isidentifier() or is_field(name)):
        return None
    return Placeholder(match.start(), match.end(), "$[]$", name.strip(), tuple(part.strip() for part in defaults))


def _read_call(text: str, match: re.Match[str]) -> Placeholder | None:
    """`$(FIRST_NAME)` and `$lookup(FIRST_NAME)$` of Responsys, `$t(key)` of i18next; not "$(USD)"."""
    word, _, inner = match[0][1:].rstrip("$").partition("(")
    name = name_of(inner.removesuffix(")"))
    if (word and word != "t" and match[0][-1] != "$") or not (word or "_" in name or any(p in FIELDS for p in parts_of(name))):
        return None
    return Placeholder(match.start(), match.end(), "$()", name)


def _read_toolkit(text: str, match: re.Match[str]) -> Placeholder:
    inner = match[0][2:-2].strip(" -+")
    return Placeholder(match.start(), match.end(), "[% %]", name_of(inner), block=not re.fullmatch(r"[\w.]+(?: ?\|.*)?", inner))


def _read_directive(text: str, match: re.Match[str]) -> Placeholder:
    """Velocity: `#if($a)`, `#else`, `#end`; only in a text with a condition, see `placeholder_scan.read`."""
    return Placeholder(match.start(), match.end(), "$x", "", block=True)


def _read_path(text: str, match: re.Match[str]) -> Placeholder | None:
    """Keap: `~Contact.FirstName~`; not "~larch.example~"."""
    name = match[0][1:-1]
    return Placeholder(match.start(), match.end(), "~x~", name) if is_field(name) else None


_BEFORE_NAME = re.compile(r"(?i:\b(?:hi|hello|hey|dear|hola|thanks|welcome)|\(first name\)) \Z")
LONGEST_BEFORE = 14


def _read_round(text: str, match: re.Match[str]) -> Placeholder | None:
    """ClickSend: `Hi (First Name), invoice (Cust. 1) is due`; "your name (First Name)" on a form is none."""
    start, name = match.start(), match[0][1:-1]
    if name.endswith("Name") and not _BEFORE_NAME.search(text[max(0, start - LONGEST_BEFORE) : start]):
        return None
    return Placeholder(start, match.end(), "()", name)


PLATFORM_READERS = {
    "macro": _read_macro, "pair": _read_pair, "framed": _read_framed, "call": _read_call, "toolkit": _read_toolkit,
    "directive": _read_directive, "path": _read_path, "round": _read_round,
}  # fmt: skip
