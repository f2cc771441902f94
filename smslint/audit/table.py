"""From outcomes to Arrow: distinct values become a small table once, and rows are taken from it."""

from __future__ import annotations

from itertools import accumulate

from smslint.audit.arrow import arrow
from smslint.audit.outcome import Fault, Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from smslint.audit.outcome import Outcome

FINDINGS = "findings"
FAMILY = "family"
RESULTS = frozenset((*Row._fields, FAMILY, FINDINGS))
"""Names of the columns of a result."""


def row_type() -> Any:
    """Arrow type of the columns of a result."""
    pa = arrow()
    texts = pa.list_(pa.string())
    types = {
        "verdict": pa.string(), "score": pa.int16(), "tier": pa.int8(), "exposure_usd": pa.int32(),
        "encoding": pa.string(), "segments": pa.int32(), "rules": texts, "categories": texts, "open_questions": texts,
        "level": pa.string(), "ucs2_extra": pa.int32(), "error": pa.string(),
    }  # fmt: skip
    return pa.struct([(name, types[name]) for name in Row._fields])


def fault_type() -> Any:
    """Arrow type of a finding without its place."""
    pa = arrow()
    texts = pa.list_(pa.string())
    types = {"tier": pa.int8(), "fine_usd": pa.int32(), "depends_on": texts, "folds": texts, "refs": texts}
    return pa.struct([(name, types.get(name, pa.string())) for name in Fault._fields])


def finding_type() -> Any:
    """Arrow type of a finding: its fault, and code points of the text (null where something is absent)."""
    pa = arrow()
    return pa.struct([*fault_type(), ("start", pa.int32()), ("end", pa.int32())])


def result_schema(kept: Iterable[Any] = ()) -> Any:
    """Schema of what the kernel gives. kept: fields of the input that come through unchanged."""
    pa = arrow()
    return pa.schema([*kept, *row_type(), (FAMILY, pa.string()), (FINDINGS, pa.list_(finding_type()))])


def result_columns(outcomes: Sequence[Outcome], places: Sequence[int]) -> list[Any]:
    """The columns of `result_schema()`: for each row the place of its outcome among `outcomes`."""
    pa = arrow()
    rows, picked = _numbered([one.row for one in outcomes])
    families = pa.array([one.family for one in outcomes], pa.string())
    which = pa.array(places, pa.int32())
    table = pa.array([row._asdict() for row in rows], type=row_type()).take(pa.array(picked, pa.int32()).take(which))
    return [*table.flatten(), families.take(which), _findings(outcomes).take(which)]


def _numbered(objects: Sequence[Any]) -> tuple[list[Any], list[int]]:
    """(different objects, for each its number). Most equal ones are one object, and to compare what they hold takes longer."""
    found = {id(one): one for one in objects}
    numbers = dict(zip(found, range(len(found)), strict=True))
    return list(found.values()), [numbers[id(one)] for one in objects]


def _findings(outcomes: Sequence[Outcome]) -> Any:
    pa = arrow()
    spots = [spot for one in outcomes for spot in one.spots]
    faults, picked = _numbered([fault for fault, _, _ in spots])
    kinds = pa.array([fault._asdict() for fault in faults], type=fault_type())
    columns = kinds.take(pa.array(picked, pa.int32())).flatten() if faults else _no_faults()
    places = [pa.array([spot[which] for spot in spots], pa.int32()) for which in (1, 2)]
    values = pa.StructArray.from_arrays([*columns, *places], fields=list(finding_type()))
    offsets = accumulate((len(one.spots) for one in outcomes), initial=0)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values)


def _no_faults() -> list[Any]:
    pa = arrow()
    return [pa.array([], field.type) for field in fault_type()]
