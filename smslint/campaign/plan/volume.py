"""What is to be sent: how much, from what, to whom, since when."""

from __future__ import annotations

from datetime import datetime, timedelta

from smslint.campaign.figures import figures
from smslint.errors import SmslintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MOST_MESSAGES = 100_000_000
LONGEST_SPREAD = 31 * 86_400
"""Seconds; longer plans are made of several."""


class PlanError(SmslintError):
    """A volume that makes no sense; the text says which value and what would do."""


class Volume:
    """A volume to send.

    messages: how many, one a recipient; segments: of each; mms; number_type and numbers: what they leave from;
    score: vetting score of the brand, None: unknown; use_case: of the Context, None: unknown; country: US or CA;
    account_rate: messages a second of the account, None: the default; expiry: seconds, None: the default, for codes the
    longest that is advised; spread: seconds over which the messages are handed over, 0: at once; start: when the first
    is, None: as a Pacific day begins; sent_today: segments that went to T-Mobile since midnight Pacific; shares: parts
    of the recipients by carrier, None: assumed. Raises PlanError for values without sense, and for those without effect.
    """

    def __init__(
        self, messages: int, *, segments: int = 1, mms: bool = False, number_type: str = "10dlc", numbers: int = 1,
        score: int | None = None, use_case: str | None = None, country: str = "US", account_rate: float | None = None,
        expiry: int | None = None, spread: int = 0, start: datetime | None = None, sent_today: int = 0,
        shares: dict[str, int] | None = None,
    ) -> None:  # fmt: skip
        self.messages = messages
        self.segments = segments
        self.mms = mms
        self.number_type = number_type
        self.numbers = numbers
        self.score = score
        self.use_case = use_case
        self.country = country
        self.account_rate = account_rate
        self.expiry = default_expiry(use_case) if expiry is None else expiry
        self.spread = spread
        self.start = start
        self.sent_today = sent_today
        self.assumed_shares = shares is None and country == "US"
        self.shares = {"canada": 1} if country == "CA" else shares or dict(figures("throughput")["shares"])
        self._check(shares is not None)

    def _check(self, shares_given: bool) -> None:
        expiry = figures("expiry")
        _within("messages", self.messages, 1, MOST_MESSAGES)
        _within("segments", self.segments, 1, 10)
        _within("numbers", self.numbers, 1, 10_000)
        _within("expiry", self.expiry, expiry["least"], expiry["default"])
        _within("spread", self.spread, 0, LONGEST_SPREAD)
        _within("sent-today", self.sent_today, 0, MOST_MESSAGES)
        if self.score is not None:
            _within("score", self.score, 0, 100)
        if self.account_rate is not None and not 0.01 <= self.account_rate <= 10_000:
            raise PlanError(f"rate cannot be {self.account_rate}; between 0.01 and 10,000 messages a second")
        if self.country not in ("US", "CA"):
            raise PlanError(f"country cannot be {self.country!r}; throughput is known for US and CA")
        self._check_start()
        self._check_shares()
        self._check_number_type()
        self._check_effect(shares_given)

    def _check_start(self) -> None:
        if self.start is not None and self.start.tzinfo is None:
            raise PlanError("start lacks its offset; write it as 2026-03-01T09:30-05:00")
        if self.start is not None and not 1970 < self.start.year < 9000:
            raise PlanError(f"start cannot be in {self.start.year}; write it as 2026-03-01T09:30-05:00")

    def _check_shares(self) -> None:
        parts = self.shares.values()
        if not parts or min(parts) < 0 or not 0 < sum(parts) <= 10_000:
            raise PlanError("shares are whole parts, as tmobile=40,att=30,verizon=30")
        known = figures("throughput")["shares"]
        unknown = sorted(set(self.shares) - {*known, "canada"})
        if unknown:
            raise PlanError(f"no carrier {unknown[0]!r} here; one of {', '.join(known)}")

    def _check_number_type(self) -> None:
        known = figures("throughput")["numbers"][self.country]
        if self.number_type not in known:
            names = ", ".join(known)
            raise PlanError(f"no throughput is known for {self.number_type!r} in {self.country}; one of {names}")
        if self.mms and known[self.number_type]["mms"] is None:
            raise PlanError(f"MMS from a {self.number_type.replace('_', ' ')} is not supported in {self.country}")

    def _check_effect(self, shares_given: bool) -> None:
        """Refuse what would change nothing, for whoever gives it believes that it does."""
        what = f"{self.number_type.replace('_', ' ')} in {self.country}"
        if self.mms and self.segments > 1:
            raise PlanError("an MMS has no segments; leave out segments or mms")
        if self.country == "CA" and shares_given:
            raise PlanError("shares are of carriers in the US; no carrier of CA has a limit of its own")
        if (self.number_type, self.country) != ("10dlc", "US"):
            if self.score is not None:
                raise PlanError(f"score has no effect for {what}; it is that of a 10DLC brand")
            if self.sent_today:
                raise PlanError(f"sent-today has no effect for {what}; the daily cap is that of 10DLC")

    def with_(self, **changes: Any) -> Volume:
        """The same volume with some values changed."""
        kept = {
            "messages": self.messages, "segments": self.segments, "mms": self.mms, "number_type": self.number_type,
            "numbers": self.numbers, "score": self.score, "use_case": self.use_case, "country": self.country,
            "account_rate": self.account_rate, "expiry": self.expiry, "spread": self.spread, "start": self.start,
            "sent_today": self.sent_today,
            "shares": None if self.assumed_shares or self.country == "CA" else self.shares,
        }  # fmt: skip
        return Volume(**{**kept, **changes})

    def created(self, second: float) -> int:
        """How many messages were handed over up to and including a second from the start."""
        if second < 0:
            return 0
        if not self.spread or second >= self.spread:
            return self.messages
        return min(self.messages, int(self.messages * second // self.spread) + 1)

    def resets(self, seconds: int) -> list[int]:
        """Seconds from the start at which a Pacific day begins, up to `seconds`."""
        from zoneinfo import ZoneInfo

        zone = ZoneInfo(figures("throughput")["per_day"]["zone"])
        if self.start is None:
            return list(range(86_400, seconds + 86_400, 86_400))
        day = self.start.astimezone(zone).date()
        found: list[int] = []
        while not found or found[-1] < seconds:
            day += timedelta(days=1)
            midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
            found.append(int(midnight.timestamp() - self.start.timestamp()))
        return found


def default_expiry(use_case: str | None) -> int:
    """Seconds that a message may wait when nothing is said: a code is of no use for hours."""
    table = figures("expiry")
    return int(table["advised"]["otp"]["most"] if use_case == "otp" else table["default"])


def _within(name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise PlanError(f"{name} cannot be {value:,}; between {least:,} and {most:,}")
