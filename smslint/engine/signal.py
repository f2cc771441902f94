"""What a signal is: a named occurrence that checks ask for. Each knows how to find itself and what must be there for it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from smslint.engine.bits import Group
    from smslint.engine.hits import Hits, Occurrence
    from smslint.engine.program import Program


class Signal:
    """Base of all signals.

    needs: groups from each of which something must be there; () when nothing can be told.
    effort: how much it takes to look, roughly; what is seldom there and soon told is asked about first.
    """

    __slots__ = ("effort", "needs")

    def __init__(self, effort: int = 3) -> None:
        self.effort = effort
        self.needs: tuple[Group, ...] = ()

    def of(self, hits: Hits) -> tuple[Occurrence, ...]:
        """Occurrences in one message, in order."""
        raise NotImplementedError

    def plainly_in(self, hits: Hits) -> bool:
        """Whether it occurs for certain and undisguised."""
        return any(not hit[3] and not hit[2] for hit in self.of(hits))

    def heeds(self) -> Group:
        """The sets and traits that `possible` looks at."""
        found = 0
        for group in self.needs:
            found |= group
        return found

    def absent(self, hits: Hits) -> bool:
        """Whether it does not occur."""
        return not asked(self, hits)

    def certain(self, hits: Hits) -> bool:
        """Whether it occurs for certain."""
        return any(not hit[3] for hit in asked(self, hits))

    def possible(self, there: Group) -> bool:
        """Whether it can occur where nothing else than these sets and traits may."""
        for group in self.needs:  # noqa: SIM110 - a generator costs more than the answer
            if not group & there:
                return False
        return True


def asked(signal: Signal, hits: Hits) -> tuple[Occurrence, ...]:
    """A signal's occurrences, without looking when something it needs is not there."""
    there = hits.there
    for group in signal.needs:
        if not group & there:
            return ()
    return signal.of(hits)


def heeded(signals: Iterable[Signal]) -> Group:
    """The sets and traits that any of some signals looks at to tell whether it is possible."""
    found = 0
    for signal in signals:
        found |= signal.heeds()
    return found


def settled(hits: tuple[Occurrence, ...]) -> tuple[Occurrence, ...]:
    """The certain occurrences when there is one, else those that wait."""
    for hit in hits:
        if hit[3]:
            break
    else:
        return hits
    return tuple(hit for hit in hits if not hit[3]) or hits


def any_group(signals: Iterable[Signal], program: Program) -> Group | None:
    """One group for several signals of which one is enough; None when one of them can come out of nothing.

    Of each signal it holds what ordinary messages have least often.
    """
    found = 0
    for signal in signals:
        if not signal.needs:
            return None
        found |= min(signal.needs, key=program.commonness)
    return found
