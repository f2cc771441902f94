"""What rule files are, told without reading them as rules: a hash of their content, and their states on disk."""

from __future__ import annotations

import os

from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

SOURCE_SUFFIXES = (".yaml", ".yml")


def is_source(name: str) -> bool:
    """Whether a file is one of rules by its name, in capitals or not."""
    return name.lower().endswith(SOURCE_SUFFIXES)


def is_path(name: str) -> bool:
    """Whether a word for rules means a file or folder, and not a profile or pack.

    A file that cannot hold rules is one too: to call it an unknown profile would not say what is wrong.
    """
    if os.sep in name or "/" in name or is_source(name) or os.path.isdir(name):
        return True
    return "." in name and os.path.isfile(name)


def source_digest(roots: Sequence[str]) -> str:
    """One hash over the content of every source file of the rules."""
    from hashlib import sha256

    total = sha256(f"{__version__}\n".encode())
    for root in roots:
        for path in _files(root):
            try:
                with open(path, "rb") as file:
                    content = file.read()
            except OSError:
                content = b"\0unreadable"
            name = os.path.relpath(path, root).replace(os.sep, "/")
            total.update(f"{name} {len(content)}\n".encode("utf-8", "surrogateescape"))
            total.update(content)
    return total.hexdigest()


def digest_of_choice(hashed: str, choice: str) -> str:
    """The hash that names a choice among the rules that another hash stands for."""
    digest: str = _light_sha256()(f"{hashed} {choice}".encode("utf-8", "surrogateescape")).hexdigest()
    return digest


def _light_sha256() -> Any:
    """The interpreter's own SHA-256, where it has one: `hashlib` loads OpenSSL, which takes longer than to judge a message."""
    for name in ("_sha2", "_sha256"):
        try:
            return __import__(name).sha256
        except (ImportError, AttributeError):
            continue
    from hashlib import sha256

    return sha256


def source_state(roots: Sequence[str]) -> tuple[tuple[Any, ...], float]:
    """Names, sizes and times of every source file, and the latest change among them, in seconds."""
    total: list[Any] = []
    latest = 0
    for root in roots:
        for folder, names in _folders(root):
            states = _states(folder, names)
            total.append((folder, tuple(names), tuple(states)))
            latest = max([latest, *[max(state[2], state[3]) for state in states if state is not None]])
    return tuple(total), latest / 1e9


def _states(folder: str, names: list[str]) -> list[tuple[int, int, int, int] | None]:
    """(inode, size, changed, status changed) of the files of a folder, times in nanoseconds; None for one that cannot be told."""
    if os.stat not in os.supports_dir_fd:
        return [_state(os.path.join(folder, name), None) for name in names]
    # To look the folder up once takes half the time of looking up each of its files by the whole path.
    try:
        place = os.open(folder, os.O_RDONLY)
    except OSError:
        return [None] * len(names)
    try:
        states = [os.stat(name, dir_fd=place) for name in names]
        return [(one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns) for one in states]
    except OSError:
        return [_state(name, place) for name in names]
    finally:
        os.close(place)


def _state(name: str, place: int | None) -> tuple[int, int, int, int] | None:
    try:
        known = os.stat(name, dir_fd=place)
    except OSError:
        return None
    return known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns


def _files(root: str) -> Iterator[str]:
    for folder, names in _folders(root):
        for name in names:
            yield os.path.join(folder, name)


def _folders(root: str) -> Iterator[tuple[str, list[str]]]:
    """Every folder below a root, with the names of its rule files, in order; of a root that is a file, that file."""
    if os.path.isfile(root):
        yield os.path.dirname(root) or ".", [os.path.basename(root)]
        return
    try:
        with os.scandir(root) as entries:
            found = sorted([(entry.name, entry.is_dir(), entry) for entry in entries], key=lambda one: one[0])
    except OSError:
        return
    yield root, [name for name, is_folder, _ in found if is_source(name) and not is_folder]
    for name, is_folder, entry in found:
        if is_folder and not name.startswith(".") and not entry.is_symlink():
            yield from _folders(entry.path)
