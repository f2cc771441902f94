"""Where a finding stands in its file, for formats that want regions, and a fingerprint that survives moves."""

from __future__ import annotations

import os
from urllib.parse import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.model import Finding
    from smslint.report.record import Item

    Place = tuple[int, int]


def region(item: Item, finding: Finding) -> tuple[Place, Place | None]:
    """(line and column of the start, those after the end); no end where something is absent."""
    location, text = item.location, item.report.text
    if finding.start is None or finding.end is None:
        return (location.line, location.column), None
    return location.region(text, finding.start, finding.end)


def in_file(item: Item) -> bool:
    """Whether places in the message are places in the file; inside structured data only when the way back is known."""
    location = item.location
    return location.path not in (None, "-") and (location.field is None or location.places is not None)


def uri(path: str) -> str:
    """A path as a URI: relative to here where it can be, so that reports mean the same on another machine."""
    if os.path.isabs(path):
        inside = os.path.relpath(path)
        if inside.startswith(os.pardir):
            return "file://" + _quoted(path)
        path = inside
    return _quoted(os.path.normpath(path))


def _quoted(path: str) -> str:
    try:
        return quote(os.fsencode(path.replace(os.sep, "/")))
    except UnicodeEncodeError:
        return quote(path.replace(os.sep, "/"), errors="surrogatepass")


def fingerprints(item: Item) -> list[str]:
    """For each finding that stands, and then for each suppressed one, 32 hex digits that stay the same while the message does,
    wherever it moves in its file."""
    from hashlib import sha256

    text = sha256(item.report.text.encode("utf-8", "surrogatepass")).hexdigest()
    path = item.location.path or ""
    seen: dict[str, int] = {}
    found = []
    for finding in (*item.report.findings, *(one.finding for one in item.suppressed)):
        nth = seen[finding.rule] = seen.get(finding.rule, 0) + 1
        identity = f"{finding.rule}\n{path}\n{text}\n{nth}"
        found.append(sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return found
