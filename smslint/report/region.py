"""Where a finding stands in its file, which edits mend it there, and a fingerprint that survives moves."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.model import Finding
    from smslint.report.location import Place
    from smslint.report.record import Item


def region(item: Item, finding: Finding) -> tuple[Place, Place | None]:
    """(line and column of the start, those after the end); no end where something is absent."""
    location = item.location
    if finding.start is None or finding.end is None:
        return (location.line, location.column), None
    return location.region(item.report.text, finding.start, finding.end)


def edits(item: Item, finding: Finding) -> list[tuple[Place, Place, str]]:
    """The edits of a finding as (start, end, text to write) in the file; none when one of them cannot be made there."""
    location = item.location
    if finding.fix is None or not location.exact:
        return []
    found = []
    for edit in finding.fix.edits:
        written = location.written(edit)
        if written is None:
            return []
        found.append((*location.region(item.report.text, edit.start, edit.end), written))
    return found


def relative(path: str) -> str:
    """A path below the working folder as seen from it, with forward slashes; another one as it is.

    Build servers find a file by its path in the repository, and reports mean the same on another machine.
    """
    if os.path.isabs(path):
        inside = os.path.relpath(path)
        if inside == os.pardir or inside.startswith(os.pardir + os.sep):
            return path
        path = inside
    return os.path.normpath(path).replace(os.sep, "/")


def patched(path: str, checked: Sequence[str]) -> str:
    """A path as a patch names it: from the working folder, or from the root of its repository where something outside of that
    folder is checked too."""
    if not any(_is_outside(relative(one)) for one in (path, *checked) if one != "-"):
        return relative(path)
    real = folder = os.path.realpath(path)
    while folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
        if os.path.exists(os.path.join(folder, ".git")):
            return os.path.relpath(real, folder).replace(os.sep, "/")
    return relative(path)


def _is_outside(path: str) -> bool:
    return os.path.isabs(path) or path == os.pardir or path.startswith(os.pardir + "/")


def uri(path: str) -> str:
    """A path as a URI: relative where it can be."""
    shown = relative(path)
    return ("file://" if os.path.isabs(shown) else "") + _quoted(shown)


def _quoted(path: str) -> str:
    from urllib.parse import quote

    try:
        return quote(os.fsencode(path.replace(os.sep, "/")))
    except UnicodeEncodeError:
        return quote(path.replace(os.sep, "/"), errors="surrogatepass")


def fingerprints(item: Item) -> list[str]:
    """32 hex digits for each finding, then for each suppressed one; they stay while the message moves in its file."""
    from hashlib import sha256

    text = sha256(item.report.text.encode("utf-8", "surrogatepass")).hexdigest()
    path = uri(item.location.path or "")
    seen: dict[str, int] = {}
    found = []
    for finding in (*item.report.findings, *(one.finding for one in item.suppressed)):
        nth = seen[finding.rule] = seen.get(finding.rule, 0) + 1
        identity = f"{finding.rule}\n{path}\n{text}\n{nth}"
        found.append(sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return found
