"""The simulation: one step a second. Messages wait in the account's queue, then for their carrier, then leave, fail or expire.

Recipients are spread over the carriers as evenly as their shares allow, always the same way. A message that has waited
longer than its expiry when its turn comes fails with error 420; one that meets the daily cap fails at once.
"""

from __future__ import annotations

from collections import deque

from smslint.campaign.plan.limits import Limit, account_limits, begin_next, carrier_limits, daily_cap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.campaign.plan.volume import Volume

STEPS = 240
"""Points of the course that are kept for a picture, at most about twice as many."""


class Deal:
    """Who of the first n messages goes to which carrier: by shares, and never taken back as n grows."""

    def __init__(self, shares: dict[str, int]) -> None:
        self.names = tuple(shares)
        self._weights = tuple(shares.values())
        self._period = sum(self._weights)
        owed, self._counts = [0] * len(self.names), [[0] * len(self.names)]
        for _ in range(self._period):
            owed = [have + weight for have, weight in zip(owed, self._weights, strict=True)]
            winner = max(range(len(owed)), key=lambda place: (owed[place], -place))
            owed[winner] -= self._period
            self._counts.append([count + (place == winner) for place, count in enumerate(self._counts[-1])])

    def first(self, messages: int) -> list[int]:
        """How many of the first messages are for each carrier."""
        rounds, rest = divmod(messages, self._period)
        return [rounds * weight + count for weight, count in zip(self._weights, self._counts[rest], strict=True)]


class Carrier:
    """One carrier: what waits for it and what became of the rest."""

    def __init__(self, name: str, volume: Volume) -> None:
        self.name = name
        self.limits = carrier_limits(volume, name)
        self.cap = daily_cap(volume, name)
        self.waiting: deque[list[int]] = deque()
        """[second of handing over, messages], the oldest first."""
        self.sent = self.expired = self.failed = self.last = 0
        self._cost = volume.segments
        self._used = volume.sent_today

    def midnight(self) -> None:
        """A Pacific day begins."""
        self._used = 0

    def step(self, second: int, expiry: int, bound: dict[str, int]) -> None:
        """Let pass what may in this second."""
        while self.waiting and second - self.waiting[0][0] > expiry:
            self.expired += self.waiting.popleft()[1]
        while self.waiting:
            room = min((limit.room(second) for limit in self.limits), default=self.waiting[0][1])
            passing = min(room, self.waiting[0][1])
            if passing <= 0:
                tightest = min(self.limits, key=lambda limit: limit.room(second))
                bound[tightest.name] = bound.get(tightest.name, 0) + 1
                begin_next(self.limits, second)
                return
            self._pass(passing, second)
            self.waiting[0][1] -= passing
            if not self.waiting[0][1]:
                self.waiting.popleft()

    def _pass(self, messages: int, second: int) -> None:
        allowed = messages if self.cap is None else min(messages, max(0, (self.cap - self._used) // self._cost))
        self.failed += messages - allowed
        self.sent += allowed
        self._used += allowed * self._cost
        for limit in self.limits:
            limit.take(allowed)
        if allowed:
            self.last = second


class Course:
    """How it went: carriers, seconds in which each limit held messages back, and the state at some points of time."""

    def __init__(self, volume: Volume) -> None:
        self.volume = volume
        self.carriers = [Carrier(name, volume) for name in volume.shares]
        self.limits: list[Limit] = account_limits(volume)
        self.bound: dict[str, int] = {}
        self.points: list[tuple[int, int, int, int]] = []
        """(second, sent, expired, failed) at the end of that second."""
        self.expired_in_account = 0
        self.end = 0

    @property
    def sent(self) -> int:
        """Messages that left."""
        return sum(carrier.sent for carrier in self.carriers)

    @property
    def expired(self) -> int:
        """Messages that waited too long."""
        return self.expired_in_account + sum(carrier.expired for carrier in self.carriers)

    @property
    def failed(self) -> int:
        """Messages that met the daily cap."""
        return sum(carrier.failed for carrier in self.carriers)

    @property
    def last(self) -> int | None:
        """Second, from the start, in which the last message left; None when none did."""
        return max(carrier.last for carrier in self.carriers) if self.sent else None


def simulate(volume: Volume) -> Course:
    """Send a volume. Linear in the seconds that it takes."""
    course, deal = Course(volume), Deal(volume.shares)
    longest = volume.spread + volume.expiry + 1
    resets = deque(volume.resets(longest))
    head = second = 0
    while head < volume.messages or any(carrier.waiting for carrier in course.carriers):
        while resets and resets[0] <= second:
            resets.popleft()
            for carrier in course.carriers:
                carrier.midnight()
        head = _account_step(course, deal, head, second)
        for carrier in course.carriers:
            carrier.step(second, volume.expiry, course.bound)
        _note(course, second, longest)
        second += 1
    course.end = second - 1
    course.points.append((course.end, course.sent, course.expired, course.failed))
    return course


def _account_step(course: Course, deal: Deal, head: int, second: int) -> int:
    """Let the account's queue pass on what it may; returns how many messages have left it."""
    volume = course.volume
    gone = volume.created(second - volume.expiry - 1)
    if gone > head:
        course.expired_in_account += gone - head
        head = gone
    waiting = volume.created(second) - head
    if not waiting:
        return head
    room = min(limit.room(second) for limit in course.limits)
    passing = min(room, waiting)
    if passing < waiting:
        tightest = min(
            course.limits, key=lambda limit: limit.room(second) if passing else limit.units / limit.seconds / limit.cost
        )
        course.bound[tightest.name] = course.bound.get(tightest.name, 0) + 1
    for limit in course.limits:
        limit.take(passing)
    if passing < waiting:
        begin_next(course.limits, second)
    _hand_over(course, deal, head, passing, second)
    return head + passing


def _hand_over(course: Course, deal: Deal, head: int, passing: int, second: int) -> None:
    """Give messages to their carriers, each batch with the second in which its oldest message was handed over."""
    if not passing:
        return
    volume = course.volume
    born = 0 if not volume.spread else min(second, -(-head * volume.spread // volume.messages))
    counts = zip(deal.first(head), deal.first(head + passing), course.carriers, strict=True)
    for before, after, carrier in counts:
        if after > before:
            carrier.waiting.append([born, after - before])


def _note(course: Course, second: int, longest: int) -> None:
    every = max(1, longest // STEPS) if second > STEPS else 1
    if second % every == 0:
        course.points.append((second, course.sent, course.expired, course.failed))
