"""Rows out of folders of corpora. What cannot be read is told to `problem` and left out; the rest goes on."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext

from smslint.corpus.decode import InputError
from smslint.corpus.labelled import Row
from smslint.corpus.rows import parse_object
from smslint.errors import SmslintError, unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    Problem = Callable[[str, int | None, str], None]

STDIN = "-"
SUFFIX = ".jsonl"
HOLDOUT = "holdout"
HOSTS = "hosts.txt"
NOT_CORPORA = frozenset({"demo", "registrations", "replies", "scores"})
"""Folders beside corpora that hold something else."""
MAX_BYTES = 8 * 1024 * 1024
"""The longest row that is read; a real one has a few hundred bytes."""


def corpus_files(paths: Sequence[str], holdout: bool, problem: Problem) -> list[str]:
    """The files below the paths, sorted, each once: those of the hold-out, or all others."""
    found: dict[str, None] = {}
    for path in paths:
        if os.path.isdir(path):
            files = list(_below(path, holdout, problem))
            if not files:
                problem(path, None, _nothing(path, holdout))
            found.update(dict.fromkeys(files))
        elif os.path.exists(path) and not path.endswith(SUFFIX):
            problem(path, None, f"not a corpus; one is a {SUFFIX} file or a folder of them")
        elif (os.path.basename(os.path.dirname(os.path.abspath(path))) == HOLDOUT) != holdout:
            problem(path, None, "not of the hold-out; leave out --holdout" if holdout else "of the hold-out; give --holdout")
        else:
            found[path] = None
    return list(found)


def _nothing(path: str, holdout: bool) -> str:
    if holdout:
        return f"no {SUFFIX} file in a folder named {HOLDOUT}; leave out --holdout to read the others"
    others = ", ".join(sorted(NOT_CORPORA))
    return f"no {SUFFIX} file to read in this folder ({others} and, without --holdout, {HOLDOUT} are left out)"


def _below(root: str, holdout: bool, problem: Problem) -> Iterator[str]:
    def refused(error: OSError) -> None:
        problem(str(error.filename), None, unreadable(error))

    name = os.path.basename(os.path.abspath(root))
    for folder, folders, names in os.walk(root, onerror=refused):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one not in NOT_CORPORA)
        parts = {name, *os.path.relpath(folder, root).split(os.sep)}
        if parts & NOT_CORPORA or (HOLDOUT in parts) != holdout:
            continue
        yield from (os.path.join(folder, one) for one in sorted(names) if one.endswith(SUFFIX))


def known_hosts(paths: Sequence[str]) -> frozenset[str]:
    """Real hosts that corpora may name: the lines of `hosts.txt` in the folders given. Raises OSError."""
    found: set[str] = set()
    for path in paths:
        file = os.path.join(path, HOSTS)
        if os.path.isfile(file):
            with open(file, encoding="utf-8") as stream:
                found.update(line.strip().lower() for line in stream if not line.startswith("#"))
    return frozenset(found - {""})


def read_rows(files: Sequence[str], problem: Problem, labelled: bool = True) -> Iterator[Row]:
    """Every row that can be used, in order. labelled: one without labels is a problem."""
    for path in files:
        for number, data in _lines(path, problem):
            try:
                row = Row(parse_object(data, number == 1), path, number)
                if labelled and row.labels is None:
                    raise InputError('no "labels"; write [] for a clean message')
            except SmslintError as error:
                problem(path, number, str(error))
            else:
                yield row


def _lines(path: str, problem: Problem) -> Iterator[tuple[int, bytes]]:
    """Numbered lines that are not blank. A file that stops being readable is a problem, what came before is kept."""
    try:
        with _opened(path) as file:
            for number, data in enumerate(file, 1):
                if len(data) > MAX_BYTES:
                    problem(path, number, f"longer than {MAX_BYTES:,} bytes; split or remove it")
                elif data.strip():
                    yield number, data.rstrip(b"\r\n")
    except OSError as error:
        problem(path, None, unreadable(error))


def _opened(path: str) -> AbstractContextManager[Iterable[bytes]]:
    """A file, or for `-` standard input, which stays open. Raises OSError."""
    if path != STDIN:
        return open(path, "rb")
    if sys.stdin is None:
        raise OSError(0, "it is closed")
    return nullcontext(sys.stdin.buffer)
