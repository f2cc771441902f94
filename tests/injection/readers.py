"""Those who read what smslint writes: a terminal, an HTML reader, a spreadsheet. Each says what would become active."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

from markdown_it import MarkdownIt

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PAINT = re.compile(r"\x1b\[(?:0|2|34|36|1;3[1-6]|1)m")
"""The colours that smslint uses itself, and nothing else that a terminal understands."""
_SAFE_TAGS = frozenset(
    """a b blockquote body br code dd dl dt em h1 h2 h3 h4 head hr html li link meta nav ol p pre span strong title ul main
    section article header footer table thead tbody tr th td""".split()
)
_SAFE_ATTRIBUTES = frozenset("href class lang charset name content rel http-equiv id start title".split())
_SAFE_LINKS = re.compile(r"(?:https?://|[\w.-]*(?:#[\w-]*)?$)")


def acts_on_a_terminal(page: str, colors: bool = False) -> list[str]:
    """The characters of a page that a terminal, a log viewer or an editor would obey or hide; line feeds are the page's own."""
    if colors:
        page = _PAINT.sub("", page)
    return sorted({character for character in page if character != "\n" and _is_active(character)})


def _is_active(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        or character in _TURNING
        or "\U000e0000" <= character <= "\U000e007f"
    )


class _Reader(HTMLParser):
    """Reads a page and notes what a browser would run, load or follow without being asked."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.active: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element."""
        if tag not in _SAFE_TAGS:
            self.active.append(f"<{tag}>")
        for name, value in attrs:
            wrong = name not in _SAFE_ATTRIBUTES or (name == "http-equiv" and value != "Content-Security-Policy")
            if wrong or (name == "href" and not _SAFE_LINKS.match(value or "")):
                self.active.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        """Text."""
        self.text.append(data)


def acts_in_a_browser(page: str) -> list[str]:
    """Elements, attributes and links of an HTML page that no page of smslint has."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.active


def acts_in_markdown(page: str) -> list[str]:
    """As `acts_in_a_browser`, of a Markdown page as an editor shows it, with HTML let through."""
    return acts_in_a_browser(MarkdownIt("commonmark", {"html": True}).render(page))
