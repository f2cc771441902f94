"""Totals of groups of messages, by any column, and never more groups than a bound."""

from __future__ import annotations

from smslint.audit.arrow import arrow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

MOST = 40_000
"""Groups that are counted; beyond them those with the fewest messages are let go, and `dropped` says how many."""
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

    def take_in(self, other: Stats) -> None:
        """Add the totals of another group."""
        self.first_row = min(self.first_row, other.first_row) if self.messages else other.first_row
        for name in ("messages", "flagged", "blocked", *_SUMS):
            setattr(self, name, getattr(self, name) + getattr(other, name))

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
    """Groups by the values of a column; rows without a value belong to none. most: that are counted, MOST when None."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self.stats: dict[Any, Stats] = {}
        self.dropped = 0
        """Groups that were let go; one that comes again is counted from there."""
        self.others = Stats()
        """What was counted of them."""

    def add(self, table: Any, key: str) -> None:
        """Count the rows of a table under their values of `key`."""
        sums = [("row", "count"), ("row", "min"), ("flagged", "sum"), ("blocked", "sum"), *((name, "sum") for name in _SUMS)]
        for row in _marked(table, key).group_by(key, use_threads=False).aggregate(sums).to_pylist():
            if row[key] is not None:
                stats = self.stats.get(row[key])
                if stats is None:
                    stats = self.stats[row[key]] = Stats(row["row_min"])
                stats.add(row)
        most = MOST if self._most is None else self._most
        if len(self.stats) > most:
            self._drop(most // 2)

    def _drop(self, left: int) -> None:
        order = sorted(self.stats, key=lambda key: (-self.stats[key].messages, str(key)))
        self.dropped += len(order) - left
        for key in order[left:]:
            self.others.take_in(self.stats[key])
        self.stats = {key: self.stats[key] for key in order[:left]}

    @property
    def flagged(self) -> int:
        """How many of those that are held have flagged messages."""
        return sum(stats.flagged > 0 for stats in self.stats.values())

    def listed(self, most: int, name: str, shown: Callable[[Any], Any], others: str | None = None) -> list[dict[str, Any]]:
        """The groups with the most blocked, then flagged messages, each with its first row: its name may be hidden.

        others: what those are called together that were let go, None: they are left out.
        """
        groups = [(shown(key), str(key), stats) for key, stats in self.stats.items()]
        if others is not None and self.others.messages:
            groups.append((others, others, self.others))
        groups.sort(key=lambda one: (-one[2].blocked, -one[2].flagged, -one[2].messages, one[1]))
        return [{name: title, "first_row": stats.first_row, **stats.to_dict()} for title, _, stats in groups[:most]]

    def by_key(self, name: str) -> list[dict[str, Any]]:
        """All groups in the order of their values."""
        return [{name: key, **self.stats[key].to_dict()} for key in sorted(self.stats)]


def _marked(table: Any, key: str | None) -> Any:
    pa = arrow()
    verdict = table.column("verdict")
    flagged = pa.compute.not_equal(verdict, "pass").cast(pa.int64())
    sent = pa.compute.is_valid(table.column("sender_key"))  # a reply is no message that could be held back
    blocked = pa.compute.and_(pa.compute.equal(verdict, "block"), sent).cast(pa.int64())
    names = ["row", *((key,) if key else ()), *_SUMS]
    return table.select(names).append_column("flagged", flagged).append_column("blocked", blocked)
