"""Object stores by their addresses: s3://bucket/prefix, gs://, az://; credentials as the environment of each gives them."""

from __future__ import annotations

import io
from fnmatch import fnmatchcase
from functools import partial
from urllib.parse import urlsplit

from smslint.audit.limits import Expansion
from smslint.audit.read import files
from smslint.corpus.decode import InputError
from smslint.errors import MissingExtraError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from smslint.audit.read.files import Reading
    from smslint.audit.read.record import Fault, Record

MAGIC = "*?["


class StoreError(InputError):
    """A store cannot be reached, or refuses."""


def objects(address: str, reading: Reading) -> Iterator[tuple[str, Callable[[], Iterator[Record | Fault]], str]]:
    """(address, how to read it, stamp) of each object: the one named, or those under it or that fit the pattern, sorted.

    Raises InputError when there is none, StoreError, and MissingExtraError without the extra `stores`.
    """
    obstore = _obstore()
    parts = urlsplit(address)
    root, key = f"{parts.scheme}://{parts.netloc}", parts.path.lstrip("/")
    try:
        store = obstore.store.from_url(root)
        found = sorted(_listed(obstore, store, key), key=lambda one: str(one["path"]))
    except obstore.exceptions.BaseError as error:
        raise StoreError(_word(error)) from None
    if not found:
        raise InputError("no object of a kind that is read here")
    for one in found:
        stamp = f"{one['size']} {one.get('e_tag') or one['last_modified']}"
        yield f"{root}/{one['path']}", partial(_records, obstore, store, root, one, reading), stamp


def _listed(obstore: Any, store: Any, key: str) -> Iterator[dict[str, Any]]:
    place = min((key.find(mark) for mark in MAGIC if mark in key), default=-1)
    prefix = key if place < 0 else key[:place].rpartition("/")[0]
    for page in obstore.list(store, prefix=prefix or None):
        for one in page:
            if _wanted(str(one["path"]), key, place >= 0):
                yield one
    if place < 0 and key:
        try:
            yield obstore.head(store, key)
        except (FileNotFoundError, obstore.exceptions.NotFoundError):
            return


def _wanted(path: str, key: str, pattern: bool) -> bool:
    name = path.rpartition("/")[2]
    if name.startswith((".", "_")) or path == key:
        return False
    return fnmatchcase(path, key) if pattern else files.kind_of_name(name)[0] is not None


def _records(obstore: Any, store: Any, root: str, one: dict[str, Any], reading: Reading) -> Iterator[Record | Fault]:
    import pyarrow as pa

    name = f"{root}/{one['path']}"
    try:
        source = _Readable(obstore.open_reader(store, one["path"]))
        head = source.read(16)
        source.seek(0)
        kind, packed = files.told(one["path"], head)
        expansion = Expansion(one["size"], reading.expansion)
        if packed is None and kind in (files.PARQUET, files.IPC):
            yield from files.binary_records(kind, pa.PythonFile(source, "r"), name, reading, expansion)
        else:
            yield from files.stream_records(source, kind, packed, name, reading, expansion)
    except obstore.exceptions.BaseError as error:
        raise StoreError(_word(error)) from None


class _Readable(io.RawIOBase):
    """An object as a file that can be read at any place."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes."""
        return bytes(self._reader.read(None if size is None or size < 0 else size))

    def seek(self, place: int, whence: int = 0, /) -> int:
        """Go to a place."""
        return int(self._reader.seek(place, whence))

    def tell(self) -> int:
        """The place."""
        return int(self._reader.tell())

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True


def _obstore() -> Any:
    try:
        import obstore
        import obstore.store
    except ImportError:
        raise MissingExtraError("an object store", "stores") from None
    return obstore


def _word(error: Exception) -> str:
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0][:200] if lines else ''}".rstrip(": ")
