"""Audits on a Spark cluster: the same kernel inside `mapInArrow`, for batches and for streams.

>>> from smslint.spark import lint_frame
>>> lint_frame(spark.read.parquet("s3a://log/sent"), brand="Larch Cafe").write.parquet("s3a://log/judged")

Clusters bring their own Spark (4.x) and Arrow; smslint has to be installed on the executors. Each Python worker loads
the rules once and remembers messages while it lives.
"""

from __future__ import annotations

from smslint.arguments import one_context
from smslint.audit.table import result_schema
from smslint.errors import MissingExtraError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from smslint.audit.kernel import Kernel
    from smslint.model import Context

_kernels: dict[Any, Kernel] = {}
"""In a worker: what it has learnt, by rules, context and columns."""


def lint_frame(
    frame: Any,
    context: Context | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    keep: Sequence[str] | None = None,
    rules: str | Sequence[str] = "default",
    **fields: Any,
) -> Any:
    """A DataFrame of results for one of messages; both may be streams.

    frame: a pyspark DataFrame; context and fields: what is known of every message; columns: {"text" or a Context
    field: name of its column}, by default those that bear such names; keep: columns to pass through, by default those
    that are neither; rules: as for Linter, present on every executor. Results as `smslint.audit.lint_batches` gives them.
    """
    known = one_context(context, fields)
    used = set((columns or {}).values()) or {"text", *_context_columns(frame.columns)}
    kept = list(keep) if keep is not None else [name for name in frame.columns if name not in used]
    names = dict(columns) if columns is not None else {name: name for name in frame.columns if name in used}
    schema = _schema(frame, kept)
    return frame.mapInArrow(_Judge(known, names, kept, rules), schema)


def _context_columns(names: Sequence[str]) -> set[str]:
    from smslint.audit.fields import FIELDS

    return {name for name in names if name in FIELDS}


def _schema(frame: Any, kept: Sequence[str]) -> Any:
    """The schema of the results in Spark's terms."""
    try:
        from pyspark.sql.pandas.types import from_arrow_schema
        from pyspark.sql.types import StructType
    except ImportError:
        raise MissingExtraError("smslint.spark", "spark") from None
    results = from_arrow_schema(result_schema())
    return StructType([*(frame.schema[name] for name in kept), *results.fields])


class _Judge:
    """What is sent to the executors: small, and the same bytes for the same job."""

    def __init__(self, context: Context, columns: dict[str, str], keep: list[str], rules: str | Sequence[str]) -> None:
        self.context = context
        self.columns = columns
        self.keep = keep
        self.rules = rules if isinstance(rules, str) else tuple(rules)

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        kernel = self._kernel()
        for batch in batches:
            yield kernel.judge(batch)

    def _kernel(self) -> Kernel:
        """One for all tasks of this worker that do the same job."""
        from smslint.audit.kernel import Kernel
        from smslint.linter import Linter

        key = (self.context, tuple(self.columns.items()), tuple(self.keep), self.rules)
        kernel = _kernels.get(key)
        if kernel is None:
            _kernels.clear()
            kernel = _kernels[key] = Kernel(Linter(self.rules), self.context, self.columns, self.keep)
        return kernel
