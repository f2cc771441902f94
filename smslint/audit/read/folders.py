"""Folders of logs: which of their files are read, which are passed over, and which hold rows that cannot be read here."""

from __future__ import annotations

import os

from smslint.audit.arrow import arrow
from smslint.audit.parts import REJECTS, SUFFIX
from smslint.audit.read.files import PACKED, kind_of_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_SHEET = "is a spreadsheet; save it as CSV (UTF-8)"
_ARCHIVE = "is an archive; unpack it"
FOREIGN = {
    ".xlsx": _SHEET, ".xlsm": _SHEET, ".xlsb": _SHEET, ".xls": _SHEET, ".ods": _SHEET,
    ".zip": _ARCHIVE, ".7z": _ARCHIVE, ".rar": _ARCHIVE, ".tar": _ARCHIVE, ".tgz": _ARCHIVE,
    ".xz": "is packed with xz; unpack it, or pack it with gzip or zstd",
    ".avro": "is Avro; write it as Parquet", ".orc": "is ORC; write it as Parquet",
}  # fmt: skip
"""Suffixes of files that are likely to hold messages and cannot be read, and what to do."""
_BEGINNINGS = (b"row,source,", b'{"row": ', b'{\n  "version": 1,\n  "tool": {\n    "name": "smslint"')
"""First bytes of results as CSV and JSON Lines, and of a summary."""
_HEAD = 64


class Folder:
    """What a folder holds, by name in order. Checkpoints, and `outputs` that an earlier run left there, are no part of it.

    An output that is none of this program's own files stays: whoever writes over a log is told so.
    """

    def __init__(self, root: str, outputs: Iterable[str] = ()) -> None:
        self.files: list[str] = []
        self.foreign: list[tuple[str, str]] = []
        """Files that cannot be read, and what to do about each."""
        self.passed: list[str] = []
        self.closed: list[OSError] = []
        self._own = {identity: path for path in outputs if (identity := _identity(path)) is not None}
        for folder, folders, names in os.walk(root, onerror=self.closed.append):
            seen = [os.path.join(folder, name) for name in sorted(folders) if not _is_aside(name)]
            self.passed += [os.path.join(path, "") for path in seen if os.path.islink(path)]
            folders[:] = [os.path.basename(path) for path in seen if not os.path.islink(path)]
            for name in sorted(names):
                if not _is_aside(name):
                    self._sort(os.path.join(folder, name))

    def _sort(self, path: str) -> None:
        kind, _ = kind_of_name(path)
        reason = _foreign(path)
        if self._own and _identity(path) in self._own and (kind is None or _is_result(path)):
            return
        if reason is not None:
            self.foreign.append((path, reason))
        elif kind is None or path.endswith(REJECTS) or (os.path.exists(path) and not os.path.isfile(path)):
            self.passed.append(path)
        else:
            self.files.append(path)


def _is_aside(name: str) -> bool:
    """Whether the writers of lakes, or this program, mean a name to be no data."""
    return name.startswith((".", "_")) or name.endswith(SUFFIX)


def _foreign(path: str) -> str | None:
    stem, suffix = os.path.splitext(path.lower())
    return FOREIGN.get(os.path.splitext(stem)[1] if suffix in PACKED else suffix)


def _identity(path: str) -> tuple[int, int] | None:
    try:
        state = os.stat(path)
    except OSError:
        return None
    return state.st_dev, state.st_ino


def _is_result(path: str) -> bool:
    """Whether a file is empty, or begins as an output of an audit does: nothing is lost by writing over it."""
    try:
        with open(path, "rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return not head or head.startswith(_BEGINNINGS) or (head.startswith(b"PAR1") and _has_results(path))


def _has_results(path: str) -> bool:
    from pyarrow import parquet

    try:
        return list(parquet.read_schema(path).names[:2]) == ["row", "source"]
    except (arrow().ArrowException, OSError):
        return False
