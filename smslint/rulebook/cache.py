"""Compiled rules on disk, so that a short run need not read YAML.

A cached bundle is used only when its checksum fits, and when every source file it was made from is the one found now:
untouched since, or else of the same hash. Anything else (stale, damaged, of another version or Python) is rebuilt, never
trusted. Each checkout or installation has files of its own, so that none drives out those of another; they go when it is gone.
Without a place to write, rules are compiled each time.
"""

from __future__ import annotations

import marshal
import os
import time
from mmap import ACCESS_READ, mmap
from zlib import crc32

from smslint.model import RulesetInfo
from smslint.rulebook.code import came_with_this_code, is_of_this_code, this_code
from smslint.rulebook.fingerprint import digest_of_choice, is_path, source_digest, source_state
from smslint.rulebook.joined import joined, parted
from smslint.rulebook.sealed import remove, write_sealed
from smslint.rulebook.variants import OWN, variant_of, with_variants
from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from smslint.rulebook.book import Book
    from smslint.rulebook.schema import RuleSpec
    from smslint.rulebook.variants import Bundle, Finish

MAGIC = b"smslint-rules-12\n"
BROUGHT = "_compiled.rules"
"""Beside the package's modules, in a built wheel: nobody who installs it waits for the rules to be compiled."""
SUFFIX = ".rules"
LINES = "terms"
"""What of a bundle is most of it. A short run needs a few lines of it and reads them where they lie in the file."""
JOINED = {"patterns": "\0", "phrases": "\n", "pieces": "\n"}
"""Lists of strings that are kept as one each, and what ends a string in it: YAML has no NUL, a word form no line end."""
MAPPED_IN = 1 << 16
"""Bytes, a multiple of what any system maps files in: a wheel is built on one and read on another."""
COARSE_SECONDS = 2.0
"""Within so long of each other two changes of a file may bear the same time."""
DEFAULT_PROFILE = "default"


def load_ruleset_bundle(
    names: Sequence[str],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    preview: bool | None = None,
    finish: Finish | None = None,
) -> tuple[Bundle, RulesetInfo]:
    """(bundle, what it is) of profiles and paths, from the cache when it is good, else compiled and cached.

    finish: what a compiled bundle goes through before it is kept, to spare those who load it the work.
    Raises RuleFileError for faulty files and SmslintError for an unknown profile or selector.
    """
    profile, roots = _split(names)
    whole, hashed = _whole(roots, profile is None, finish)
    choice = repr((profile, tuple(select), tuple(ignore), preview))
    info = RulesetInfo(profile or "own", __version__, digest_of_choice(hashed, choice))
    return variant_of(whole, OWN if profile is None else profile, select, ignore, bool(preview)), info


def write_shipped(path: str, finish: Finish) -> None:
    """Write the shipped rules, compiled, as an installation brings them. Raises OSError where that cannot be done."""
    made_from = ((), _asked((), False, finish), source_digest([_home()]), this_code(), (), 0.0)
    fault = _write(path, made_from, _compiled((), False, finish))
    if fault is not None:
        raise fault
    os.chmod(path, 0o644)


def _whole(roots: Sequence[str], alone: bool, finish: Finish | None) -> tuple[Bundle, str]:
    """The bundle of the shipped rules and those below some roots, or of the latter alone, and a hash of what it was made from."""
    places = (_home(), *map(os.path.abspath, roots))
    asked = _asked(places[1:], alone, finish)
    state = source_state(places)
    if _Kept.last is not None and _Kept.last[0] == (places, asked, state):
        return _Kept.last[1]
    path = _cache_path(repr((places, asked)))
    kept = _Kept.read(path, asked) if path else None
    hashed = kept.hashed if kept is not None and kept.still_fits(state) else source_digest(places)
    if kept is not None and kept.hashed == hashed and is_of_this_code(kept.code):
        whole = kept.bundle()
    else:
        brought = _brought_bundle(asked, hashed) if path else None
        whole = brought or _announced(roots, alone, finish)
        if path:
            _keep(path, (places, asked, hashed, this_code(), *state), whole, brought is None)
    if not roots:
        _Kept.last = (places, asked, state), (whole, hashed)
    return whole, hashed


def _keep(path: str, made_from: tuple[Any, ...], whole: Bundle, dear: bool) -> None:
    """Keep a bundle for the next run. dear: it was compiled for this one, and would be for each that does not find it."""
    fault = _write(path, made_from, whole)
    if fault is None:
        _forget_the_gone(os.path.dirname(path))
    elif dear and not _Kept.is_told:
        _Kept.is_told = True
        _Kept.when_refused(os.path.dirname(path), fault)


def _forget_the_gone(folder: str) -> None:
    """Remove what was compiled from rules that are no longer where they were: nobody will ask for it."""
    from glob import escape, glob

    for path in glob(os.path.join(escape(folder), "*" + SUFFIX)):
        kept = _Kept.read(path)
        if kept is not None and not all(map(os.path.exists, kept.places)):
            remove(path)


def _asked(roots: Sequence[str], alone: bool, finish: Finish | None) -> str:
    return repr((tuple(roots), alone, finish is not None))


def _announced(roots: Sequence[str], alone: bool, finish: Finish | None) -> Bundle:
    if not alone:
        _Kept.before_compiling()
    return _compiled(roots, alone, finish)


def _brought_bundle(asked: str, hashed: str) -> Bundle | None:
    """What an installation brings, when it is what is asked for and fits what is installed; a checkout brings nothing."""
    brought = _Kept.read(_brought(), asked)
    fits = brought is not None and brought.hashed == hashed and came_with_this_code(brought.code)
    return brought.bundle() if brought is not None and fits else None


