"""The Markdown of a rule folder: what it should be, what differs, and writing it."""

from __future__ import annotations

import os
import re

from smslint.docs.markdown import index_text, page_text
from smslint.docs.source import pages_below
from smslint.errors import SmslintError
from smslint.project.atomic import replace_file

FOLDER, INDEX = "docs", "README.md"
END = "<!-- From here on made by `smslint docs`; the text above is written by hand. -->"
OWN_PAGE = re.compile(r"[A-Z]{3}\d{3}\.(?:md|html)\Z")
"""Names of pages that we make, and may therefore remove."""
HEAD = "# Rules\n\n" + END


def documents(home: str) -> dict[str, str]:
    """Every file that belongs beside the rules of a folder: its name below the folder, and its text."""
    found = pages_below(home)
    made = {f"{FOLDER}/{page.id}.md": page_text(page) for page in found}
    made[INDEX] = index_text(found, _head(home), FOLDER)
    return made


def _head(home: str) -> str:
    """What people wrote above the index."""
    path = os.path.join(home, INDEX)
    if not os.path.isfile(path):
        return HEAD
    try:
        with open(path, encoding="utf-8") as file:
            written, mark, _ = file.read().partition(END)
    except UnicodeDecodeError:
        raise SmslintError(f"{path}: not UTF-8; save it as UTF-8") from None
    if not mark:
        raise SmslintError(f"{path}: the line {END!r} is missing; put it where the index begins")
    return written + END


def stale(home: str, made: dict[str, str]) -> list[str]:
    """Names of files that are missing, differ, or belong to no rule any more."""
    found = [name for name, text in made.items() if _content(os.path.join(home, name)) != text.encode()]
    return sorted([*found, *_orphans(home, made)])


def write(home: str, made: dict[str, str]) -> list[str]:
    """Bring the files up to date; returns the names of those that were not."""
    os.makedirs(os.path.join(home, FOLDER), exist_ok=True)
    changed = stale(home, made)
    for name in changed:
        path = os.path.join(home, name)
        if name not in made:
            os.unlink(path)
            continue
        replace_file(path, made[name].encode())
    return changed


def _orphans(home: str, made: dict[str, str]) -> list[str]:
    folder = os.path.join(home, FOLDER)
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return [f"{FOLDER}/{name}" for name in names if OWN_PAGE.match(name) and f"{FOLDER}/{name}" not in made]


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
