"""One line a finding: the lists inside the results, laid flat."""

from __future__ import annotations

from smslint.audit.arrow import arrow
from smslint.audit.table import FINDINGS, finding_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KEYS = ("row", "source", "id")


def findings_schema() -> Any:
    """Columns of the file of findings."""
    pa = arrow()
    return pa.schema([("row", pa.int64()), ("source", pa.string()), ("id", pa.string()), *finding_type()])


def findings_of(table: Any) -> Any:
    """All findings of a table of results, in order, each with the row it belongs to."""
    pa = arrow()
    lists = table.column(FINDINGS).combine_chunks()
    if isinstance(lists, pa.ChunkedArray):
        lists = pa.concat_arrays(lists.chunks) if lists.num_chunks else pa.array([], lists.type)
    parents = pa.compute.list_parent_indices(lists)
    keys = [table.column(name).take(parents) for name in _KEYS]
    return pa.table([*keys, *lists.flatten().flatten()], schema=findings_schema())
