"""The limits on the way of a message: of the account, of its numbers, of each carrier by the minute, of T-Mobile by the day."""

from __future__ import annotations

from smslint.campaign.figures import figures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.campaign.plan.volume import Volume


class Limit:
    """So many units in each window of so many seconds; what a window leaves unused is lost, unless a message has begun in it.

    name: what it limits; units: of a window; seconds: its length; cost: units that one message takes.
    """

    __slots__ = ("_begun", "_left", "_window", "cost", "name", "seconds", "source", "units")

    def __init__(self, name: str, units: int, seconds: int, cost: int, source: str | None) -> None:
        self.name = name
        self.units = units
        self.seconds = seconds
        self.cost = cost
        self.source = source
        self._window = -1
        self._left = 0
        self._begun = False

    def room(self, second: int) -> int:
        """Messages that may still pass in the window of a second."""
        window = second // self.seconds
        if window != self._window:
            out = self._left if self._begun and window == self._window + 1 else 0
            self._window, self._left, self._begun = window, self.units + out, False
        return self._left // self.cost

    def take(self, messages: int) -> None:
        """Let messages pass."""
        self._left -= messages * self.cost

    def begin(self) -> None:
        """A message goes out in part: what is left of this window is its first segments, the rest goes out in the next."""
        self._begun = True

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape."""
        return {
            "limit": self.name,
            "units": self.units,
            "seconds": self.seconds,
            "cost": self.cost,
            "source": self.source,
        }


def account_limits(volume: Volume) -> list[Limit]:
    """What every message passes first: the account's rate, and that of its numbers."""
    table = figures("throughput")
    media = "mms" if volume.mms else "sms"
    rate = volume.account_rate if volume.account_rate is not None else table["account"][media]["messages"]
    units, seconds = whole_rate(rate)
    limits = [Limit("account rate", units, seconds, 1, table["account"][media]["source"])]
    row = table["numbers"][volume.country][volume.number_type]
    known = row[media]
    if known is not None and not known.get("per_carrier"):
        units = known["messages"] * volume.numbers
        limits.append(Limit("rate of the numbers", units, known["seconds"], volume.segments, row["source"]))
    return limits


def begin_next(limits: list[Limit], second: int) -> None:
    """Let the next message that waits begin, where a single limit has no room for the whole of it."""
    short = [limit for limit in limits if limit.room(second) <= 0]
    if len(short) == 1:
        short[0].begin()


def whole_rate(rate: float) -> tuple[int, int]:
    """A rate a second as whole messages in whole seconds: 5 -> (5, 1), 0.25 -> (1, 4), 2.5 -> (5, 2)."""
    from fractions import Fraction

    exact = Fraction(rate).limit_denominator(100)
    return exact.numerator, exact.denominator


def carrier_limits(volume: Volume, carrier: str) -> list[Limit]:
    """What a carrier takes by the minute."""
    if volume.number_type != "10dlc" or volume.country != "US":
        return []
    table = figures("throughput")
    if volume.mms:
        row = table["numbers"]["US"]["10dlc"]
        known = row["mms"]
        return [
            Limit(f"MMS a minute to {carrier}", known["messages"] * volume.numbers, known["seconds"], 1, row["source"])
        ]
    tier = _tier(
        table["per_minute"]["low_volume" if volume.use_case == "low_volume" else "standard"], volume.score or 0
    )
    tier = tier or _tier(table["per_minute"]["standard"], 0)
    named = carrier if carrier in tier else table["per_minute"]["other_like"]
    return [Limit(f"messages a minute to {carrier}", tier[named], 60, volume.segments, table["per_minute"]["source"])]


def daily_cap(volume: Volume, carrier: str) -> int | None:
    """Segments that a carrier takes in a Pacific day, None: as many as come."""
    table = figures("throughput")["per_day"]
    if carrier != table["carrier"] or volume.number_type != "10dlc" or volume.country != "US":
        return None
    tier = _tier(table["tiers"], volume.score or 0)
    return int((tier or table["unscored"])["messages"])


def _tier(rows: list[dict[str, Any]], score: int) -> dict[str, Any]:
    return next((row for row in rows if row["score"][0] <= score <= row["score"][1]), {})
