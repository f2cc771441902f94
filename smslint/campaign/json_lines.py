"""Reading JSON Lines: every line that is no row is named."""

from __future__ import annotations

import json

from smslint.campaign.careful import LONGEST, encodable, fill
from smslint.campaign.columns import ColumnError, DoubledColumnError, UnreadableError, resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from smslint.campaign.careful import Record
    from smslint.campaign.columns import LogKind
    from smslint.campaign.database import Connection
    from smslint.campaign.rejects import Rejects

MOST_SHAPES = 1000
"""Sets of keys of JSON rows that are remembered."""
DEEPEST = 50
"""Brackets that a JSON line may open one in another: a log has flat rows."""


def stage_jsonl(connection: Connection, path: str, kind: LogKind, mapping: Mapping[str, str], rejects: Rejects) -> None:
    """Fill the staged table from JSON Lines. The columns are those of the first good row. Raises ColumnError, UnreadableError."""
    fill(connection, kind, encodable(_json_records(path, kind, mapping, rejects), path, rejects))


def _json_records(path: str, kind: LogKind, mapping: Mapping[str, str], rejects: Rejects) -> Iterator[Record]:
    shapes: dict[tuple[str, ...], dict[str, str]] = {}
    missing: ColumnError | None = None
    with open(path, "rb") as file:
        for number, line in enumerate(file, start=1):
            row = _json_row(line) if line.strip() else ""
            if isinstance(row, str):
                if row:
                    rejects.add(path, number, row)
                continue
            try:
                found = shapes.get(tuple(row)) or resolve(kind, list(row), mapping, path, loose=True)
            except ColumnError as error:
                missing = missing or error
                doubled = isinstance(error, DoubledColumnError)
                rejects.add(path, number, "two columns bear one name" if doubled else "the row lacks a column that is needed")
                continue
            if len(shapes) < MOST_SHAPES:
                shapes[tuple(row)] = found
            yield number, [_plain(row.get(found[column])) if column in found else None for column in kind.columns]
    if not shapes:
        raise missing or UnreadableError(f"{path}: no line holds a row; write one JSON object a line")


def _json_row(line: bytes) -> dict[str, Any] | str:
    """The object of a line, or why there is none."""
    if len(line) > LONGEST:
        return f"the line is longer than {LONGEST:,} bytes"
    if line.count(b"[") + line.count(b"{") > DEEPEST and _depth(line) > DEEPEST:
        return "the values are nested too deep"
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return "the bytes are not UTF-8"
    except (ValueError, RecursionError):
        return "the line is not JSON"
    return row if isinstance(row, dict) else "the line is no object"


def _depth(line: bytes) -> int:
    depth = deepest = 0
    for byte in line:
        depth += (byte in b"[{") - (byte in b"]}")
        deepest = max(deepest, depth)
    return deepest


def _plain(value: Any) -> str | None:
    """A value as text; half characters, which JSON can spell but UTF-8 cannot, become U+FFFD."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return None if value is None else json.dumps(value)
