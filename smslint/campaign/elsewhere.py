"""Logs that are no plain file here, as the audit reads them: standard input, databases, object stores, packed files."""

from __future__ import annotations

import codecs
import os
import re

from smslint.audit.columns import ColumnError as TitleError
from smslint.audit.read.inputs import STDIN, inputs, without_password
from smslint.audit.read.record import Fault
from smslint.campaign.careful import encodable, fill
from smslint.campaign.columns import ColumnError, resolve
from smslint.errors import SmslintError, unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from smslint.audit.read.inputs import Input
    from smslint.campaign.careful import Record
    from smslint.campaign.columns import LogKind
    from smslint.campaign.database import Connection
    from smslint.campaign.rejects import Rejects

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_DATABASES = (".sqlite", ".sqlite3", ".db", ".duckdb")
_SERVERS = ("postgres://", "postgresql://", "sqlite://")
_PACKED = (".gz", ".zst", ".bz2", ".xz", ".arrow", ".feather", ".ipc")


def is_elsewhere(path: str) -> bool:
    """Whether a log is to be read by the readers of the audit."""
    name = path.lower() if os.path.exists(path) else path.lower().partition("#")[0]
    return path == STDIN or _ADDRESS.match(path) is not None or name.endswith((*_DATABASES, *_PACKED)) or _is_wide(path)


def _is_wide(path: str) -> bool:
    """Whether a file begins with the mark of UTF-16, as spreadsheets save it."""
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            return file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    except OSError:
        return False


def is_database(path: str) -> bool:
    """Whether a log is a database, which can be asked in SQL."""
    return path.lower().startswith(_SERVERS) or path.lower().partition("#")[0].endswith(_DATABASES)


class _Titles:
    """The columns of a log, where the readers of the audit ask for theirs."""

    def __init__(self, kind: LogKind, mapping: Mapping[str, str], name: str, loose: bool) -> None:
        self._kind = kind
        self._mapping = mapping
        self._name = name
        self._loose = loose
        self.given: dict[str, str] = {}

    def places(self, titles: Sequence[str]) -> dict[str, str]:
        """{column of the log: title}. Raises the error that the readers take for a fault of titles."""
        try:
            return resolve(self._kind, list(titles), self._mapping, self._name, self._loose)
        except ColumnError as error:
            raise TitleError(str(error).removeprefix(f"{self._name}: ")) from None

    def usual(self, titles: Sequence[str]) -> dict[str, str]:
        """What names of folders say; nothing that a log needs."""
        return {}


def stage_elsewhere(
    connection: Connection,
    path: str,
    kind: LogKind,
    mapping: Mapping[str, str],
    rejects: Rejects,
    stdin_kind: str = "jsonl",
    query: str | None = None,
) -> None:
    """Fill the staged table from a source that the audit reads; its rows are counted from 1.

    path: `-`, a database (`messages.sqlite#TABLE`, `postgresql://...`), an address of a store, or a packed file; query:
    what to ask the database in place of a table.
    Raises ColumnError when a needed column is absent, SmslintError when the source cannot be read; bad rows go to
    `rejects`. No text that is raised or kept holds the password of an address.
    """
    from smslint.audit.read.files import Reading

    name = without_password(path)
    loose = path == STDIN and stdin_kind == "jsonl"
    reading = Reading(_Titles(kind, mapping, name, loose), stdin_kind=stdin_kind, query=query)  # type: ignore[arg-type]
    try:
        found = inputs([path], reading)
        fill(connection, kind, encodable(_records(found, kind, name, rejects), name, rejects))
    except TitleError as error:
        raise ColumnError(_named(str(error), name)) from None
    except OSError as error:
        raise SmslintError(f"{name}: {unreadable(error)}") from None
    except SmslintError as error:
        raise SmslintError(_named(str(error), name)) from None


def _named(words: str, name: str) -> str:
    return words if words.startswith(name) else f"{name}: {words}"


def _records(found: Sequence[Input], kind: LogKind, name: str, rejects: Rejects) -> Iterator[Record]:
    row = 0
    for one in found:
        for record in one.records():
            if isinstance(record, Fault):
                row += record.rows
                rejects.add(name, max(row, 1), record.reason, "row")
                continue
            row += 1
            yield row, [_text(record.values.get(column)) for column in kind.columns]


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else str(value)
