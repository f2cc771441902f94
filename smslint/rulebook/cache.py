"""Compiled rules on disk, so that a short run need not read YAML.

A cached bundle is used only when its checksum fits, and when every source file it was made from is the one found now:
untouched since, or else of the same hash. Anything else (stale, damaged, of another version or Python) is rebuilt, never
trusted. Without a place to write, rules are compiled each time.
"""

from __future__ import annotations

import marshal
import os
import time
from mmap import ACCESS_READ, ALLOCATIONGRANULARITY, mmap
from zlib import crc32

from smslint.model import RulesetInfo
from smslint.rulebook.code import code_digest, code_state, is_of_this_code
from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

MAGIC = b"smslint-rules-9\n"
LINES = "terms"
"""What of a bundle is most of it. A short run needs a few lines of it and reads them where they lie in the file."""
COARSE_SECONDS = 2.0
"""Within so long of each other two changes of a file may bear the same time."""
DEFAULT_PROFILE = "default"
_SOURCE_SUFFIXES = (".yaml", ".yml")


def load_ruleset_bundle(
    names: Sequence[str],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    preview: bool | None = None,
    finish: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> tuple[dict[str, Any], RulesetInfo]:
    """(bundle, what it is) of profiles and paths, from the cache when it is good, else compiled and cached.

    finish: what a compiled bundle goes through before it is kept, to spare those who load it the work.
    Raises RuleFileError for faulty files and SmslintError for an unknown profile or selector.
    """
    profile, roots = _split(names)
    home = _home()
    asked = repr((profile, roots, tuple(select), tuple(ignore), preview, finish is not None))
    choice = repr((profile, tuple(select), tuple(ignore), preview))
    path = _cache_path(asked)
    kept = _Kept.read(path, asked) if path else None
    state = source_state([home, *roots])
    hashed = kept.hashed if kept is not None and kept.still_fits(state) else source_digest([home, *roots], choice)
    info = RulesetInfo(profile or "own", __version__, hashed)
    if kept is not None and kept.hashed == hashed and is_of_this_code(kept.code):
        return kept.bundle(), info
    if profile is not None:
        _Kept.before_compiling()
    bundle = _compiled(profile, roots, select, ignore, preview)
    if finish is not None:
        bundle = finish(bundle)
    if path:
        _write(path, (asked, hashed, (code_state(), code_digest()), *state), bundle)
    return bundle, info


class _Kept:
    """A cache file that is whole: what it was made from, and the bundle in it."""

    in_place = False
    before_compiling: Callable[[], None] = staticmethod(lambda: None)
    asked: str
    hashed: str
    code: tuple[str, str]

    def __init__(self, head: tuple[Any, ...], body: memoryview, lines: bytes | mmap) -> None:
        self.asked, self.hashed, self.code, self._state, _, self._written, _ = head
        self._body = body
        self._lines = lines

    @classmethod
    def read(cls, path: str, asked: str) -> _Kept | None:
        """The file's content when its checksum fits and it holds what is asked for, else None."""
        try:
            # A copy of it would cost more than reading it does. A mapped file cannot be cut short: caches are replaced whole.
            with open(path, "rb") as file:
                content = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
                start = len(MAGIC) + 4
                if content[: len(MAGIC)] != MAGIC or crc32(content[start:]) != int.from_bytes(content[len(MAGIC) : start], "big"):
                    return None
                body = start + 4 + int.from_bytes(content[start : start + 4], "big")
                head = marshal.loads(content[start + 4 : body])
                end = body + head[-1]
                start = end + _gap(end)
                lines = mmap(file.fileno(), 0, access=ACCESS_READ, offset=start) if cls.in_place else bytes(content[start:])
        except (OSError, ValueError, EOFError, TypeError):
            return None
        kept = cls(head, content[body:end], lines)
        return kept if kept.asked == asked else None

    def still_fits(self, state: tuple[tuple[Any, ...], float]) -> bool:
        """Whether no source file was touched since: a hash of all would only confirm it.

        The change time of a file cannot be set back. One that was changed close to the writing of the cache proves
        nothing, as the clock of the file system is coarse.
        """
        return bool(self._state == state[0] and state[1] < self._written - COARSE_SECONDS)

    def bundle(self) -> dict[str, Any]:
        """The compiled rules."""
        return {**marshal.loads(self._body), LINES: self._lines}


def read_in_place() -> None:
    """Leave terms in the file and read them there: for a process that ends soon. A file that is mapped holds a descriptor."""
    _Kept.in_place = True


def when_compiling(say: Callable[[], None]) -> None:
    """Have `say` called before the rules of a profile are compiled, which takes many times as long as anything else."""
    _Kept.before_compiling = staticmethod(say)


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
    profile: str | None, roots: Sequence[str], select: Sequence[str], ignore: Sequence[str], preview: bool | None
) -> dict[str, Any]:
    from smslint.rulebook.compile import compile_book
    from smslint.rulebook.home import is_inside
    from smslint.rulebook.selection import choose, profile_rules
    from smslint.rulebook.shipped import with_shipped

    book = with_shipped(roots)
    if profile is not None:
        chosen = profile_rules(book, profile, select=select, ignore=ignore, preview=bool(preview))
    else:
        own = {name: rule for name, rule in book.rules.items() if any(is_inside(rule.path, root) for root in roots)}
        chosen = choose(own, select, ignore, bool(preview))
    return compile_book(book, chosen)


def _home() -> str:
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder in (os.path.join(package, "_rules"), os.path.join(os.path.dirname(package), "rules")):
        if os.path.isdir(os.path.join(folder, "core")):
            return folder
    from smslint.rulebook.home import rules_home

    return str(rules_home())


def source_digest(roots: Sequence[str], choice: str) -> str:
    """One hash over the content of every source file of the rules, and the choice among them."""
    from hashlib import sha256

    total = sha256(f"{__version__} {choice}\n".encode("utf-8", "surrogateescape"))
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
    yield root, [name for name, is_folder, _ in found if name.endswith(_SOURCE_SUFFIXES) and not is_folder]
    for name, is_folder, entry in found:
        if is_folder and not name.startswith(".") and name != "schema" and not entry.is_symlink():
            yield from _folders(entry.path)


def _cache_path(key: str) -> str | None:
    if os.environ.get("SMSLINT_NO_CACHE"):
        return None
    return os.path.join(cache_home(), f"{crc32(key.encode('utf-8', 'surrogateescape')):08x}.rules")


def cache_home() -> str:
    """The folder of all that smslint keeps between runs."""
    folder = os.environ.get("SMSLINT_CACHE_DIR")
    if folder:
        return folder
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "smslint")


def _write(path: str, made_from: tuple[Any, ...], bundle: dict[str, Any]) -> None:
    body = marshal.dumps({name: value for name, value in bundle.items() if name != LINES})
    head = marshal.dumps((*made_from, time.time(), len(body)))
    front = len(head).to_bytes(4, "big") + head + body
    write_sealed(path, MAGIC, front + bytes(_gap(len(MAGIC) + 4 + len(front))) + bundle[LINES])


def _gap(end: int) -> int:
    """Bytes to where the next part of a file can be mapped."""
    return -end % ALLOCATIONGRANULARITY


def write_sealed(path: str, magic: bytes, body: bytes) -> None:
    """Write a file with its checksum, whole or not at all, for its owner alone; a cache that cannot be written is no error."""
    temporary = f"{path}.{os.getpid()}.new"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(magic + crc32(body).to_bytes(4, "big") + body)
        os.replace(temporary, path)
    except OSError:
        _remove(temporary)


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
