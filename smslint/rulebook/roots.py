"""Which files make up a rule book: the walk below each root, with its limits."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from smslint.errors import Issue, unreadable
from smslint.rulebook.guard import MAX_BYTES

MAX_FILES = 20_000
SUFFIXES = (".yaml", ".yml")
PACK = "pack"
_SKIPPED = frozenset({"schema", "__pycache__", "node_modules"})
_NO_RULES = frozenset({"figures", "registrations", "replies"})
"""Folders beside the shipped rules that hold other data; a folder of one's own may be called so."""


class RuleFile:
    """One file of a root: what it holds (`rules`, `list`, `profile`, `pack`, `sources`), under which name and pack."""

    __slots__ = ("data", "kind", "name", "pack", "relative", "sha256", "shown")

    def __init__(self, shown: str, relative: str, kind: str, name: str, pack: str) -> None:
        self.shown = shown
        self.relative = relative
        self.kind = kind
        self.name = name
        self.pack = pack
        self.data = b""
        self.sha256 = ""


class Walk:
    """The files of all roots in a fixed order, and what is wrong with the folders themselves.

    unsaved: content that stands for that of a file, by its real path; an editor has it before the disk does.
    """

    def __init__(self, roots: Sequence[str | Path], unsaved: Mapping[str, bytes] | None = None) -> None:
        self._unsaved = unsaved or {}
        self.issues: list[Issue] = []
        self.files: list[RuleFile] = []
        self.seen = 0
        for root in roots:
            self._root(os.fspath(root))

    def _root(self, root: str) -> None:
        if "://" in root:
            self._issue(root, "rules are read from folders and files, not from the network")
        elif os.path.isdir(root):
            count = len(self.files)
            for path in self._below(root):
                self._file(root, path)
            if len(self.files) == count:
                self._issue(root, "no .yaml file in this folder")
        elif os.path.isfile(root) or os.path.realpath(root) in self._unsaved:
            if root.endswith(SUFFIXES):
                kind, name = ("pack", _name_of(os.path.dirname(root))) if _is_pack(root) else ("rules", "")
                self._read(root, RuleFile(display(root), os.path.basename(root), kind, name, name))
            else:
                self._issue(root, "a rule file ends in .yaml or .yml")
        else:
            self._issue(root, "no such file or folder; check the path")

    def _below(self, root: str) -> Iterator[str]:
        real_root = os.path.realpath(root)
        for folder, folders, names in os.walk(root):
            skipped = _SKIPPED | _NO_RULES if folder == root and "core" in folders else _SKIPPED
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in skipped)
            for name in folders:
                self._stays_inside(os.path.join(folder, name), real_root)
            for name in sorted(names):
                self.seen += 1
                if self.seen > MAX_FILES:
                    self._issue(root, f"more than {MAX_FILES:,} files below the rule folders")
                    return
                path = os.path.join(folder, name)
                if name.endswith(SUFFIXES) and not name.startswith(".") and self._stays_inside(path, real_root):
                    yield path

    def _stays_inside(self, path: str, real_root: str) -> bool:
        if not os.path.islink(path):
            return True
        real = os.path.realpath(path)
        if real.startswith(real_root.rstrip(os.sep) + os.sep):
            return True
        self._issue(path, "this link leaves the rule folder; copy the file into it")
        return False

    def _file(self, root: str, path: str) -> None:
        relative = os.path.relpath(path, root).replace(os.sep, "/")
        kind, name, pack = classify(relative)
        if kind == "rules" and not pack and (above := _pack_above(root, os.path.dirname(path))):
            pack = _name_of(above)
            kind, name = ("pack", pack) if _is_pack(path) and os.path.dirname(path) == above else (kind, pack)
        self._read(path, RuleFile(display(path), relative, kind, name, pack))

    def _read(self, path: str, file: RuleFile) -> None:
        unsaved = self._unsaved.get(os.path.realpath(path)) if self._unsaved else None
        if unsaved is not None:
            file.data = unsaved
            file.sha256 = sha256(unsaved).hexdigest()
            self.files.append(file)
            return
        try:
            status = os.stat(path)
            if not stat.S_ISREG(status.st_mode):
                self._issue(path, "this is no ordinary file")
                return
            if status.st_size > MAX_BYTES:
                self._issue(path, f"the file has {status.st_size:,} bytes; the limit is {MAX_BYTES:,}, split it")
                return
            with open(path, "rb") as stream:
                file.data = stream.read(MAX_BYTES + 1)
        except OSError as error:
            self._issue(path, f"the file {unreadable(error)}")
            return
        file.sha256 = sha256(file.data).hexdigest()
        self.files.append(file)

    def _issue(self, path: str, message: str) -> None:
        self.issues.append(Issue(display(path), 1, 1, message))


def classify(relative: str) -> tuple[str, str, str]:
    """Kind, name and pack of a file by its path below the root."""
    parts = relative.split("/")
    stem = parts[-1].rsplit(".", 1)[0]
    if parts[0] == "lists" and len(parts) > 1:
        return "list", "/".join([*parts[1:-1], stem]), ""
    if parts[0] == "profiles" and len(parts) == 2:
        return "profile", stem, ""
    if parts[0] == "packs" and len(parts) > 2:
        return ("pack" if len(parts) == 3 and stem == PACK else "rules"), parts[1], parts[1]
    if relative in ("sources.yml", "sources.yaml"):
        return "sources", "", ""
    if relative in ("weights.yml", "weights.yaml"):
        return "weights", "", ""
    return "rules", "", "core" if parts[0] == "core" else ""


def _pack_above(root: str, folder: str) -> str | None:
    """The nearest folder from here up to the root that a pack.yaml describes: a root may be a pack, or hold some."""
    while not any(os.path.isfile(os.path.join(folder, PACK + suffix)) for suffix in SUFFIXES):
        if os.path.samefile(folder, root):
            return None
        folder = os.path.dirname(folder)
    return folder


def _is_pack(path: str) -> bool:
    return os.path.basename(path) in [PACK + suffix for suffix in SUFFIXES]


def _name_of(folder: str) -> str:
    return os.path.basename(os.path.realpath(folder or "."))


def display(path: str) -> str:
    """A path for messages: relative when it lies below the working folder, and printable."""
    absolute = os.path.abspath(path)
    try:
        relative = os.path.relpath(absolute)
    except ValueError:  # another drive on Windows
        relative = absolute
    chosen = path if relative.startswith("..") else relative
    return "".join(character if character.isprintable() else "?" for character in chosen)