def _brought() -> str:
    return os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), BROUGHT)


class _Kept:
    """A cache file that is whole: what it was made from, and the bundle in it."""

    in_place = False
    last: tuple[tuple[Any, ...], tuple[Bundle, str]] | None = None
    """The shipped rules as they were last read in this process: others choose among them too."""
    before_compiling: Callable[[], None] = staticmethod(lambda: None)
    when_refused: Callable[[str, OSError], None] = staticmethod(lambda folder, fault: None)
    is_told = False
    """Whether it was said that nothing can be kept."""
    places: tuple[str, ...]
    asked: str
    hashed: str
    code: tuple[str, str, str]

    def __init__(self, head: tuple[Any, ...], body: memoryview, lines: bytes | mmap) -> None:
        self.places, self.asked, self.hashed, self.code, self._state, _, self._written, _ = head
        self._body = body
        self._lines = lines

    @classmethod
    def read(cls, path: str, asked: str | None = None) -> _Kept | None:
        """The file's content when its checksum fits and it holds what is asked for, else None. asked: None for anything."""
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
        return kept if asked in (kept.asked, None) else None

    def still_fits(self, state: tuple[tuple[Any, ...], float]) -> bool:
        """Whether no source file was touched since: a hash of all would only confirm it.

        The change time of a file cannot be set back. One that was changed close to the writing of the cache proves
        nothing, as the clock of the file system is coarse.
        """
        return bool(self._state == state[0] and state[1] < self._written - COARSE_SECONDS)

    def bundle(self) -> Bundle:
        """The compiled rules."""
        bundle = marshal.loads(self._body)
        for name, end in JOINED.items():
            bundle[name] = parted(bundle[name], end)
        return {**bundle, LINES: self._lines}


def read_in_place() -> None:
    """Leave terms in the file and read them there: for a process that ends soon. A file that is mapped holds a descriptor."""
    _Kept.in_place = True


def when_compiling(say: Callable[[], None]) -> None:
    """Have `say` called before the rules of a profile are compiled, which takes many times as long as anything else."""
    _Kept.before_compiling = staticmethod(say)


def when_unwritable(say: Callable[[str, OSError], None]) -> None:
    """Have `say` called with the folder and the reason, once, when compiled rules cannot be kept: each run will compile them."""
    _Kept.when_refused = staticmethod(say)


def _split(names: Sequence[str]) -> tuple[str | None, list[str]]:
    """The profile among the names (the last one wins) and the paths."""
    roots = [name for name in names if is_path(name)]
    profiles = [name for name in names if name not in roots]
    return (profiles[-1] if profiles else None), roots


def _compiled(roots: Sequence[str], alone: bool, finish: Finish | None) -> Bundle:
    """Every rule with the variants that may be asked for: each profile, or rules that stand alone."""
    from smslint.rulebook.home import is_inside
    from smslint.rulebook.selection import own_choice, profile_choice
    from smslint.rulebook.shipped import with_shipped

    book = with_shipped(roots)
    if alone:
        own = {name: rule for name, rule in book.rules.items() if any(is_inside(rule.path, root) for root in roots)}
        return with_variants(compile_remembering(book, own), book, {OWN: own_choice(book, own)}, finish)
    choices = {name: profile_choice(book, name) for name in {DEFAULT_PROFILE: None, **book.profiles}}
    return with_variants(compile_remembering(book), book, choices, finish)


def compile_remembering(book: Book, rules: Mapping[str, RuleSpec] | None = None) -> Bundle:
    """As `compile_book`, with what was learnt of patterns before; what is learnt now is kept for the next time."""
    from smslint.rulebook.background import background_of
    from smslint.rulebook.compile import compile_book
    from smslint.rulebook.learnt import keep, recall

    folder = kept_in()
    if folder is None:
        return compile_book(book, rules)
    ordinary = background_of(book)
    recall(ordinary, folder)
    bundle = compile_book(book, rules)
    keep(ordinary, folder)
    return bundle


def _home() -> str:
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder in (os.path.join(package, "_rules"), os.path.join(os.path.dirname(package), "rules")):
        if os.path.isdir(os.path.join(folder, "core")):
            return folder
    from smslint.rulebook.home import rules_home

    return str(rules_home())


def _cache_path(key: str) -> str | None:
    folder = kept_in()
    return folder and os.path.join(folder, f"{crc32(key.encode('utf-8', 'surrogateescape')):08x}{SUFFIX}")


def kept_in() -> str | None:
    """The folder of all that smslint keeps between runs; None when it shall keep nothing."""
    if os.environ.get("SMSLINT_NO_CACHE"):
        return None
    folder = os.environ.get("SMSLINT_CACHE_DIR")
    if folder:
        return folder
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "smslint")


def _write(path: str, made_from: tuple[Any, ...], bundle: Bundle) -> OSError | None:
    closed = {name: value for name, value in bundle.items() if name != LINES}
    for name, end in JOINED.items():
        closed[name] = joined(closed[name], end)
    body = marshal.dumps(closed)
    head = marshal.dumps((*made_from, time.time(), len(body)))
    front = len(head).to_bytes(4, "big") + head + body
    return write_sealed(path, MAGIC, front + bytes(_gap(len(MAGIC) + 4 + len(front))) + bundle[LINES])


def _gap(end: int) -> int:
    """Bytes to where the next part of a file can be mapped."""
    return -end % MAPPED_IN
