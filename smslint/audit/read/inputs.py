"""What the command line names: files, folders, patterns, standard input, databases, object stores, message logs."""

from __future__ import annotations

import glob
import os
import re

from smslint.audit.read import files
from smslint.audit.read.files import SUFFIXES, Reading
from smslint.audit.read.folders import Folder
from smslint.corpus.decode import InputError
from smslint.errors import SmslintError, unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from smslint.audit.read.record import Fault, Record

STDIN = "-"
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=://)[^/@]*@|(?<=[?&])(?:password|token|sig|key)=[^&]*", re.IGNORECASE)


class AddressError(SmslintError):
    """An address of a kind that nobody here can read."""


class Input:
    """One source of rows. `name` may be shown: it holds no password; `shown` may also be written, whatever bytes a file is
    named with. `stamp`: changes when the input does, None: unknown.
    `path`: of the file that is read, whatever its address says, None where it is none of this machine.
    `lacks`: why there is nothing to read, None where there is; asked for its records, such an input raises InputError."""

    def __init__(
        self,
        name: str,
        records: Callable[[], Iterator[Record | Fault]],
        stamp: str | None = None,
        values: dict[str, str] | None = None,
        lacks: str | None = None,
        path: str | None = None,
    ) -> None:
        self.lacks = lacks
        self.path = path
        self.name = name
        self.shown = writable(name)
        self.records = records
        self.stamp = stamp
        self.values = values or {}
        """What folders say of all its rows, as in `campaign=spring/`."""


def inputs(words: Iterable[str], reading: Reading) -> list[Input]:
    """The inputs in the order given, files of folders and patterns sorted, each file once. What is not there is an input too,
    one that lacks its rows. Raises AddressError."""
    found: dict[str, Input] = {}
    for word in words:
        for one in _there(word, reading):
            found.setdefault(os.path.realpath(one.name) if one.stamp else one.name, one)
    return list(found.values())


def _there(word: str, reading: Reading) -> Iterator[Input]:
    try:
        yield from _of(word, reading)
    except InputError as error:
        yield _missing(without_password(word), str(error))


def _missing(name: str, reason: str) -> Input:
    def records() -> Iterator[Record | Fault]:
        raise InputError(reason)

    return Input(name, records, "0", lacks=reason)


def writable(name: str) -> str:
    """The name of a file as UTF-8 can hold it: other bytes as escapes."""
    return name if name.isascii() else name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def without_password(address: str) -> str:
    """An address as it may be shown."""
    return _PASSWORD.sub("", address)


def _of(word: str, reading: Reading) -> Iterator[Input]:
    address = _ADDRESS.match(word)
    if word == STDIN:
        yield Input("-", lambda: files.stdin_records(reading))
    elif address is not None:
        yield from _at(address[1].lower(), word, reading)
    elif os.path.isdir(word):
        yield from _folder(word, reading)
    elif os.path.exists(word) or not glob.has_magic(word):
        yield _file(word, reading)
    else:
        matches = sorted(path for path in glob.glob(word, recursive=True) if os.path.isfile(path))
        if not matches:
            raise InputError("no file matches")
        yield from (_file(path, reading) for path in matches)


def _at(scheme: str, address: str, reading: Reading) -> Iterator[Input]:
    name = without_password(address)
    if scheme in ("postgres", "postgresql"):
        from smslint.audit.read.postgres import records as rows_of_postgres

        yield Input(name, lambda: rows_of_postgres(address, reading))
    elif scheme == "plivo":
        from smslint.audit.read.plivo import records as messages_of_plivo

        yield Input(name, lambda: messages_of_plivo(address, reading))
    elif scheme == "sqlite":
        yield _file(address.removeprefix("sqlite://"), reading)
    elif scheme in ("s3", "gs", "az", "azure", "abfs", "abfss", "adl", "http", "https", "file", "memory"):
        from smslint.audit.read.stores import objects

        for shown, read, stamp in objects(address, reading):
            yield Input(shown, read, stamp, path=_local(scheme, shown))
    else:
        known = "postgresql://, sqlite://, s3://, gs://, az://, plivo://"
        raise AddressError(f"{scheme}:// is no kind of source that is known here; there are {known}")


def _local(scheme: str, address: str) -> str | None:
    """The path behind a file:// address."""
    return os.path.sep + address.partition("://")[2].lstrip("/") if scheme == "file" else None


def _folder(root: str, reading: Reading) -> Iterator[Input]:
    folder = Folder(root, reading.outputs)
    for path in folder.files:
        one = _listed(path, reading)
        one.values = _partitions(os.path.relpath(os.path.dirname(path), root), reading)
        yield one
    reading.passed += folder.passed
    yield from (_missing(path, reason) for path, reason in folder.foreign)
    yield from (_missing(error.filename, unreadable(error)) for error in folder.closed)
    if not (folder.files or folder.foreign or folder.closed):
        raise InputError(f"no file of a kind that is read here in this folder: {', '.join(SUFFIXES)}")


def _listed(path: str, reading: Reading) -> Input:
    """A file that a folder lists; one that is not there, as behind a dangling link, costs no other."""
    try:
        return _file(path, reading)
    except InputError as error:
        return _missing(path, str(error))


def _partitions(path: str, reading: Reading) -> dict[str, str]:
    """What the names of folders of a data lake say, as far as the audit has a use for it."""
    from urllib.parse import unquote

    pairs = dict(part.split("=", 1) for part in path.split(os.sep) if "=" in part)
    titles = {name: title for name, title in reading.columns.usual(list(pairs)).items() if name != "text"}
    return {name: writable(unquote(pairs[title])) for name, title in titles.items()}


def _file(word: str, reading: Reading) -> Input:
    path, _, table = word.partition("#") if not os.path.exists(word) else (word, "", "")
    try:
        state = os.stat(path)
    except OSError as error:
        raise InputError(unreadable(error)) from None
    regular = os.path.isfile(path)
    stamp = f"{state.st_size} {state.st_mtime_ns}" if regular else None
    return Input(word, lambda: files.file_records(path, table or None, reading), stamp, path=path)

