"""Totals of groups of messages, by any column, and never more groups than a bound."""

from __future__ import annotations

from smslint.audit.arrow import arrow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

MOST = 40_000
"""Groups that are counted; beyond them those with the fewest messages are let go, and `dropped` says so."""
_SUMS = ("exposure_usd", "segments", "ucs2_extra")


class Stats:
    """The totals of one group."""

    __slots__ = ("blocked", "exposure_usd", "first_row", "flagged", "messages", "segments", "ucs2_extra")

    def __init__(self, first_row: int = 0) -> None:
        self.first_row = first_row
        self.messages = self.flagged = self.blocked = self.exposure_usd = self.segments = self.ucs2_extra = 0

    def add(self, row: dict[str, Any]) -> None:
        """Add sums over messages of the group."""
        self.messages += row["row_count"]
        self.flagged += row["flagged_sum"]
        self.blocked += row["blocked_sum"]
        self.exposure_usd += row["exposure_usd_sum"]
        self.segments += row["segments_sum"]
        self.ucs2_extra += row["ucs2_extra_sum"]

    def add_all(self, table: Any) -> None:
        """Add every message of a table."""
        pc = arrow().compute
        marked = _marked(table, None)
        sums = {f"{name}_sum": pc.sum(marked.column(name)).as_py() or 0 for name in ("flagged", "blocked", *_SUMS)}
        self.add({"row_count": table.num_rows, **sums})

    def to_dict(self) -> dict[str, int]:
        """The JSON shape."""
        return {name: getattr(self, name) for name in ("messages", "flagged", "blocked", *_SUMS)}


class Groups:
    """Groups by the values of a column; rows without a value belong to none."""

    def __init__(self) -> None:
        self.stats: dict[Any, Stats] = {}
        self.dropped = 0

    def add(self, table: Any, key: str) -> None:
        """Count the rows of a table under their values of `key`."""
        sums = [("row", "count"), ("row", "min"), ("flagged", "sum"), ("blocked", "sum"), *((name, "sum") for name in _SUMS)]
        for row in _marked(table, key).group_by(key, use_threads=False).aggregate(sums).to_pylist():
            if row[key] is not None:
                stats = self.stats.get(row[key])
                if stats is None:
                    stats = self.stats[row[key]] = Stats(row["row_min"])
                stats.add(row)
        if len(self.stats) > MOST:
            self._drop()

    def _drop(self) -> None:
        order = sorted(self.stats, key=lambda key: (-self.stats[key].messages, str(key)))
        self.dropped += len(order) - MOST // 2
        self.stats = {key: self.stats[key] for key in order[: MOST // 2]}

    def listed(self, most: int, name: str, shown: Callable[[Any], Any]) -> list[dict[str, Any]]:
        """The groups with the most blocked, then flagged messages, each with its first row: its name may be hidden."""
        order = sorted(self.stats, key=lambda key: (-self._rank(key)[0], *(-n for n in self._rank(key)[1:]), str(key)))
        return [
            {name: shown(key), "first_row": self.stats[key].first_row, **self.stats[key].to_dict()} for key in order[:most]
        ]

    def _rank(self, key: Any) -> tuple[int, int, int]:
        stats = self.stats[key]
        return stats.blocked, stats.flagged, stats.messages

    def by_key(self, name: str) -> list[dict[str, Any]]:
        """All groups in the order of their values."""
        return [{name: key, **self.stats[key].to_dict()} for key in sorted(self.stats)]


def _marked(table: Any, key: str | None) -> Any:
    pa = arrow()
    verdict = table.column("verdict")
    flagged = pa.compute.not_equal(verdict, "pass").cast(pa.int64())
    blocked = pa.compute.equal(verdict, "block").cast(pa.int64())
    names = ["row", *((key,) if key else ()), *_SUMS]
    return table.select(names).append_column("flagged", flagged).append_column("blocked", blocked)
