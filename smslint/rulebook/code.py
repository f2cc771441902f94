"""The code that compiles rules: a cache made by other code is not used."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def is_of_this_code(code: tuple[str, str]) -> bool:
    """Whether this code made a cache: untouched since, or else of the same content, as where it was installed anew."""
    return code[0] == code_state() or code[1] == code_digest()


def code_state() -> str:
    """The Python and the state of the code that compiles rules and outlines them."""
    states = [(entry.name, entry.stat()) for entry in _code_files()]
    told = [f"{name} {state.st_size} {state.st_mtime_ns}" for name, state in states]
    return "\n".join([repr(sys.version_info[:3]), *told])


def code_digest() -> str:
    """One hash over the Python and the content of that code."""
    from hashlib import sha256

    total = sha256(repr(sys.version_info[:3]).encode())
    for entry in _code_files():
        with open(entry.path, "rb") as file:
            content = file.read()
        total.update(f"{entry.name} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def _code_files() -> Iterator[os.DirEntry[str]]:
    house = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder in (*(os.path.join(house, room) for room in ("rulebook", "text", "engine", "checks")), house):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                yield entry
