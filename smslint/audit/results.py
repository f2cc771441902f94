"""From what the kernel gives to what may leave the process: columns of the contract, numbers and texts as the policy says."""

from __future__ import annotations

from smslint.audit.arrow import arrow
from smslint.audit.limits import REJECT_REASON
from smslint.audit.read.record import Reject
from smslint.audit.redaction import masked, shown_id
from smslint.audit.table import FAMILY, FINDINGS, finding_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from smslint.audit.redaction import Policy

KEPT = ("row", "source", "line", "offset", "id", "sender_key", "day", "campaign", "sender", "recipient", "sent_at")
"""Columns that pass through the kernel; `text` too where the policy shows texts."""
CONTRACT = (
    "row", "source", "id", "verdict", "score", "tier", "exposure_usd", "encoding", "segments", "rules", "categories",
    "open_questions",
)  # fmt: skip
MORE = ("sender", "recipient", "sent_at", "campaign", "family")
"""What is written behind the columns of the contract."""
INNER = ("day", "sender_key", "level", "ucs2_extra", FINDINGS)
"""What totals and findings are made from."""


def kept(policy: Policy) -> tuple[str, ...]:
    """Columns that the kernel is to pass through."""
    return (*KEPT, "text") if policy.texts else KEPT


def part_columns(policy: Policy) -> tuple[str, ...]:
    """Columns of a stored part."""
    return (*CONTRACT, *MORE, *(("text",) if policy.texts else ()), *INNER)


def settled(batch: Any, policy: Policy) -> tuple[Any, list[Reject]]:
    """(rows that were judged, as they may be kept; rows that were not)."""
    pa = arrow()
    errors = batch.column("error")
    if errors.null_count < batch.num_rows:
        rejects = _rejects(batch)
        batch = batch.filter(errors.is_null())
    else:
        rejects = []
    change: dict[str, Callable[[str], str]] = {}
    if not policy.numbers:
        change.update(id=shown_id, campaign=shown_id, sender=masked, recipient=masked)
    columns = [
        _mapped(batch.column(name), change[name]) if name in change else batch.column(name) for name in part_columns(policy)
    ]
    return pa.RecordBatch.from_arrays(columns, names=list(part_columns(policy))), rejects


def part_schema(policy: Policy) -> Any:
    """The schema of a part, for audits in which nothing was judged."""
    pa = arrow()
    texts = pa.list_(pa.string())
    types = {
        "row": pa.int64(), "score": pa.int16(), "tier": pa.int8(), "exposure_usd": pa.int32(), "segments": pa.int32(),
        "rules": texts, "categories": texts, "open_questions": texts, "sender_key": pa.int32(),
        "ucs2_extra": pa.int32(), FINDINGS: pa.list_(finding_type()),
    }  # fmt: skip
    return pa.schema([(name, types.get(name, pa.string())) for name in part_columns(policy)])


def _rejects(batch: Any) -> list[Reject]:
    pa = arrow()
    bad = batch.filter(pa.compute.is_valid(batch.column("error")))
    columns = [bad.column(name).to_pylist() for name in ("row", "source", "line", "offset", "error")]
    return [
        Reject(row, source, line, offset, error[:REJECT_REASON], row)
        for row, source, line, offset, error in zip(*columns, strict=True)
    ]


def _mapped(column: Any, change: Callable[[str], str]) -> Any:
    """Each distinct value changed once."""
    pa = arrow()
    coded = column.dictionary_encode()
    words = pa.array([None if word is None else change(word) for word in coded.dictionary.to_pylist()], pa.string())
    return words.take(coded.indices)


__all__ = ["CONTRACT", "FAMILY", "KEPT", "MORE", "kept", "part_columns", "part_schema", "settled"]
