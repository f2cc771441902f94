"""Compiled rules on disk, so that a short run need not read YAML.

A cached bundle is used only when its own hash fits, and when the hash of every source file it was made from is the one
found now; anything else (stale, damaged, of another version or Python) is rebuilt, never trusted. Without a place to
write, rules are compiled each time.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from hashlib import sha256

from smslint.model import RulesetInfo
from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

MAGIC = b"smslint-rules-5\n"
COARSE_SECONDS = 2.0
"""Within so long of each other two changes of a file may bear the same time."""
DEFAULT_PROFILE = "default"
_SOURCE_SUFFIXES = (".yaml", ".yml")


def load_ruleset_bundle(
    names: Sequence[str], select: Sequence[str] = (), ignore: Sequence[str] = (), preview: bool | None = None
) -> tuple[dict[str, Any], RulesetInfo]:
    """(bundle, what it is) of profiles and paths, from the cache when it is good, else compiled and cached.

    Raises RuleFileError for faulty files and SmslintError for an unknown profile or selector.
    """
    profile, roots = _split(names)
    home = _home()
    asked = repr((profile, roots, tuple(select), tuple(ignore), preview))
    choice = repr((profile, tuple(select), tuple(ignore), preview))
    path = _cache_path(asked)
    kept = _Kept.read(path) if path else None
    state = source_state([home, *roots])
    sources = kept.sources if kept is not None and kept.still_fits(state) else source_digest([home, *roots])
    info = RulesetInfo(profile or "own", __version__, sha256((sources + choice).encode()).hexdigest())
    if kept is not None and kept.sources == sources and kept.code == _code_state():
        return kept.bundle(), info
    bundle = _compiled(home, profile, roots, select, ignore, preview)
    if path:
        _write(path, sources, state, bundle)
    return bundle, info


class _Kept:
    """A cache file that is whole: what it was made from, and the bundle in it."""

    def __init__(self, head: tuple[str, str, str, float], body: bytes) -> None:
        self.sources, self.code, self._state, self._written = head
        self._body = body

    @classmethod
    def read(cls, path: str) -> _Kept | None:
        """The file's content when its own hash fits, else None."""
        try:
            with open(path, "rb") as file:
                content = file.read()
        except OSError:
            return None
        body = content[len(MAGIC) + 64 :]
        if not content.startswith(MAGIC) or sha256(body).hexdigest().encode() != content[len(MAGIC) : len(MAGIC) + 64]:
            return None
        size = int.from_bytes(body[:4], "big")
        return cls(marshal.loads(body[4 : 4 + size]), body[4 + size :])

    def still_fits(self, state: tuple[str, float]) -> bool:
        """Whether no source file was touched since: a hash of all would only confirm it.

        The change time of a file cannot be set back. One that was changed close to the writing of the cache proves
        nothing, as the clock of the file system is coarse.
        """
        return self._state == state[0] and state[1] < self._written - COARSE_SECONDS

    def bundle(self) -> dict[str, Any]:
        """The compiled rules."""
        bundle: dict[str, Any] = marshal.loads(self._body)
        return bundle


def _split(names: Sequence[str]) -> tuple[str | None, list[str]]:
    """The profile among the names (the last one wins) and the paths."""
    roots = [
        name
        for name in names
        if os.sep in name or "/" in name or name.endswith(_SOURCE_SUFFIXES) or os.path.isdir(name)
    ]
    profiles = [name for name in names if name not in roots]
    return (profiles[-1] if profiles else None), roots


def _compiled(
    home: str,
    profile: str | None,
    roots: Sequence[str],
    select: Sequence[str],
    ignore: Sequence[str],
    preview: bool | None,
) -> dict[str, Any]:
    from smslint.rulebook.compile import compile_book
    from smslint.rulebook.loader import load_book
    from smslint.rulebook.selection import choose, profile_rules

    book = load_book([home, *(root for root in roots if not _inside(root, home))])
    if profile is not None:
        chosen = profile_rules(book, profile, select=select, ignore=ignore, preview=bool(preview))
    else:
        own = {name: rule for name, rule in book.rules.items() if any(_inside(rule.path, root) for root in roots)}
        chosen = choose(own, select, ignore, bool(preview))
    return compile_book(book, chosen)


def _inside(path: str, root: str) -> bool:
    real, base = os.path.realpath(path), os.path.realpath(root)
    return real == base or real.startswith(base + os.sep)


def _home() -> str:
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder in (os.path.join(package, "_rules"), os.path.join(os.path.dirname(package), "rules")):
        if os.path.isdir(os.path.join(folder, "core")):
            return folder
    from smslint.rulebook.home import rules_home

    return str(rules_home())


def source_digest(roots: Sequence[str]) -> str:
    """One hash over the content of every source file of the rules."""
    total = sha256(__version__.encode())
    for root in roots:
        for path in _files(root):
            try:
                with open(path, "rb") as file:
                    content = file.read()
            except OSError:
                content = b"\0unreadable"
            total.update(f"{os.path.relpath(path, root)} {len(content)}\n".encode("utf-8", "surrogateescape"))
            total.update(content)
    return total.hexdigest()


def source_state(roots: Sequence[str]) -> tuple[str, float]:
    """A hash over names, sizes and times of every source file, and the latest change among them, in seconds."""
    total = sha256()
    latest = 0.0
    for root in roots:
        for path in _files(root):
            try:
                known = os.stat(path)
            except OSError:
                continue
            times = f"{path} {known.st_ino} {known.st_size} {known.st_mtime_ns} {known.st_ctime_ns}\n"
            total.update(times.encode("utf-8", "surrogateescape"))
            latest = max(latest, known.st_ctime, known.st_mtime)
    return total.hexdigest(), latest


def _code_state() -> str:
    """The Python and the state of the code that compiles rules: a cache made by other code is not used."""
    total = sha256(repr(sys.version_info[:3]).encode())
    here = os.path.dirname(os.path.abspath(__file__))
    for folder in (here, os.path.join(os.path.dirname(here), "text")):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                state = entry.stat()
                total.update(f"{entry.name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return total.hexdigest()


def _files(root: str) -> Iterator[str]:
    if os.path.isfile(root):
        yield root
        return
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "schema")
        for name in sorted(names):
            if name.endswith(_SOURCE_SUFFIXES):
                yield os.path.join(folder, name)


def _cache_path(key: str) -> str | None:
    if os.environ.get("SMSLINT_NO_CACHE"):
        return None
    folder = os.environ.get("SMSLINT_CACHE_DIR")
    if not folder:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        folder = os.path.join(base, "smslint")
    return os.path.join(folder, sha256(key.encode()).hexdigest()[:32] + ".rules")


def _write(path: str, sources: str, state: tuple[str, float], bundle: dict[str, Any]) -> None:
    """Write whole or not at all; a cache that cannot be written is no error."""
    head = marshal.dumps((sources, _code_state(), state[0], time.time()))
    body = len(head).to_bytes(4, "big") + head + marshal.dumps(bundle)
    content = MAGIC + sha256(body).hexdigest().encode() + body
    temporary = f"{path}.{os.getpid()}.new"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except OSError:
        _remove(temporary)


def _remove(path: str) -> None:

    try:
        os.unlink(path)
    except OSError:
        return
