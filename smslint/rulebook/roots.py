"""Which files make up a rule book: the walk below each root, with its limits."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from smslint.errors import Issue, unreadable
from smslint.rulebook.fingerprint import is_source
from smslint.rulebook.guard import MAX_BYTES

MAX_FILES = 20_000
PACK = "pack"
_PACK_FILES = frozenset({"pack.yaml", "pack.yml"})
_SKIPPED = frozenset({"__pycache__", "node_modules"})
_OTHER_DATA = frozenset({"figures", "registrations", "replies"})
"""Folders beside the shipped rules that hold other data. One's own may be called so: of these the rules are read."""
_OF_A_RULE = (re.compile(rb"^(?:\s*- )?[\"']?id[\"']?:", re.MULTILINE), re.compile(rb"^\s*[\"']?check[\"']?:", re.MULTILINE))


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
        self._packs: dict[str, bool] = {}
        self._places: dict[str, RuleFile] = {}
        for root in roots:
            self._root(os.fspath(root))

    def _root(self, root: str) -> None:
        if "://" in root:
            self._issue(root, "rules are read from folders and files, not from the network")
        elif os.path.isdir(root):
            paths = list(self._below(root))
            for path in paths:
                self._file(root, path)
            if not paths:
                self._issue(root, "no .yaml file in this folder")
        elif os.path.isfile(root) or os.path.realpath(root) in self._unsaved:
            if is_source(root):
                kind, name = ("pack", _name_of(os.path.dirname(root))) if _is_pack(root) else ("rules", "")
                self._read(root, RuleFile(display(root), os.path.basename(root), kind, name, name), os.path.dirname(root))
            else:
                self._issue(root, "a rule file ends in .yaml or .yml")
        else:
            self._issue(root, "no such file or folder; check the path")

    def _below(self, root: str) -> Iterator[str]:
        real_root = os.path.realpath(root)
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
            for name in folders:
                self._stays_inside(os.path.join(folder, name), real_root)
            for name in sorted(names):
                self.seen += 1
                if self.seen > MAX_FILES:
                    self._issue(root, f"more than {MAX_FILES:,} files below the rule folders")
                    return
                path = os.path.join(folder, name)
                if is_source(name) and not name.startswith(".") and self._stays_inside(path, real_root):
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
        if kind == "rules" and not pack and (above := self._pack_above(root, os.path.dirname(path))):
            pack = _name_of(above)
            kind, name = ("pack", pack) if _is_pack(path) and os.path.dirname(path) == above else (kind, pack)
        beside = relative.partition("/")[0] in _OTHER_DATA and os.path.isdir(os.path.join(root, "core"))
        self._read(path, RuleFile(display(path), relative, kind, name, pack), root, only_rules=beside)

    def _pack_above(self, root: str, folder: str) -> str | None:
        """The nearest folder from here up to the root that a pack.yaml describes: a root may be a pack, or hold some."""
        while not self._has_pack(folder):
            if os.path.samefile(folder, root):
                return None
            folder = os.path.dirname(folder)
        return folder

    def _has_pack(self, folder: str) -> bool:
        if folder not in self._packs:
            self._packs[folder] = any(_is_pack(name) for name in os.listdir(folder))
        return self._packs[folder]

    def _read(self, path: str, file: RuleFile, root: str, only_rules: bool = False) -> None:
        if self._is_doubled(file, root):
            return
        data = self._content(path)
        if data is None or (only_rules and not all(key.search(data) for key in _OF_A_RULE)):
            return
        file.data = data
        file.sha256 = sha256(data).hexdigest()
        self.files.append(file)

    def _is_doubled(self, file: RuleFile, root: str) -> bool:
        """Whether another root has brought this file; of one named alone and within its folder, the folder tells what it is."""
        place = os.path.join(os.path.realpath(root or "."), file.relative.replace("/", os.sep))
        known = self._places.setdefault(place, file)
        if known is not file and known.relative == os.path.basename(place):
            known.relative, known.kind, known.name, known.pack = file.relative, file.kind, file.name, file.pack
        return known is not file

    def _content(self, path: str) -> bytes | None:
        unsaved = self._unsaved.get(os.path.realpath(path)) if self._unsaved else None
        if unsaved is not None:
            return unsaved
        try:
            status = os.stat(path)
            if not stat.S_ISREG(status.st_mode):
                self._issue(path, "this is no ordinary file")
                return None
            if status.st_size > MAX_BYTES:
                self._issue(path, f"the file has {status.st_size:,} bytes; the limit is {MAX_BYTES:,}, split it")
                return None
            with open(path, "rb") as stream:
                return stream.read(MAX_BYTES + 1)
        except OSError as error:
            self._issue(path, f"the file {unreadable(error)}")
            return None

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
    if relative.lower() in ("sources.yml", "sources.yaml"):
        return "sources", "", ""
    if relative.lower() in ("weights.yml", "weights.yaml"):
        return "weights", "", ""
    return "rules", "", "core" if parts[0] == "core" else ""


def _is_pack(path: str) -> bool:
    return os.path.basename(path).lower() in _PACK_FILES


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
