"""The code that compiles rules: a cache made by other code is not used."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def this_code() -> tuple[str, str, str]:
    """What a cache notes of the code that made it: its state in this place, the Python, and a hash of its content."""
    return _state(), _python(), _digest()


def is_of_this_code(code: tuple[str, str, str]) -> bool:
    """Whether this code made a cache: untouched since, or else of the same content, as where it was installed anew."""
    return code[1] == _python() and (code[0] == _state() or came_with_this_code(code))


def came_with_this_code(code: tuple[str, str, str]) -> bool:
    """Whether code of this content made a cache, on whatever Python: what is compiled are plain values, good on all."""
    return code[2] == _digest()


def _python() -> str:
    return repr(sys.version_info[:3])


def _state() -> str:
    """Names, sizes and times of the code that compiles rules and outlines them."""
    states = [(entry.name, entry.stat()) for entry in _code_files()]
    return "\n".join([f"{name} {state.st_size} {state.st_mtime_ns}" for name, state in states])


def _digest() -> str:
    """One hash over the content of that code."""
    from hashlib import sha256

    total = sha256()
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
